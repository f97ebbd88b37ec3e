"""Who speaks, asked in one question at each turn: the same person and roles as the objects tell (S27)."""

from datetime import datetime
from functools import partial

import pytest

from storage.conversations import Conversation, Known, known
from storage.database import Database
from storage.people import Person, Role
from tests.factories import NOW, add_lists, add_person

URL = "https://smba.example/teams/"


@pytest.mark.parametrize(
    "roles", [(), (Role.COMMITTEE_MEMBER,), (Role.CEE_RESPONSIBLE, Role.COMMITTEE_MEMBER)]
)
def test_the_roles_are_the_person_s(database: Database, roles: tuple[Role, ...]) -> None:
    database.write(add_lists)
    number = database.write(lambda session: add_person(session, "Ada", *roles, chat="a:ada").id)[0]
    database.write(lambda session: add_person(session, "Bea", Role.CEE_RESPONSIBLE, chat="a:bea").id)
    found = database.read(partial(known, object_id="oid-ada", service_url=URL, conversation_id="a:ada"))
    assert found == Known(number, "Ada Essai", frozenset(roles), NOW)
    assert database.read(lambda session: session.get_one(Person, number).roles) == frozenset(roles)


@pytest.mark.parametrize(
    ("chat", "url", "reachable", "heard_at"),
    [
        ("a:ada", URL, True, NOW),
        ("a:new", URL, True, None),
        ("a:bea", URL, True, None),
        ("a:ada", "https://elsewhere.example/", True, None),
        ("a:ada", URL, False, None),
    ],
)
def test_a_chat_was_heard_when_it_is_this_person_s_here_and_reachable(
    database: Database, chat: str, url: str, reachable: bool, heard_at: datetime | None
) -> None:
    database.write(add_lists)
    database.write(lambda session: add_person(session, "Ada", chat="a:ada").id)
    database.write(lambda session: add_person(session, "Bea", chat="a:bea").id)

    database.write(lambda session: setattr(session.get_one(Conversation, "a:ada"), "reachable", reachable))
    found = database.read(partial(known, object_id="oid-ada", service_url=url, conversation_id=chat))
    assert found is not None
    assert found.heard_at == heard_at


def test_nobody_bears_an_unknown_object_id(database: Database) -> None:
    assert (
        database.read(partial(known, object_id="oid-eve", service_url=URL, conversation_id="a:eve")) is None
    )
