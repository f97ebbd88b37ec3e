"""The window of proposals: set, announced once, a draft recalled once (issue 3, point 2; B19)."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.usecases import year_dates as usecases
from bot.usecases.reminders import plan
from bot.usecases.year_dates import Mistaken, NotAllowed, Saved
from storage.audit import AuditRow
from storage.database import Database
from storage.outbox import OutboxRow
from storage.people import Role
from storage.school_year import dates_of
from tests.factories import CONTENT, NOW, SETTINGS, TORONTO, add_lists, add_person, draft, submitted

YEAR = "2027-2028"


def save(session: Session, actor_id: int, opens: str, closes: str, committee: str = "") -> object:
    return usecases.save(session, NOW, actor_id, SETTINGS, opens=opens, closes=closes, committee=committee)


def told(session: Session, day: date, hour: int = 9) -> Counter[tuple[str, str]]:
    """(kind, day on which it leaves) of all that was planned by then, morning cards apart."""
    plan(session, datetime(day.year, day.month, day.day, hour, tzinfo=TORONTO), SETTINGS)
    rows = session.scalars(select(OutboxRow).where(OutboxRow.by_clock, OutboxRow.kind != "desk_morning"))
    return Counter((row.kind, str(row.not_before.astimezone(TORONTO).date())) for row in rows)


def people(session: Session) -> tuple[int, int, int]:
    """Rita, responsible; Ada and Zoé, who teach and have a chat."""
    add_lists(session)
    rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE)
    ada, zoe = (add_person(session, name, chat=f"chat-{name.lower()}") for name in ("Ada", "Zoé"))
    add_person(session, "Nobody")  # never spoke: there is no chat to announce anything in
    return rita.id, ada.id, zoe.id


def test_dates_are_kept_audited_and_refused_to_who_is_not_responsible(database: Database) -> None:
    def work(session: Session) -> None:
        rita, ada, _ = people(session)
        assert save(session, ada, "2026-12-01", "") is NotAllowed.NOT_RESPONSIBLE
        assert isinstance(save(session, rita, "2026-12-01", "2026-11-30"), Mistaken)
        assert dates_of(session, YEAR) is None
        assert save(session, rita, "2026-12-01", "2027-01-15", "2027-02-10") == Saved(YEAR)
        assert save(session, rita, "2026-12-01", "2027-01-15", "2027-02-10") == Saved(YEAR)
        kept = dates_of(session, YEAR)
        assert kept is not None
        assert (kept.proposals_open_on, kept.proposals_close_on, kept.committee_on) == (
            date(2026, 12, 1),
            date(2027, 1, 15),
            date(2027, 2, 10),
        )
        rows = session.scalars(select(AuditRow).where(AuditRow.action == "year_dates_saved"))
        assert [(row.before, row.after, row.person_id) for row in rows] == [
            ("- - -", "2026-12-01 2027-01-15 2027-02-10", rita)
        ]

    database.write(work)


def test_the_opening_is_announced_on_its_day_and_the_closing_a_week_before(database: Database) -> None:
    def work(session: Session) -> None:
        rita, _, _ = people(session)
        save(session, rita, "2026-12-05", "2027-01-15")  # opens on a Saturday
        assert told(session, date(2026, 12, 4)) == {}
        opening = {("window_opens", "2026-12-07"): 2}
        assert told(session, date(2026, 12, 5)) == opening
        assert told(session, date(2026, 12, 7)) == opening
        assert told(session, date(2027, 1, 7)) == opening
        both = opening | {("window_closes", "2027-01-08"): 2}
        for day in (date(2027, 1, 8), date(2027, 1, 9), date(2027, 1, 15), date(2027, 1, 16)):
            assert told(session, day) == both

    database.write(work)


def test_who_comes_long_after_the_opening_is_not_told_that_it_opened(database: Database) -> None:
    def work(session: Session) -> None:
        rita, _, _ = people(session)
        save(session, rita, "2026-12-01", "")
        assert told(session, date(2026, 12, 1)) == {("window_opens", "2026-12-01"): 2}
        add_person(session, "Léa", chat="chat-léa")
        assert told(session, date(2026, 12, 9)) == {("window_opens", "2026-12-01"): 2}

    database.write(work)


def test_a_window_moved_is_announced_for_its_new_day(database: Database) -> None:
    def work(session: Session) -> None:
        rita, _, _ = people(session)
        save(session, rita, "2026-12-01", "")
        told(session, date(2026, 12, 1))
        save(session, rita, "2026-12-10", "")
        assert told(session, date(2026, 12, 10)) == {
            ("window_opens", "2026-12-01"): 2,
            ("window_opens", "2026-12-10"): 2,
        }

    database.write(work)


def test_a_draft_is_recalled_once_a_week_before_the_end_and_its_author_is_told_nothing_else(
    database: Database,
) -> None:
    def work(session: Session) -> None:
        rita, ada, zoe = people(session)
        save(session, rita, "", "2027-01-15")
        draft(session, ada)
        submitted(session, zoe, {**CONTENT, "email": "zoé@exemple.invalid"})
        assert told(session, date(2027, 1, 7)) == {}
        expected = {("draft_waits", "2027-01-08"): 1}
        for day in (date(2027, 1, 8), date(2027, 1, 14)):
            assert told(session, day) == expected

    database.write(work)


@pytest.mark.parametrize(("days", "expected"), [(13, 0), (14, 1), (40, 1)])
def test_without_an_end_a_draft_left_for_two_weeks_is_recalled_once(
    database: Database, days: int, expected: int
) -> None:
    def work(session: Session) -> Counter[tuple[str, str]]:
        _, ada, _ = people(session)
        draft(session, ada)
        told(session, NOW.date() + timedelta(days=days))
        return told(session, NOW.date() + timedelta(days=days + 1 if expected else days))

    assert database.write(work)[0].total() == expected
