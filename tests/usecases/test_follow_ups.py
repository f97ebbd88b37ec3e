"""What minutes left to do, and the member who was asked to write them (DOMAIN.md §2.3, §2.4)."""

from sqlalchemy.orm import Session

from bot.usecases import agenda, follow_ups, minutes
from bot.usecases.enrollment import withdraw
from bot.usecases.minutes import Conflict, Deposited, Opened, Refused, Saved
from storage.agenda import agenda_of
from storage.database import Database
from storage.minutes import minutes_of
from storage.schedule import Meeting, meetings_of
from tests.factories import NOW, SETTINGS
from tests.usecases.test_agenda import WORDS as AGENDA_WORDS
from tests.usecases.test_minutes import AFTER, WORDS, deposit, save, stage, told, written


def points(session: Session, ada: int, meeting: int) -> str:
    agenda.start(session, AFTER, ada, meeting, AGENDA_WORDS)
    found = agenda_of(session, meeting)
    assert found is not None
    return str(found.draft["follow_up"])


def test_open_follow_ups_go_to_the_next_agenda(database: Database) -> None:
    """DOMAIN.md §2.3, 5: of the minutes deposited last; one that is done does not, names never do."""

    def run(session: Session) -> None:
        meeting, ada, crowd = stage(session)
        following = meetings_of(session, session.get_one(Meeting, meeting).network_id)[1].id
        written(session, meeting, ada, "Écrire", "Lire")
        assert points(session, ada, following) == ""
        deposit(session, meeting, ada)
        assert points(session, ada, following) == "Écrire\nLire"
        refused = follow_ups.mark_done(session, AFTER, crowd[0], meeting, 1, done=True)
        assert refused is Refused.NOT_ALLOWED
        for _ in range(2):
            assert follow_ups.mark_done(session, AFTER, ada, meeting, 1, done=True) == Opened(meeting)
        follow_ups.mark_done(session, AFTER, ada, meeting, 77, done=True)
        found = minutes_of(session, meeting)
        assert found is not None
        assert found.done == [1]
        assert points(session, ada, following) == "Lire"
        follow_ups.mark_done(session, AFTER, ada, meeting, 1, done=False)
        assert points(session, ada, following) == "Écrire\nLire"
        # Once the animator has written in it, the agenda is hers or his.
        at = agenda_of(session, following)
        assert at is not None
        values = {"items": "Un", "follow_up": "À moi"}
        agenda.save(session, AFTER, ada, SETTINGS, following, revision=at.revision, step=1, values=values)
        follow_ups.mark_done(session, AFTER, ada, meeting, 1, done=True)
        assert points(session, ada, following) == "À moi"

    database.write(run)


def test_a_member_may_be_asked_to_write_and_only_by_the_animator(database: Database) -> None:
    def run(session: Session) -> None:
        meeting, ada, crowd = stage(session)
        eva, zoe = crowd[0], crowd[2]
        assert minutes.name_writer(session, AFTER, eva, meeting, eva, WORDS) is Refused.NOT_ALLOWED
        assert minutes.name_writer(session, AFTER, ada, meeting, zoe, WORDS) is Refused.NOT_ALLOWED
        for _ in range(2):
            assert minutes.name_writer(session, AFTER, ada, meeting, eva, WORDS) == Opened(meeting)
        assert told(session, minutes.WRITER) == [eva]
        assert minutes.name_writer(session, AFTER, eva, meeting, crowd[1], WORDS) is Refused.NOT_ALLOWED
        assert save(session, meeting, eva, 0) == Saved(meeting, [])
        assert save(session, meeting, ada, 0, summary="Le mien") == Conflict(meeting)
        assert deposit(session, meeting, eva) == Deposited(meeting, 1)
        assert told(session) == sorted([crowd[1], ada])
        # Who leaves the network writes no more, nor who is not asked any more.
        minutes.name_writer(session, AFTER, ada, meeting, 0, WORDS)
        assert save(session, meeting, eva, 1, summary="Encore") is Refused.NOT_ALLOWED
        minutes.name_writer(session, AFTER, ada, meeting, eva, WORDS)
        withdraw(session, NOW, eva, session.get_one(Meeting, meeting).network_id)
        assert save(session, meeting, eva, 1, summary="Encore") is Refused.NOT_ALLOWED

    database.write(run)
