"""What the bot does by itself once it runs: the nightly check, by one process only (design.md §4)."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from bot.app import nightly_audit
from bot.services import Services
from storage.database import Database
from storage.people import Role
from tests.factories import NOW, add_lists, add_person, decide, submitted
from tests.fakes.clock import FakeClock
from tests.jobs.office import make_services


@pytest.fixture
def breached(database: Database) -> Database:
    """A decision of yesterday whose letter is not there."""

    def work(session: Session) -> None:
        add_lists(session)
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE)
        _, request_id = submitted(session, add_person(session, "Ada").id)
        decide(session, rita.id, request_id, "DECLINED", "Motif.")
        session.execute(text("DELETE FROM outbox WHERE kind = 'letter'"))

    database.write(work)
    return database


def services(database: Database, clock: FakeClock) -> Services:
    return make_services(database, clock, None, "https://smba.example/teams/")


async def test_a_breach_is_named_once_a_night_by_one_of_two_processes(
    breached: Database, database_url: str
) -> None:
    clock, other = FakeClock(), Database(database_url)
    with capture_logs() as first:
        await nightly_audit(services(breached, clock))
    with capture_logs() as second:
        await nightly_audit(services(other, clock))
    clock.move(NOW + timedelta(days=1))
    with capture_logs() as next_night:
        await nightly_audit(services(other, clock))
    other.close()
    line = {"event": "breach", "log_level": "error", "breach": "decided_without_letter", "ids": [1]}
    assert (first, second, next_night) == ([line], [], [line])


async def test_a_sound_database_is_not_spoken_of(database: Database) -> None:
    with capture_logs() as lines:
        await nightly_audit(services(database, FakeClock()))
    assert lines == []
