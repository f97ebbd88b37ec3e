"""Who may move a meeting, and what follows (S23; B12, B17; DOMAIN.md §1.8, 7 and 8)."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from bot.rules.moves import Mistake
from bot.rules.schedule import Fault
from bot.usecases import plan as plans
from bot.usecases.moves import Asked, Mistaken, Moved, Refused, Settled, ask, confirm, decline, withdraw
from bot.usecases.plan import Conflict, Deposited
from bot.views import plan as plan_view
from storage import posts
from storage.deadlines import Delay, delays_of
from storage.enrollment import Enrollment, EnrollmentState
from storage.moves import MeetingMove, asked_move
from storage.network import Network
from storage.plan import deposited_plan, plan_of
from storage.release import ReleaseState, release_for
from storage.schedule import Meeting, meetings_of
from tests.enrolling import YEAR, add_teacher, clean
from tests.factories import NOW, SETTINGS, TORONTO
from tests.usecases.moving import DAYS, MOVED, PLACE, TYPED, asked, journal, stage, states, told
from tests.usecases.test_plan import POINTS, SAID, deposit, revision_of, save


def test_s23_who_may_ask_confirm_decline_and_take_back(session: Session) -> None:
    scene = stage(session)
    for stranger in (scene.eva, scene.zoe):
        assert ask(session, NOW, stranger, scene.first, TYPED, "") is Refused.NOT_ALLOWED
    assert ask(session, NOW, scene.ada, 999, TYPED, "") is Refused.NOT_ALLOWED
    move = asked(session, scene)
    assert told(session, "move_asked") == {scene.rita: 1, scene.paul: 1}
    assert ask(session, NOW, scene.rita, scene.first, TYPED, "") is Refused.ASKED_ALREADY
    for usecase in (confirm, decline):
        assert usecase(session, NOW, scene.ada, move, "Oui.") is Refused.NOT_ALLOWED
    assert withdraw(session, NOW, scene.rita, move) is Refused.NOT_ALLOWED
    assert decline(session, NOW, scene.rita, move, " ") == Mistaken((), [Mistake.NO_REASON])
    assert decline(session, NOW, scene.rita, move, "Le CEE est pris.") == Settled(move)
    assert told(session, "move_declined") == {scene.ada: 1}
    late: list[object] = [usecase(session, NOW, scene.paul, move, "Oui.") for usecase in (confirm, decline)]
    assert late == [Refused.NOT_ASKED, Refused.NOT_ASKED]
    assert withdraw(session, NOW, scene.ada, move) is Refused.NOT_ASKED
    assert confirm(session, NOW, scene.rita, 999, "") is Refused.NOT_ASKED
    # Nothing moved, nobody was told; another may be asked for.
    assert session.get_one(Meeting, scene.first).day == DAYS[0]
    assert told(session, MOVED) == {}
    assert withdraw(session, NOW, scene.ada, asked(session, scene)) == Settled(move + 1)
    assert asked_move(session, scene.first) is None


def test_who_animates_does_not_confirm_although_responsible(session: Session) -> None:
    """S04’s rule for dates: another responsible does."""
    scene = stage(session)
    session.get_one(Network, scene.network).animator_id = scene.rita
    outcome = ask(session, NOW, scene.rita, scene.first, TYPED, "")
    assert isinstance(outcome, Asked)
    assert told(session, "move_asked") == {scene.paul: 1}
    assert confirm(session, NOW, scene.rita, outcome.move_id, "Oui.") is Refused.OWN
    assert session.get_one(Meeting, scene.first).day == DAYS[0]
    # Nor what one asked before somebody else came to animate.
    session.get_one(Network, scene.network).animator_id = scene.ada
    assert confirm(session, NOW, scene.rita, outcome.move_id, "Oui.") is Refused.OWN
    assert confirm(session, NOW, scene.paul, outcome.move_id, "") == Moved(outcome.move_id)


def test_s23_everybody_is_told_once_and_what_was_said_for_the_old_date_is_reset(session: Session) -> None:
    scene = stage(session)
    for person, state in ((scene.eva, ReleaseState.REQUESTED), (scene.zoe, ReleaseState.NOT_USED)):
        release = release_for(session, scene.first, person)
        assert release is not None
        release.state = state.value
    move = asked(session, scene, reason="Le local est pris.")
    assert states(session, scene) == [ReleaseState.NOT_USED.value, ReleaseState.REQUESTED.value]
    assert confirm(session, NOW, scene.rita, move, "") == Moved(move)
    assert states(session, scene) == [ReleaseState.PLANNED.value] * 2
    assert told(session, MOVED) == {scene.ada: 1, scene.eva: 1, scene.zoe: 1}
    assert told(session, f"{MOVED}_office") == {scene.paul: 1}
    assert journal(session, "meeting_moved") == [
        (scene.rita, "2027-01-27", "2027-01-20", "Le local est pris.")
    ]
    reset = journal(session, "release_of_changed_meeting")
    assert sorted(reset, key=str) == [
        (scene.rita, ReleaseState.NOT_USED.value, ReleaseState.PLANNED.value, ""),
        (scene.rita, ReleaseState.REQUESTED.value, ReleaseState.PLANNED.value, ""),
    ]
    assert journal(session, "move_exempted") == []
    clean(session)


def test_b12_hours_and_room_change_at_once_and_keep_the_ticks(session: Session) -> None:
    """Neither confirmation nor notice period: also on the day before."""
    scene = stage(session)
    release = release_for(session, scene.first, scene.eva)
    assert release is not None
    release.state = ReleaseState.REQUESTED.value
    eve = datetime(2027, 1, 26, 17, tzinfo=TORONTO)
    assert ask(session, eve, scene.ada, scene.first, {**PLACE, "starts": "9 h"}, "") == Moved(1)
    assert states(session, scene) == [ReleaseState.PLANNED.value, ReleaseState.REQUESTED.value]
    assert told(session, "move_asked") == {}
    assert told(session, MOVED) == {scene.ada: 1, scene.eva: 1, scene.zoe: 1}
    assert told(session, f"{MOVED}_office") == {scene.rita: 1, scene.paul: 1}
    same = ask(session, eve, scene.ada, scene.first, {**PLACE, "starts": "9 h"}, "")
    assert same == Mistaken((), [Mistake.NOTHING_CHANGED])
    # Once it began, it does not change any more.
    begun = datetime(2027, 1, 27, 9, tzinfo=TORONTO)
    assert ask(session, begun, scene.ada, scene.first, PLACE, "") is Refused.OVER


def test_s23_an_exemption_is_written_down(session: Session) -> None:
    scene = stage(session)
    near = {**TYPED, "day": "2026-11-30"}
    assert ask(session, NOW, scene.ada, scene.first, near, " ") == Mistaken((), [Mistake.NO_REASON])
    move = asked(session, scene, near, "Le local se libère.")
    assert confirm(session, NOW, scene.rita, move, "") == Mistaken((), [Mistake.NO_REASON])
    assert confirm(session, NOW, scene.rita, move, "D’accord.") == Moved(move)
    assert session.get_one(MeetingMove, move).exemption is True
    assert journal(session, "move_exempted") == [(scene.rita, None, None, "D’accord.")]


def test_a_day_far_enough_when_asked_is_near_when_it_is_confirmed(session: Session) -> None:
    scene = stage(session)
    move = asked(session, scene, {**TYPED, "day": "2026-12-01"})
    later = NOW + timedelta(days=1)
    assert confirm(session, later, scene.rita, move, "") == Mistaken((), [Mistake.NO_REASON])
    gone = NOW + timedelta(days=8)
    assert confirm(session, gone, scene.rita, move, "Oui.") == Mistaken([Fault.PAST])


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"day": "2027-01-23"}, Fault.WEEKEND),
        ({"day": "2027-03-26"}, Fault.HOLIDAY),
        ({"day": "2027-07-05"}, Fault.OUTSIDE_YEAR),
        ({"day": "2026-11-23"}, Fault.PAST),
        ({"day": "2027-05-05"}, Fault.SAME_DAY),
        ({"day": "demain"}, Fault.NO_DAY),
        ({"ends": "16 h 15"}, Fault.OUTSIDE_HOURS),
        ({"starts": ""}, Fault.NO_HOURS),
        ({"place": "Chez moi"}, Fault.UNKNOWN_PLACE),
    ],
)
def test_a_slot_is_refused_as_the_schedule_refuses_it(
    session: Session, changed: dict[str, str], fault: Fault
) -> None:
    scene = stage(session)
    assert ask(session, NOW, scene.ada, scene.first, {**TYPED, **changed}, "") == Mistaken([fault])
    assert asked_move(session, scene.first) is None


def test_the_first_moved_behind_the_second_takes_its_number(session: Session) -> None:
    """DOMAIN.md §1.8, 8: until the first is held; enrollment closes before the new first meeting."""
    scene = stage(session, days=(date(2027, 1, 27), date(2027, 2, 3)))
    session.get_one(Network, scene.network).closes_on = date(2027, 1, 20)
    assert ask(session, NOW, scene.rita, scene.first, {**TYPED, "day": "2027-02-10"}, "") == Moved(1)
    assert [(one.id, one.number) for one in meetings_of(session, scene.network)] == [
        (scene.second, 1),
        (scene.first, 2),
    ]
    held = datetime(2027, 2, 4, 9, tzinfo=TORONTO)
    early = {**TYPED, "day": "2027-02-12"}
    assert ask(session, held, scene.rita, scene.first, early, "") == Moved(2)
    assert [one.number for one in meetings_of(session, scene.network)] == [1, 2]
    assert ask(session, NOW, scene.rita, scene.second, {**TYPED, "day": "2026-12-09"}, "") == Moved(3)
    assert session.get_one(Network, scene.network).closes_on == date(2026, 12, 8)


def test_the_plan_of_meetings_in_another_order_keeps_the_words_of_each(session: Session) -> None:
    """The full day, moved behind a half-day, keeps its four blocks, in the draft and in every version (R53);
    a form drawn before saves nothing, and a delay of the plan goes on (R32).
    """
    scene = stage(
        session, days=(date(2027, 1, 27), date(2027, 2, 3), date(2027, 5, 5)), modality="FULL_1_HALF_2"
    )
    plans.start(session, NOW, scene.ada, scene.network, SAID)
    for step, (number, blocks) in enumerate(((1, 4), (2, 2), (3, 2)), start=2):
        values = {f"m{number}b{at}": f"{number}.{at}" for at in range(1, blocks + 1)}
        save(session, scene.network, scene.ada, POINTS)
        save(session, scene.network, scene.ada, values, step)
    assert deposit(session, scene.network, scene.ada) == Deposited(scene.network, 1)
    save(session, scene.network, scene.ada, {"m1b1": "neuf", "m1b4": "1.4"}, 2)
    assert deposit(session, scene.network, scene.ada) == Deposited(scene.network, 2)
    drawn = revision_of(session, scene.network)
    shown = posts.changes(session, ("plan", scene.network))
    way = Delay(
        document="PLAN",
        meeting_id=scene.first,
        until=date(2027, 1, 29),
        person_id=scene.rita,
        at=NOW,
        reason="x",
    )
    session.add(way)
    assert ask(session, NOW, scene.rita, scene.first, {**TYPED, "day": "2027-02-10"}, "") == Moved(1)

    def told(version: int) -> list[list[str]]:
        kept = deposited_plan(session, scene.network, version)
        assert kept is not None
        pages = plan_view.pages(session, scene.network, kept)
        return [[body for label, body in page if body[1:2] == "." or body == "neuf"] for _, page in pages[1:]]

    assert told(1) == [["2.1", "2.2"], ["1.1", "1.2", "1.3", "1.4"], ["3.1", "3.2"]]
    assert told(2) == [["2.1", "2.2"], ["neuf", "1.4"], ["3.1", "3.2"]]
    draft, last = plan_of(session, scene.network), deposited_plan(session, scene.network)
    assert draft is not None
    assert last is not None
    assert draft.draft == last.content
    assert posts.changes(session, ("plan", scene.network)) == shown + 1
    late = plans.save(
        session,
        NOW,
        scene.ada,
        SETTINGS,
        scene.network,
        revision=drawn,
        step=2,
        next_step=2,
        values={"m1b1": "x"},
    )
    assert late == Conflict(scene.network)
    assert delays_of(session, [scene.second])["PLAN", scene.second] is way


def test_a_delay_that_would_last_into_the_meeting_is_none_any_more(session: Session) -> None:
    scene = stage(session)
    for document, until in (("AGENDA", date(2027, 1, 25)), ("PLAN", None)):
        way = Delay(
            document=document,
            meeting_id=scene.first,
            until=until,
            paper=until is None,
            reason="x",
            person_id=scene.rita,
            at=NOW,
        )
        session.add(way)
    session.flush()
    assert set(delays_of(session, [scene.first])) == {("AGENDA", scene.first), ("PLAN", scene.first)}
    assert set(delays_of(session, [scene.second])) == {("PLAN", scene.second)}
    assert confirm(session, NOW, scene.rita, asked(session, scene), "") == Moved(1)
    assert set(delays_of(session, [scene.first])) == {("PLAN", scene.first)}


def test_b17_an_offer_ends_before_the_meeting_that_came_nearer(session: Session) -> None:
    """The seat is for the meetings to come; one with a day left ends where the usual offer would."""
    scene = stage(session)
    person = add_teacher(session, "Léa", "S4")
    enrollment = Enrollment(
        network_id=scene.network,
        person_id=person,
        school_year=YEAR,
        state=EnrollmentState.OFFERED.value,
        source="self",
        created_at=NOW,
        offered_until=datetime(2027, 1, 22, 17, tzinfo=TORONTO),
    )
    session.add(enrollment)
    session.flush()
    day = datetime(2027, 1, 18, 10, tzinfo=TORONTO)
    near = {**TYPED, "day": "2027-01-20"}
    assert ask(session, day, scene.rita, scene.first, near, "Le local est pris.") == Moved(1)
    session.refresh(enrollment)
    assert enrollment.offered_until is not None
    assert enrollment.offered_until <= datetime(2027, 1, 20, tzinfo=TORONTO)
