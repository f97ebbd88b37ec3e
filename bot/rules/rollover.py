"""The school year turns on 1 July (R14; DOMAIN.md §0.5, §1.8, 11)."""

from datetime import date

from bot.rules.calendar import FIRST_MONTH

# A list that was imported so shortly before 1 July is the new year's already.
FRESH_MONTH, FRESH_DAY = 6, 1
LAST_MONTH = 10


def year_before(year: str) -> str:
    first = int(year[:4]) - 1
    return f"{first}-{first + 1}"


def fresh_from(year: str) -> date:
    """From which day on an imported list counts as renewed for this year."""
    return date(int(year[:4]), FRESH_MONTH, FRESH_DAY)


def bounds(year: str) -> tuple[date, date]:
    """1 July and 30 June, both inclusive."""
    first = int(year[:4])
    return date(first, 7, 1), date(first + 1, 6, 30)


def opens_list(today: date) -> bool:
    """From July to October: installed in winter, with past years imported, a bot has nothing to renew."""
    return FIRST_MONTH <= today.month <= LAST_MONTH
