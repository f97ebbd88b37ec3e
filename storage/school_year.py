"""The dates that the responsible sets for a school year: the window of proposals, the committee’s sitting."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, Moment


class YearDates(Base):
    """The dates for the networks of one school year; `school_year` is theirs, so the dates fall in the year
    before it. A date that is not set is None: proposals are then received all year (DOMAIN.md §7, Q1).
    """

    __tablename__ = "year_dates"
    __table_args__ = (CheckConstraint("proposals_open_on <= proposals_close_on", name="open_before_close"),)

    school_year: Mapped[str] = mapped_column(String(9), primary_key=True)
    proposals_open_on: Mapped[date | None] = mapped_column(Date)
    proposals_close_on: Mapped[date | None] = mapped_column(Date)
    committee_on: Mapped[date | None] = mapped_column(Date)
    # One first day of enrollment for all networks of the year; None: each opens when it is published.
    enrollment_opens_on: Mapped[date | None] = mapped_column(Date)
    # When bilans are due (R37); None: the last working day before 24 June.
    bilan_due_on: Mapped[date | None] = mapped_column(Date)
    # How many half-days of release the year may commit, all networks together; None: nobody said.
    envelope_half_days: Mapped[int | None]
    saved_at: Mapped[datetime] = mapped_column(Moment)


def dates_of(session: Session, school_year: str) -> YearDates | None:
    return session.get(YearDates, school_year)


def kept_dates(session: Session, school_year: str, now: datetime) -> YearDates:
    """The row of a year, made when there is none yet."""
    kept = dates_of(session, school_year)
    if kept is None:
        kept = YearDates(school_year=school_year, saved_at=now)
        session.add(kept)
        session.flush()
    return kept
