"""The desk: one list, its filters, its cost (issue 6, point 5; docs/decisions/0010)."""

import ast
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from bot.views import desk
from cards.desk import GROUPS, Narrowed, group_of, read_narrowed
from cards.elements import Card
from cards.phrases import desk as say
from storage.database import Database
from storage.network import Network
from tests.cards.words import LONGEST
from tests.factories import NOW
from tests.scenarios.world import elements, text, titles
from tests.views.busy import KINDS, busy

LARGEST = 28_000
ROOT = Path(__file__).parents[2]
# After the day on which the asked-for changes were due, before the meetings that are to come.
LATER = NOW.replace(hour=11) + timedelta(days=3)


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements that were sent within."""
    sent: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", hear)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", hear)


def pressed(card: Card, title: str) -> Narrowed:
    (action,) = [one for one in elements(card) if one.get("title") == title]
    data = action.get("data") or {}
    return Narrowed(data.get("page", 1), data.get("group", ""), data.get("only", 0))


def test_everything_stands_in_one_list_oldest_first(database: Database) -> None:
    with Session(database.engine) as session:
        rita = busy(session, 2)
        found = desk.tasks(session, LATER, rita.id)
        there = Counter(task.kind for task in found)
        assert there == Counter(dict.fromkeys(KINDS, 2))
        assert [task.since for task in found] == sorted(task.since for task in found)
        assert all(group_of(kind) in GROUPS for kind in there)


def test_its_cost_does_not_grow_with_the_tasks(database: Database) -> None:
    """The list, its narrowing and the count of the menu: as many statements for one network as for four."""
    costs = []
    for rounds in (1, 4):
        with Session(database.engine) as session:
            rita = busy(session, rounds)
            network = session.query(Network.id).order_by(Network.id).first()
            assert network is not None
            session.flush()
            session.expire_all()
            with counted(database.engine) as sent:
                found = desk.tasks(session, LATER, rita.id)
                desk._networks(session, found)
            costs.append(len(sent))
            session.rollback()
    assert costs[1] == costs[0]


def test_a_page_of_300_tasks_is_small_and_cheap(database: Database) -> None:
    with Session(database.engine) as session:
        rita = busy(session, 28, proposals=False)
        for network in session.query(Network):
            network.title = LONGEST.title
        session.flush()
        session.expire_all()
        with counted(database.engine) as sent:
            card = desk.desk(session, LATER, rita.id)
        assert len(desk.tasks(session, LATER, rita.id)) > 300
        assert len(sent) <= 100, len(sent)
        for chosen in (Narrowed(), Narrowed(20), Narrowed(3, "documents"), Narrowed(2, "meetings")):
            drawn = desk.desk(session, LATER, rita.id, chosen, notice=say.EMPTY)
            assert len(json.dumps(drawn, ensure_ascii=False).encode()) <= LARGEST
        assert "Page 1 de" in text(card)
        listed = desk.networks(session, LATER, rita.id, Narrowed())
        assert len(json.dumps(listed, ensure_ascii=False).encode()) <= LARGEST


def test_a_filter_lasts_from_page_to_page(database: Database) -> None:
    with Session(database.engine) as session:
        rita = busy(session, 7, proposals=False)
        everything = desk.desk(session, LATER, rita.id)
        count = len(desk.tasks(session, LATER, rita.id))
        assert say.group_button(say.GROUPS[""], count) in titles(everything)
        questions = say.group_button(say.GROUPS["questions"], 7)
        first = desk.desk(session, LATER, rita.id, pressed(everything, questions))
        second = desk.desk(session, LATER, rita.id, pressed(first, say.NEXT_PAGE))
        for card in (first, second):
            assert text(card).split("\n")[1:3] == [
                say.waiting(7, "le 21 novembre 2026"),
                say.only_chosen(say.GROUPS["questions"], ""),
            ]
            assert questions in titles(card)
        assert text(second).count("Question de") == 1
        back = desk.desk(session, LATER, rita.id, pressed(second, say.PREVIOUS_PAGE))
        assert back == first
        assert pressed(first, say.group_button(say.GROUPS[""], count)) == Narrowed()


def test_it_narrows_to_a_network_and_keeps_the_group(database: Database) -> None:
    with Session(database.engine) as session:
        rita = busy(session, 3, proposals=False)
        listed = desk.networks(session, LATER, rita.id, Narrowed(1, "meetings"))
        (choices,) = [one["choices"] for one in elements(listed) if one["type"] == "Input.ChoiceSet"]
        # Attendance that nobody took, a move, a cancellation: three in each.
        assert [one["title"] for one in choices] == [say.network_choice(f"Réseau {n}", 3) for n in range(3)]
        narrowed = Narrowed(1, "meetings", int(choices[0]["value"]))
        card = desk.desk(session, LATER, rita.id, narrowed)
        assert say.only_chosen(say.GROUPS["meetings"], "Réseau 0") in text(card)
        assert text(card).split("\n")[1].startswith("3 choses vous attendent")
        assert "Réseau 1" not in text(card)
        assert pressed(card, say.BY_NETWORK) == pressed(card, say.ALL_NETWORKS) == Narrowed(1, "meetings")


def test_a_choice_without_a_task_says_so_and_a_forged_one_shows_everything(database: Database) -> None:
    with Session(database.engine) as session:
        rita = busy(session, 1, proposals=False)
        assert say.NOTHING_HERE in text(desk.desk(session, LATER, rita.id, Narrowed(1, "people")))
        assert say.NOTHING_HERE in text(desk.desk(session, LATER, rita.id, Narrowed(1, "", 4_000)))
        assert desk.desk(session, LATER, rita.id, Narrowed(999)) != {}


@pytest.mark.parametrize(
    ("data", "read"),
    [
        ({}, Narrowed()),
        ({"page": "3", "group": "documents", "only": 7}, Narrowed(3, "documents", 7)),
        ({"page": -1, "group": "<b>", "only": "x"}, Narrowed()),
        ({"group": ["documents"], "only": True}, Narrowed()),
    ],
)
def test_what_a_button_carries_is_read_with_care(data: dict[str, object], read: Narrowed) -> None:
    assert read_narrowed(data) == read


def test_every_kind_of_task_has_its_group() -> None:
    """Each kind that a card or a view names: a new one is added to cards.desk.GROUPS."""
    named = {"plan_late", "agenda_late"}  # made of the document's name
    for room in ("cards", "bot/views"):
        for path in (ROOT / room).glob("*.py"):
            for call in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"DeskTask", "Pending"}:
                    kinds = [*call.args[:1], *(one.value for one in call.keywords if one.arg == "kind")]
                    named |= {str(kind.value) for kind in kinds if isinstance(kind, ast.Constant)}
    assert named == {kind for kinds in GROUPS.values() for kind in kinds}
