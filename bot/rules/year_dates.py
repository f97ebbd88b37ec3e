"""The dates that the responsible sets for a year, and the window of proposals (DOMAIN.md §7, Q1 and Q17)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# So many days before the window closes, it is announced; then also a draft is recalled.
CLOSING_NOTICE = timedelta(days=7)
# Who comes later than so many days after the opening is not told any more that it opened.
OPENING_NOTICE = timedelta(days=7)
# Without a closing date, a draft that nobody touched for this long is recalled once.
IDLE = timedelta(days=14)


class Window(StrEnum):
    OPEN = "open"
    NOT_YET = "not_yet"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Dates:
    """The window's first and last days, both inside it, the committee's, and the common first days of
    enrollment: of that year's networks, and of the current year's. None where none is set.
    """

    opens: date | None = None
    closes: date | None = None
    committee: date | None = None
    enrollment: date | None = None
    enrollment_now: date | None = None


class DateMistake(StrEnum):
    BAD_OPENS = "bad_opens"
    BAD_CLOSES = "bad_closes"
    BAD_COMMITTEE = "bad_committee"
    BAD_ENROLLMENT = "bad_enrollment"
    BAD_ENROLLMENT_NOW = "bad_enrollment_now"
    CLOSES_BEFORE_OPENS = "closes_before_opens"
    COMMITTEE_BEFORE_CLOSES = "committee_before_closes"
    ENROLLMENT_BEFORE_COMMITTEE = "enrollment_before_committee"


def window(dates: Dates, today: date) -> Window:
    """Whether a new proposal may be sent; without dates it may all year."""
    if dates.opens is not None and today < dates.opens:
        return Window.NOT_YET
    if dates.closes is not None and today > dates.closes:
        return Window.CLOSED
    return Window.OPEN


def read(
    opens: str, closes: str, committee: str, enrollment: str = "", enrollment_now: str = ""
) -> Dates | tuple[DateMistake, ...]:
    """The dates as typed (ISO, or empty for none), or all that is wrong with them."""
    typed = {
        DateMistake.BAD_OPENS: opens,
        DateMistake.BAD_CLOSES: closes,
        DateMistake.BAD_COMMITTEE: committee,
        DateMistake.BAD_ENROLLMENT: enrollment,
        DateMistake.BAD_ENROLLMENT_NOW: enrollment_now,
    }
    found: dict[DateMistake, date | None] = {}
    mistakes: list[DateMistake] = []
    for mistake, text in typed.items():
        try:
            found[mistake] = date.fromisoformat(text) if text else None
        except ValueError:
            mistakes.append(mistake)
    if mistakes:
        return tuple(mistakes)
    dates = Dates(*found.values())
    if dates.opens and dates.closes and dates.closes < dates.opens:
        mistakes.append(DateMistake.CLOSES_BEFORE_OPENS)
    if dates.committee and dates.closes and dates.committee <= dates.closes:
        mistakes.append(DateMistake.COMMITTEE_BEFORE_CLOSES)
    if dates.enrollment and dates.committee and dates.enrollment <= dates.committee:
        mistakes.append(DateMistake.ENROLLMENT_BEFORE_COMMITTEE)
    return tuple(mistakes) or dates
