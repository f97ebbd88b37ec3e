"""People who do the same thing again and again, each after the answer to the time before."""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

import aiohttp

from tests.fakes import activities

Activity = dict[str, Any]
Turns = AsyncIterator[Activity]
# A person's turns: given what the bot answered last, each yields the next activity.
Person = Callable[[activities.Sender, "Answers"], Turns]
NUMBERS = itertools.count(1)


@dataclass
class Answers:
    """The last answer that a person got."""

    body: Any = None


@dataclass(frozen=True)
class Figures:
    turns_per_s: float
    p50_ms: float
    p95_ms: float

    def named(self, name: str) -> dict[str, float]:
        return {
            f"{name}_turns_per_s": self.turns_per_s,
            f"{name}_p50_ms": self.p50_ms,
            f"{name}_p95_ms": self.p95_ms,
        }


def stock_message(teams: str) -> Person:
    return _repeated(lambda who: activities.message("bonjour", teams, who))


def stock_invoke(teams: str) -> Person:
    return _repeated(lambda who: activities.invoke("menu", {}, teams, who))


def menu_message(teams: str) -> Person:
    return _repeated(lambda who: activities.message("menu", teams, who))


def menu_press(teams: str) -> Person:
    return _repeated(lambda who: activities.invoke("menu", {}, teams, who))


def _repeated(make: Callable[[activities.Sender], Activity]) -> Person:
    async def turns(who: activities.Sender, _: Answers) -> Turns:
        while True:
            yield make(who)

    return turns


def proposal_steps(teams: str) -> Person:
    """Open the draft, then save its first step again and again, each time with another text."""

    async def turns(who: activities.Sender, last: Answers) -> Turns:
        yield activities.invoke("proposal.start", {}, teams, who)
        for number in itertools.count(1):
            data = {
                **_form(last.body),
                "email": f"{who.object_id}@exemple.invalid",
                "school_id": "S01",
                "job_title": "Titulaire",
                "experience": f"Texte numéro {number}.",
                "step": 1,
                "to": 2,
            }
            yield activities.invoke("proposal.step", data, teams, who)

    return turns


def _form(body: Any) -> Mapping[str, int]:
    """The draft and the revision that the shown form was drawn from."""
    for element in body["value"]["body"]:
        for action in element.get("actions", ()):
            if action["verb"] == "proposal.step":
                return {"id": action["data"]["id"], "revision": action["data"]["revision"]}
    raise RuntimeError("the bot answered no form")


async def run(url: str, person: Person, people: int, seconds: float) -> Figures:
    """Let this many people act for this many seconds; a failed turn ends the bench."""
    took: list[float] = []
    senders = [
        activities.Sender(f"bench{number}", f"29:bench{number}", f"Bench {number}")
        for number in range(people)
    ]
    async with aiohttp.ClientSession() as http:
        # Everybody's first turn, which the roster takes part in, stands outside the measure.
        lives = [(who, last, person(who, last)) for who in senders for last in [Answers()]]
        await asyncio.gather(*(_turn(http, url, turns, last) for _, last, turns in lives))
        begun = time.perf_counter()

        async def live(turns: Turns, last: Answers) -> None:
            while time.perf_counter() - begun < seconds:
                start = time.perf_counter()
                await _turn(http, url, turns, last)
                took.append(time.perf_counter() - start)

        await asyncio.gather(*(live(turns, last) for _, last, turns in lives))
        elapsed = time.perf_counter() - begun
    cuts = quantiles(took, n=20)
    return Figures(len(took) / elapsed, cuts[9] * 1000, cuts[18] * 1000)


async def _turn(http: aiohttp.ClientSession, url: str, turns: Turns, last: Answers) -> None:
    activity = await anext(turns)
    activity["id"] = str(next(NUMBERS))
    async with http.post(url, json=activity) as answer:
        if answer.status >= 300:
            raise RuntimeError(f"a turn was answered {answer.status}")
        last.body = await answer.json() if answer.content_type == "application/json" else None
