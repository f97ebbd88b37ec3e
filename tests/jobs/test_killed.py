"""A delivery killed between any two of its steps: nothing is lost, one message is shown twice at most.

A real process, a real SIGKILL (design.md §4; issue 2, point 7; decision 0004). Another process, the test's
own, then delivers what the dead one left.
"""

import select
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.jobs.deliver import LEASE
from storage.database import Database
from storage.outbox import OutboxRow
from tests.factories import NOW
from tests.fakes.teams import FakeTeams
from tests.jobs.dying import STEPS, VICTIM
from tests.jobs.office import Office, text
from tests.storage.messages import add_message, add_network, person, rows

ROOT = Path(__file__).parents[2]
KINDS = ["first", VICTIM, "third"]
PATIENCE = 120  # seconds until a process that comes to no step is given up


def kill_at(step: str, database_url: str, teams: FakeTeams) -> None:
    """Deliver in another process until this step of the second message, and kill it there."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.jobs.dying", database_url, teams.url, step],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            assert select.select([process.stdout], [], [], PATIENCE)[0], "it came to no step"
            assert process.stdout.readline() == f"{step}\n"
        finally:
            process.kill()
        assert process.wait(PATIENCE) == -signal.SIGKILL


def write_three(database: Database, teams: FakeTeams) -> None:
    """Three messages to one person, about one network."""
    teams.add_conversation("a:ada")
    ada = person(database, chat="a:ada", url=teams.url)

    def work(session: Session) -> None:
        network = add_network(session, ada)
        for kind in KINDS:
            add_message(session, kind, person_id=ada, kind=kind, subject=("network", network))

    database.write(work)


def read_by_the_person(teams: FakeTeams) -> list[str]:
    return [text(record.card or {}).partition(":")[0] for record in teams.posted]


# What the person reads in the end, by the step at which the first process died.
READ = {
    "claimed": ["first", VICTIM, "third"],
    "drawn": ["first", VICTIM, "third"],
    # Posted and not recorded: the only window in which Teams shows a message twice.
    "posted": ["first", VICTIM, VICTIM, "third"],
    "recording": ["first", VICTIM, VICTIM, "third"],
    "recorded": ["first", VICTIM, "third"],
}


@pytest.mark.parametrize("step", STEPS)
async def test_a_killed_delivery_loses_nothing_and_repeats_one_at_most(
    database: Database, database_url: str, teams: FakeTeams, office: Office, step: str
) -> None:
    write_three(database, teams)
    kill_at(step, database_url, teams)
    survived = read_by_the_person(teams)
    # Before the lease is over nobody may think that the first process is dead.
    office.clock.move(NOW + LEASE - timedelta(seconds=1))
    await office.deliver()
    assert read_by_the_person(teams) == survived
    office.clock.move(NOW + LEASE)
    await office.deliver()
    assert read_by_the_person(teams) == READ[step]
    assert [(row.kind, row.state) for row in rows(database)] == [(kind, "sent") for kind in KINDS]


async def test_control_a_message_recorded_before_it_is_posted_is_lost(
    database: Database, database_url: str, teams: FakeTeams, office: Office
) -> None:
    """The other order would repeat nothing, and lose what a death leaves unposted."""
    write_three(database, teams)
    kill_at("drawn", database_url, teams)
    record = update(OutboxRow).where(OutboxRow.kind == VICTIM).values(state="sent")
    database.write(lambda session: session.execute(record))
    office.clock.move(NOW + LEASE)
    await office.deliver()
    assert read_by_the_person(teams) == ["first", "third"]
