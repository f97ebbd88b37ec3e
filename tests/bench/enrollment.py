"""The morning when enrollments open: people who enroll and leave, and a thousand on one network."""

import asyncio
import itertools
import json
import time
from collections import Counter
from collections.abc import Mapping
from datetime import date
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.usecases.audit import breaches
from cards.phrases import enrollment as say
from storage.database import Database
from storage.enrollment import Enrollment, EnrollmentState
from storage.network import Network
from storage.people import Person
from storage.schedule import Meeting
from tests.bench.load import Line, People, WrongAnswerError, sender
from tests.bench.load import Person as Turns
from tests.factories import NOW
from tests.fakes import activities

# Eight of as many schools on each network: there is a seat for everybody, again and again.
CROWD, TOGETHER, STORM, LINES = 1_100, 8, 1_000, 250
FIRST_OF_STORM = 60
STORM_CODE = "STORM"
YEAR = "2026-2027"


def _written(text: str) -> bytes:
    """As it stands in an answer's JSON."""
    return json.dumps(text)[1:-1].encode()


SEATED, HELD, LEFT = map(_written, (say.ENROLLED_TITLE, say.ALREADY_TITLE, say.LEFT_TITLE))
ANSWERS = {
    "enrolled": SEATED,
    "waiting": _written(say.WAITING_TITLE),
    "refused": _written(say.TITLES["same_school"]),
}


def add_people_and_networks(session: Session, schools: list[str]) -> None:
    """Whoever the load plays, known and confirmed; a network for eight of them, and one for the storm."""
    for number in range(CROWD):
        who = sender(number)
        session.add(
            Person(
                object_id=who.object_id,
                email=f"{who.object_id}@exemple.invalid",
                name=who.name,
                school_id=schools[number % len(schools)],
                confirmed_teacher=True,
                created_at=NOW,
            )
        )
    session.flush()
    for code in (*(f"BENCH{number}" for number in range(FIRST_OF_STORM // TOGETHER + 1)), STORM_CODE):
        _add_network(session, code)


def _add_network(session: Session, code: str) -> None:
    animator = Person(name=f"Anim {code}", email=f"anim-{code.lower()}@exemple.invalid", created_at=NOW)
    session.add(animator)
    session.flush()
    network = Network(
        code=code,
        title=f"Réseau {code}",
        animator_id=animator.id,
        school_year=YEAR,
        state="OPEN",
        accepted_at=NOW,
        published_at=NOW,
        modality="FULL_2",
    )
    session.add(network)
    session.flush()
    for number, day in enumerate((date(2027, 1, 13), date(2027, 5, 5)), start=1):
        session.add(Meeting(network_id=network.id, number=number, day=day, half_days=2, venue="CEE", room=""))


def networks(session: Session) -> dict[str, int]:
    """{code: id} of the networks above."""
    query = select(Network.code, Network.id).where(Network.code.like("BENCH%") | (Network.code == STORM_CODE))
    return {row.code or "": row.id for row in session.execute(query)}


def enrolling(teams: str, known: Mapping[str, int]) -> People:
    """A seat, then leaving it: each press is a turn, a transaction and a card."""

    def turns(who: activities.Sender) -> Turns:
        number = int(who.object_id.removeprefix("bench"))
        data = {"network": known[f"BENCH{number // TOGETHER}"]}
        bodies = (
            (activities.invoke("enrollment.enroll", data, teams, who), (SEATED, HELD)),
            (activities.invoke("enrollment.withdraw", {**data, "sure": 1}, teams, who), (LEFT,)),
        )
        made = [(json.dumps(body, ensure_ascii=False).encode(), wanted) for body, wanted in bodies]
        for body, wanted in itertools.cycle(made):
            answer = yield body
            if not any(one in answer for one in wanted):
                raise WrongAnswerError(answer[:200])

    return turns


async def storm(url: str, teams: str, network_id: int) -> tuple[float, Counter[str]]:
    """(seconds to the last answer, what was answered) of a thousand people who press at once."""
    parts, loop = urlsplit(url), asyncio.get_running_loop()
    lines = []
    for _ in range(LINES):
        _, line = await loop.create_connection(
            lambda: Line(parts.netloc, parts.path), parts.hostname or "", parts.port or 80
        )
        lines.append(line)
    bodies = [
        json.dumps(
            activities.invoke("enrollment.enroll", {"network": network_id}, teams, sender(number)),
            ensure_ascii=False,
        ).encode()
        for number in range(FIRST_OF_STORM, FIRST_OF_STORM + STORM)
    ]
    found: Counter[str] = Counter()

    async def press(at: int) -> None:
        for body in bodies[at::LINES]:
            answer = await lines[at].ask(body)
            names = [name for name, wanted in ANSWERS.items() if wanted in answer]
            if not names:
                raise WrongAnswerError(answer[:300])
            found[names[0]] += 1

    begun = time.perf_counter()
    try:
        await asyncio.gather(*map(press, range(LINES)))
        return time.perf_counter() - begun, found
    finally:
        for line in lines:
            line.transport.close()


def check_storm(session: Session, network_id: int, found: Counter[str]) -> None:
    """Ten seats, ranks without a gap, each answer as stored, and nothing that may never happen."""
    rows = session.execute(
        select(Enrollment.state, Enrollment.position).where(Enrollment.network_id == network_id)
    ).all()
    seated = sum(row.state == EnrollmentState.ACTIVE.value for row in rows)
    ranks = sorted(row.position for row in rows if row.position is not None)
    told = (found["enrolled"], found["waiting"], sum(found.values()))
    if (seated, ranks) != (10, list(range(1, len(ranks) + 1))) or told != (10, len(ranks), STORM):
        raise WrongAnswerError(f"{seated} seated, {len(ranks)} wait, {dict(found)}")
    if wrong := breaches(session, NOW.replace(hour=12)):
        raise WrongAnswerError(f"audit: {wrong}")


def weather(url: str, teams: str, database: Database) -> float:
    """The storm, checked; the seconds to its last answer."""
    network_id = database.read(networks)[STORM_CODE]
    seconds, found = asyncio.run(storm(url, teams, network_id))
    database.read(lambda session: check_storm(session, network_id, found))
    return seconds
