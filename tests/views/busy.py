"""A desk with so many tasks of almost every kind, in so many networks."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from bot.rules.questions import About
from bot.usecases import questions
from storage import outbox
from storage.folio import FolioTask
from storage.moves import Cancellation, MeetingMove
from storage.network import ChannelState, Network, NetworkChannel
from storage.outbox import OutboxRow, OutboxState
from storage.people import Person, Role
from storage.revision import RevisionRequest
from storage.schedule import Meeting, MeetingState, meetings_of
from tests.enrolling import YEAR, add_network, add_teacher
from tests.factories import NOW, add_lists, add_person, decide, submitted

TODAY = NOW.date()
# One that was twenty days ago, one in five days, one far away to be moved, one that was called off.
DAYS = (TODAY - timedelta(20), TODAY + timedelta(5), date(2027, 3, 10), date(2027, 4, 14))
AGO = NOW - timedelta(days=2)
# The kinds that each round adds once.
KINDS = (
    "agenda_late",
    "attendance_untaken",
    "cancelled_unreached",
    "changes_overdue",
    "channel",
    "dates_late",
    "decide",
    "folio",
    "minimum",
    "minutes_late",
    "move",
    "question",
    "revision",
    "schedule",
    "unreached",
)


def busy(session: Session, rounds: int, *, proposals: bool = True) -> Person:
    """Rita's desk: after `rounds`, so many tasks of each of KINDS, without `proposals` (which take long to
    write) of all but those of proposals. Returns Rita.
    """
    add_lists(session)
    rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE)
    for number in range(rounds):
        _round(session, number, rita)
        if proposals:
            _proposals(session, number, rita)
    session.flush()
    return rita


def _round(session: Session, number: int, rita: Person) -> None:
    ada = add_teacher(session, f"Ada{number}", None)
    network_id = add_network(
        session, str(number), days=DAYS, closes_on=TODAY - timedelta(1), animator_id=ada, modality="HALF_4"
    )
    session.add(
        NetworkChannel(
            network_id=network_id,
            key=f"K{number}",
            state=ChannelState.FAILED.value,
            cause="refused",
            not_before=AGO,
        )
    )
    session.add(FolioTask(network_id=network_id, opened_at=AGO))
    session.add(
        RevisionRequest(network_id=network_id, person_id=ada, refusal="full", asked_at=AGO, answer="")
    )
    _meetings(session, network_id, ada, rita.id)
    _choosing(session, number)
    asked = questions.ask(session, AGO, ada, f"Comment faire? {number}", About.AGENDA, network_id)
    assert isinstance(asked, questions.Written)
    lost(session, add_teacher(session, f"Eva{number}", "E1"), f"lost:{number}")


def _choosing(session: Session, number: int) -> None:
    """A room to confirm, and dates that nobody chose in time."""
    for name, state in (("Room", "SCHEDULED"), ("Dates", "ACCEPTED")):
        network = Network(
            title=f"{name} {number}",
            animator_id=add_teacher(session, f"{name}{number}", None),
            school_year=YEAR,
            state=state,
            accepted_at=AGO,
            scheduled_at=AGO if state == "SCHEDULED" else None,
            dates_due_on=AGO.date(),
        )
        session.add(network)


def _proposals(session: Session, number: int, rita: Person) -> None:
    """One to decide, and one whose changes are late."""
    submitted(session, add_teacher(session, f"Noé{number}", "E1"), now=AGO)
    request_id = submitted(session, add_teacher(session, f"Léa{number}", "E1"), now=AGO)[1]
    decide(session, rita.id, request_id, "CHANGES_REQUESTED", "Précisez.", "2026-11-25", now=AGO)


def _meetings(session: Session, network_id: int, ada: int, rita: int) -> None:
    meetings = meetings_of(session, network_id)
    far, off = meetings[2], meetings[3]
    session.add(_move(far, ada))
    off.state = MeetingState.CANCELLED.value
    found = Cancellation(meeting_id=off.id, day=off.day, reason="storm", person_id=rita, at=AGO, words="")
    session.add(found)
    session.flush()
    once = f"off:{found.id}"
    outbox.add(
        session,
        once=once,
        kind="meeting_cancelled",
        subject=("cancellation", found.id),
        not_before=AGO,
        person_id=ada,
    )


def _move(meeting: Meeting, asked_by: int) -> MeetingMove:
    assert meeting.starts is not None
    assert meeting.ends is not None
    return MeetingMove(
        meeting_id=meeting.id,
        old_day=meeting.day,
        old_room=meeting.room,
        day=meeting.day + timedelta(7),
        starts=meeting.starts,
        ends=meeting.ends,
        venue="CEE",
        room="2.04",
        asked_by=asked_by,
        asked_at=AGO,
    )


def lost(
    session: Session,
    person_id: int,
    once: str,
    *,
    state: OutboxState = OutboxState.FAILED,
    kind: str = "letter",
) -> int:
    """A message that reached nobody two days ago; its row."""
    row = OutboxRow(
        once=once,
        kind=kind,
        subject_type="request",
        subject_id=1,
        person_id=person_id,
        not_before=AGO,
        state=state.value,
        done_at=AGO,
        facts={},
    )
    session.add(row)
    session.flush()
    return row.id
