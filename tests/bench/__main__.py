"""`make bench`: our bot and botbuilder's stock echo under the same load, in one run.

The connector, the load and each bot are processes of their own. They are measured by turns, several rounds,
so that what else the machine does weighs on all alike. Figures go to bench.json, one flat object. What counts
is their ratios in one run; `_cpu_ms` is the processor's time that the bot's process used for one turn.
"""

import asyncio
import json
import logging
import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import structlog
from sqlalchemy.orm import Session

from storage import migrations
from storage.database import Database
from storage.proposal import Proposal, version_of
from tests.bench import catalog, enrollment, servers, sweep
from tests.bench.load import (
    WRITTEN,
    People,
    Saved,
    Tally,
    WrongAnswerError,
    message,
    press,
    proposal_steps,
    run,
)
from tests.bench.servers import Server

SECONDS = float(os.environ.get("BENCH_SECONDS", "1"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "4"))
NETWORKS = int(os.environ.get("BENCH_NETWORKS", "10000"))
CROWDS = (1, 50)
CARD = b"AdaptiveCard"


@dataclass(frozen=True)
class Course:
    """One kind of turn at one bot; each posts so many messages to the connector."""

    name: str
    bot: Server
    people: People
    posts: int = 0
    database: str = ""
    tallies: dict[int, Tally] = field(default_factory=lambda: {crowd: Tally() for crowd in CROWDS})

    def measure(self, teams: Server, crowd: int) -> None:
        tally, posted = self.tallies[crowd], servers.posts_taken(teams)
        turns = len(tally.took)
        asyncio.run(run(self.bot.url, self.people, crowd, SECONDS, self.bot.cpu_s, tally))
        # Everybody's first turn stands outside the measure.
        expected = (len(tally.took) - turns + crowd) * self.posts
        if servers.posts_taken(teams) - posted != expected:
            raise WrongAnswerError(f"{self.name}: not {expected} messages were posted")

    def figures(self) -> dict[str, float]:
        alone, many = (self.tallies[crowd] for crowd in CROWDS)
        return alone.figures(f"{self.name}_alone", self.database) | many.figures(self.name, self.database)


def check_saved(session: Session, saved: Saved) -> None:
    """Everybody's saves are all counted, and the last is in the database. Raises WrongAnswerError."""
    for who, (number, revision, step, text) in saved.last.items():
        proposal, version = session.get_one(Proposal, number), version_of(session, number, 1)
        found = version.content[WRITTEN[step]] if version else None
        if (proposal.revision, found) != (revision, text):
            raise WrongAnswerError(f"{who}: revision {proposal.revision} holds {found}, not {text}")


def courses_of_ours(
    bot: Server, teams: Server, database: str, saved: Saved, known: Mapping[str, int]
) -> list[Course]:
    return [
        Course("menu", bot, message("menu", teams.url), posts=1, database=database),
        Course("menu_press", bot, press("menu", teams.url, CARD), database=database),
        Course("proposal_step", bot, proposal_steps(teams.url, saved), database=database),
        Course("enroll", bot, enrollment.enrolling(teams.url, known), database=database),
    ]


def measured() -> dict[str, float]:
    """Every figure. Raises WrongAnswerError when a bot answered wrongly or kept less than it said."""
    figures: dict[str, float] = {}
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        teams = stack.enter_context(servers.connector())
        stock = stack.enter_context(servers.stock(teams))
        courses = [
            Course("echo_stock_message", stock, message("bonjour", teams.url), posts=1),
            Course("echo_stock_invoke", stock, press("menu", teams.url, b"null")),
        ]
        urls = {"": f"sqlite:///{folder}/bench.db", "_postgres": stack.enter_context(servers.postgresql())}
        bots = {name: stack.enter_context(servers.ours(teams, url)) for name, url in urls.items()}
        saves = {name: Saved() for name in urls}
        for name, bot in bots.items():
            database = Database(urls[name])
            courses += courses_of_ours(bot, teams, name, saves[name], database.read(enrollment.networks))
            database.close()
        for _ in range(ROUNDS):
            for crowd in CROWDS:
                for course in courses:
                    course.measure(teams, crowd)
        for course in courses:
            figures |= course.figures()
        for name, bot in bots.items():
            figures |= {f"startup{name}_s": bot.startup_s, f"rss{name}_mb": bot.resident_mb()}
            database = Database(urls[name])
            database.read(partial(check_saved, saved=saves[name]))
            figures[f"storm_1000_last_answer{name}_s"] = enrollment.weather(bot.url, teams.url, database)
            database.write(catalog.add_networks)
            figures[f"catalog_500_networks{name}_ms"] = catalog.measured(database)
            database.close()
    return figures | ratios(figures) | swept()


def swept() -> dict[str, float]:
    """The clock's work among NETWORKS networks, and as many notices, each on a database of its own."""
    figures: dict[str, float] = {}
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        urls = {"": f"sqlite:///{folder}/sweep.db", "_postgres": stack.enter_context(servers.postgresql())}
        for name, url in urls.items():
            migrations.upgrade(url)
            database = Database(url)
            found = sweep.measured(database, NETWORKS) | sweep.of_notices(database, NETWORKS)
            database.close()
            figures |= {_named(figure, name): value for figure, value in found.items()}
    return figures


def _named(figure: str, database: str) -> str:
    """The name of the database stands before the unit."""
    what, _, unit = figure.rpartition("_")
    return f"{what}{database}_{unit}"


def ratios(figures: dict[str, float]) -> dict[str, float]:
    """How many of our turns the stock bot's time for one would do, by the clock and by the processor."""
    found = {}
    for ours, theirs in (
        ("proposal_step", "echo_stock_invoke"),
        ("enroll", "echo_stock_invoke"),
        ("menu", "echo_stock_message"),
    ):
        short = theirs.removeprefix("echo_")
        for database in ("", "_postgres"):
            found[f"{ours}_to_{short}{database}_ratio"] = (
                figures[f"{ours}{database}_turns_per_s"] / figures[f"{theirs}_turns_per_s"]
            )
            found[f"{ours}_to_{short}_cpu{database}_ratio"] = (
                figures[f"{theirs}_cpu_ms"] / figures[f"{ours}_cpu{database}_ms"]
            )
    return found


def table(figures: dict[str, float]) -> Sequence[str]:
    return [f"{name:46} {value:10.2f}" for name, value in figures.items()]


def main() -> None:
    # Each notice that Teams refused for a while is a line of the bot's log: the table is what one looks for.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    figures = {name: round(value, 2) for name, value in measured().items()}
    Path("bench.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="ascii")
    print("\n".join(table(figures)))  # noqa: T201 - the table is what the command is for


if __name__ == "__main__":
    main()
