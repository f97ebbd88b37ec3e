"""The dates of a year: set by a responsible, announced to the teachers, a draft recalled once (B19)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules import proposal as proposal_rules
from bot.rules import year_dates as rules
from bot.rules.calendar import school_year
from bot.rules.year_dates import DateMistake, Dates
from bot.settings import Settings
from bot.usecases.folio import opening_day_set
from bot.usecases.quiet_time import follow_up, remind
from storage import audit, posts, ticks
from storage import proposal as stored
from storage.conversations import people_with_chats
from storage.people import Person, Role
from storage.school_year import YearDates, dates_of, kept_dates

WINDOW_OPENS = "window_opens"
WINDOW_CLOSES = "window_closes"
DRAFT_WAITS = "draft_waits"


class NotAllowed(StrEnum):
    NOT_RESPONSIBLE = "not_responsible"


@dataclass(frozen=True, slots=True)
class Saved:
    school_year: str


@dataclass(frozen=True, slots=True)
class Mistaken:
    mistakes: tuple[DateMistake, ...]


def save(
    session: Session,
    now: datetime,
    actor_id: int,
    settings: Settings,
    *,
    opens: str,
    closes: str,
    committee: str,
    enrollment: str = "",
    enrollment_now: str = "",
) -> Saved | Mistaken | NotAllowed:
    """Keep the dates for the year that a proposal sent today is for; each is ISO, or empty for none.

    `enrollment_now` is the common first day of enrollment of the current year's networks.
    """
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return NotAllowed.NOT_RESPONSIBLE
    read = rules.read(opens, closes, committee, enrollment, enrollment_now)
    if not isinstance(read, Dates):
        return Mistaken(read)
    today = now.astimezone(settings.zone).date()
    year = proposal_rules.target_year(today)
    for one, day in ((year, read.enrollment), (school_year(today), read.enrollment_now)):
        opening_day_set(session, now, settings, actor_id, one, day)
    kept = kept_dates(session, year, now)
    before = _written(kept)
    kept.proposals_open_on, kept.proposals_close_on = read.opens, read.closes
    kept.committee_on, kept.saved_at = read.committee, now
    session.flush()
    if _written(kept) != before:
        audit.record(
            session,
            now,
            action="year_dates_saved",
            subject=("year", int(year[:4])),
            person_id=actor_id,
            before=before,
            after=_written(kept),
        )
        posts.changed(session, ("year", int(year[:4])), now)
        session.info["wake"] = True
    return Saved(year)


def current(session: Session, year: str) -> Dates:
    """The dates of a year; all None when none was set."""
    kept = dates_of(session, year)
    return Dates(kept.proposals_open_on, kept.proposals_close_on, kept.committee_on) if kept else Dates()


def plan_window(session: Session, now: datetime, settings: Settings) -> None:
    """Announce, each once, that the window opened, and a week before that it closes."""
    today = now.astimezone(settings.zone).date()
    year = proposal_rules.target_year(today)
    dates = current(session, year)
    if rules.window(dates, today) is not rules.Window.OPEN or dates == Dates(committee=dates.committee):
        return
    # Everybody is gone through once a day, not once a minute; new dates make another moment.
    if not ticks.take(session, "window", f"{today} {dates.opens or ''} {dates.closes or ''}", now):
        return
    subject = ("year", int(year[:4]))
    if dates.opens is not None and today <= dates.opens + rules.OPENING_NOTICE:
        for person_id in people_with_chats(session):
            follow_up(
                session,
                now,
                settings,
                once=f"{WINDOW_OPENS}:{year}:{dates.opens}:{person_id}",
                kind=WINDOW_OPENS,
                subject=subject,
                person_id=person_id,
                day=dates.opens,
            )
    if dates.closes is not None and today >= dates.closes - rules.CLOSING_NOTICE:
        busy = stored.proposers(session, year)
        for person_id in people_with_chats(session):
            if person_id not in busy:
                remind(
                    session,
                    now,
                    settings,
                    once=f"{WINDOW_CLOSES}:{year}:{dates.closes}:{person_id}",
                    kind=WINDOW_CLOSES,
                    subject=subject,
                    person_id=person_id,
                    day=_not_past(dates.closes - rules.CLOSING_NOTICE, today),
                )


def plan_drafts(session: Session, now: datetime, settings: Settings) -> None:
    """Recall an unfinished draft, once: a week before the window closes, or when it was left for two."""
    today = now.astimezone(settings.zone).date()
    dates = current(session, proposal_rules.target_year(today))
    if rules.window(dates, today) is not rules.Window.OPEN:
        return
    if not ticks.take(session, "drafts", f"{today} {dates.closes or ''}", now):
        return
    for proposal_id, person_id, touched in stored.open_drafts(session):
        left = touched.astimezone(settings.zone).date()
        day = dates.closes - rules.CLOSING_NOTICE if dates.closes else left + rules.IDLE
        if today >= day:
            follow_up(
                session,
                now,
                settings,
                once=f"{DRAFT_WAITS}:{proposal_id}",
                kind=DRAFT_WAITS,
                subject=("proposal", proposal_id),
                person_id=person_id,
                day=_not_past(day, today),
            )


def _not_past(day: date, today: date) -> date:
    return max(day, today)


def _written(dates: YearDates) -> str:
    """The three dates, for the audit; at most 40 characters."""
    return " ".join(
        str(one or "-") for one in (dates.proposals_open_on, dates.proposals_close_on, dates.committee_on)
    )
