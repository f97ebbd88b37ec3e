"""A press of the attendance that is delivered again, however late (S25)."""

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from bot.rules.attendance import Choice
from bot.usecases import attendance
from bot.usecases.attendance import Marked
from storage.attendance import marks_of
from storage.attendance_changes import changes_of
from storage.database import Database
from tests.enrolling import fill, people
from tests.usecases.test_attendance import DURING, said, sound, stage


def test_s25_a_press_that_changed_nothing_is_not_a_new_one_when_it_comes_again(database: Database) -> None:
    """Of one person or of everybody; the history tells of changes alone."""

    def run(session: Session) -> None:
        network, meeting, ada, crowd = stage(session)

        def press(choice: str, activity: str) -> bool:
            outcome = attendance.mark(session, DURING, ada, meeting, crowd[0], choice, activity_id=activity)
            assert isinstance(outcome, Marked)
            return outcome.changed

        assert press("present", "a1")
        assert not press("present", "a2")  # from a card that was drawn before
        assert press("absent", "a3")
        assert not press("present", "a2")
        assert said(session, meeting)[crowd[0]] == ["ABSENT", "ABSENT"]
        assert len(changes_of(session, meeting)) == 4
        attendance.complete(session, DURING, ada, meeting, activity_id="c")
        attendance.everybody(session, DURING, ada, meeting, activity_id="e")
        fill(session, network, people(session, 1, first=20))
        kept = said(session, meeting)
        attendance.everybody(session, DURING, ada, meeting, activity_id="e")
        assert said(session, meeting) == kept
        assert len(changes_of(session, meeting)) == 8

    database.write(run)


PRESSES = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from([one.value for one in Choice]), st.integers(0, 5)),
    max_size=12,
)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PRESSES)
def test_s25_any_presses_in_any_order_leave_the_last_word_and_its_whole_history(
    database: Database, presses: list[tuple[int, str, int]]
) -> None:
    """A press of an activity that was heard changes nothing; the history, replayed, gives what stands."""

    def run(session: Session) -> None:
        _, meeting, ada, crowd = stage(session)
        heard = set()
        for who, choice, activity in presses:
            outcome = attendance.mark(
                session, DURING, ada, meeting, crowd[who], choice, activity_id=f"{activity}"
            )
            assert outcome == Marked(meeting, changed=activity not in heard and outcome.changed)  # type: ignore[union-attr]
            heard.add(activity)
        replayed: dict[int, dict[int, str]] = {}
        for one in reversed(changes_of(session, meeting)):
            assert replayed.setdefault(one.person_id, {}).get(one.half) == one.before
            assert one.after is not None
            replayed[one.person_id][one.half] = one.after
        assert replayed == marks_of(session, meeting)
        sound(session)
        session.rollback()

    database.read(run)
