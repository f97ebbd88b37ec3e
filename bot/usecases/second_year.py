"""A second year is decided like a proposal, and a yes opens it (guide §3; R12, R15, R17; S04–S06, S26)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.rules import continuation as rules
from bot.rules.approval import ACCEPTED
from bot.rules.calendar import following
from bot.rules.continuation import Mistake, Refusal, Standing, Verdict
from bot.settings import Settings
from bot.usecases import invitation
from bot.usecases.approval import FORGED
from bot.usecases.channel import want_channel
from bot.usecases.continuation import SUBJECT
from storage import audit, outbox, posts
from storage.continuation import Continuation, acceptance_held, continuation_of
from storage.network import Network, animated_by
from storage.people import Person
from storage.standing import hold

LETTER = "continuation_letter"


@dataclass(frozen=True, slots=True)
class Decided:
    network_id: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was recorded but an audit line."""

    reason: Refusal


@dataclass(frozen=True, slots=True)
class Incomplete:
    mistakes: tuple[Mistake, ...]


def decide(
    session: Session,
    now: datetime,
    actor_id: int,
    settings: Settings,
    network_id: int,
    verdict: Verdict,
    *,
    version: int,
) -> Decided | Refused | Incomplete:
    """Record one decision on the bilan's `version` that the card showed; of two, one stands (S05, S06).

    A yes opens the second year: its network, its channel, the invitations.
    """
    known = session.get(Continuation, network_id)
    actor = session.get_one(Person, actor_id)
    if known is None:
        return _refuse(session, now, actor, Refusal.NOT_RESPONSIBLE, None)
    # Its second animation is decided under the lock on who animates, as a proposal's is (S08).
    hold(session, known.network.animator_id, [network_id])
    found = continuation_of(session, network_id)
    assert found is not None
    network = session.get_one(Network, network_id, populate_existing=True)
    standing = _standing(session, actor, network, found, version)
    reason = rules.refusal(standing, verdict, now.date())
    if reason is Refusal.ALREADY_DECIDED and _says(found, actor_id, verdict):
        # Teams delivers a press twice at times: the same person is shown her or his decision, no refusal.
        return Decided(network_id)
    if reason is not None:
        return _refuse(session, now, actor, reason, network)
    wrong = rules.mistakes(verdict, now.date(), settings.TEXT_LIMIT)
    if wrong:
        return Incomplete(wrong)
    _take_effect(session, now, settings, actor, network, found, verdict)
    return Decided(network_id)


def _standing(
    session: Session, actor: Person, network: Network, found: Continuation, version: int
) -> Standing:
    year = following(network.school_year)
    return Standing(
        actor_id=actor.id,
        actor_roles=actor.roles,
        animator_ids={network.animator_id, found.asker_id},
        school_year=network.school_year,
        year_index=network.year_index,
        animator_teaches=not network.animator.not_teaching,
        decided=found.decision is not None,
        withdrawn=found.withdrawn_at is not None,
        is_current_version=version == found.bilan_version,
        animates_already=bool(animated_by(session, network.animator_id, year)),
        acceptance_held=acceptance_held(session, network.animator_id, year),
    )


def _says(found: Continuation, actor_id: int, verdict: Verdict) -> bool:
    """Whether this very press was recorded already."""
    until = found.invited_until.isoformat() if found.invited_until else ""
    typed = verdict.invited_until if verdict.decision == ACCEPTED else ""
    said = (found.decided_by_id, found.decision, found.message, until)
    return said == (actor_id, verdict.decision, verdict.message.strip(), typed)


def _take_effect(
    session: Session,
    now: datetime,
    settings: Settings,
    actor: Person,
    network: Network,
    found: Continuation,
    verdict: Verdict,
) -> None:
    accepted = verdict.decision == ACCEPTED
    found.decision, found.decided_by_id, found.decided_at = verdict.decision, actor.id, now
    found.decided_by = actor
    found.message = verdict.message.strip()
    found.invited_until = date.fromisoformat(verdict.invited_until) if accepted else None
    session.flush()
    audit.about_network(
        session,
        now,
        network.id,
        "continuation_decided",
        person_id=actor.id,
        after=verdict.decision,
        why=found.message,
    )
    if accepted:
        assert found.invited_until is not None
        second = _open_second_year(session, now, network, found.invited_until)
        invitation.invite(session, now, settings, network, second)
    outbox.add(
        session,
        once=f"{LETTER}:{network.id}:{found.bilan_version}",
        kind=LETTER,
        subject=(SUBJECT, network.id),
        person_id=network.animator_id,
        not_before=now,
    )
    posts.changed(session, (SUBJECT, network.id), now)


def _open_second_year(session: Session, now: datetime, first: Network, until: date) -> Network:
    """The same network, one year later: dates, place and channel of its own."""
    second = Network(
        title=first.title,
        animator_id=first.animator_id,
        school_year=following(first.school_year),
        accepted_at=now,
        year_index=first.year_index + 1,
        continued_from_id=first.id,
        summary=first.summary,
        target_group=first.target_group,
        discipline=first.discipline,
        material=first.material,
        prerequisites=first.prerequisites,
        capacity=first.capacity,
        invited_until=until,
    )
    session.add(second)
    session.flush()
    audit.about_network(session, now, second.id, "network_accepted", why=f"continues {first.id}")
    want_channel(session, now, second)
    return second


def _refuse(
    session: Session, now: datetime, actor: Person, reason: Refusal, network: Network | None
) -> Refused:
    # A press without the role is a forged card: the responsible sees a security line (S26).
    action = FORGED if reason is Refusal.NOT_RESPONSIBLE else "refused_decision"
    subject = ("network", network.id if network else None)
    audit.record(session, now, action=action, subject=subject, person_id=actor.id, why=reason.value)
    return Refused(reason)
