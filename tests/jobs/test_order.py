"""What goes to one recipient arrives in order, whatever happens to the first (design.md §4)."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.conversations import remember
from storage.network import ChannelPlace, ChannelState
from tests.fakes.teams import Trouble
from tests.jobs.letters import chats, end_of, failures, known, network, write
from tests.jobs.office import Office
from tests.storage.messages import add_message, add_network, rows

INORDER = ["first: Lire", "second: Lire", "third: Lire"]


def move(office: Office, **by: float) -> None:
    office.clock.move(office.clock.now() + timedelta(**by))


def three(office: Office) -> int:
    ada = known(office, "Ada")
    write(office, ada, network(office, ada), "first", "second", "third")
    return ada


async def test_a_throttled_message_holds_up_those_behind_it_which_are_not_tried(office: Office) -> None:
    """A conversation takes 7 messages a second (TEAMS_FACTS §1.2): more calls would only lengthen it."""
    three(office)
    office.teams.script(Trouble.THROTTLED, retry_after="20")
    await office.deliver()
    assert (office.tries, office.calls) == (INORDER[:1], [])
    assert [(row.state, row.attempts) for row in rows(office.database)] == [
        ("waiting", 1),
        ("waiting", 0),
        ("waiting", 0),
    ]
    move(office, seconds=19)
    await office.deliver()
    assert office.calls == []
    move(office, seconds=1)
    await office.deliver()
    assert [told for _, told in office.calls] == INORDER


async def test_a_doubtful_message_holds_up_those_behind_it_and_is_tried_once_more(office: Office) -> None:
    """A 502 that came after Teams took the message: it is shown twice, and what follows comes after it."""
    three(office)
    office.teams.script(Trouble.BAD_GATEWAY_AFTER)
    await office.deliver()
    assert [told for _, told in office.calls] == INORDER[:1]
    move(office, seconds=30)
    await office.deliver()
    assert [told for _, told in office.calls] == [INORDER[0], *INORDER]


@pytest.mark.parametrize("trouble", [Trouble.BAD_GATEWAY_AFTER, Trouble.SERVER_ERROR, Trouble.DROP])
async def test_two_doubtful_tries_are_the_last_and_free_what_follows(
    office: Office, trouble: Trouble
) -> None:
    three(office)
    office.teams.script(trouble, times=2)
    for _ in range(4):
        await office.deliver()
        move(office, seconds=30)
    assert office.tries == [INORDER[0], *INORDER]
    assert (end_of(office, "first")[0], len(failures(office))) == ("failed", 1)
    assert end_of(office, "third")[0] == "sent"


async def test_messages_to_a_chat_that_is_gone_all_arrive_in_the_new_one(office: Office) -> None:
    """Taken together, they all carry the old chat: only the first may find out that it is gone."""
    three(office)
    office.teams.remove_conversation("a:oid-ada")
    await office.deliver()
    assert [told for _, told in office.calls] == INORDER
    assert failures(office) == []
    assert chats(office) == [("Ada", "a:oid-ada", True)]


async def test_a_chat_that_is_gone_gives_way_to_the_one_heard_before(office: Office) -> None:
    """Somebody may have spoken in two chats: the other one is tried before a new one is opened."""
    ada = three(office)
    office.teams.add_conversation("a:before")

    yesterday = office.clock.now() - timedelta(days=1)
    office.database.write(lambda session: remember(session, ada, office.teams.url, "a:before", yesterday))
    office.teams.remove_conversation("a:oid-ada")
    await office.deliver()
    assert {record.conversation_id for record in office.teams.posted} == {"a:before"}
    assert [told for _, told in office.calls] == INORDER


async def test_a_thread_that_teams_does_not_know_yet_is_tried_again_in_order(office: Office) -> None:
    """Posting right after a channel was created may be 404 for a moment (TEAMS_FACTS §6)."""
    ada = known(office, "Ada")
    place = (office.teams.url, "19:new@thread.tacv2")

    def work(session: Session) -> None:
        about = add_network(session, ada, state=ChannelState.CREATED, place=place)
        thread = session.scalars(select(ChannelPlace)).one()
        for kind in ("first", "second", "third"):
            add_message(session, kind, place_id=thread.id, kind=kind, subject=("network", about))

    office.database.write(work)
    await office.deliver()
    assert office.calls == []
    office.teams.add_conversation(place[1])
    move(office, seconds=2)
    await office.deliver()
    told = [told.partition(":")[0] for _, told in office.calls]
    assert (told, failures(office)) == (["first", "second", "third"], [])
