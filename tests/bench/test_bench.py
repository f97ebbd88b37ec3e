"""The bench measures what it says, and stops at a wrong answer; no figure is asserted."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy.orm import Session

from bot.services import Place
from storage import outbox
from storage.database import Database
from tests.bench import catalog, sweep
from tests.bench.__main__ import check_saved
from tests.bench.load import Saved, Tally, WrongAnswerError, press, run
from tests.factories import NOW, add_lists, add_person, draft, revision
from tests.fakes.clock import FakeClock

# The queries of the planners, most of them one each.
MOST_STATEMENTS = 45
ROOT = Path(__file__).parents[2]
UNITS = ("_turns_per_s", "_ms", "_s", "_mb", "_ratio", "_count")


def test_the_bench_writes_one_flat_object_of_numbers(tmp_path: Path) -> None:
    """The whole of it, in short: it ends with 0 only when every answer and every saved step was right."""
    environ = {
        **os.environ,
        "BENCH_SECONDS": "0.3",
        "BENCH_ROUNDS": "1",
        "BENCH_NETWORKS": "200",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench"],
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    figures = json.loads((tmp_path / "bench.json").read_text())
    assert [name for name in figures if not name.endswith(UNITS)] == []
    assert {type(value) for value in figures.values()} <= {int, float}
    assert min(figures.values()) > 0
    measured = ("menu", "menu_press", "proposal_step", "enroll")
    wanted = {
        "echo_stock_message_turns_per_s",
        "echo_stock_invoke_turns_per_s",
        "startup_s",
        "startup_postgres_s",
        "rss_mb",
        "catalog_500_networks_ms",
        "catalog_500_networks_postgres_ms",
        "enroll_to_stock_invoke_ratio",
        "storm_1000_last_answer_s",
        "storm_1000_last_answer_postgres_s",
        "rss_postgres_mb",
        "proposal_step_to_stock_invoke_ratio",
        "proposal_step_to_stock_invoke_postgres_ratio",
        *(
            f"{name}{crowd}{database}_turns_per_s"
            for name in measured
            for crowd in ("", "_alone")
            for database in ("", "_postgres")
        ),
        *(f"sweep_after_stop{database}_s" for database in ("", "_postgres")),
        *(f"sweep_memory_peak{database}_mb" for database in ("", "_postgres")),
        *(f"delivery_last_one_simulated{database}_s" for database in ("", "_postgres")),
        *(f"{name}_p95{database}_ms" for name in measured for database in ("", "_postgres")),
    }
    assert wanted - figures.keys() == set()


@pytest.fixture
async def bot() -> AsyncIterator[tuple[str, list[bytes]]]:
    """An address that answers the invokes « right » well, « wrong » otherwise, and fails at others."""
    heard: list[bytes] = []

    async def messages(request: web.Request) -> web.Response:
        heard.append(await request.read())
        verb = json.loads(heard[-1])["value"]["action"]["verb"]
        return web.Response(
            body=b"the card" if verb == "right" else b"", status=500 if verb == "fails" else 200
        )

    app = web.Application()
    app.router.add_post("/api/messages", messages)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages", heard
    await runner.cleanup()


async def test_every_turn_is_measured_but_the_first_of_each_person(bot: tuple[str, list[bytes]]) -> None:
    url, heard = bot
    tally, seconds = Tally(), iter([1.0, 1.5])
    await run(url, press("right", "http://127.0.0.1/", b"card"), 3, 0.05, lambda: next(seconds), tally)
    assert len(tally.took) == len(heard) - 3
    assert (len(tally.took) >= 3, tally.cpu_s) == (True, 0.5)
    assert len({json.loads(body)["id"] for body in heard}) == len(heard)


@pytest.mark.parametrize("verb", ["wrong", "fails"])
async def test_a_wrong_answer_ends_the_bench(bot: tuple[str, list[bytes]], verb: str) -> None:
    url, heard = bot
    with pytest.raises(WrongAnswerError):
        await run(url, press(verb, "http://127.0.0.1/", b"card"), 3, 0.05, lambda: 0.0, Tally())
    assert len(heard) == 1


def test_a_step_that_was_not_kept_is_found_out(database: Database) -> None:
    def work(session: Session) -> tuple[int, int]:
        add_lists(session)
        number = draft(session, add_person(session, "Ada").id)
        return number, revision(session, number)

    (number, saves), _ = database.write(work)
    right = (number, saves, 1, "Dix ans au primaire.")
    database.read(partial(check_saved, saved=Saved({"oid-ada": right})))
    for wrong in [
        (number, saves, 1, "Onze ans."),
        (number, saves + 1, 1, right[3]),
        (number, saves, 2, right[3]),
    ]:
        with pytest.raises(WrongAnswerError, match="oid-ada"):
            database.read(partial(check_saved, saved=Saved({"oid-ada": wrong})))


def test_a_catalogue_that_finds_others_than_are_meant_is_found_out(database: Database) -> None:
    """No network is there: the bench says so instead of a figure."""
    with pytest.raises(WrongAnswerError, match="jardinner a l’ecole: not 125"):
        catalog.measured(database)


async def test_notices_leave_once_each_under_the_limits(database: Database) -> None:
    database.write(lambda session: sweep.add_networks(session, 20))
    database.write(lambda session: sweep.add_notices(session, 20, NOW))
    figures = await sweep.delivered(database, 20)
    assert figures["delivery_refused_429_count"] == 0


async def test_a_notice_that_arrives_twice_is_found_out(database: Database) -> None:
    """The simulation counts what Teams took, not what the outbox says."""

    def stage(session: Session) -> None:
        sweep.add_networks(session, 10)
        sweep.add_notices(session, 10, NOW)
        outbox.add(session, once="again", kind="sim1", subject=("network", 1), not_before=NOW, person_id=1)

    database.write(stage)
    with pytest.raises(WrongAnswerError, match="10 of 10 arrived, 11 posts"):
        await sweep.delivered(database, 10)


def test_teams_limits_are_those_of_its_documentation() -> None:
    """TEAMS_FACTS.md §1.2: seven a second and eight in two in one conversation, fifty a second in all."""
    teams = sweep.LimitedTeams(FakeClock(NOW))
    card = {"fallbackText": "x"}

    async def posts(count: int, thread: str) -> int:
        before = teams.refused
        for _ in range(count):
            await teams.post(Place("", thread), card)
        return teams.refused - before

    assert asyncio.run(posts(7, "a")) == 0
    assert asyncio.run(posts(1, "a")) == 1
    teams.clock.move(NOW + timedelta(seconds=1.2))
    assert asyncio.run(posts(2, "a")) == 1  # the eighth in two seconds, and a ninth
    teams.clock.move(NOW + timedelta(seconds=10))
    assert [asyncio.run(posts(1, f"t{number}")) for number in range(51)] == [0] * 50 + [1]


@pytest.mark.parametrize("more", [20, 200])
def test_the_sweep_asks_no_more_of_the_database_for_more_networks(database: Database, more: int) -> None:
    """A minute after the last one, whatever the number of networks (design.md §5)."""
    database.write(lambda session: sweep.add_networks(session, more))
    sweep.sweep(database, NOW)
    _, statements = sweep.sweep(database, NOW + timedelta(minutes=1))
    assert statements <= MOST_STATEMENTS
