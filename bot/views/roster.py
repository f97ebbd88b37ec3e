"""Who takes part in a network and who waits, as the animator or a responsible may see it (DOMAIN.md §1.9)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules.names import alphabetical
from cards import roster as cards
from cards.elements import Card
from cards.phrases import invitation as say_invitation
from cards.phrases import roster as say
from cards.phrases.dates import hour, long_date, short_date
from storage.enrollment import Enrollment, EnrollmentState, enrollments_of
from storage.invitation import INVITATION
from storage.network import Network, NetworkState
from storage.people import Person, Role

OVER = frozenset({NetworkState.CANCELLED.value, NetworkState.COMPLETED.value, NetworkState.ARCHIVED.value})


def may_see(session: Session, _now: datetime, person_id: int, network_id: int) -> bool:
    network = session.get(Network, network_id)
    roles = session.get_one(Person, person_id).roles
    return network is not None and (Role.CEE_RESPONSIBLE in roles or network.animator_id == person_id)


def roster(
    session: Session,
    now: datetime,
    person_id: int,
    network_id: int,
    *,
    notice: str = "",
    errors: Sequence[str] = (),
) -> Card | None:
    """None for who neither animates the network nor is responsible."""
    if not may_see(session, now, person_id, network_id):
        return None
    network = session.get_one(Network, network_id)
    responsible = Role.CEE_RESPONSIBLE in session.get_one(Person, person_id).roles
    live = enrollments_of(session, network_id)
    members = [one for one in live if one.state == EnrollmentState.ACTIVE.value]
    waiting = sorted((one for one in live if one.position is not None), key=lambda one: one.position or 0)
    offers = [one for one in live if one.state == EnrollmentState.OFFERED.value]
    taken = len(members) + len(offers)
    free = taken < network.capacity
    lines = [_offer(one, now) for one in offers] + [_wait(one, free=free) for one in waiting]
    return cards.roster(
        cards.Roster(
            network_id=network_id,
            title=network.title,
            members=sorted(map(_member, members), key=alphabetical),
            taken=taken,
            capacity=network.capacity,
            waiting=lines if responsible else None,
            waiting_count=len(offers) + len(waiting),
            may_change=network.state not in OVER,
            may_cancel=responsible and network.state not in OVER,
        ),
        notice=notice,
        errors=errors,
    )


def cancel(
    session: Session, _now: datetime, network_id: int, reason: str = "", errors: Sequence[str] = ()
) -> Card | None:
    """None when there is nothing to end any more."""
    network = session.get(Network, network_id)
    if network is None or network.state in OVER:
        return None
    return cards.cancel(network_id, network.title, reason, errors)


def _named(one: Enrollment) -> str:
    return f"{one.person.name} ({one.person.school.name})" if one.person.school else one.person.name


def _member(one: Enrollment) -> str:
    return f"{_named(one)}, {say.TO_CONFIRM}" if one.to_confirm else _named(one)


def _wait(one: Enrollment, *, free: bool) -> str:
    why = say.SKIPS[one.skipped] if one.skipped and free else say.TURN if free else say.FULL
    return say.rank(one.position or 0, _named(one), why)


def _offer(one: Enrollment, now: datetime) -> str:
    assert one.offered_until is not None
    local = one.offered_until.astimezone(now.tzinfo)
    if one.source == INVITATION and one.network.invited_until is not None:
        return say_invitation.held_for(_named(one), short_date(one.network.invited_until))
    return say.offered(_named(one), f"{hour(local)} {long_date(local.date())}")
