"""The school calendar: imported, edited, asked for by reminders (issue 4, point 3; S22; R19)."""

from datetime import date
from importlib.resources import files

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from bot.closed_days import closed_around, closed_between, closed_days
from bot.rules.quiet_time import on_or_before
from bot.rules.school_calendar import CalendarMistake
from bot.usecases import quiet_time
from bot.usecases import school_calendar as usecases
from bot.usecases.imports import IMPORTS
from bot.usecases.imports_csv import Fault, Imported, LineError
from bot.usecases.school_calendar import Changed, Mistaken, NotAllowed
from storage.audit import AuditRow
from storage.database import Database
from storage.outbox import OutboxRow
from storage.people import Role
from storage.school_calendar import calendar_days
from tests.factories import NOW, SETTINGS, TORONTO, add_lists, add_person

HEADER = "date_debut;date_fin;type;libelle\n"
SAMPLE = (files("bot.local") / "sample" / "calendar.csv").read_bytes()
YEAR = (date(2026, 7, 1), date(2027, 6, 30))


def load(session: Session, content: bytes | str) -> object:
    return IMPORTS["calendar"](session, NOW, content.encode() if isinstance(content, str) else content)


def said(session: Session, first: date, last: date) -> list[tuple[str, str, str, str]]:
    return [(str(one.day), one.kind, one.label, one.source) for one in calendar_days(session, first, last)]


def test_s22_targets_with_the_sample_calendar(database: Database) -> None:
    """DOMAIN.md §1.8, 9: the days move before the holidays; nothing else moves."""

    def work(session: Session) -> list[date]:
        load(session, SAMPLE)
        due = [
            date(2026, 10, 12),
            date(2027, 3, 29),
            date(2027, 5, 24),
            date(2026, 10, 28),
            date(2027, 3, 10),
        ]
        return [on_or_before(day, closed_around(session, day)) for day in due]

    assert database.write(work)[0] == [
        date(2026, 10, 9),
        date(2027, 3, 25),
        date(2027, 5, 21),
        date(2026, 10, 28),
        date(2027, 3, 10),
    ]


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2027, 1, 5), date(2026, 12, 18)),  # the winter holidays, over New Year
        (date(2027, 3, 5), date(2027, 2, 26)),  # a closed week
        (date(2026, 11, 13), date(2026, 11, 13)),  # staff works on a pedagogical day
        (date(2026, 10, 5), date(2026, 10, 2)),
    ],
)
def test_closed_days_are_no_working_days(database: Database, day: date, before: date) -> None:
    def work(session: Session) -> date:
        load(session, SAMPLE)
        return on_or_before(day, closed_around(session, day))

    assert database.write(work)[0] == before


def test_closed_between_is_holidays_and_closed_days_but_not_open_ones(database: Database) -> None:
    def work(session: Session) -> list[frozenset[date]]:
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id
        first, last = date(2027, 3, 1), date(2027, 4, 30)
        found = [closed_between(session, first, last)]
        load(session, HEADER + "2027-03-04;2027-03-08;ferme;Relâche\n2027-03-10;2027-03-10;pedagogique;J\n")
        found.append(closed_between(session, first, last))
        for day, work in (("2027-03-29", True), ("2027-03-04", True)):
            usecases.take_away(session, NOW, rita, SETTINGS, first=day, last=day, work=work)
        found.append(closed_between(session, first, last))
        return found

    easter = {date(2027, 3, 26), date(2027, 3, 29)}
    holidays = {day for day in closed_days(2027) if date(2027, 3, 1) <= day <= date(2027, 4, 30)}
    assert easter <= holidays
    week = {date(2027, 3, 4), date(2027, 3, 5), date(2027, 3, 8)}
    assert database.write(work)[0] == [
        holidays,
        holidays | week,
        (holidays | week) - {date(2027, 3, 29), date(2027, 3, 4)},
    ]


def test_the_sample_is_read_again_without_change(database: Database) -> None:
    def work(session: Session) -> tuple[object, object, list[tuple[str, str, str, str]]]:
        first, again = load(session, SAMPLE), load(session, SAMPLE)
        return first, again, said(session, date(2026, 12, 21), date(2026, 12, 25))

    first, again, winter = database.write(work)[0]
    assert isinstance(first, Imported)
    assert (first.added, first.changed) == (69, 0)  # counted on paper: weekends apart, no day twice
    assert again == Imported(0, 0)
    noel = "Congé de Noël (Régime pédagogique, art. 19)"
    assert winter == [
        ("2026-12-21", "CLOSED", "Vacances d’hiver", "import"),
        ("2026-12-22", "CLOSED", "Vacances d’hiver", "import"),
        ("2026-12-23", "CLOSED", "Vacances d’hiver", "import"),
        ("2026-12-24", "CLOSED", noel, "import"),
        ("2026-12-25", "CLOSED", noel, "import"),
    ]


def test_an_import_keeps_what_a_responsible_edited(database: Database) -> None:
    """Closed again, opened and renamed by hand: all three outlive the file."""

    def work(session: Session) -> list[tuple[str, str, str, str]]:
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id
        file = HEADER + "2027-03-01;2027-03-03;ferme;Relâche\n"
        load(session, file)
        usecases.take_away(session, NOW, rita, SETTINGS, first="2027-03-01", last="2027-03-01", work=True)
        usecases.add(
            session, NOW, rita, SETTINGS, first="2027-03-02", last="", kind="PEDAGOGICAL", label="Journée"
        )
        assert load(session, file) == Imported(0, 0)
        assert load(session, file.replace("Relâche", "Congé")) == Imported(0, 1)
        return said(session, *YEAR)

    assert database.write(work)[0] == [
        ("2027-03-01", "OPEN", "Relâche", "responsible"),
        ("2027-03-02", "PEDAGOGICAL", "Journée", "responsible"),
        ("2027-03-03", "CLOSED", "Congé", "import"),
    ]


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("date_debut;date_fin;libelle\n", (LineError(1, Fault.NO_COLUMN, "type"),)),
        (HEADER + "2027-03-32;2027-03-05;ferme;x\n", (LineError(2, Fault.BAD_DATE, "2027-03-32"),)),
        (
            HEADER + "2027-03-05;2027-03-04;ferme;x\n",
            (LineError(2, Fault.BAD_SPAN, "2027-03-05 2027-03-04"),),
        ),
        (
            HEADER + "2027-03-05;2028-03-06;ferme;x\n",
            (LineError(2, Fault.BAD_SPAN, "2027-03-05 2028-03-06"),),
        ),
        (HEADER + "9999-12-30;9999-12-31;congé;x\n", (LineError(2, Fault.BAD_DAY_KIND, "congé"),)),
        (HEADER + f"2027-03-05;2027-03-05;ferme;{'x' * 101}\n", (LineError(2, Fault.LONG_LABEL, "x" * 40),)),
        (
            HEADER + "2027-03-05;2027-03-05;ferme;x\n2027-03-06;;ferie;x\n2027-03-05;2027-03-05;ferme;y\n",
            (LineError(3, Fault.EMPTY, "date_fin"), LineError(4, Fault.TWICE, "2027-03-05 2027-03-05 ferme")),
        ),
    ],
)
def test_faults_are_named_by_line_and_nothing_is_kept(
    database: Database, text: str, errors: tuple[LineError, ...]
) -> None:
    def work(session: Session) -> tuple[object, list[tuple[str, str, str, str]]]:
        return load(session, text), said(session, *YEAR)

    assert database.write(work)[0] == (errors, [])


def test_only_a_responsible_edits_and_every_change_is_audited(database: Database) -> None:
    def work(session: Session) -> tuple[list[object], list[tuple[str, int | None, str | None, str]]]:
        add_lists(session)
        rita, ada = add_person(session, "Rita", Role.CEE_RESPONSIBLE).id, add_person(session, "Ada").id
        one = {"first": "2027-03-04", "last": "2027-03-08"}

        def add(actor: int, **more: str) -> object:
            typed = {**one, "kind": "CLOSED", "label": "Relâche", **more}
            return usecases.add(session, NOW, actor, SETTINGS, **typed)

        def take(actor: int, *, work: bool) -> object:
            return usecases.take_away(session, NOW, actor, SETTINGS, **one, work=work)

        outcomes = [
            *(add(ada), take(ada, work=True)),
            add(rita, last="2027-03-03"),
            *(add(rita), add(rita)),  # said twice, it changes nothing
            *(take(rita, work=False), take(rita, work=True), take(rita, work=True)),
        ]
        rows = session.scalars(select(AuditRow).order_by(AuditRow.id))
        return outcomes, [(row.action, row.person_id, row.after, row.why) for row in rows]

    outcomes, rows = database.write(work)[0]
    first, last = date(2027, 3, 4), date(2027, 3, 8)
    refused = NotAllowed.NOT_RESPONSIBLE
    assert outcomes == [
        *(refused, refused, Mistaken((CalendarMistake.END_BEFORE_START,))),
        *(Changed(first, last, 3), Changed(first, last, 0)),
        *(Changed(first, last, 0), Changed(first, last, 3), Changed(first, last, 0)),
    ]
    assert rows == [
        ("calendar_days_said", 1, "CLOSED 2027-03-04 2027-03-08", "Relâche"),
        ("calendar_days_removed", 1, "OPEN 2027-03-04 2027-03-08", "-"),
    ]


def test_a_holiday_on_which_people_work_becomes_one_again(database: Database) -> None:
    def work(session: Session) -> list[bool]:
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id
        easter, found = date(2027, 3, 29), []
        for works in (True, True, False, False):
            usecases.take_away(session, NOW, rita, SETTINGS, first=str(easter), last=str(easter), work=works)
            found.append(easter in closed_between(session, easter, easter))
        return found

    assert database.write(work)[0] == [False, False, True, True]


def test_a_reminder_leaves_before_a_closed_week_and_the_calendar_is_read_once(database: Database) -> None:
    """However many reminders one planner writes, the calendar costs one query for the same year."""

    def work(session: Session) -> tuple[list[date], int]:
        load(session, SAMPLE)
        ada = add_person(session, "Ada", school_id=None).id
        asked = []
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *args: asked.append(args[2]))
        for number in range(5):
            quiet_time.remind(
                session,
                NOW,
                SETTINGS,
                once=f"x{number}",
                kind="rating_recall",
                subject=("year", 2027),
                person_id=ada,
                day=date(2027, 3, 3),
            )
        days = [row.not_before.astimezone(TORONTO).date() for row in session.scalars(select(OutboxRow))]
        return days, sum("FROM calendar_days" in one for one in asked)

    assert database.write(work)[0] == ([date(2027, 2, 26)] * 5, 1)
