"""The bench measures what it says, and stops at a wrong answer; no figure is asserted."""

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy.orm import Session

from storage.database import Database
from tests.bench import catalog
from tests.bench.__main__ import check_saved
from tests.bench.load import Saved, Tally, WrongAnswerError, press, run
from tests.factories import add_lists, add_person, draft, revision

ROOT = Path(__file__).parents[2]
UNITS = ("_turns_per_s", "_ms", "_s", "_mb", "_ratio")


def test_the_bench_writes_one_flat_object_of_numbers(tmp_path: Path) -> None:
    """The whole of it, in short: it ends with 0 only when every answer and every saved step was right."""
    environ = {**os.environ, "BENCH_SECONDS": "0.3", "BENCH_ROUNDS": "1", "PYTHONPATH": str(ROOT)}
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
