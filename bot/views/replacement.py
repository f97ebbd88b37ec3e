"""Another teacher takes over a network: the search, what follows, who is told; networks without animation."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules import replacement as rules
from cards import replacement as cards
from cards.desk import DeskTask
from cards.elements import Card
from cards.phrases import replacement as say
from cards.phrases.dates import long_date
from cards.replacement import Chosen, Search, Told
from storage.network import OVER, Network
from storage.people import Person, active_schools
from storage.places import active_of
from storage.replacement import (
    Replacement,
    own_enrollment,
    shared_days,
    teachers_named,
    without_animation,
)


def search(
    session: Session,
    _now: datetime,
    network_id: int,
    typed: str = "",
    *,
    searched: bool = False,
    errors: Sequence[str] = (),
) -> Card | None:
    """Who may be meant by what was typed, the animator left out; None for a network that is over."""
    network = session.get(Network, network_id)
    if network is None or network.state in OVER:
        return None
    found = _found(session, typed, network.animator_id) if typed.strip() else []
    return cards.search(
        Search(
            network_id=network_id,
            title=network.title,
            animator_id=network.animator_id,
            animator=network.animator.name,
            name=typed,
            found=found[: rules.OFFERED],
            searched=searched,
            more=len(found) > rules.OFFERED,
        ),
        errors=errors,
    )


def _found(session: Session, typed: str, animator_id: int) -> list[tuple[int, str]]:
    schools = {one.id: one.name for one in active_schools(session)}
    return [
        (number, say.found(name, schools.get(school, "")))
        for number, name, address, school in teachers_named(session)
        if number != animator_id and rules.found_by(typed, name, address)
    ]


def confirm(
    session: Session,
    _now: datetime,
    network_id: int,
    person_id: int,
    *,
    reason: str = "",
    despite: bool = False,
    errors: Sequence[str] = (),
) -> Card | None:
    """What would follow, before anything does; None when there is nothing to replace, or nobody to choose."""
    network, person = session.get(Network, network_id), session.get(Person, person_id)
    if network is None or network.state in OVER or person is None:
        return None
    own = own_enrollment(session, network_id, person_id)
    others = [one for one in active_of(session, person_id) if one != network_id]
    days = shared_days(session, network_id, others) if others else []
    return cards.confirm(
        Chosen(
            network_id=network_id,
            title=network.title,
            animator_id=network.animator_id,
            animator=network.animator.name,
            person_id=person_id,
            name=person.name,
            own=own.state if own else "",
            days=[long_date(day) for day in days],
            reason=reason,
            despite=despite,
        ),
        errors=errors,
    )


def name_of(session: Session, _now: datetime, person_id: int) -> str:
    found = session.get(Person, person_id)
    return found.name if found else ""


def told(session: Session, _now: datetime, person_id: int, replacement_id: int) -> Card | None:
    """To the new animator, to the old one, or to a member; None once somebody else took over again."""
    made = session.get(Replacement, replacement_id)
    if made is None or made.network.animator_id != made.new_id:
        return None
    network = made.network
    one = Told(
        network.title,
        network.school_year,
        made.old.name,
        made.new.name,
        network.id,
        gave_up=made.enrollment_id is not None,
    )
    if person_id == made.new_id:
        return cards.to_new(one)
    return cards.to_old(one) if person_id == made.old_id else cards.to_member(one)


def tasks(session: Session, _now: datetime, _viewer_id: int) -> list[DeskTask]:
    """The networks whose animator teaches no more (R04)."""
    return [
        cards.task(network.id, since, network.title, network.animator.name)
        for network, since in without_animation(session)
    ]
