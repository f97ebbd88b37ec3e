"""The school calendar from CSV: holidays, closed days, pedagogical days (R19; docs/imports.md)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.rules.school_calendar import LABEL_LIMIT, weekdays
from bot.usecases.imports_csv import Fault, Line, LineError, Outcome, imported, read
from bot.usecases.school_calendar import EDITED
from storage.school_calendar import DayKind, calendar_days, put_day

COLUMNS = ("date_debut", "date_fin", "type", "libelle")
# Where two lines hold the same day, the later of these wins: a holiday keeps its name in a closed week.
KINDS = {"pedagogique": DayKind.PEDAGOGICAL, "ferme": DayKind.CLOSED, "ferie": DayKind.CLOSED}
LONGEST = timedelta(days=366)
IMPORT = "import"


def import_calendar(session: Session, now: datetime, content: bytes) -> Outcome:
    """Columns date_debut;date_fin;type;libelle. Days that a responsible edited stay as they are, and so do
    those that the file does not name.
    """
    lines = read(content, COLUMNS, COLUMNS, key=COLUMNS[:3])
    if isinstance(lines, tuple):
        return lines
    errors = tuple(error for line in lines for error in _errors(line))
    if errors:
        return errors
    wanted = _days(lines)
    if not wanted:
        return imported(session, now, "calendar", 0, 0)
    edited = {one.day for one in calendar_days(session, min(wanted), max(wanted)) if one.source == EDITED}
    put = [
        put_day(session, day, kind, label, IMPORT)
        for day, (kind, label) in sorted(wanted.items())
        if day not in edited
    ]
    session.flush()
    return imported(session, now, "calendar", put.count(True), put.count(False))


def _days(lines: Sequence[Line]) -> dict[date, tuple[DayKind, str]]:
    ranks = list(KINDS)
    wanted: dict[date, tuple[DayKind, str]] = {}
    for line in sorted(lines, key=lambda one: ranks.index(one.cells["type"])):
        first, last = (date.fromisoformat(line.cells[name]) for name in COLUMNS[:2])
        for day in weekdays(first, last):
            wanted[day] = (KINDS[line.cells["type"]], line.cells["libelle"])
    return wanted


def _errors(line: Line) -> list[LineError]:
    cells, found, days = line.cells, [], []
    for name in COLUMNS[:2]:
        try:
            days.append(date.fromisoformat(cells[name]))
        except ValueError:
            found.append(LineError(line.number, Fault.BAD_DATE, cells[name]))
    if cells["type"] not in KINDS:
        found.append(LineError(line.number, Fault.BAD_DAY_KIND, cells["type"]))
    if len(cells["libelle"]) > LABEL_LIMIT:
        found.append(LineError(line.number, Fault.LONG_LABEL, cells["libelle"][:40]))
    if not found and not timedelta(0) <= days[1] - days[0] <= LONGEST:
        found.append(LineError(line.number, Fault.BAD_SPAN, f"{days[0]} {days[1]}"))
    return found
