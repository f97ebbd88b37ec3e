"""What is due in the channels' Files, when it is tried again, and whose task it becomes (point 11)."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.usecases import agenda, channel_files
from bot.usecases.channel_files import FIRST_WAIT, LONGEST_WAIT, TRIES, Wanted
from bot.views import channel_files as views
from cards.phrases import channel_files as say
from storage.channel_files import AGENDA, PLAN, ChannelFile, FileState
from storage.database import Database
from storage.network import Network, NetworkState
from storage.people import Role, people_with_role
from storage.posts import changed
from storage.schedule import MeetingState, meetings_of
from tests.factories import NOW
from tests.usecases.test_agenda import WORDS
from tests.usecases.test_plan import add_channel, deposit, stage, written

MINUTE = timedelta(minutes=1)


def planned(session: Session, *, has_channel: bool = True) -> tuple[int, int]:
    """(network, Ada) whose plan is deposited."""
    network, ada = stage(session, has_channel=has_channel)
    written(session, network, ada)
    deposit(session, network, ada)
    return network, ada


def claimed(session: Session, now: datetime = NOW) -> list[tuple[str, int]]:
    """(kind, subject) of what is tried at this moment."""
    return [(one.kind, one.subject_id) for one in channel_files.claim(session, now)]


def filed(session: Session, now: datetime) -> int:
    wanted = channel_files.claim(session, now)
    for one in wanted:
        channel_files.done(session, now, one)
    return len(wanted)


def state(session: Session) -> list[tuple[str, str | None, int]]:
    session.flush()
    return [(one.state, one.cause, one.attempts) for one in session.query(ChannelFile)]


def test_a_deposit_is_due_once_and_each_new_edition_again(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada = planned(session)
        assert claimed(session) == [(PLAN, network)]
        # The second process of the same minute does nothing.
        assert claimed(session) == []
        assert filed(session, NOW + MINUTE) == 1
        assert state(session) == [(FileState.FILED.value, None, 0)]
        assert claimed(session, NOW + 2 * MINUTE) == []
        deposit(session, network, ada)  # the same again
        assert claimed(session, NOW + 3 * MINUTE) == []
        written(session, network, ada, result="Deux cahiers.")
        deposit(session, network, ada)
        assert filed(session, NOW + 4 * MINUTE) == 1
        first, _ = meetings_of(session, network)
        agenda.start(session, NOW, ada, first.id, WORDS)
        agenda.deposit_link(session, NOW, ada, first.id, "https://exemple.invalid/x")
        # The agenda; and the plan, which prints the dates of the meetings.
        assert claimed(session, NOW + 5 * MINUTE) == [(PLAN, network), (AGENDA, first.id)]

    database.write(run)


def test_without_a_channel_or_for_a_network_that_is_over_nothing_is_due(database: Database) -> None:
    def run(session: Session) -> None:
        network, _ = planned(session, has_channel=False)
        assert claimed(session) == []
        add_channel(session, network)
        session.get_one(Network, network).state = NetworkState.CANCELLED.value
        assert claimed(session, NOW + MINUTE) == []
        session.get_one(Network, network).state = NetworkState.OPEN.value
        assert claimed(session, NOW + 2 * MINUTE) == [(PLAN, network)]

    database.write(run)


def test_an_edition_that_comes_during_the_try_still_waits(database: Database) -> None:
    def run(session: Session) -> None:
        network, _ = planned(session)
        (wanted,) = channel_files.claim(session, NOW)
        changed(session, ("plan", network), NOW)
        channel_files.plan(session, NOW)
        channel_files.done(session, NOW, wanted)
        channel_files.not_done(session, NOW, wanted, "refused", passing=False)
        assert state(session) == [(FileState.WAITING.value, None, 0)]
        assert filed(session, NOW + MINUTE) == 1
        assert state(session) == [(FileState.FILED.value, None, 0)]

    database.write(run)


def test_waits_grow_and_the_last_try_is_the_responsibles_task(database: Database) -> None:
    def run(session: Session) -> None:
        planned(session)
        now = NOW
        for number in range(1, TRIES + 1):
            (wanted,) = channel_files.claim(session, now)
            channel_files.not_done(session, now, wanted, "channel_gone", passing=True)
            wait = min(FIRST_WAIT * 2 ** (number - 1), LONGEST_WAIT)
            if number < TRIES:
                assert session.query(ChannelFile).one().not_before == now + wait
                assert views.tasks(session, now, 1) == []
                now += max(wait, MINUTE)
        assert state(session) == [(FileState.FAILED.value, "channel_gone", TRIES)]
        (task,) = views.tasks(session, now, 1)
        assert task.line == say.line(1, say.CAUSES["channel_gone"])
        assert claimed(session, now + LONGEST_WAIT) == []

    database.write(run)


def test_what_graph_asks_to_wait_is_kept(database: Database) -> None:
    def run(session: Session) -> None:
        planned(session)
        (wanted,) = channel_files.claim(session, NOW)
        channel_files.not_done(session, NOW, wanted, "busy", passing=True, retry_after=600)
        assert claimed(session, NOW + timedelta(seconds=599)) == []
        assert len(claimed(session, NOW + timedelta(seconds=660))) == 1

    database.write(run)


def test_a_responsible_has_it_tried_again_and_settings_drop_it(database: Database) -> None:
    def run(session: Session) -> None:
        _, ada = planned(session)
        (wanted,) = channel_files.claim(session, NOW)
        channel_files.not_done(session, NOW, wanted, "not_allowed", passing=False)
        assert channel_files.retry(session, NOW, ada) is None
        assert state(session) == [(FileState.FAILED.value, "not_allowed", 1)]
        rita = people_with_role(session, Role.CEE_RESPONSIBLE)[0].id
        assert channel_files.retry(session, NOW, rita) == 1
        assert channel_files.retry(session, NOW, rita) == 0
        assert state(session) == [(FileState.WAITING.value, None, 0)]
        channel_files.drop(session, NOW)
        assert state(session) == []
        gone = Wanted(wanted.file_id, PLAN, 1, "19:1", wanted.edition)
        channel_files.done(session, NOW, gone)
        channel_files.not_done(session, NOW, gone, "refused", passing=False)
        assert state(session) == []
        # Allowed again: known again, and what was filed stays known.
        assert filed(session, NOW + MINUTE) == 1
        channel_files.drop(session, NOW)
        assert state(session) == [(FileState.FILED.value, None, 0)]

    database.write(run)


def test_a_cancelled_meeting_has_no_edition(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada = planned(session)
        first, _ = meetings_of(session, network)
        agenda.start(session, NOW, ada, first.id, WORDS)
        agenda.deposit_link(session, NOW, ada, first.id, "https://exemple.invalid/x")
        paper = views.edition(session, NOW, AGENDA, first.id)
        assert paper is not None
        assert paper.name == f"CEE_2026-2027_{network}_Ordre-du-jour_1.docx"
        first.state = MeetingState.CANCELLED.value
        assert views.edition(session, NOW, AGENDA, first.id) is None
        assert views.edition(session, NOW, AGENDA, 999) is None
        assert views.edition(session, NOW, PLAN, 999) is None

    database.write(run)
