"""What the clock makes due among ten thousand networks; ten thousand notices under Teams' limits.

The sweep is measured in the bench's own process: after a long stop (all that is due is written), a minute
later (nothing is), and on the next working day. The delivery is simulated: the outbox and its jobs are ours,
the clock is moved by hand, and a stand-in for Teams' connector counts calls against the documented limits.
"""

import asyncio
import itertools
import time
import tracemalloc
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Self

from sqlalchemy import event, func, insert, select, text
from sqlalchemy.orm import Session

from bot.jobs import deliver
from bot.services import Card, Fault, NotPosted, Place, Posted
from bot.usecases import reminders
from storage.conversations import Conversation
from storage.database import Database
from storage.enrollment import Enrollment
from storage.network import ChannelPlace, Network, NetworkChannel
from storage.outbox import OutboxRow, OutboxState
from storage.people import Person
from storage.release import Release
from storage.schedule import Meeting
from tests.bench.load import WrongAnswerError
from tests.factories import NOW, SETTINGS
from tests.fakes.clock import FakeClock
from tests.jobs.office import make_services

MEETINGS, MEMBERS = 4, 6
YEAR = "2026-2027"
FIRST_DAY, WORKING_DAYS, APART = date(2026, 9, 14), 180, 45
CHUNK = 5_000
URL = "http://127.0.0.1/teams/"
# Of the notices that leave at once, this part stands in channels, so many in each.
IN_CHANNELS, A_CHANNEL = 10, 20


def working_days() -> Iterator[date]:
    days = (FIRST_DAY + timedelta(days=number) for number in itertools.count())
    return itertools.islice((day for day in days if day.weekday() < 5), WORKING_DAYS)


def _add(session: Session, table: Any, rows: Sequence[dict[str, Any]]) -> None:
    for at in range(0, len(rows), CHUNK):
        session.execute(insert(table), rows[at : at + CHUNK])


def add_networks(session: Session, count: int) -> None:
    """So many published networks of four half-day meetings, spread over the year, with six members each."""
    numbers = range(1, count + 1)
    everybody = range(1, count * (1 + MEMBERS) + 1)
    people = [
        {"id": one, "object_id": f"sweep{one}", "name": f"Personne {one}", "created_at": NOW}
        for one in everybody
    ]
    _add(session, Person, people)
    running = {
        "school_year": YEAR,
        "state": "IN_PROGRESS",
        "modality": "HALF_4",
        "accepted_at": NOW,
        "published_at": NOW,
    }
    networks = [{"id": one, "title": f"Réseau {one}", "animator_id": one, **running} for one in numbers]
    _add(session, Network, networks)
    _add_channels(session, numbers)
    _add_meetings(session, numbers)
    _add_members(session, numbers)
    # As the database does by itself within a minute of such a load: without it PostgreSQL plans blindly.
    session.execute(text("ANALYZE"))


def _add_channels(session: Session, numbers: range) -> None:
    made = {"not_before": NOW, "state": "CREATED"}
    channels = [{"network_id": one, "key": f"S{one}", "channel_id": f"19:{one}", **made} for one in numbers]
    _add(session, NetworkChannel, channels)
    places = [{"network_id": one, "service_url": URL, "conversation_id": f"19:{one};1"} for one in numbers]
    _add(session, ChannelPlace, places)


def _add_meetings(session: Session, numbers: range) -> None:
    days = list(working_days())
    of_all = {"half_days": 1, "venue": "CEE", "state": "PLANNED"}
    meetings = [
        {
            "id": (network - 1) * MEETINGS + number,
            "network_id": network,
            "number": number,
            "day": days[(network + (number - 1) * APART) % WORKING_DAYS],
            **of_all,
        }
        for network in numbers
        for number in range(1, MEETINGS + 1)
    ]
    _add(session, Meeting, meetings)


def _add_members(session: Session, numbers: range) -> None:
    members = [
        {"network_id": network, "person_id": len(numbers) + (network - 1) * MEMBERS + member}
        for network in numbers
        for member in range(1, MEMBERS + 1)
    ]
    active = {
        "school_year": YEAR,
        "state": "ACTIVE",
        "source": "self",
        "created_at": NOW - timedelta(days=60),
    }
    _add(session, Enrollment, [{**one, **active} for one in members])
    releases = [
        {
            **one,
            "meeting_id": (one["network_id"] - 1) * MEETINGS + number,
            "kind": "MEETING",
            "half_days": 1,
        }
        for one in members
        for number in range(1, MEETINGS + 1)
    ]
    _add(session, Release, releases)


@dataclass
class Statements:
    """How many SQL statements a block ran."""

    database: Database
    count: int = 0

    def __enter__(self) -> Self:
        event.listen(self.database.engine, "before_cursor_execute", self._heard)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self.database.engine, "before_cursor_execute", self._heard)

    def _heard(self, *_: object) -> None:
        self.count += 1


def sweep(database: Database, now: datetime) -> tuple[float, int]:
    """(seconds, statements) of one run of every planner."""
    with Statements(database) as statements:
        begun = time.perf_counter()
        database.write(lambda session: reminders.plan(session, now, SETTINGS))
        return time.perf_counter() - begun, statements.count


def _written(session: Session) -> int:
    return session.scalar(select(func.count(OutboxRow.id))) or 0


def measured(database: Database, networks: int) -> dict[str, float]:
    """Figures of the sweep. Raises WrongAnswerError when a repeated one writes anything again."""
    database.write(lambda session: add_networks(session, networks))
    next_day = NOW + timedelta(days=1)
    first = sweep(database, NOW)
    stopped = database.read(_written)
    again = sweep(database, NOW + timedelta(minutes=1))
    if database.read(_written) != stopped:
        raise WrongAnswerError("the sweep wrote a notice twice")
    tomorrow = sweep(database, next_day)
    tracemalloc.start()
    sweep(database, next_day + timedelta(minutes=1))
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    return {
        "sweep_after_stop_s": first[0],
        "sweep_after_stop_notices_count": stopped,
        "sweep_a_minute_later_s": again[0],
        "sweep_a_minute_later_statements_count": again[1],
        "sweep_next_day_s": tomorrow[0],
        "sweep_next_day_notices_count": database.read(_written) - stopped,
        "sweep_memory_peak_mb": peak,
    }


# Teams' documented limits (TEAMS_FACTS.md §1.2): so many calls in so many seconds.
IN_ALL = ((50, 1.0),)
A_THREAD = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
LATENCY = 0.1
EVERY = timedelta(seconds=5)  # how often the job runs, in bot/app.py


@dataclass
class LimitedTeams:
    """Teams' connector on a simulated clock: each call takes its time, and too many are refused with 429."""

    clock: FakeClock
    taken: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    _all: deque[datetime] = field(default_factory=deque)
    _threads: dict[str, deque[datetime]] = field(default_factory=dict)
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    async def open_chat(self, object_id: str) -> Place | NotPosted:
        return Place(URL, f"a:{object_id}")

    async def update(self, place: Place, activity_id: str, card: Card) -> Posted | NotPosted:
        del activity_id
        return await self.post(place, card)

    async def post(self, place: Place, card: Card) -> Posted | NotPosted:
        # So many are under way together: the clock moves on by a share of what one takes.
        self.clock.move(self.clock.now() + timedelta(seconds=LATENCY / deliver.PARALLEL))
        now = self.clock.now()
        thread = self._threads.setdefault(place.conversation_id, deque())
        wait = max(_wait(self._all, IN_ALL, now), _wait(thread, A_THREAD, now))
        if wait > 0:
            self.refused += 1
            return NotPosted(Fault.LATER, "429", retry_after=wait)
        self._all.append(now)
        thread.append(now)
        self.taken[str(card["fallbackText"])] += 1
        return Posted(f"{next(self._numbers)}")


def _wait(calls: deque[datetime], limits: Sequence[tuple[int, float]], now: datetime) -> float:
    """Seconds until one more call is within the limits; 0 now. What no window holds any more is forgotten."""
    longest = max(seconds for _, seconds in limits)
    while calls and (now - calls[0]).total_seconds() >= longest:
        calls.popleft()
    wait = 0.0
    for most, seconds in limits:
        if len(calls) >= most:
            left = seconds - (now - calls[-most]).total_seconds()
            wait = max(wait, left)
    return wait


def _draw(_session: Session, _now: datetime, kind: str, *_: object) -> Card:
    return {"type": "AdaptiveCard", "version": "1.5", "fallbackText": kind, "body": []}


def add_notices(session: Session, count: int, now: datetime) -> None:
    """So many, due now: most in as many chats, some in channels. The kind names each, so that one sent twice
    is seen.
    """
    channels = count // IN_CHANNELS
    people = range(1, count - channels + 1)
    chats = [
        {"id": f"a:sweep{one}", "person_id": one, "service_url": URL, "reachable": True, "heard_at": now}
        for one in people
    ]
    _add(session, Conversation, chats)
    base = {"subject_type": "network", "subject_id": 1, "not_before": now, "state": OutboxState.WAITING.value}
    base |= {"facts": {}, "attempts": 0, "ambiguous": 0}
    places = sorted(session.scalars(select(ChannelPlace.id).order_by(ChannelPlace.id).limit(channels)))
    rows = [{**base, "once": f"sim:{one}", "kind": f"sim{one}", "person_id": one} for one in people]
    rows += [
        {**base, "once": f"sim:c{one}", "kind": f"simc{one}", "place_id": places[one // A_CHANNEL]}
        for one in range(channels)
    ]
    _add(session, OutboxRow, rows)


async def delivered(database: Database, count: int) -> dict[str, float]:
    """Figures of the delivery. Raises WrongAnswerError when a notice was lost or posted twice."""
    clock = FakeClock(NOW)
    teams = LimitedTeams(clock)
    services = make_services(database, clock, teams, URL)
    begun, runs = time.perf_counter(), 0
    while True:
        await deliver.deliver(services, _draw, jitter=lambda: 0.5)
        runs += 1
        left = database.read(
            lambda session: session.scalar(
                select(func.count(OutboxRow.id)).where(OutboxRow.state == OutboxState.WAITING.value)
            )
        )
        if not left:
            break
        clock.move(clock.now() + EVERY)
    sent = {name: times for name, times in teams.taken.items() if name.startswith("sim")}
    if len(sent) != count or set(sent.values()) != {1}:
        raise WrongAnswerError(f"{len(sent)} of {count} arrived, {sum(sent.values())} posts")
    return {
        "delivery_last_one_simulated_s": (clock.now() - NOW).total_seconds(),
        "delivery_refused_429_count": teams.refused,
        "delivery_cpu_and_database_s": time.perf_counter() - begun,
    }


def of_notices(database: Database, count: int) -> dict[str, float]:
    """On a database that holds the networks, with an empty outbox."""
    database.write(lambda session: session.execute(OutboxRow.__table__.delete()))  # type: ignore[attr-defined]
    database.write(lambda session: add_notices(session, count, NOW))
    return asyncio.run(delivered(database, count))
