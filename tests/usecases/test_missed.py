"""What counts as missed once a meeting is over: not what somebody answered in time (R61; B1)."""

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.usecases import absence, deadlines, missed, release
from bot.views import missed as views
from cards.phrases import missed as say
from storage import missed as stored
from storage.deadlines import Delay
from storage.outbox import OutboxRow, OutboxState
from storage.people import Role
from storage.plan import Plan
from storage.schedule import Meeting, meetings_of
from tests.enrolling import NEAR, add_network, fill, people
from tests.factories import NOW, SETTINGS, TORONTO, add_person


def on(day: int, hour: int = 10, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=TORONTO)


AFTER = on(2, month=12)


def unsaid(session: Session, kind: str) -> list[int | None]:
    """To whom it never left."""
    missed.plan(session, AFTER, SETTINGS)
    query = select(OutboxRow.person_id).where(OutboxRow.kind == kind, OutboxRow.cause == stored.TOO_LATE)
    return sorted(session.scalars(query), key=str)


def first_of(session: Session, network: int) -> Meeting:
    return meetings_of(session, network)[0]


def test_r61_who_had_answered_when_the_question_was_due_was_not_left_without_it(session: Session) -> None:
    """The last question of Tuesday 1 December is due on Friday the 27th: three days before is a Saturday."""
    crowd = people(session, 5)
    network = add_network(session, days=NEAR)
    fill(session, network, crowd)
    meeting = first_of(session, network).id
    unticked, coming, silent, taken_back, later = crowd

    def tick(day: datetime, person: int, *, done: bool = True) -> None:
        assert release.tick(session, day, person, meeting, done=done) is not release.Ticked.NOTHING

    tick(on(25), unticked)
    tick(on(1, 7, month=12), unticked, done=False)
    assert absence.say_absent(session, on(25), coming, meeting) is absence.Said.ABSENT
    assert absence.say_coming(session, on(1, 7, month=12), coming, meeting) is absence.Said.COMING
    tick(on(25), taken_back)
    tick(on(26), taken_back, done=False)
    tick(on(28), later)
    tick(on(30), later, done=False)
    assert unsaid(session, absence.WANTED) == sorted([silent, taken_back, later])


@pytest.mark.parametrize(
    "happened", ["nothing", "asked", "asked before another was first", "deposited", "paper"]
)
def test_b1_a_plan_that_nobody_was_asked_for_is_missed(session: Session, happened: str) -> None:
    network = add_network(session, days=NEAR)
    rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id
    first, second = meetings_of(session, network)
    if happened == "deposited":
        session.add(Plan(network_id=network, draft={}, version=1, saved_at=NOW, deposited_at=NOW))
    elif happened == "paper":
        session.add(Delay(document="PLAN", meeting_id=first.id, paper=True, person_id=rita, at=NOW))
    elif happened.startswith("asked"):
        deadlines.plan(session, NOW, SETTINGS)
        (row,) = session.scalars(select(OutboxRow).where(OutboxRow.kind == missed.PLAN_WANTED))
        row.state, row.done_at = OutboxState.SENT.value, NOW
        if happened != "asked":
            first.day = date(2027, 6, 2)
            session.flush()
            second.day = NEAR[0]
    session.flush()
    found = unsaid(session, missed.PLAN_WANTED)
    assert len(found) == (happened == "nothing")
    told = "\n".join(one.draw().line for one in views.tasks(session, AFTER, rita))
    assert (say.KINDS[missed.PLAN_WANTED](1) in told) == (happened == "nothing")
