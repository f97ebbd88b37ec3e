"""« Je m’absente »: a responsible names who does her work, from a day to a day; it ends by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules import deputy as rules
from bot.rules.deputy import Days, Mistake
from bot.settings import Settings
from bot.usecases import roles
from bot.usecases.quiet_time import follow_up
from storage import audit, outbox
from storage.deputy import DeputyTerm, absent_on, held_term, living_term, living_terms
from storage.people import Person
from storage.standing import hold

NAMED, ENDED, STARTS, OVER = "deputy_named", "deputy_ended", "deputy_starts", "deputy_over"
CLOCK = "clock"


class NotAllowed(StrEnum):
    NOT_RESPONSIBLE = "not_responsible"  # not at all, or only as somebody's deputy
    NAMED_ALREADY = "named_already"  # somebody else stands for her or him already
    NOTHING = "nothing"  # no such term, or it is somebody else's


@dataclass(frozen=True, slots=True)
class Mistaken:
    mistakes: Sequence[Mistake]


@dataclass(frozen=True, slots=True)
class Named:
    """Also when the same was named before: twice is once."""

    term_id: int


@dataclass(frozen=True, slots=True)
class Ended:
    term_id: int


def away(session: Session, now: datetime) -> set[int]:
    """The responsibles for whom somebody stands today; `now` carries the zone."""
    return absent_on(session, now.date())


def name(
    session: Session, now: datetime, actor_id: int, deputy_id: int, typed_first: str, typed_last: str
) -> Named | Mistaken | NotAllowed:
    """Name who stands for the actor on these days (ISO, both count).

    Only who is responsible in her or his own right names somebody, and nobody names herself. The role is
    given at once when the first day is today, else on that morning (`plan`). The deputy is told.
    """
    hold(session, actor_id, [])
    actor = session.get_one(Person, actor_id)
    if not roles.in_own_right(actor):
        return NotAllowed.NOT_RESPONSIBLE
    wanted = rules.days(typed_first, typed_last, now.date())
    standing = living_term(session, actor_id)
    if standing is not None:
        same = wanted == Days(standing.starts_on, standing.ends_on) and deputy_id == standing.deputy_id
        return Named(standing.id) if same else NotAllowed.NAMED_ALREADY
    deputy = session.get(Person, deputy_id)
    wrong = _wrong_person(session, actor_id, deputy, wanted)
    if wrong is not None or not isinstance(wanted, Days):
        dates = wanted if isinstance(wanted, list) else []
        return Mistaken([*([wrong] if wrong else []), *dates])
    assert deputy is not None
    term = DeputyTerm(
        absent_id=actor_id,
        deputy_id=deputy_id,
        starts_on=wanted.first,
        ends_on=wanted.last,
        named_at=now,
    )
    session.add(term)
    session.flush()
    roles.reckon(session, now, deputy, now.date())
    _record(session, now, term, NAMED, actor_id)
    _tell(session, now, term, NAMED, deputy_id)
    return Named(term.id)


def _wrong_person(
    session: Session, actor_id: int, deputy: Person | None, wanted: Days | list[Mistake]
) -> Mistake | None:
    if deputy is None or not deputy.name:
        return Mistake.NOBODY
    if deputy.id == actor_id:
        return Mistake.SELF
    theirs = living_term(session, deputy.id)
    if (
        theirs is not None
        and isinstance(wanted, Days)
        and wanted.meets(Days(theirs.starts_on, theirs.ends_on))
    ):
        return Mistake.DEPUTY_AWAY
    return None


def end(session: Session, now: datetime, actor_id: int, term_id: int) -> Ended | NotAllowed:
    """End it today, by either of the two; the other one is told. Twice is once."""
    term = held_term(session, term_id)
    if term is None or actor_id not in {term.absent_id, term.deputy_id}:
        return NotAllowed.NOTHING
    if term.ended_at is None:
        _end(session, now, term, actor_id)
        other = term.deputy_id if actor_id == term.absent_id else term.absent_id
        _tell(session, now, term, ENDED, other)
    return Ended(term.id)


def plan(session: Session, now: datetime, settings: Settings) -> None:
    """Give the role on the first day; end what is over. Both are told of the beginning and of the end."""
    local = now.astimezone(settings.zone)
    today = local.date()
    for term in living_terms(session):
        if term.ends_on < today:
            _end(session, local, term, None)
            _tell_both(session, local, settings, term, OVER, term.ends_on + timedelta(days=1))
        elif term.starts_on <= today:
            roles.reckon(session, local, term.deputy, today)
            if term.named_at.astimezone(settings.zone).date() < term.starts_on:
                _tell_both(session, local, settings, term, STARTS, term.starts_on)


def _tell_both(
    session: Session, now: datetime, settings: Settings, term: DeputyTerm, kind: str, day: date
) -> None:
    """On the day, in the sending hours; on a closed day, on the working day after."""
    for person_id in (term.absent_id, term.deputy_id):
        follow_up(
            session,
            now,
            settings,
            once=f"{kind}:{term.id}:{person_id}",
            kind=kind,
            subject=("deputy", term.id),
            person_id=person_id,
            day=day,
        )


def _end(session: Session, now: datetime, term: DeputyTerm, actor_id: int | None) -> None:
    term.ended_at, term.ended_by_id = now, actor_id
    session.flush()
    roles.reckon(session, now, term.deputy, now.date())
    _record(session, now, term, ENDED, actor_id)


def _record(session: Session, now: datetime, term: DeputyTerm, action: str, actor_id: int | None) -> None:
    days = f"{term.starts_on}/{term.ends_on}"
    audit.record(
        session,
        now,
        action=action,
        subject=("person", term.absent_id),
        person_id=actor_id,
        after=str(term.deputy_id),
        why=days if actor_id else f"{days} {CLOCK}",
    )


def _tell(session: Session, now: datetime, term: DeputyTerm, kind: str, person_id: int) -> None:
    outbox.add(
        session,
        once=f"{kind}:{term.id}:{person_id}",
        kind=kind,
        subject=("deputy", term.id),
        person_id=person_id,
        not_before=now,
    )
