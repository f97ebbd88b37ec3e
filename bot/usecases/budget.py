"""The envelope of release of a school year: set by a responsible, audited (S19)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules.budget import Fault, read_days, written
from bot.rules.calendar import following, school_year
from storage import audit
from storage.overview import years_known
from storage.people import Person, Role
from storage.school_year import kept_dates


class Refused(StrEnum):
    NOT_RESPONSIBLE = "not_responsible"
    NO_YEAR = "no_year"
    STALE = "stale"  # somebody set another one since the card was drawn


@dataclass(frozen=True, slots=True)
class EnvelopeSet:
    """`half_days` is None where the envelope was taken away."""

    school_year: str
    half_days: int | None


@dataclass(frozen=True, slots=True)
class Mistaken:
    fault: Fault


def set_envelope(
    session: Session, now: datetime, actor_id: int, year: str, typed: str, *, drawn_from: str
) -> EnvelopeSet | Mistaken | Refused:
    """How many days the year may commit, as typed (« 21,5 »); nothing typed takes the envelope away.

    `drawn_from` is what stood there when the card was drawn. The same said twice is once.
    """
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return Refused.NOT_RESPONSIBLE
    current = school_year(now.date())
    if year not in {*years_known(session), current, following(current)}:
        return Refused.NO_YEAR
    half_days = read_days(typed)
    if isinstance(half_days, Fault):
        return Mistaken(half_days)
    kept = kept_dates(session, year, now)
    session.refresh(kept, with_for_update=True)
    before = kept.envelope_half_days
    if half_days == before:
        return EnvelopeSet(year, half_days)
    if written(before) != drawn_from:
        return Refused.STALE
    kept.envelope_half_days, kept.saved_at = half_days, now
    session.flush()
    audit.record(
        session,
        now,
        action="envelope_set",
        subject=("year", int(year[:4])),
        person_id=actor_id,
        before=None if before is None else str(before),
        after=None if half_days is None else str(half_days),
    )
    return EnvelopeSet(year, half_days)
