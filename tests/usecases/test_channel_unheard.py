"""A channel in which the bot cannot write, and the waits that Teams asks for (TEAMS_FACTS §1.3, §2.7)."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import ChannelCause
from bot.services import CreatedChannel
from bot.usecases import channel
from storage.database import Database
from storage.network import ChannelPlace, NetworkChannel
from storage.outbox import OutboxRow
from tests.factories import NOW
from tests.usecases.test_channel import LEASE, PLACES, moves, onces, wanted


def placed(session: Session) -> tuple[int, int]:
    """(network, place) of a channel that was made, its welcome waiting."""
    number = wanted(session)
    channel.claim(session, NOW, LEASE)
    channel.created(session, NOW, number, CreatedChannel("19:a", PLACES[:1]))
    return number, session.scalars(select(ChannelPlace.id)).one()


def test_a_channel_in_which_the_bot_cannot_write_is_a_task_told_once(database: Database) -> None:
    def work(session: Session) -> tuple[object, ...]:
        number, place = placed(session)
        for cause in (ChannelCause.NOT_IN_TEAM, ChannelCause.CHANNEL_GONE):
            channel.unheard(session, NOW, place, cause)
        kept = session.get_one(NetworkChannel, number)
        return kept.state, kept.cause, kept.channel_id, onces(session)[1:], moves(session)[1:]

    assert database.write(work)[0] == (
        "FAILED",
        "not_in_team",
        None,
        ["channel_failed:1:1", "channel_failed:1:2"],
        [("CREATED", "FAILED", "not_in_team", None)],
    )


def test_once_it_can_write_again_what_waited_is_posted_in_the_same_place(database: Database) -> None:
    def work(session: Session) -> tuple[object, ...]:
        number, place = placed(session)
        row = session.scalars(select(OutboxRow)).one()
        row.state, row.attempts = "unreachable", 7
        channel.unheard(session, NOW, place, ChannelCause.NOT_IN_TEAM)
        channel.retry(session, NOW, 1, number)
        channel.claim(session, NOW, LEASE)
        channel.created(session, NOW, number, CreatedChannel("19:a", PLACES[:1]))
        session.refresh(row)
        places = session.scalars(select(ChannelPlace.id)).all()
        return session.get_one(NetworkChannel, number).state, places, row.once, row.state, row.attempts

    assert database.write(work)[0] == ("CREATED", [1], "channel_welcome:1", "waiting", 0)


def test_what_was_posted_already_is_not_posted_again_there(database: Database) -> None:
    """The control of the test above: only what waited is due again."""

    def work(session: Session) -> list[str]:
        number, place = placed(session)
        session.scalars(select(OutboxRow)).one().state = "sent"
        channel.unheard(session, NOW, place, ChannelCause.NOT_IN_TEAM)
        channel.retry(session, NOW, 1, number)
        channel.claim(session, NOW, LEASE)
        channel.created(session, NOW, number, CreatedChannel("19:a", PLACES[:1]))
        rows = session.scalars(select(OutboxRow).where(OutboxRow.kind == "channel_welcome"))
        return [row.state for row in rows]

    assert database.write(work)[0] == ["sent"]


@pytest.mark.parametrize(
    ("retry_after", "waits"), [(0.0, 30.0), (29.0, 30.0), (300.0, 300.0), (1e12, 3600.0)]
)
def test_a_wait_that_teams_asks_for_is_kept_up_to_an_hour(
    database: Database, retry_after: float, waits: float
) -> None:
    def work(session: Session) -> float:
        number = wanted(session)
        channel.claim(session, NOW, LEASE)
        channel.not_created(session, NOW, number, ChannelCause.BUSY, passing=True, retry_after=retry_after)
        return (session.get_one(NetworkChannel, number).not_before - NOW).total_seconds()

    assert database.write(work)[0] == waits
