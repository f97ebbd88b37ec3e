"""DOMAIN.md §1.9 as a table: every verb and every document, asked by every role, on both databases.

A secret stands in each kind of data; whoever must not see it does not find it in any answer, and whoever may
finds it in one at least: otherwise the walk would prove nothing.
"""

import io
import json
import zipfile
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import pytest
from sqlalchemy.orm import Session

from bot.links import Link
from bot.services import Place, Services
from bot.teams.handler import Handler
from bot.teams.identity import Speaker
from bot.teams.table import TABLE
from bot.teams.turn import Happening, Reply, Say, Scope, Turn
from bot.views import documents, exports
from storage.database import Database
from storage.people import Person
from tests.factories import NOW, SETTINGS
from tests.fakes.clock import FakeClock
from tests.visibility.marks import MARKS
from tests.visibility.stage import Stage, stage
from tests.visibility.table import DEFAULT, DOCUMENTS, MAY_SEE, NOT_SHOWN, OFFICE, VERBS

T = TypeVar("T")
KINDS = {
    documents.PROPOSAL,
    documents.COMPARISON,
    documents.FOLIO,
    *documents.PAPERS,
    *exports.EXPORTS,
}


class Undone:
    """A database whose every press is taken back: reads see what the press wrote, the next press does not."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def write(self, work: Callable[[Session], T]) -> tuple[T, bool]:
        done = work(self.session)
        self.session.flush()
        return done, False

    def read(self, work: Callable[[Session], T]) -> T:
        return work(self.session)

    async def run(self, work: Callable[[], T]) -> T:
        return work()


async def answers(
    session: Session, staged: Stage, table: Mapping[str, Handler]
) -> Iterator[tuple[str, str, str]]:
    """(verb, role, all that is answered) of every verb and role, on the network they know and on another."""
    nothing: Any = None
    undone: Any = Undone(session)
    services = Services(SETTINGS, undone, FakeClock(), nothing, nothing, nothing, lambda: None)
    found = []
    for role, person_id in staged.roles.items():
        speaker = Speaker(person_id, session.get_one(Person, person_id).roles)
        for verb, handler in table.items():
            # The office sees whatever it asks for: of another network the others are asked.
            for ids in (staged.ids,) if role in OFFICE else (staged.ids, staged.other_ids):
                named = {**DEFAULT, **VERBS.get(verb, {})}
                turn = replace(_TURN, verb=verb, data={key: ids[name] for key, name in named.items()})
                found.append((verb, role, told(await pressed(handler, services, speaker, turn))))
                session.rollback()
    return iter(found)


_TURN = Turn(
    Happening.ACTION, Scope.PERSONAL, Place("https://smba.example/teams/", "chat"), None, activity_id="1"
)


def pressed(handler: Handler, services: Services, speaker: Speaker, turn: Turn) -> Awaitable[Reply]:
    return handler(services, speaker, turn)


def told(reply: Reply) -> str:
    return reply.text if isinstance(reply, Say) else json.dumps(reply, ensure_ascii=False)


def papers(session: Session, staged: Stage) -> Iterator[tuple[str, str, str]]:
    """(kind, role, all that stands in it) of every document and role."""
    for role, person_id in staged.roles.items():
        for kind, subject in DOCUMENTS.items():
            for ids in (staged.ids, staged.other_ids):
                known = {**ids, "year": 2027, "this_year": 2026, "export": staged.exports[person_id]}
                asked = Link(person_id, kind, known[subject], 1)
                paper = exports.paper(session, NOW, asked)
                yield kind, role, revealed(paper.draw()) if paper else ""


def revealed(content: bytes) -> str:
    """All text of a file, through every archive in it."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(revealed(archive.read(name)) for name in archive.namelist())


def leaks(found: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """(where, role, secret) of what somebody saw who must not."""
    return sorted(
        {
            (where, role, secret)
            for where, role, text in found
            for secret, mark in MARKS.items()
            if mark in text and role not in MAY_SEE[secret]
        }
    )


def unseen(found: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """(secret, role) of what a role may see and found nowhere."""
    seen = {(secret, role) for _, role, text in found for secret, mark in MARKS.items() if mark in text}
    wanted = {(secret, role) for secret, roles in MAY_SEE.items() for role in roles}
    spared = {(secret, role) for secret, roles in NOT_SHOWN.items() for role in roles}
    return sorted(wanted - seen - spared)


def test_every_verb_and_every_kind_of_document_is_classified() -> None:
    """A new one is one line in tests/visibility/table.py."""
    assert set(VERBS) == set(TABLE)
    assert set(DOCUMENTS) == KINDS
    assert set(MAY_SEE) == set(MARKS)


async def test_who_sees_what(database: Database) -> None:
    staged = database.write(stage)[0]
    with Session(database.engine, expire_on_commit=False) as session:
        found = [*await answers(session, staged, TABLE), *papers(session, staged)]
    assert leaks(found) == []
    assert unseen(found) == []


async def leaking(services: Services, _speaker: Speaker, turn: Turn) -> Reply:
    """A view that forgot to ask who reads."""
    return await services.read(
        lambda session, _now: {"body": session.get_one(Person, turn.data["person"]).name}
    )


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_control_a_view_that_leaks_is_seen(database: Database) -> None:
    staged = database.write(stage)[0]
    with Session(database.engine, expire_on_commit=False) as session:
        found = list(await answers(session, staged, {"leaking": leaking}))
    outside = [(role, "member") for role in ("committee", "stranger", "teacher")]
    everybody = [(role, "elsewhere") for role in ("animator", "committee", "member", "stranger", "teacher")]
    assert sorted((role, secret) for _, role, secret in leaks(found)) == sorted([*outside, *everybody])
    assert ("minutes", "member") in unseen(found)
