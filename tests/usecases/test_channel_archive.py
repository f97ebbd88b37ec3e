"""Channels of past years: noted once, tried by the bot where it may, else one task for all (point 4)."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.usecases import channel_archive, rollover
from bot.usecases.channel_archive import FIRST_WAIT, TRIES, Wanted
from bot.views import rollover as views
from storage.channel_archive import ArchiveState, ChannelArchive, archives, by_hand
from storage.network import Network
from storage.people import Role
from tests.continuing import add_channel
from tests.enrolling import add_network, clean
from tests.factories import SETTINGS, TORONTO, add_person
from tests.fakes.edge import hosted

JULY = datetime(2027, 7, 1, 0, 0, tzinfo=TORONTO)
BY_BOT = hosted("https://smba.example/teams/", CHANNEL_ARCHIVE=True)


def staged(session: Session) -> tuple[int, int, int]:
    """(a past network with a channel, a cancelled one with a channel, Rita); a third one never had any."""
    one, two = add_network(session, "A"), add_network(session, "B", state="CANCELLED")
    add_network(session, "C")
    add_channel(session, add_network(session, "D", school_year="2027-2028"))
    for network in (one, two):
        add_channel(session, network)
    return one, two, add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id


def test_without_the_setting_one_task_holds_them_all(session: Session) -> None:
    one, two, rita = staged(session)
    for _ in range(2):
        rollover.plan(session, JULY, SETTINGS)
    assert [found.network_id for found in by_hand(session)] == [one, two]
    assert channel_archive.claim(session, JULY) == []
    tasks = [task for task in views.tasks(session, JULY, rita) if task.kind == "channels_archive"]
    assert len(tasks) == 1
    animator = session.get_one(Network, one).animator_id
    assert channel_archive.confirm(session, JULY, animator, [one, two]) is None
    # A channel that was added since the card was drawn is not noted; nor is one that is no past year's.
    assert channel_archive.confirm(session, JULY, rita, [one, 4]) == 1
    assert channel_archive.confirm(session, JULY, rita, [one]) == 0
    assert [found.network_id for found in by_hand(session)] == [two]
    assert archives(session) == {ArchiveState.DONE.value: 1, ArchiveState.BY_HAND.value: 1}
    clean(session, JULY)


def test_with_the_setting_the_bot_tries_and_looks_again(session: Session) -> None:
    one, two, _ = staged(session)
    rollover.plan(session, JULY, BY_BOT)
    wanted = channel_archive.claim(session, JULY)
    assert [found.network_id for found in wanted] == [one, two]
    # Another process, the same minute.
    assert channel_archive.claim(session, JULY) == []
    channel_archive.done(session, JULY, wanted[0], archived=False)
    channel_archive.done(session, JULY, wanted[1], archived=True)
    again = channel_archive.claim(session, JULY + FIRST_WAIT)
    assert [found.network_id for found in again] == [one]
    channel_archive.done(session, JULY, again[0], archived=True)
    channel_archive.done(session, JULY, again[0], archived=True)
    assert archives(session) == {ArchiveState.DONE.value: 2}
    clean(session, JULY)


def test_what_does_not_pass_becomes_the_task(session: Session) -> None:
    one, two, _ = staged(session)
    rollover.plan(session, JULY, BY_BOT)
    for found in channel_archive.claim(session, JULY):
        lasting = found.network_id == two
        cause = "not_allowed" if lasting else "unreachable"
        channel_archive.not_done(session, JULY, found, cause, passing=not lasting, retry_after=600)
    assert [(found.network_id, found.cause) for found in by_hand(session)] == [(two, "not_allowed")]
    # What Graph asked to wait is waited for.
    assert channel_archive.claim(session, JULY + timedelta(minutes=9)) == []
    now = JULY
    for _ in range(TRIES - 1):
        now += timedelta(hours=7)
        (found,) = channel_archive.claim(session, now)
        channel_archive.not_done(session, now, found, "unreachable", passing=True)
    assert [found.network_id for found in by_hand(session)] == [one, two]


def test_a_channel_that_teams_never_archives_becomes_the_task(session: Session) -> None:
    one, _, _ = staged(session)
    rollover.plan(session, JULY, BY_BOT)
    now, kept = JULY, session.get_one(ChannelArchive, one)
    for _ in range(TRIES):
        for found in channel_archive.claim(session, now):
            channel_archive.done(session, now, found, archived=found.network_id != one)
        now += timedelta(hours=7)
    assert (kept.state, kept.cause) == (ArchiveState.BY_HAND.value, "unreachable")
    # An answer that comes late to a task that a person has changes nothing.
    channel_archive.done(session, now, Wanted(one, ""), archived=True)
    assert kept.state == ArchiveState.BY_HAND.value
