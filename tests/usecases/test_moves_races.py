"""Two presses about one meeting at the very same moment, on real sessions (S23, S24), with their control."""

import threading
from datetime import date
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.usecases.cancellation import CalledOff, call_off, may_call_off
from bot.usecases.moves import Moved, Refused, Settled, ask, confirm, withdraw
from storage.database import Database
from storage.moves import Cancellation, MeetingMove
from storage.release import ReleaseState
from storage.schedule import Meeting, MeetingState
from tests.enrolling import clean
from tests.factories import NOW
from tests.usecases.moving import CALLED_OFF, DAYS, MOVED, TYPED, Scene, asked, stage, states, told
from tests.usecases.test_races import ROUNDS, at_once
from tests.usecases.test_sitting_races import pressing


def left(session: Session, scene: Scene) -> tuple[date, str, list[str], list[str]]:
    """(day, state, the half-days' states, the moves' states)"""
    meeting = session.get_one(Meeting, scene.first)
    made = session.scalars(select(MeetingMove).where(MeetingMove.meeting_id == scene.first))
    return meeting.day, meeting.state, states(session, scene), [one.state for one in made]


def sent(session: Session, scene: Scene, kind: str) -> dict[int | None, int]:
    here = {scene.ada, scene.eva, scene.zoe}
    return {person: count for person, count in told(session, kind).items() if person in here}


def everybody(scene: Scene) -> dict[int | None, int]:
    return {scene.ada: 1, scene.eva: 1, scene.zoe: 1}


PLANNED, GIVEN_BACK = [ReleaseState.PLANNED.value] * 2, [ReleaseState.NOT_USED.value] * 2
NEW_DAY = date(2027, 1, 20)


def test_s23_of_two_requests_at_once_one_is_kept(database: Database) -> None:
    for number in range(ROUNDS):
        scene = database.write(partial(stage, round_number=number))[0]
        typed = [{**TYPED, "day": f"2027-01-{day}"} for day in (20, 21)]
        presses = [pressing(database, ask, scene.ada, scene.first, each, "") for each in typed]
        found = at_once(*presses)
        assert sorted(type(one).__name__ for one in found) == ["Asked", "Refused"]
        assert Refused.ASKED_ALREADY in found
        assert database.read(partial(left, scene=scene)) == (
            *(DAYS[0], MeetingState.PLANNED.value),
            *(PLANNED, ["ASKED"]),
        )


def test_confirmed_and_taken_back_at_once_is_one_of_them(database: Database) -> None:
    for number in range(ROUNDS):
        scene = database.write(partial(stage, round_number=number))[0]
        move = database.write(partial(asked, scene=scene))[0]
        found = at_once(
            pressing(database, confirm, scene.rita, move, ""),
            pressing(database, withdraw, scene.ada, move),
        )
        state = database.read(partial(left, scene=scene))
        messages = database.read(partial(sent, scene=scene, kind=MOVED))
        if isinstance(found[0], Moved):
            assert found == [Moved(move), Refused.NOT_ASKED]
            assert state == (NEW_DAY, MeetingState.PLANNED.value, PLANNED, ["DONE"])
            assert messages == everybody(scene)
        else:
            assert found == [Refused.NOT_ASKED, Settled(move)]
            assert state == (DAYS[0], MeetingState.PLANNED.value, PLANNED, ["WITHDRAWN"])
            assert messages == {}
        database.read(clean)


def test_confirmed_and_called_off_at_once_is_called_off(database: Database) -> None:
    """In either order: moved and then called off on its new day, or called off and nothing to confirm."""
    for number in range(ROUNDS):
        scene = database.write(partial(stage, round_number=number))[0]
        move = database.write(partial(asked, scene=scene))[0]
        confirmed, called_off = at_once(
            pressing(database, confirm, scene.rita, move, ""),
            pressing(database, call_off, scene.ada, scene.first, "closed", ""),
        )
        assert isinstance(called_off, CalledOff)
        moved = isinstance(confirmed, Moved)
        assert moved or confirmed is Refused.NOT_ASKED
        assert database.read(partial(left, scene=scene)) == (
            *(NEW_DAY if moved else DAYS[0], MeetingState.CANCELLED.value),
            *(GIVEN_BACK, ["DONE" if moved else "WITHDRAWN"]),
        )
        kinds = [database.read(partial(sent, scene=scene, kind=kind)) for kind in (MOVED, CALLED_OFF)]
        assert kinds == [everybody(scene) if moved else {}, everybody(scene)]
        database.read(clean)


def test_s24_called_off_twice_at_once_is_said_once(database: Database) -> None:
    for number in range(ROUNDS):
        scene = database.write(partial(stage, round_number=number))[0]
        found = at_once(
            *(
                pressing(database, call_off, actor, scene.first, "closed", "")
                for actor in (scene.ada, scene.rita)
            )
        )
        assert sorted(one.first_time for one in found) == [False, True]
        assert len({one.cancellation_id for one in found}) == 1
        assert database.read(partial(left, scene=scene)) == (
            *(DAYS[0], MeetingState.CANCELLED.value),
            *(GIVEN_BACK, []),
        )
        assert database.read(partial(sent, scene=scene, kind=CALLED_OFF)) == everybody(scene)
        database.read(clean)


def test_without_the_guard_it_is_said_twice(database: Database) -> None:
    """The control: look in one transaction, write in the next, as nobody does."""
    scene = database.write(stage)[0]

    def add(session: Session) -> None:
        said = {"reason": "closed", "person_id": scene.ada, "at": NOW}
        session.add(Cancellation(meeting_id=scene.first, day=DAYS[0], **said))

    def naive(barrier: threading.Barrier) -> None:
        found = database.read(lambda session: may_call_off(session, NOW, scene.ada, scene.first))
        assert isinstance(found, Meeting)
        barrier.wait()
        database.write(add)

    at_once(naive, naive)
    query = select(func.count()).select_from(Cancellation).where(Cancellation.meeting_id == scene.first)
    assert database.read(lambda session: session.scalar(query)) == 2
