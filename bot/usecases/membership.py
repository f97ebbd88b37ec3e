"""The Team follows the enrollments: by the bot where it may, else by a person, many in one press (R56).

Who has a seat or animates belongs in the Team; who has neither any more leaves it, unless she or he has a
role at the CEE, or was in the Team before the bot looked.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.settings import Settings
from storage import audit, ticks
from storage import membership as stored
from storage.membership import BEFORE, BY_HAND, Membership, MembershipState
from storage.people import Person, Role

# TEAMS_FACTS.md §2.7: so many members a minute in one Team; then so many tries before a person does it.
A_MINUTE, TRIES = 4, 10


def plan(session: Session, now: datetime, settings: Settings) -> None:
    """Note who belongs in the Team, and who does not any more."""
    cause = None if settings.TEAM_MEMBERS else BY_HAND
    for one in stored.tied_again(session):
        one.state, one.cause, one.attempts = MembershipState.MEMBER.value, None, 0
    for one in stored.untied(session):
        if one.state == MembershipState.TO_ADD.value:
            session.delete(one)
        elif not one.person.roles:
            one.state, one.since, one.cause, one.attempts = MembershipState.TO_REMOVE.value, now, cause, 0
    for person_id in stored.missing_in_team(session):
        state = MembershipState.TO_ADD.value
        session.add(Membership(person_id=person_id, state=state, since=now, cause=cause))
    session.flush()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to do in the Team. `user` is the Entra object id, or the e-mail of who never spoke to the bot."""

    person_id: int
    user: str
    add: bool
    first_try: bool


def claim(session: Session, now: datetime) -> list[Wanted]:
    """What the bot tries this minute: nothing for the second process that asks."""
    waiting = stored.due(session, A_MINUTE)
    if not waiting or not ticks.take(session, "team", now.strftime("%Y-%m-%dT%H:%M%z"), now):
        return []
    wanted = []
    for one in waiting:
        one.attempts += 1
        user = one.person.object_id or one.person.email
        if not user:
            one.cause = "unknown"
            continue
        add = one.state == MembershipState.TO_ADD.value
        wanted.append(Wanted(one.person_id, user, add, first_try=one.attempts == 1))
    return wanted


def done(session: Session, now: datetime, one: Wanted, *, before: bool = False) -> None:
    """Graph did it; `before`: this person was in the Team already when the bot first looked."""
    kept = session.get(Membership, one.person_id)
    if kept is None:
        # Left while Graph was adding: noted, so that the next plan takes her or him out again.
        kept = Membership(person_id=one.person_id, state=MembershipState.TO_ADD.value, since=now)
        session.add(kept)
    _settle(session, now, kept, add=one.add, actor_id=None)
    if before:
        kept.cause = BEFORE


def not_done(session: Session, _now: datetime, one: Wanted, cause: str, *, passing: bool) -> None:
    """Graph did not; after the last try, or where trying again changes nothing, a person does it."""
    kept = session.get(Membership, one.person_id)
    if kept is not None and (not passing or kept.attempts >= TRIES):
        kept.cause = cause


def confirm(
    session: Session, now: datetime, actor_id: int, added: Collection[int], removed: Collection[int]
) -> int | None:
    """« C’est fait dans l’équipe »: how many were noted; None for who is not responsible.

    What changed since the card was drawn is left as it is, and stays on the desk.
    """
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return None
    known = stored.memberships(session, {*added, *removed})
    count = 0
    for people, state in ((added, MembershipState.TO_ADD), (removed, MembershipState.TO_REMOVE)):
        for person_id in people:
            one = known.get(person_id)
            if one is not None and one.state == state.value and one.cause is not None:
                _settle(session, now, one, add=state is MembershipState.TO_ADD, actor_id=actor_id)
                count += 1
    return count


def _settle(session: Session, now: datetime, kept: Membership, *, add: bool, actor_id: int | None) -> None:
    audit.record(
        session,
        now,
        action="team_joined" if add else "team_left",
        subject=("person", kept.person_id),
        person_id=actor_id,
        before=kept.state,
        after=MembershipState.MEMBER.value if add else None,
    )
    if add:
        kept.state, kept.since, kept.cause, kept.attempts = MembershipState.MEMBER.value, now, None, 0
    elif kept.state == MembershipState.MEMBER.value:
        # Tied again while Graph was removing.
        kept.state, kept.since, kept.attempts = MembershipState.TO_ADD.value, now, 0
    else:
        session.delete(kept)
    session.flush()
