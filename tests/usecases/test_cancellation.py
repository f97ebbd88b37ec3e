"""A meeting called off: half-days, who may, until when (S24; DOMAIN.md §1.8, 6)."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from bot.rules.moves import Mistake
from bot.usecases.cancellation import CalledOff, Mistaken, Refused, call_off, may_call_off
from bot.usecases.enrollment import withdraw as leave
from bot.usecases.moves import Moved, ask
from storage.attendance import AttendanceSheet
from storage.minutes import Minutes, MinutesVersion
from storage.network import Network, NetworkState
from storage.release import ReleaseState, release_for
from storage.schedule import Meeting, MeetingState
from tests.enrolling import clean
from tests.factories import NOW, TORONTO
from tests.usecases.moving import CALLED_OFF, TYPED, Scene, journal, stage, states, told


def test_s24_all_half_days_go_back_and_are_planned_again_for_members_alone(session: Session) -> None:
    """Also those of an attendance that was begun; the journal keeps what each was."""
    scene = stage(session)
    for person, state in ((scene.eva, ReleaseState.USED), (scene.zoe, ReleaseState.CONFIRMED)):
        release = release_for(session, scene.first, person)
        assert release is not None
        release.state = state.value
    day = datetime(2027, 1, 27, 9, tzinfo=TORONTO)
    assert call_off(session, day, scene.ada, scene.first, "closed", "") == CalledOff(1, first_time=True)
    assert states(session, scene) == [ReleaseState.NOT_USED.value] * 2
    given = journal(session, "release_of_changed_meeting")
    assert sorted(row[1] or "" for row in given) == [ReleaseState.CONFIRMED.value, ReleaseState.USED.value]
    assert told(session, CALLED_OFF) == {scene.ada: 1, scene.eva: 1, scene.zoe: 1}
    assert told(session, f"{CALLED_OFF}_office") == {scene.rita: 1, scene.paul: 1}
    # Zoé leaves the day after; the meeting put off is planned for Eva alone.
    after = day + timedelta(days=1)
    leave(session, after, scene.zoe, scene.network)
    assert ask(session, after, scene.rita, scene.first, {**TYPED, "day": "2027-02-10"}, "") == Moved(1)
    assert states(session, scene) == [ReleaseState.NOT_USED.value, ReleaseState.PLANNED.value]
    back = release_for(session, scene.first, scene.eva)
    assert back is not None
    assert back.state == ReleaseState.PLANNED.value
    clean(session, after)


def recorded(session: Session, scene: Scene) -> None:
    sheet = AttendanceSheet(meeting_id=scene.first, recorded_at=NOW, recorded_by=scene.ada)
    session.add(sheet)
    session.flush()


def begun(session: Session, scene: Scene) -> None:
    session.add(AttendanceSheet(meeting_id=scene.first))
    session.flush()


def deposited(session: Session, scene: Scene) -> None:
    found = Minutes(meeting_id=scene.first, draft={}, version=1, saved_at=NOW, deposited_at=NOW, done=[])
    session.add(found)
    session.flush()
    session.add(MinutesVersion(minutes_id=found.id, version=1, content={}, deposited_at=NOW))
    session.flush()


def over(session: Session, scene: Scene) -> None:
    session.get_one(Network, scene.network).state = NetworkState.CANCELLED.value
    session.flush()


def unpublished(session: Session, scene: Scene) -> None:
    session.get_one(Network, scene.network).published_at = None
    session.flush()


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (begun, None),
        (recorded, Refused.HELD),
        (deposited, Refused.MINUTES),
        (over, Refused.OVER),
        (unpublished, Refused.OVER),
    ],
)
def test_what_was_held_is_not_called_off(
    session: Session,
    before: Callable[[Session, Scene], None],
    expected: Refused | None,
) -> None:
    """After midnight of its day it still may be said not to have taken place."""
    scene = stage(session)
    before(session, scene)
    night = datetime(2027, 1, 28, 0, 30, tzinfo=TORONTO)
    for actor in (scene.ada, scene.rita):
        found = may_call_off(session, night, actor, scene.first)
        assert (found if isinstance(found, Refused) else None) is expected
    assert may_call_off(session, night, scene.eva, scene.first) is Refused.NOT_ALLOWED
    outcome = call_off(session, night, scene.ada, scene.first, "members", "")
    assert outcome == (expected or CalledOff(1, first_time=True))


def test_a_reason_that_nobody_offers_changes_nothing(session: Session) -> None:
    scene = stage(session)
    for reason, words, mistake in (("illness", "", Mistake.NO_CHOICE), ("other", " ", Mistake.NO_WORDS)):
        outcome = call_off(session, NOW, scene.ada, scene.first, reason, words)
        assert outcome == Mistaken([mistake])
    assert session.get_one(Meeting, scene.first).state == MeetingState.PLANNED.value
    assert told(session, CALLED_OFF) == {}
