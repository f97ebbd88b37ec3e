"""A network's channel: wanted, made once, or failed and shown (guide §8.3; issue 2, point 11)."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import ChannelCause
from bot.services import CreatedChannel, Place
from bot.usecases import channel
from bot.usecases.channel import Retry, Wanted
from storage.audit import AuditRow
from storage.database import Database
from storage.network import ChannelPlace, ChannelState, Network, NetworkChannel
from storage.outbox import OutboxRow
from storage.people import Role
from storage.posts import SubjectChanges
from tests.factories import NOW, add_person
from tests.storage.messages import add_network

LEASE = timedelta(minutes=5)
PLACES = (Place("https://one.example/", "19:a"), Place("https://two.example/", "19:a"))
MADE = CreatedChannel("19:channel", PLACES)


def wanted(session: Session) -> int:
    """A network of Ada's that waits for its channel; Rita and Paul are responsible."""
    add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None)
    add_person(session, "Paul", Role.CEE_RESPONSIBLE, school_id=None)
    number = add_network(session, add_person(session, "Ada", school_id=None).id)
    channel.want_channel(session, NOW, session.get_one(Network, number))
    return number


def failing(
    session: Session, number: int, *, at: datetime = NOW, passing: bool, cause: str = "unreachable"
) -> str:
    """One try that fails; the state after it."""
    taken = channel.claim(session, at, LEASE)
    assert taken is not None
    channel.not_created(session, at, number, ChannelCause(cause), passing=passing)
    return session.get_one(NetworkChannel, number).state


def failed(session: Session) -> int:
    number = wanted(session)
    assert failing(session, number, passing=False, cause="refused") == "FAILED"
    return number


def onces(session: Session) -> list[str]:
    return list(session.scalars(select(OutboxRow.once).order_by(OutboxRow.id)))


def moves(session: Session) -> list[tuple[str | None, str | None, str, int | None]]:
    found = session.scalars(select(AuditRow).where(AuditRow.action == "channel").order_by(AuditRow.id))
    return [(row.before, row.after, row.why, row.person_id) for row in found]


def changes(session: Session, number: int) -> int:
    row = session.get(SubjectChanges, ("network", number), populate_existing=True)
    return row.changes if row else 0


def test_a_wanted_channel_has_a_name_for_good_and_wakes_the_jobs(database: Database) -> None:
    number, wake = database.write(wanted)
    assert wake
    taken = database.write(lambda session: channel.claim(session, NOW, LEASE))[0]
    assert taken == Wanted(number, "R2027-0001", "Lire dehors")


def test_a_channel_is_taken_by_one_maker_until_its_lease_is_over(database: Database) -> None:
    def work(session: Session) -> list[bool]:
        wanted(session)
        times = (NOW, NOW, NOW + LEASE - timedelta(seconds=1), NOW + LEASE, NOW + LEASE)
        return [channel.claim(session, at, LEASE) is not None for at in times]

    assert database.write(work)[0] == [True, False, False, True, False]


def test_a_made_channel_has_its_places_and_one_welcome_in_each(database: Database) -> None:
    def work(session: Session) -> tuple[object, ...]:
        number = wanted(session)
        channel.claim(session, NOW, LEASE)
        channel.created(session, NOW, number, MADE)
        made = session.get_one(NetworkChannel, number)
        places = session.scalars(select(ChannelPlace).order_by(ChannelPlace.id))
        welcomes = session.scalars(select(OutboxRow).order_by(OutboxRow.id))
        return (
            (made.state, made.channel_id, made.cause),
            [Place(place.service_url, place.conversation_id) for place in places],
            [(row.once, row.kind, row.subject_type, row.subject_id, row.place_id) for row in welcomes],
            moves(session),
            changes(session, number),
        )

    assert database.write(work)[0] == (
        ("CREATED", "19:channel", None),
        list(PLACES),
        [(f"channel_welcome:{n}", "channel_welcome", "network", 1, n) for n in (1, 2)],
        [("CREATING", "CREATED", "", None)],
        1,
    )


def test_a_channel_recorded_twice_is_welcomed_once(database: Database) -> None:
    """Two makers, the second of which took over from a first that was only slow."""

    def work(session: Session) -> tuple[list[str], int, int]:
        number = wanted(session)
        channel.claim(session, NOW, LEASE)
        for _ in range(2):
            channel.created(session, NOW, number, MADE)
        return onces(session), len(session.scalars(select(ChannelPlace)).all()), len(moves(session))

    assert database.write(work)[0] == (["channel_welcome:1", "channel_welcome:2"], 2, 1)


def test_a_failure_that_comes_after_the_channel_was_made_changes_nothing(database: Database) -> None:
    def work(session: Session) -> tuple[str, list[str]]:
        number = wanted(session)
        channel.claim(session, NOW, LEASE)
        channel.created(session, NOW, number, CreatedChannel("19:channel", ()))
        channel.not_created(session, NOW, number, ChannelCause.REFUSED, passing=False)
        return session.get_one(NetworkChannel, number).state, onces(session)

    assert database.write(work)[0] == ("CREATED", [])


def test_a_passing_fault_is_tried_three_times_ever_later_and_then_shown(database: Database) -> None:
    def work(session: Session) -> tuple[list[tuple[str, float]], list[str], list[object]]:
        number = wanted(session)
        states, now = [], NOW
        for _ in range(3):
            state = failing(session, number, at=now, passing=True, cause="no_window")
            stored = session.get_one(NetworkChannel, number)
            states.append((state, max((stored.not_before - now).total_seconds(), 0)))
            now = max(stored.not_before, now)
            assert channel.claim(session, now - timedelta(seconds=1), LEASE) is None
        return states, onces(session), list(moves(session))

    states, told, moved = database.write(work)[0]
    assert states == [("WAITING", 30), ("WAITING", 60), ("FAILED", 0)]
    assert told == ["channel_failed:1:1", "channel_failed:1:2"]
    # Two tries that will be followed by another are nothing to be shown.
    assert moved == [("CREATING", "FAILED", "no_window", None)]


def test_a_lasting_fault_is_shown_at_once_to_each_responsible(database: Database) -> None:
    def work(session: Session) -> tuple[list[tuple[str, int | None, str]], str | None, int]:
        number = failed(session)
        told = session.scalars(select(OutboxRow).order_by(OutboxRow.id))
        people = [(row.kind, row.person_id, row.subject_type) for row in told]
        return people, session.get_one(NetworkChannel, number).cause, changes(session, number)

    assert database.write(work)[0] == (
        [("channel_failed", 1, "network"), ("channel_failed", 2, "network")],
        "refused",
        1,
    )


def test_a_channel_that_failed_is_not_taken_again_by_itself(database: Database) -> None:
    def work(session: Session) -> Wanted | None:
        failed(session)
        return channel.claim(session, NOW + timedelta(days=9), LEASE)

    assert database.write(work)[0] is None


def test_a_responsible_has_it_tried_again_with_three_tries_ahead(database: Database) -> None:
    def work(session: Session) -> tuple[Retry, str, Wanted | None, int, object]:
        number = failed(session)
        answer = channel.retry(session, NOW, 1, number)
        state = session.get_one(NetworkChannel, number).state
        taken = channel.claim(session, NOW, LEASE)
        return answer, state, taken, session.get_one(NetworkChannel, number).attempts, moves(session)[-1]

    (answer, state, taken, attempts, moved), wake = database.write(work)
    assert wake
    assert (answer, state) == (Retry.RETRIED, "WAITING")
    assert taken == Wanted(1, "R2027-0001", "Lire dehors")
    assert attempts == 1
    assert moved == ("FAILED", "WAITING", "", 1)


def test_nobody_else_has_it_tried_again(database: Database) -> None:
    """Its animator may not, and neither may a member of the committee."""

    def work(session: Session) -> tuple[list[Retry], str]:
        number = failed(session)
        committee = add_person(session, "Carl", Role.COMMITTEE_MEMBER, school_id=None).id
        animator = session.get_one(Network, number).animator_id
        answers = [channel.retry(session, NOW, one, number) for one in (animator, committee)]
        return answers, session.get_one(NetworkChannel, number).state

    assert database.write(work)[0] == ([Retry.NOT_ALLOWED] * 2, "FAILED")


def test_trying_again_twice_is_trying_once(database: Database) -> None:
    def work(session: Session) -> tuple[list[Retry], int]:
        number = failed(session)
        answers = [channel.retry(session, NOW, one, number) for one in (1, 2, 1)]
        return answers, len(moves(session))

    assert database.write(work)[0] == ([Retry.RETRIED, Retry.NOT_FAILED, Retry.NOT_FAILED], 2)


@pytest.mark.parametrize("state", [ChannelState.WAITING, ChannelState.CREATING, ChannelState.CREATED, None])
def test_only_what_failed_is_tried_again(database: Database, state: ChannelState | None) -> None:
    def work(session: Session) -> Retry:
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id
        return channel.retry(session, NOW, rita, add_network(session, rita, state=state))

    assert database.write(work)[0] is Retry.NOT_FAILED


def test_a_network_that_is_not_there_is_no_fault(database: Database) -> None:
    def work(session: Session) -> Retry:
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id
        return channel.retry(session, NOW, rita, 99)

    assert database.write(work)[0] is Retry.NOT_FAILED


def test_a_second_failure_counts_as_a_change_of_the_card_that_tells_of_the_first(database: Database) -> None:
    """It is told on the same card, redrawn: a second card would leave two buttons for one channel."""

    def work(session: Session) -> tuple[int, list[str], str]:
        number = failed(session)
        channel.retry(session, NOW, 1, number)
        state = failing(session, number, passing=False)
        return changes(session, number), onces(session), state

    assert database.write(work)[0] == (3, ["channel_failed:1:1", "channel_failed:1:2"], "FAILED")


def test_somebody_made_responsible_meanwhile_hears_of_the_second_failure(database: Database) -> None:
    def work(session: Session) -> list[str]:
        number = failed(session)
        add_person(session, "Nina", Role.CEE_RESPONSIBLE, school_id=None)
        channel.retry(session, NOW, 1, number)
        failing(session, number, passing=False)
        return onces(session)[2:]

    assert database.write(work)[0] == ["channel_failed:1:4"]
