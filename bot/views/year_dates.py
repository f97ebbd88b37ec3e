"""The dates of a year as the responsible sets them, and their announcements as a teacher reads them."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.rules import year_dates as rules
from bot.rules.calendar import school_year
from bot.rules.proposal import target_year
from bot.rules.year_dates import Dates, Window
from cards import actions
from cards import year_dates as cards
from cards.desk import TaskButton
from cards.elements import Card, plain
from cards.phrases import year_dates as say
from cards.phrases.dates import short_date
from cards.reminders import Reminder
from cards.year_dates import DatesForm
from storage import proposal as stored
from storage.proposal import Proposal, ProposalState
from storage.school_year import dates_of


def form(
    session: Session,
    now: datetime,
    *,
    typed: DatesForm | None = None,
    saved: bool = False,
    errors: Sequence[str] = (),
) -> Card:
    year = target_year(now.date())
    kept = _dates(session, year)
    openings = (_opening(session, one) for one in (year, school_year(now.date())))
    days = (kept.opens, kept.closes, kept.committee, *openings)
    return cards.form(year, typed or DatesForm(*map(_iso, days)), saved=saved, errors=errors)


def window_line(session: Session, now: datetime) -> str:
    """When proposals are received, for whoever may send one; empty when it is all year."""
    dates = _dates(session, target_year(now.date()))
    if dates.opens is None and dates.closes is None:
        return ""
    if rules.window(dates, now.date()) is Window.CLOSED and dates.closes is not None:
        return say.closed(short_date(dates.closes))
    return say.window(_short(dates.opens), _short(dates.closes))


def outside(session: Session, now: datetime) -> str:
    """Why a new proposal cannot be sent today; empty when it can."""
    dates = _dates(session, target_year(now.date()))
    match rules.window(dates, now.date()):
        case Window.NOT_YET:
            return say.not_yet(_short(dates.opens))
        case Window.CLOSED:
            return say.closed(_short(dates.closes))
        case Window.OPEN:
            return ""


def window_opens(session: Session, now: datetime, _person_id: int, first_year: int) -> Reminder | None:
    year, dates = _open(session, now, first_year)
    if dates is None:
        return None
    return Reminder(
        title=say.OPENS_TITLE,
        text=[say.window_opens(year, _short(dates.closes)), say.WINDOW_WHAT],
        buttons=[TaskButton(say.PROPOSE, actions.PROPOSE)],
    )


def window_closes(session: Session, now: datetime, person_id: int, first_year: int) -> Reminder | None:
    year, dates = _open(session, now, first_year)
    if dates is None or dates.closes is None or person_id in stored.proposers(session, year):
        return None
    return Reminder(
        title=say.CLOSES_TITLE,
        text=[say.window_closes(year, short_date(dates.closes))],
        buttons=[TaskButton(say.PROPOSE, actions.PROPOSE)],
    )


def draft_waits(session: Session, now: datetime, _person_id: int, proposal_id: int) -> Reminder | None:
    proposal = session.get(Proposal, proposal_id)
    dates = _dates(session, target_year(now.date()))
    if (
        proposal is None
        or proposal.state != ProposalState.DRAFT.value
        or rules.window(dates, now.date()) is not Window.OPEN
    ):
        return None
    version = stored.version_of(session, proposal.id, 1)
    title = plain(str(version.content.get("title", ""))) if version else ""
    return Reminder(
        title=say.DRAFT_TITLE,
        text=[say.draft_waits(title, _short(dates.closes))],
        buttons=[TaskButton(say.RESUME, actions.PROPOSAL_EDIT, {"id": proposal.id})],
    )


def sentences(mistakes: Sequence[rules.DateMistake]) -> list[str]:
    return [say.MISTAKES[mistake.value] for mistake in mistakes]


def _open(session: Session, now: datetime, first_year: int) -> tuple[str, Dates | None]:
    """The year and its dates while its window is open."""
    year = f"{first_year}-{first_year + 1}"
    dates = _dates(session, year)
    is_open = year == target_year(now.date()) and rules.window(dates, now.date()) is Window.OPEN
    return year, dates if is_open else None


def _dates(session: Session, year: str) -> Dates:
    kept = dates_of(session, year)
    return Dates(kept.proposals_open_on, kept.proposals_close_on, kept.committee_on) if kept else Dates()


def _opening(session: Session, year: str) -> date | None:
    kept = dates_of(session, year)
    return kept.enrollment_opens_on if kept else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _short(day: date | None) -> str:
    return short_date(day) if day else ""
