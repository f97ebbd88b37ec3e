"""Another teacher takes over a network, whole (R04, R12, R31; DOMAIN.md §1.8, 14; B13)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.replacement import Mistake, Refusal
from bot.usecases import deadlines
from bot.usecases.acting import Done, Wanted, act
from bot.usecases.agenda import Opened, start
from bot.usecases.attendance import Marked, complete, mark
from bot.usecases.enrollment import Asked, Refused, enroll
from bot.usecases.replacement import Mistaken, Replaced, replace
from bot.views import replacement as views
from bot.views.attendees import attendees
from storage.agenda import agenda_of
from storage.derogations import derogations
from storage.enrollment import Enrollment, EnrollmentState
from storage.hours import attended
from storage.network import Network, NetworkState
from storage.people import Person, Role
from storage.release import Release, ReleaseKind, ReleaseState, releases_of
from storage.replacement import Replacement
from storage.schedule import MeetingState, meetings_of
from tests.enrolling import FAR, add_network, add_schools, add_teacher, clean, fill, members, queue
from tests.factories import NOW, SETTINGS, add_person
from tests.usecases.moving import journal, told
from tests.usecases.test_agenda import WORDS

REASON = "Congé."


@dataclass(frozen=True)
class Scene:
    """Maude animates a network of six, all of whose seats are taken; Léa is a member, Noé waits, Zoé is
    nowhere; Rita is responsible.
    """

    network: int
    maude: int
    lea: int
    noe: int
    zoe: int
    rita: int


def stage(session: Session, number: int = 0, days: tuple[date, date] = FAR) -> Scene:
    if number == 0:
        add_schools(session, 12)
    names = [f"{name}{number}" for name in ("Maude", "Léa", "Noé", "Zoé")]
    maude, lea, noe, zoe = (add_teacher(session, name, f"S{at}") for at, name in enumerate(names, start=1))
    network = add_network(session, f"N{number}", animator_id=maude, capacity=6, days=days)
    others = [add_teacher(session, f"P{number}x{at}", f"S{at + 5}") for at in range(5)]
    fill(session, network, [lea, *others])
    enroll(session, NOW, noe, network, Asked(wait=True))
    rita = add_person(session, f"Rita{number}", Role.CEE_RESPONSIBLE, school_id=None).id
    return Scene(network, maude, lea, noe, zoe, rita)


def taken_over(session: Session, scene: Scene, person: int, now: datetime = NOW, **more: Any) -> object:
    given: dict[str, Any] = {"expected_id": scene.maude, "reason": REASON, **more}
    return replace(session, now, scene.rita, scene.network, person_id=person, **given)


def half_days(session: Session, scene: Scene, person: int) -> list[str]:
    session.expire_all()
    return [one.state for one in releases_of(session, scene.network, person)]


def test_b13_a_member_takes_over_and_the_seat_goes_on(session: Session) -> None:
    scene = stage(session)
    assert taken_over(session, scene, scene.lea) == Replaced(1)
    assert session.get_one(Network, scene.network).animator_id == scene.lea
    assert scene.lea not in members(session, scene.network)
    assert scene.noe in members(session, scene.network)
    assert queue(session, scene.network) == []
    # Her half-days to come went back; Noé has his.
    assert (half_days(session, scene, scene.lea), len(half_days(session, scene, scene.noe))) == ([], 2)
    people = {scene.maude, scene.lea, *members(session, scene.network)}
    assert told(session, "animator_replaced") == Counter(dict.fromkeys(people, 1))
    assert told(session, "seat_given") == {scene.noe: 1}
    assert journal(session, "animator_replaced") == [(scene.rita, str(scene.maude), str(scene.lea), REASON)]
    assert [(one.rule, one.reason) for one in derogations(session, 0, 9)] == [("new_animator", REASON)]
    clean(session)


@pytest.mark.parametrize("who", ["noe", "zoe"])
def test_who_waits_leaves_the_list_and_who_was_nowhere_comes_in(session: Session, who: str) -> None:
    scene = stage(session)
    person = getattr(scene, who)
    assert isinstance(taken_over(session, scene, person), Replaced)
    assert queue(session, scene.network) == ([] if who == "noe" else [scene.noe])
    assert scene.lea in members(session, scene.network)
    made = session.scalars(select(Replacement)).one()
    assert (made.enrollment_id is not None) == (who == "noe")
    # R12: the new animator cannot take part in it, the old one may.
    assert isinstance(enroll(session, NOW, person, scene.network), Refused)
    assert not isinstance(enroll(session, NOW, scene.maude, scene.network), Refused)
    clean(session)


def test_nothing_that_was_begun_is_lost_and_what_was_used_stays_hers(session: Session) -> None:
    """Drafts stay with the network; the planning day that Maude had stays hers, the bilan’s is free again."""
    scene = stage(session)
    first = meetings_of(session, scene.network)[0]
    assert isinstance(start(session, NOW, scene.maude, first.id, WORDS), Opened)
    agenda = agenda_of(session, first.id)
    for kind, half, state in ((ReleaseKind.PLANNING, 2, ReleaseState.USED), (ReleaseKind.BILAN, 1, None)):
        session.add(
            Release(
                network_id=scene.network,
                person_id=scene.maude,
                kind=kind.value,
                half_days=half,
                day=date(2027, 5, 20),
                state=(state or ReleaseState.PLANNED).value,
            )
        )
    session.flush()
    deadlines.plan(session, datetime(2027, 1, 4, 9, tzinfo=NOW.tzinfo), SETTINGS)
    waiting = "agenda_wanted"
    assert told(session, waiting) == {scene.maude: 1}
    assert isinstance(taken_over(session, scene, scene.zoe), Replaced)
    assert agenda_of(session, first.id) is agenda
    assert isinstance(start(session, NOW, scene.zoe, first.id, WORDS), Opened)
    assert half_days(session, scene, scene.maude) == [ReleaseState.USED.value]
    # What the clock had written for Maude and not sent goes to Zoé.
    assert told(session, waiting) == {scene.zoe: 1}
    clean(session)


def test_a_day_of_her_other_network_needs_a_derogation(session: Session) -> None:
    scene = stage(session)
    other = add_network(session, "Autre", days=(date(2027, 2, 3), FAR[1]))
    fill(session, other, [scene.zoe])
    outcome = taken_over(session, scene, scene.zoe)
    assert outcome == Mistaken(Mistake.CLASH, (FAR[1],))
    assert session.get_one(Network, scene.network).animator_id == scene.maude
    assert isinstance(taken_over(session, scene, scene.zoe, despite_days=True), Replaced)
    assert members(session, other) == [scene.zoe]
    assert sorted(one.rule for one in derogations(session, 0, 9)) == ["clash", "new_animator"]
    clean(session)


def test_who_may_not_take_over_does_not(session: Session) -> None:
    """R04, R12; a stale card, a forged press."""
    scene = stage(session)
    busy = add_teacher(session, "Eva", "S4")
    add_network(session, "Autre", animator_id=busy)
    session.get_one(Person, scene.zoe).not_teaching = True
    session.flush()
    cases: tuple[tuple[dict[str, Any], Refusal], ...] = (
        ({"person_id": busy}, Refusal.ANIMATES),
        ({"person_id": scene.zoe}, Refusal.NOT_TEACHING),
        ({"person_id": scene.maude}, Refusal.SAME),
        ({"person_id": 9999}, Refusal.NO_PERSON),
        ({"expected_id": scene.lea}, Refusal.CHANGED),
    )
    good: dict[str, Any] = {"expected_id": scene.maude, "person_id": scene.lea, "reason": REASON}
    for change, why in cases:
        assert replace(session, NOW, scene.rita, scene.network, **{**good, **change}) is why
    for actor in (scene.maude, scene.lea, scene.noe):
        assert replace(session, NOW, actor, scene.network, **good) is Refusal.NOT_RESPONSIBLE
    assert replace(session, NOW, scene.rita, 9999, **good) is Refusal.OVER
    assert taken_over(session, scene, scene.lea, reason=" ") == Mistaken(Mistake.NO_REASON)
    session.get_one(Network, scene.network).state = NetworkState.COMPLETED.value
    session.flush()
    assert taken_over(session, scene, scene.lea) is Refusal.OVER
    assert (told(session, "animator_replaced"), derogations(session, 0, 9)) == ({}, [])
    assert scene.lea in members(session, scene.network)


def test_the_minutes_of_before_show_who_animated_then(session: Session) -> None:
    scene = stage(session)
    days = (date(2027, 1, 13), date(2027, 5, 5))
    first, second = meetings_of(session, scene.network)
    after = datetime(2027, 2, 1, 10, tzinfo=NOW.tzinfo)
    assert isinstance(taken_over(session, scene, scene.lea, after), Replaced)
    shown = [
        [(one.name, one.animates) for one in attendees(session, each, after.date())]
        for each in (first, second)
    ]
    assert [one[0] for one in shown] == [("Maude0 Essai", True), ("Léa0 Essai", True)]
    assert [sum(animates for _, animates in one) for one in shown] == [1, 1]
    assert (first.day, second.day) == days


def test_the_hours_held_stay_with_who_animated_and_the_new_one_counts_from_her_first(
    session: Session,
) -> None:
    """Three hands: Maude, then Léa, who was there as a member before, then Zoé."""
    scene = stage(session)
    first, second = meetings_of(session, scene.network)
    session.get_one(Network, scene.network).state = NetworkState.IN_PROGRESS.value
    first.day = NOW.date()
    session.flush()
    mark(session, NOW, scene.rita, first.id, scene.lea, "present", activity_id="a")
    complete(session, NOW, scene.rita, first.id, activity_id="b")
    assert isinstance(taken_over(session, scene, scene.lea, NOW + timedelta(days=2)), Replaced)
    second.day, second.state = NOW.date() + timedelta(days=3), MeetingState.HELD.value
    session.flush()
    after = NOW + timedelta(days=5)
    third = taken_over(session, scene, scene.zoe, after, expected_id=scene.lea)
    assert isinstance(third, Replaced)
    found = {
        person: [(one.day, one.animated) for one in attended(session, person, after.date())]
        for person in (scene.maude, scene.lea, scene.zoe)
    }
    assert found == {
        scene.maude: [(first.day, True)],
        scene.lea: [(second.day, True), (first.day, False)],
        scene.zoe: [],
    }


@pytest.mark.parametrize("marked", [False, True])
def test_nobody_counts_the_same_meeting_twice(session: Session, marked: bool) -> None:
    """Marked as a member in the morning, taken over in the afternoon."""
    scene = stage(session)
    first = meetings_of(session, scene.network)[0]
    session.get_one(Network, scene.network).state = NetworkState.IN_PROGRESS.value
    first.day = NOW.date()
    session.flush()
    if marked:
        mark(session, NOW, scene.rita, first.id, scene.lea, "present", activity_id="a")
    assert isinstance(taken_over(session, scene, scene.lea), Replaced)
    first.state = MeetingState.HELD.value
    session.flush()
    assert [one.animated for one in attended(session, scene.lea, NOW.date())] == [not marked]


def test_who_was_present_before_she_took_over_stands_among_the_members_of_that_day(session: Session) -> None:
    scene = stage(session)
    first = meetings_of(session, scene.network)[0]
    first.day = NOW.date()
    session.get_one(Network, scene.network).state = NetworkState.IN_PROGRESS.value
    session.flush()
    done = mark(session, NOW, scene.rita, first.id, scene.lea, "present", activity_id="a")
    assert isinstance(done, Marked)
    assert isinstance(taken_over(session, scene, scene.lea, NOW + timedelta(days=2)), Replaced)
    names = [one.name for one in attendees(session, first, NOW.date() + timedelta(days=2))]
    assert names[0] == "Maude0 Essai"
    assert "Léa0 Essai" in names[1:]
    assert [one.used for one in releases_of(session, scene.network, scene.lea)] == [2]
    clean(session)


def test_a_network_without_animation_comes_to_the_desk_and_goes(session: Session) -> None:
    """R04: the animator left; §1.8, 12: seats and ranks elsewhere end, the history stays."""
    scene = stage(session)
    other = add_network(session, "Autre", days=(date(2027, 2, 3), date(2027, 3, 3)))
    fill(session, other, [scene.maude])
    email = session.get_one(Person, scene.maude).email or ""
    assert views.tasks(session, NOW, scene.rita) == []
    left = Wanted(email, "left", 0, "", "Retraite.")
    assert act(session, NOW, scene.rita, left) is Done.LEFT
    assert act(session, NOW, scene.rita, left) is Done.ALREADY
    assert members(session, other) == []
    ended = session.scalars(select(Enrollment).where(Enrollment.network_id == other)).one()
    assert ended.state == EnrollmentState.WITHDRAWN.value
    (task,) = views.tasks(session, NOW, scene.rita)
    assert (task.kind, task.subject_id, task.since) == ("no_animation", scene.network, NOW)
    assert [one.verb for one in task.buttons] == ["replacement.open", "roster.cancel"]
    assert isinstance(taken_over(session, scene, scene.zoe), Replaced)
    assert views.tasks(session, NOW, scene.rita) == []
    assert act(session, NOW, scene.rita, Wanted(email, "teaches", 0, "", "Erreur.")) is Done.TEACHES
    assert session.get_one(Person, scene.maude).confirmed_teacher
    clean(session)


def test_a_network_of_before_2025_may_be_animated_by_who_does_not_teach(session: Session) -> None:
    """R13."""
    scene = stage(session)
    network = session.get_one(Network, scene.network)
    session.get_one(Person, scene.maude).not_teaching = True
    network.filed_on = date(2024, 12, 31)
    session.flush()
    assert views.tasks(session, NOW, scene.rita) == []
    network.filed_on = date(2025, 1, 1)
    session.flush()
    assert len(views.tasks(session, NOW, scene.rita)) == 1
