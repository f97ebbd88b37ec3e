"""The responsible's tasks about channels: one row each, gone once it is done (issue 3, points 3 and 6)."""

from datetime import timedelta

from sqlalchemy.orm import Session

from bot.errors import ChannelCause
from bot.usecases import channel
from bot.views import network
from cards import actions
from cards.desk import DeskTask, TaskButton
from cards.phrases import network as say
from storage.database import Database
from storage.network import Network
from storage.people import Role
from tests.factories import NOW, add_person
from tests.storage.messages import add_network

LEASE = timedelta(minutes=5)


def failing(session: Session, title: str, cause: ChannelCause) -> int:
    animator = add_person(session, f"Ada{title}", school_id=None).id
    number = add_network(session, animator, title=title)
    channel.want_channel(session, NOW, session.get_one(Network, number))
    assert channel.claim(session, NOW, LEASE)
    channel.not_created(session, NOW, number, cause, passing=False)
    return number


def test_each_channel_that_failed_is_one_row_with_its_button(database: Database) -> None:
    def work(session: Session) -> list[DeskTask]:
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id
        failing(session, "Lire *dehors*", ChannelCause.TEAM_FULL)
        mended = failing(session, "Compter", ChannelCause.NOT_ALLOWED)
        failing(session, "Chanter", ChannelCause.NOT_IN_TEAM)
        channel.retry(session, NOW, rita, mended)
        return network.tasks(session, NOW, rita)

    first, second = database.write(work)[0]
    assert first == DeskTask(
        "channel",
        1,
        NOW,
        say.failed_title("Lire \\*dehors\\*"),
        say.CAUSES["team_full"],
        (TaskButton(say.RETRY, actions.CHANNEL_RETRY, {"network": 1}),),
    )
    assert (second.subject_id, second.title) == (3, say.mute_title("Chanter"))


def test_without_a_failure_there_is_no_row(database: Database) -> None:
    def work(session: Session) -> list[DeskTask]:
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id
        channel.want_channel(session, NOW, session.get_one(Network, add_network(session, rita)))
        return network.tasks(session, NOW, rita)

    assert database.write(work)[0] == []
