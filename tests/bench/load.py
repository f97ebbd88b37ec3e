"""People who do the same thing again and again, each after the answer to the time before.

Plain sockets that stay open and bodies that are made beforehand: on two cores, a client such as aiohttp's
would take as much of the machine as what it measures.
"""

import asyncio
import itertools
import json
import re
import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any
from urllib.parse import urlsplit

from cards.proposal import STEP_FIELDS
from tests.factories import CONTENT
from tests.fakes import activities

Person = Generator[bytes, bytes, None]
"""One person's turns: each activity that is sent, then the body of its answer."""

People = Callable[[activities.Sender], Person]

# What changes from turn to turn in a body made beforehand; the revision is a number, without its quotes.
_NUMBER, _WORD, _REVISION = "@number@", "@word@", "@revision@"
_SHOWN = re.compile(rb'"id": ?(\d+), ?"revision": ?(\d+), ?"step": ?(\d)')
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
_NUMBERS = itertools.count(1)

# (step, next one): the form there, and back.
WALK = ((1, 2), (2, 3), (3, 4), (4, 5), (5, 4), (4, 3), (3, 2), (2, 1))
# The text that a save changes, in each step.
WRITTEN = {1: "experience", 2: "objectives", 3: "detailed_description", 4: "comments", 5: "heard_about"}
# Of the demo year's lists.
CODES = {"school_id": "S01", "target_group": "1.2.09", "discipline": "PED-FR", "priority_id": "P1"}


class WrongAnswerError(Exception):
    """The bot answered something else than it should: its speed means nothing."""


def sender(number: int) -> activities.Sender:
    return activities.Sender(f"bench{number}", f"29:bench{number}", f"Bench {number}")


def message(text: str, teams: str) -> People:
    """Answered by a post to the connector; the request itself is answered empty."""
    return _repeated(lambda who: activities.message(text, teams, who), b"")


def press(verb: str, teams: str, answer: bytes) -> People:
    return _repeated(lambda who: activities.invoke(verb, {}, teams, who), answer)


def _repeated(make: Callable[[activities.Sender], dict[str, Any]], wanted: bytes) -> People:
    def turns(who: activities.Sender) -> Person:
        body = json.dumps(make(who) | {"id": _NUMBER}).encode()
        while True:
            answer = yield _filled(body, {_NUMBER: str(next(_NUMBERS))})
            if wanted not in answer or bool(answer) != bool(wanted):
                raise WrongAnswerError(answer[:200])

    return turns


@dataclass
class Saved:
    """What each person saved last, by object id: (proposal id, revision, step, text)."""

    last: dict[str, tuple[int, int, int, str]] = field(default_factory=dict)
    steps: int = 0


def proposal_steps(teams: str, saved: Saved) -> People:
    """Open the draft, then walk through its form, saving another text at each step."""

    def turns(who: activities.Sender) -> Person:
        start = json.dumps(activities.invoke("proposal.start", {}, teams, who)).encode()
        number, revision, step = _shown((yield start))
        bodies = [_save(teams, who, number, step, to) for step, to in WALK]
        # A form that was left at some step, by the measure before, is taken up there.
        begin = next(place for place, (here, _) in enumerate(WALK) if here == step)
        for place in itertools.count(begin):
            step, to = WALK[place % len(WALK)]
            text = f"Texte numéro {next(_NUMBERS)}."
            answer = yield _filled(
                bodies[place % len(WALK)],
                {_NUMBER: str(place), f'"{_REVISION}"': str(revision), _WORD: text},
            )
            if _shown(answer) != (number, revision + 1, to):
                raise WrongAnswerError(answer[:200])
            revision += 1
            saved.last[who.object_id] = (number, revision, step, text)
            saved.steps += 1

    return turns


def _save(teams: str, who: activities.Sender, number: int, step: int, to: int) -> bytes:
    """The press « Continuer » or « Retour » of a filled form."""
    content = {**CONTENT, **CODES, "email": f"{who.object_id}@exemple.invalid", WRITTEN[step]: _WORD}
    data: dict[str, Any] = {name: content[name] for name in STEP_FIELDS[step]}
    data |= {"id": number, "revision": _REVISION, "step": step, "to": to}
    activity = activities.invoke("proposal.step", data, teams, who) | {"id": _NUMBER}
    return json.dumps(activity, ensure_ascii=False).encode()


def _filled(body: bytes, holes: Mapping[str, str]) -> bytes:
    for hole, text in holes.items():
        body = body.replace(hole.encode(), text.encode())
    return body


def _shown(answer: bytes) -> tuple[int, int, int]:
    """The proposal, the revision and the step that the shown form was drawn from."""
    found = _SHOWN.search(answer)
    if found is None:
        raise WrongAnswerError(answer[:200])
    return int(found[1]), int(found[2]), int(found[3])


class Line(asyncio.Protocol):
    """One connection that stays open, and one request at a time on it."""

    def __init__(self, host: str, path: str) -> None:
        self._head = (
            f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: "
        ).encode()
        self._received = b""
        self._answer: asyncio.Future[bytes] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    async def ask(self, body: bytes) -> bytes:
        """The answer's body. Raises WrongAnswerError for a status that is not one of success."""
        self._answer = asyncio.get_running_loop().create_future()
        self.transport.write(b"%b%d\r\n\r\n%b" % (self._head, len(body), body))
        return await self._answer

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, body = self._received.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if not end or self._answer is None or self._answer.done():
            return
        if length is None or not head.startswith(b"HTTP/1.1 20"):
            self._answer.set_exception(WrongAnswerError(head))
        elif len(body) == int(length[1]):
            self._received = b""
            self._answer.set_result(body)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(WrongAnswerError(f"the line was cut: {exc}"))


@dataclass
class Tally:
    """Turns that were measured: how long each took, all of them together, and the bot's processor time."""

    took: list[float] = field(default_factory=list)
    elapsed_s: float = 0
    cpu_s: float = 0

    def figures(self, name: str, database: str) -> dict[str, float]:
        """Named with the unit last, and the database before it."""
        cuts = quantiles(self.took, n=20)
        return {
            f"{name}{database}_turns_per_s": len(self.took) / self.elapsed_s,
            f"{name}_p50{database}_ms": cuts[9] * 1000,
            f"{name}_p95{database}_ms": cuts[18] * 1000,
            f"{name}_cpu{database}_ms": self.cpu_s / len(self.took) * 1000,
        }


async def run(
    url: str, people: People, count: int, seconds: float, cpu_s: Callable[[], float], tally: Tally
) -> None:
    """Let this many people act for this many seconds, and add what was measured to the tally.

    Everybody's first turn, which a new person's roster takes part in, stands outside the measure. A turn that
    is not answered as it should be ends the bench: WrongAnswerError.
    """
    parts = urlsplit(url)
    loop = asyncio.get_running_loop()
    lives = []
    for number in range(count):
        _, line = await loop.create_connection(
            lambda: Line(parts.netloc, parts.path), parts.hostname or "", parts.port or 80
        )
        person = people(sender(number))
        answer = await line.ask(next(person))
        lives.append((line, person, person.send(answer)))
    begun_at, cpu_before = time.perf_counter(), cpu_s()

    async def live(line: Line, person: Person, body: bytes) -> None:
        while (begun := time.perf_counter()) < begun_at + seconds:
            answer = await line.ask(body)
            tally.took.append(time.perf_counter() - begun)
            body = person.send(answer)

    try:
        await asyncio.gather(*(live(*one) for one in lives))
        tally.elapsed_s += time.perf_counter() - begun_at
        tally.cpu_s += cpu_s() - cpu_before
    finally:
        for line, person, _ in lives:
            line.transport.close()
            person.close()
