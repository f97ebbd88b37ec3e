"""The outbox to a loopback Teams: who gets what, and what a fault costs (design.md §4, TEAMS_FACTS §1.3)."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from bot.jobs.deliver import DRAWS, LEASE
from bot.services import Place
from bot.settings import Settings
from bot.usecases import delivery, people
from storage.posts import Post
from tests.factories import NOW
from tests.fakes.teams import Trouble
from tests.jobs.letters import chats, end_of, failures, known, network, write
from tests.jobs.office import BROKEN, ENDED, Office
from tests.storage.messages import rows


def move(office: Office, **by: float) -> None:
    office.clock.move(office.clock.now() + timedelta(**by))


async def test_a_message_is_drawn_from_its_facts_posted_once_and_remembered(office: Office) -> None:
    ada = known(office, "Ada")
    write(office, ada, network(office, ada), "letter", facts={"seat": 3})
    await office.deliver()
    await office.deliver()
    assert office.calls == [("POST", "letter: Lire seat=3")]
    (row,) = rows(office.database)
    assert (row.state, row.attempts, row.done_at, row.cause) == ("sent", 1, NOW, None)


async def test_more_than_one_batch_is_delivered_in_one_go(office: Office) -> None:
    ada = known(office, "Ada")
    write(office, ada, network(office, ada), *map(str, range(7)))
    await office.deliver(limit=2)
    assert office.tries == [f"{number}: Lire" for number in range(7)]


async def test_somebody_who_never_spoke_gets_a_chat_and_keeps_it(office: Office) -> None:
    """Once: a second message finds the chat remembered."""
    ada = known(office, "Ada", chat=False)
    write(office, ada, network(office, ada), "first", "second")
    await office.deliver(limit=1)
    assert [call for call in office.teams.requests if call[1].endswith("/conversations")] == [
        ("POST", "/teams/v3/conversations")
    ]
    assert office.tries == ["first: Lire", "second: Lire"]
    assert chats(office) == [("Ada", "a:oid-ada", True)]


@pytest.mark.parametrize("who", ["blocked", "unknown to Teams"])
async def test_a_chat_that_cannot_be_opened_waits_for_the_first_word(office: Office, who: str) -> None:
    ada = known(office, "Ada", chat=False, blocked=who == "blocked")
    if who == "unknown to Teams":
        office.teams._people.clear()
    write(office, ada, network(office, ada), "letter")
    await office.deliver()
    assert (end_of(office, "letter")[0], office.tries) == ("unreachable", [])
    office.teams.add_conversation("a:elsewhere")
    office.database.write(
        lambda session: people.hear_from(session, NOW, ada, Place(office.teams.url, "a:elsewhere"))
    )
    await office.deliver()
    assert [(one.conversation_id, one.method) for one in office.teams.posted] == [("a:elsewhere", "POST")]


async def test_local_mode_counts_somebody_without_a_window_as_sent_to_nobody(office: Office) -> None:
    ada = known(office, "Ada", chat=False)
    write(office, ada, network(office, ada), "letter")
    office.services = replace(office.services, settings=Settings.from_env({}))
    await office.deliver()
    assert end_of(office, "letter") == ("sent", "nobody")
    assert office.teams.requests == ()


async def test_who_comes_back_gets_what_still_holds_and_nothing_else(office: Office) -> None:
    ada, eve = known(office, "Ada"), known(office, "Eve")
    holds, ends = network(office, ada), network(office, eve)
    write(office, ada, holds, "letter")
    write(office, ada, ends, "reminder")
    office.teams.script(Trouble.NOT_IN_ROSTER, times=2)
    await office.deliver()
    assert [end_of(office, kind)[0] for kind in ("letter", "reminder")] == ["unreachable", "unreachable"]
    assert chats(office) == [("Ada", "a:oid-ada", False), ("Eve", "a:oid-eve", True)]
    office.retitle(ends, ENDED)
    back = Place(office.teams.url, "a:oid-ada")
    office.database.write(lambda session: people.hear_from(session, NOW, ada, back))
    await office.deliver()
    assert office.calls == [("POST", "letter: Lire")]
    assert end_of(office, "letter") == ("sent", None)
    assert end_of(office, "reminder") == ("missed", "no_longer_holds")


async def test_nothing_is_tried_while_somebody_is_away(office: Office) -> None:
    """The bot was removed from the chat: Teams need not be asked again and again."""
    ada = known(office, "Ada")
    gone = Place(office.teams.url, "a:oid-ada")
    office.database.write(lambda session: people.leave(session, NOW, gone))
    write(office, ada, network(office, ada), "letter")
    await office.deliver()
    assert (end_of(office, "letter"), office.teams.requests) == (("unreachable", "left"), ())


@pytest.mark.parametrize(("parallel", "others"), [(2, ["letter: Lire"]), (1, [])])
async def test_one_slow_recipient_holds_up_no_other(office: Office, parallel: int, others: list[str]) -> None:
    """The control is a delivery of one recipient at a time: there the others wait."""
    ada, eve = known(office, "Ada"), known(office, "Eve")
    about = network(office, ada)
    write(office, ada, about, "slow")
    write(office, eve, about, "letter")
    office.teams.script(Trouble.HANG, only="a:oid-ada")  # two at once arrive in any order
    under_way = asyncio.create_task(office.deliver(parallel=parallel))
    await asyncio.to_thread(office.teams.hanging.acquire)
    if others:
        while end_of(office, "letter")[0] != "sent":  # noqa: ASYNC110 - the database has no event to wait for
            await asyncio.sleep(0.01)
    assert [told for _, told in office.calls] == others
    office.teams.let_go()
    await under_way
    # Perhaps it was shown: one try more.
    assert end_of(office, "slow")[0] == "waiting"
    assert end_of(office, "letter")[0] == "sent"


async def test_a_sender_that_breaks_stops_nobody_else_and_is_tried_once_more(office: Office) -> None:
    """It may have posted before it broke: like a time-out, one more try at most."""
    ada, eve = known(office, "Ada"), known(office, "Eve")
    about = network(office, ada)
    write(office, ada, about, "broken")
    write(office, eve, about, "letter")

    def break_down(told: str) -> None:
        if told.startswith("broken"):
            raise LookupError

    office.before_post = break_down
    for _ in range(3):
        await office.deliver()
        move(office, hours=1)
    assert sorted(office.tries) == ["broken: Lire", "broken: Lire", "letter: Lire"]
    assert (end_of(office, "broken"), end_of(office, "letter")[0]) == (("failed", "LookupError"), "sent")
    assert failures(office) == ["LookupError"]


async def test_a_card_that_cannot_be_drawn_waits_then_fails_and_frees_what_comes_after(
    office: Office,
) -> None:
    """A release may mend it meanwhile; if none does, it must not silence somebody for ever."""
    ada, eve = known(office, "Ada"), known(office, "Eve")
    write(office, ada, network(office, ada, BROKEN), "broken")
    write(office, ada, network(office, eve), "letter")
    for number in range(DRAWS):
        assert (end_of(office, "broken")[0], office.tries) == ("waiting", []), number
        await office.deliver()
        move(office, minutes=15)
    await office.deliver()
    assert end_of(office, "broken") == ("failed", "not_drawn")
    assert (office.calls, failures(office)) == ([("POST", "letter: Lire")], ["not_drawn"])


async def test_control_a_card_that_is_mended_in_time_is_sent(office: Office) -> None:
    ada = known(office, "Ada")
    about = network(office, ada, BROKEN)
    write(office, ada, about, "letter")
    await office.deliver()
    office.retitle(about, "Lire")
    move(office, minutes=15)
    await office.deliver()
    assert office.calls == [("POST", "letter: Lire")]


def refuse_to_record(times: int) -> Callable[[], None]:
    """The next `times` records of a post fail, as in a locked database, until what is returned is called."""
    left = [times]

    def fail(session: Session, *_: object) -> None:
        if left[0] and any(isinstance(one, Post) for one in session.new):
            left[0] -= 1
            raise OperationalError("INSERT", {}, Exception("locked"))

    event.listen(Session, "before_flush", fail)
    return lambda: event.remove(Session, "before_flush", fail)


@pytest.mark.parametrize(
    ("refusals", "posts", "end"), [(2, 1, "sent"), (3, 2, "sent"), (6, 2, "failed"), (99, 2, "failed")]
)
async def test_a_message_that_cannot_be_recorded_is_shown_twice_at_most(
    office: Office, refusals: int, posts: int, end: str
) -> None:
    ada = known(office, "Ada")
    write(office, ada, network(office, ada), "letter")
    recover = refuse_to_record(refusals)
    try:
        for _ in range(5):
            await office.deliver()
            move(office, hours=1)
    finally:
        recover()
    assert (office.calls, end_of(office, "letter")[0]) == ([("POST", "letter: Lire")] * posts, end)


async def test_a_batch_that_outlasts_its_lease_is_not_sent_twice(office: Office) -> None:
    """The first message takes long; another process takes the second over, and dies. It is sent once."""
    ada = known(office, "Ada")
    write(office, ada, network(office, ada), "first", "second")

    def take_long(told: str) -> None:
        if told.startswith("first") and office.clock.now() == NOW:
            move(office, seconds=LEASE.total_seconds())
            now = office.clock.now()
            office.database.write(
                lambda session: delivery.claim(session, now, lease=LEASE, limit=9, hours=(8, 17))
            )

    office.before_post = take_long
    await office.deliver()
    assert [told for _, told in office.calls] == ["first: Lire"]
    assert [end_of(office, kind)[0] for kind in ("first", "second")] == ["sent", "sending"]
    move(office, seconds=LEASE.total_seconds())
    await office.deliver()
    assert [told for _, told in office.calls] == ["first: Lire", "second: Lire"]


async def test_a_message_that_waited_its_turn_renews_its_lease(office: Office) -> None:
    """Nobody else may take it over while it is under way at last."""
    ada = known(office, "Ada")
    write(office, ada, network(office, ada), "first", "second")
    taken: list[int] = []

    def take_long(told: str) -> None:
        move(office, seconds=LEASE.total_seconds() - 1)
        if told.startswith("second"):
            now = office.clock.now()
            found = office.database.write(
                lambda session: delivery.claim(session, now, lease=LEASE, limit=9, hours=(8, 17))
            )
            taken.extend(due.row_id for due in found[0])

    office.before_post = take_long
    await office.deliver()
    assert (office.tries, taken) == (["first: Lire", "second: Lire"], [])


async def test_the_log_names_ids_and_codes_and_nothing_else(office: Office) -> None:
    ada = known(office, "Ada")
    write(office, ada, network(office, ada, "Un titre confidentiel"), "letter")
    office.teams.script(Trouble.THROTTLED)
    with capture_logs() as told:
        await office.deliver()
    (row,) = rows(office.database)
    assert told == [
        {
            "event": "not_posted",
            "log_level": "info",
            "row": row.id,
            "kind": "letter",
            "fault": "later",
            "code": "Throttled",
        }
    ]
