"""Messages that reached nobody, on the responsible's desk (B5), on SQLite and PostgreSQL."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.unreached import SHORT_WHILE
from bot.services import Place
from bot.usecases import people, unreached
from bot.usecases.unreached import Outcome
from bot.views import desk
from bot.views import unreached as views
from bot.views.notices import DRAWERS, REMINDERS
from cards.phrases import unreached as say
from storage.audit import AuditRow
from storage.conversations import chat_of
from storage.network import ChannelPlace, NetworkChannel
from storage.outbox import OutboxRow, OutboxState
from storage.people import Role
from tests.enrolling import add_network
from tests.factories import NOW, add_lists, add_person
from tests.scenarios.world import text, titles
from tests.views.busy import AGO, lost

UNREACHABLE = OutboxState.UNREACHABLE


def states(session: Session) -> list[str]:
    session.expire_all()
    return list(session.scalars(select(OutboxRow.state).order_by(OutboxRow.id)))


def stage(session: Session) -> tuple[int, int]:
    """Rita, responsible; Ada, who removed the bot and missed two messages."""
    add_lists(session)
    rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE)
    ada = add_person(session, "Ada", chat="a:ada")
    chat = chat_of(session, ada.id)
    assert chat is not None
    chat.reachable = False
    lost(session, ada.id, "1", state=UNREACHABLE, kind="agenda_wanted")
    lost(session, ada.id, "2", kind="letter")
    return rita.id, ada.id


def test_b5_one_row_says_whom_messages_did_not_reach_and_what_they_were(session: Session) -> None:
    rita, ada = stage(session)
    (task,) = views.tasks(session, NOW, rita)
    assert (task.title, task.since) == (say.unreached_title(2, "Ada Essai"), AGO)
    card = views.lost(session, NOW, ada, 0)
    assert card is not None
    shown = text(card)
    for kind in ("agenda_wanted", "letter"):
        assert say.lost_line("le 21 novembre 2026", say.KINDS[kind]) in shown
    assert (say.FAILED_TO in shown, say.AWAY in shown) == (True, True)
    assert "(mailto:ada@exemple.invalid?subject=" in shown
    assert titles(card)[:2] == [say.RETRY, say.NOTED]


@pytest.mark.parametrize(("ago", "shown"), [(SHORT_WHILE - timedelta(minutes=1), 0), (SHORT_WHILE, 1)])
def test_who_is_away_for_a_short_while_is_no_task(session: Session, ago: timedelta, shown: int) -> None:
    rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None)
    ada = add_person(session, "Ada", school_id=None)
    row = session.get_one(OutboxRow, lost(session, ada.id, "1", state=UNREACHABLE))
    row.done_at = NOW - ago
    session.flush()
    assert len(views.tasks(session, NOW, rita.id)) == shown


def test_what_another_responsible_misses_is_no_task_what_a_deputy_misses_is(session: Session) -> None:
    rita, ada = stage(session)
    paul = add_person(session, "Paul", Role.CEE_RESPONSIBLE)
    lost(session, paul.id, "3")
    assert len(views.tasks(session, NOW, rita)) == 1
    paul.grants[0].until = NOW.date()
    session.flush()
    assert [task.subject_id for task in views.tasks(session, NOW, rita)] == [ada, paul.id]
    assert [task.subject_id for task in views.tasks(session, NOW, paul.id)] == [ada]


def test_another_try_asks_teams_anew_and_leaves_what_was_sent(session: Session) -> None:
    rita, ada = stage(session)
    lost(session, ada, "sent", state=OutboxState.SENT)
    assert unreached.try_again(session, NOW, rita, person_id=ada) is Outcome.DONE
    assert states(session) == ["waiting", "waiting", "sent"]
    chat = chat_of(session, ada)
    assert chat is not None
    assert chat.reachable
    assert session.info["wake"] is True
    assert views.tasks(session, NOW, rita) == []
    assert unreached.try_again(session, NOW, rita, person_id=ada) is Outcome.NOTHING
    row = session.scalars(select(AuditRow).where(AuditRow.action == "messages_retried")).one()
    assert (row.person_id, row.subject_id, row.after) == (rita, ada, "2")


def test_what_is_noted_leaves_the_desk_and_still_arrives_when_the_person_comes_back(session: Session) -> None:
    rita, ada = stage(session)
    assert unreached.note(session, NOW, rita, person_id=ada) is Outcome.DONE
    assert unreached.note(session, NOW, rita, person_id=ada) is Outcome.NOTHING
    assert (views.tasks(session, NOW, rita), views.lost(session, NOW, ada, 0)) == ([], None)
    assert states(session) == ["unreachable", "failed"]
    chat = chat_of(session, ada)
    assert chat is not None
    people.hear_from(session, NOW, ada, Place(chat.service_url, chat.id))
    assert states(session) == ["waiting", "failed"]
    # A message that fails afterwards is a task of its own.
    lost(session, ada, "3")
    (task,) = views.tasks(session, NOW, rita)
    assert task.title == say.unreached_title(1, "Ada Essai")


def test_what_teams_refused_in_a_channel_is_a_row_of_its_network(session: Session) -> None:
    rita, _ = stage(session)
    network = add_network(session, "N")
    session.add(
        NetworkChannel(network_id=network, key="K", state="CREATED", channel_id="19:x", not_before=NOW)
    )
    place = ChannelPlace(network_id=network, service_url="https://smba.example/", conversation_id="19:x;1")
    session.add(place)
    session.flush()
    row = session.get_one(OutboxRow, lost(session, rita, "c", kind="week_before"))
    row.person_id, row.place_id = None, place.id
    session.flush()
    task = views.tasks(session, NOW, rita)[-1]
    assert (task.title, task.network_id) == (say.unposted_title(1, "Réseau N"), network)
    card = views.lost(session, NOW, 0, network)
    assert card is not None
    assert "mailto" not in text(card)
    assert unreached.try_again(session, NOW, rita, network_id=network) is Outcome.DONE
    assert [task.kind for task in views.tasks(session, NOW, rita)] == ["unreached"]


def test_nobody_else_tries_or_notes(session: Session) -> None:
    _, ada = stage(session)
    for act in (unreached.try_again, unreached.note):
        assert act(session, NOW, ada, person_id=ada) is Outcome.NOT_RESPONSIBLE
        assert act(session, NOW, ada, network_id=1) is Outcome.NOT_RESPONSIBLE
    assert states(session) == ["unreachable", "failed"]
    assert views.lost(session, NOW, 4_000, 0) is None


def test_every_kind_of_message_has_words_of_its_own() -> None:
    """A new message needs a line in phrases.unreached.KINDS; the morning is for responsibles alone."""
    assert {*DRAWERS, *REMINDERS} - set(say.KINDS) == {"desk_morning"}


def test_it_stands_on_the_desk(session: Session) -> None:
    rita, _ = stage(session)
    assert say.unreached_title(2, "Ada Essai") in text(desk.desk(session, NOW, rita))
