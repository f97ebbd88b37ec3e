"""Teams slows the bot down amid many messages: all arrive, each once (B6; TEAMS_FACTS.md §1.3)."""

from datetime import timedelta

from storage.outbox import OutboxRow
from tests.factories import NOW
from tests.fakes.teams import Trouble
from tests.jobs.letters import known, network, write
from tests.jobs.office import Office
from tests.storage.messages import rows

TEN, THROTTLED, SECONDS = 10, 4, 7


def ten_messages(office: Office) -> None:
    people = [known(office, f"Ada{number}") for number in range(TEN)]
    about = network(office, people[0])
    for person_id in people:
        write(office, person_id, about, "letter")


def arrived(office: Office) -> list[str]:
    """The chats in which something was posted, as often as it was."""
    return sorted(record.conversation_id for record in office.teams.posted)


def waiting(office: Office) -> list[OutboxRow]:
    return [row for row in rows(office.database) if row.state == "waiting"]


async def test_b6_of_ten_messages_the_throttled_ones_wait_as_told_and_all_arrive_once(office: Office) -> None:
    ten_messages(office)
    office.teams.script(Trouble.THROTTLED, times=THROTTLED, retry_after=str(SECONDS), only="POST")
    await office.deliver()
    assert len(arrived(office)) == TEN - THROTTLED
    # What Teams asked for, and not a wait of our own.
    assert [row.not_before for row in waiting(office)] == [NOW + timedelta(seconds=SECONDS)] * THROTTLED
    asked = len(office.teams.requests)
    office.clock.move(NOW + timedelta(seconds=SECONDS - 1))
    await office.deliver()
    assert len(office.teams.requests) == asked
    office.clock.move(NOW + timedelta(seconds=SECONDS))
    await office.deliver()
    assert arrived(office) == sorted(f"a:oid-ada{number}" for number in range(TEN))
    assert {row.state for row in rows(office.database)} == {"sent"}
    assert sorted(row.attempts for row in rows(office.database)) == [1] * (TEN - THROTTLED) + [2] * THROTTLED


async def test_b6_control_without_throttling_all_arrive_at_the_first_try(office: Office) -> None:
    ten_messages(office)
    await office.deliver()
    assert arrived(office) == sorted(f"a:oid-ada{number}" for number in range(TEN))
    assert (waiting(office), {row.attempts for row in rows(office.database)}) == ([], {1})
