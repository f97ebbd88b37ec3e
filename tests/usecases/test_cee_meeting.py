"""« Rencontre avec le CEE »: proposed, agreed on, changed (R64)."""

from datetime import date, time

from sqlalchemy.orm import Session

from bot.rules.cee_meeting import Fault
from bot.usecases import cee_meeting
from bot.usecases.cee_meeting import AGREED, PROPOSED, Kept, Mistaken, Refused
from bot.views import cee_meeting as views
from storage.cee_meeting import MomentState, moment_of
from storage.database import Database
from storage.network import Network
from storage.people import Person, Role
from tests.factories import add_person
from tests.usecases.test_bilan import IN_JUNE, stage, told


def propose(session: Session, actor: int, network: int, day: str = "2027-06-15") -> object:
    return cee_meeting.propose(session, IN_JUNE, actor, network, day, "9 h 30", "Au CEE")


def accept(session: Session, actor: int, network: int) -> object:
    waiting = moment_of(session, network, MomentState.PROPOSED)
    return cee_meeting.accept(session, IN_JUNE, actor, network, waiting.id if waiting else 0)


def file(session: Session, person: int, network: int) -> str:
    found = views.calendar(session, IN_JUNE, session.get_one(Person, person), network)
    return found.draw().decode() if found else ""


def test_either_side_proposes_the_other_agrees_and_both_get_the_file(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada, crowd, rita = stage(session)
        paul = add_person(session, "Paul", Role.CEE_RESPONSIBLE, school_id=None).id
        assert propose(session, crowd[0], network) is Refused.NOT_ALLOWED
        assert propose(session, ada, network) == Kept(network)
        assert propose(session, ada, network) == Kept(network)
        assert told(session, PROPOSED) == sorted([rita, paul])
        assert len(views.tasks(session, IN_JUNE, rita)) == 1
        assert accept(session, ada, network) is Refused.OWN
        assert accept(session, crowd[0], network) is Refused.NOT_ALLOWED
        # The responsible proposes another one instead; then it is the animator's to accept.
        assert propose(session, rita, network, "2027-06-16") == Kept(network)
        assert views.tasks(session, IN_JUNE, rita) == []
        assert accept(session, paul, network) is Refused.OWN
        waiting = moment_of(session, network, MomentState.PROPOSED)
        assert waiting is not None
        for _ in range(2):
            agreed = cee_meeting.accept(session, IN_JUNE, ada, network, waiting.id)
            assert agreed == Kept(network)
        assert told(session, AGREED) == sorted([ada, rita])
        assert (waiting.day, waiting.starts, waiting.sequence) == (date(2027, 6, 16), time(9, 30), 0)
        first = file(session, ada, network)
        assert "SEQUENCE:0" in first
        assert "T093000" in first
        assert file(session, crowd[0], network) == ""
        # Changed: what was agreed on stands until the other side agrees; the same name, a higher sequence.
        assert propose(session, ada, network, "2027-06-17") == Kept(network)
        assert file(session, rita, network) == first
        assert accept(session, rita, network) == Kept(network)
        changed = file(session, rita, network)
        assert "SEQUENCE:1" in changed
        uid = [line for line in first.splitlines() if line.startswith("UID")]
        assert uid == [line for line in changed.splitlines() if line.startswith("UID")]
        assert uid == [f"UID:cee-{network}@reseaux-entraide"]

    database.write(run)


def test_an_old_card_a_past_moment_and_a_wrong_one_change_nothing(session: Session) -> None:
    network, ada, _, rita = stage(session)
    propose(session, ada, network)
    first = moment_of(session, network, MomentState.PROPOSED)
    assert first is not None
    propose(session, ada, network, "2027-06-16")
    assert cee_meeting.accept(session, IN_JUNE, rita, network, first.id) is Refused.CHANGED
    second = moment_of(session, network, MomentState.PROPOSED)
    assert second is not None
    after = IN_JUNE.replace(day=16)
    assert len(views.tasks(session, IN_JUNE, rita)) == 1
    assert views.tasks(session, after, rita) == []
    assert cee_meeting.accept(session, after, rita, network, second.id) is Refused.PAST
    assert propose(session, ada, network, "2027-06-24") == Mistaken([Fault.CLOSED])
    assert moment_of(session, network, MomentState.AGREED) is None
    session.get_one(Network, network).state = "CANCELLED"
    assert propose(session, ada, network, "2027-06-18") is Refused.NOT_ALLOWED
