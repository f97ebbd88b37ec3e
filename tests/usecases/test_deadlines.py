"""Reminders, the seven-day post and delays, day by day through a school year (R32, R33; S21, S22, B1)."""

from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.deadlines import Document, Fault
from bot.usecases import agenda, deadlines, plan
from bot.usecases.agenda import Deposited
from bot.usecases.deadlines import Kept, Mistaken, Refused
from bot.views import deadlines as views
from bot.views.notices import draw
from cards.phrases import deadlines as say
from storage.database import Database
from storage.deadlines import coming_meetings
from storage.network import Network
from storage.outbox import OutboxRow
from storage.people import Person, Role
from storage.schedule import Meeting, meetings_of
from storage.school_calendar import CalendarDay
from tests.enrolling import add_network
from tests.factories import SETTINGS, TORONTO, add_person
from tests.usecases.test_agenda import LINK, WORDS
from tests.usecases.test_plan import add_channel

PLAN, AGENDA, POST = "plan_wanted", "agenda_wanted", "week_before"
TUESDAY = date(2026, 12, 1)
SIXTH = datetime(2026, 11, 25, 9, 30, tzinfo=TORONTO)


def at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=TORONTO)


def stage(session: Session, *days: date, name: str = "N") -> tuple[int, int]:
    """(network, its first meeting) with a channel."""
    network = add_network(session, name, days=days or (TUESDAY, date(2027, 5, 5)))
    add_channel(session, network)
    return network, meetings_of(session, network)[0].id


def responsible(session: Session) -> int:
    return add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id


def rows(session: Session) -> list[OutboxRow]:
    return list(session.scalars(select(OutboxRow).order_by(OutboxRow.id)))


def kinds(session: Session) -> list[str]:
    return sorted(row.kind for row in rows(session))


def run(session: Session, now: datetime) -> None:
    deadlines.plan(session, now, SETTINGS)
    session.flush()


def test_a_whole_year_day_by_day_writes_exactly_this_table(database: Database) -> None:
    """Point 5: holidays, the relâche, Easter Monday, both clock changes; each notice once."""

    def prepare(session: Session) -> dict[int, str]:
        for number in range(1, 6):
            session.add(CalendarDay(day=date(2027, 3, number), kind="CLOSED", label="Relâche", source="t"))
        named: dict[int, str] = {}
        for name, days in {
            "A": (date(2026, 10, 19), date(2027, 4, 5)),
            "B": (date(2026, 11, 4), date(2027, 3, 17)),
            "C": (date(2027, 3, 8), date(2027, 5, 31)),
        }.items():
            network, _ = stage(session, *days, name=name)
            named |= {one.id: f"{name}{one.number}" for one in meetings_of(session, network)}
        return named

    named, _ = database.write(prepare)
    day = date(2026, 8, 17)
    while day <= date(2027, 6, 30):
        # Twice: a scheduler that runs again, or a second process, writes nothing more (B1).
        for hour in (0, 9, 9):
            database.write(partial(run, now=at(day, hour)))
        day += timedelta(days=1)

    def read(session: Session) -> list[tuple[str, str, str]]:
        found = []
        for row in rows(session):
            meeting = named[int(row.once.split(":")[1])]
            leaves = row.not_before.astimezone(TORONTO)
            found.append((f"{leaves:%m-%d %H}", row.kind, meeting))
        return sorted(found)

    assert database.read(read) == sorted(
        [
            *(("09-28 08", PLAN, "A1"), ("10-05 08", PLAN, "A1"), ("10-09 08", PLAN, "A1")),
            *(("10-05 08", AGENDA, "A1"), ("10-09 08", AGENDA, "A1"), ("10-09 09", POST, "A1")),
            *(("10-14 08", PLAN, "B1"), ("10-21 08", PLAN, "B1"), ("10-28 08", PLAN, "B1")),
            *(("10-21 08", AGENDA, "B1"), ("10-28 08", AGENDA, "B1"), ("10-28 09", POST, "B1")),
            *(("02-15 08", PLAN, "C1"), ("02-22 08", PLAN, "C1"), ("02-26 08", PLAN, "C1")),
            *(("02-22 08", AGENDA, "C1"), ("02-26 08", AGENDA, "C1"), ("02-26 09", POST, "C1")),
            *(("02-26 08", AGENDA, "B2"), ("03-10 08", AGENDA, "B2"), ("03-10 09", POST, "B2")),
            *(("03-22 08", AGENDA, "A2"), ("03-25 08", AGENDA, "A2"), ("03-25 09", POST, "A2")),
            *(("05-17 08", AGENDA, "C2"), ("05-21 08", AGENDA, "C2"), ("05-21 09", POST, "C2")),
        ]
    )


def test_b1_a_bot_that_was_stopped_writes_one_reminder_each_and_the_post(database: Database) -> None:
    """Down from D−10 to D−6: one catch-up for each obligation, and it says that the due day has passed."""

    def work(session: Session) -> None:
        network, meeting = stage(session)
        found = session.get_one(Network, network)
        title, animator = found.title, found.animator_id
        run(session, SIXTH)
        run(session, SIXTH)
        assert kinds(session) == [AGENDA, PLAN, POST]
        late = views.agenda_wanted(session, SIXTH, animator, meeting)
        assert late is not None
        assert say.overdue(title, "le 24 novembre 2026") == late.text[0]
        assert views.plan_wanted(session, SIXTH, animator, network) is not None
        # To who animates now, and to nobody who did (B13).
        assert views.agenda_wanted(session, SIXTH, animator + 1, meeting) is None
        assert views.plan_wanted(session, SIXTH, animator + 1, network) is None

    database.write(work)


def test_two_reminders_held_up_together_say_it_once(database: Database) -> None:
    def work(session: Session) -> None:
        _, meeting = stage(session)
        notices = {"notices": [(AGENDA, meeting), (AGENDA, meeting)]}
        card = draw(session, SIXTH, "together", ("agenda", meeting), 1, notices)
        assert card is not None
        assert str(card).count("est attendu") == str(
            draw(session, SIXTH, AGENDA, ("agenda", meeting), 1, {})
        ).count("est attendu")

    database.write(work)


def test_what_is_there_is_not_asked_for(database: Database) -> None:
    def work(session: Session) -> None:
        network, meeting = stage(session)
        animator = session.get_one(Network, network).animator_id
        early = at(date(2026, 11, 2))
        agenda.start(session, early, animator, meeting, WORDS)
        assert agenda.deposit_link(session, early, animator, meeting, LINK) == Deposited(meeting, 1)
        plan.start(session, early, animator, network, WORDS.plan)
        run(session, SIXTH)
        # The plan's draft is no plan; the agenda is there.
        assert [kind for kind in kinds(session) if kind.endswith("wanted")] == [PLAN]
        assert views.agenda_wanted(session, SIXTH, animator, meeting) is None
        assert [one.kind for one in views.tasks(session, SIXTH, 0)] == ["plan_late"]

    database.write(work)


@pytest.mark.parametrize("state", ["CANCELLED", "MOVED"])
def test_never_for_a_meeting_that_does_not_take_place(database: Database, state: str) -> None:
    def work(session: Session) -> None:
        network, meeting = stage(session)
        animator = session.get_one(Network, network).animator_id
        session.get_one(Meeting, meeting).state = state
        session.flush()
        run(session, SIXTH)
        assert kinds(session) == []
        assert views.week_before(session, SIXTH, meeting) is None
        assert views.agenda_wanted(session, SIXTH, animator, meeting) is None
        assert views.tasks(session, SIXTH, 0) == []

    database.write(work)


def test_never_for_a_past_meeting_or_a_network_that_is_not_published(database: Database) -> None:
    def work(session: Session) -> None:
        network, meeting = stage(session)
        run(session, at(date(2026, 12, 2)))
        assert kinds(session) == []
        assert views.week_before(session, at(TUESDAY, 9), meeting) is None
        assert views.week_before(session, at(TUESDAY, 8), meeting) is not None
        session.get_one(Network, network).published_at = None
        session.flush()
        run(session, SIXTH)
        assert (kinds(session), views.tasks(session, SIXTH, 0)) == ([], [])

    database.write(work)


def test_a_meeting_moved_meanwhile_has_reminders_of_its_own(database: Database) -> None:
    def work(session: Session) -> None:
        _, meeting = stage(session)
        run(session, at(date(2026, 11, 24)))
        before = len(rows(session))
        session.get_one(Meeting, meeting).day = date(2026, 12, 15)
        session.flush()
        run(session, at(date(2026, 11, 25)))
        run(session, at(date(2026, 12, 8)))
        added = [row.kind for row in rows(session)[before:]]
        assert sorted(added) == sorted([PLAN, PLAN, AGENDA, POST])

    database.write(work)


def test_a_channel_made_late_still_gets_the_post(database: Database) -> None:
    def work(session: Session) -> None:
        network = add_network(session, days=(TUESDAY, date(2027, 5, 5)))
        run(session, SIXTH)
        assert POST not in kinds(session)
        add_channel(session, network)
        run(session, SIXTH + timedelta(minutes=1))
        assert kinds(session).count(POST) == 1

    database.write(work)


def test_the_desk_asks_from_the_sixth_day_and_a_delay_puts_it_off(database: Database) -> None:
    def work(session: Session) -> None:
        network, meeting = stage(session)
        rita = responsible(session)
        document = Document.AGENDA.value
        on_time = at(date(2026, 11, 24), 23)
        assert views.tasks(session, on_time, rita) == []
        early = deadlines.grant(session, on_time, rita, document, meeting, "2026-11-27", "Une absence.")
        assert early is Refused.NOTHING_LATE
        assert [one.kind for one in views.tasks(session, SIXTH, rita)] == ["plan_late", "agenda_late"]
        assert views.tasks(session, SIXTH, rita)[1].since == at(date(2026, 11, 25), 0)
        wrong = deadlines.grant(session, SIXTH, rita, document, meeting, "2026-12-01", "")
        assert wrong == Mistaken([Fault.TOO_LATE, Fault.NO_REASON])
        kept = deadlines.grant(session, SIXTH, rita, document, meeting, "2026-11-27", "Une absence.")
        assert kept == Kept(meeting)
        assert [one.kind for one in views.tasks(session, SIXTH, rita)] == ["plan_late"]
        animator = session.get_one(Network, network).animator_id
        assert [(row.kind, row.person_id) for row in rows(session)] == [("delay_granted", animator)]
        # It is recalled on its last day, and comes back to the desk on the next.
        run(session, at(date(2026, 11, 27)))
        assert AGENDA in kinds(session)
        recalled = views.agenda_wanted(session, at(date(2026, 11, 27)), animator, meeting)
        assert recalled is not None
        assert "27 novembre" in recalled.text[0]
        after = views.tasks(session, at(date(2026, 11, 28)), rita)
        assert [one.kind for one in after] == ["plan_late", "agenda_late"]

    database.write(work)


def test_received_on_paper_ends_it(database: Database) -> None:
    def work(session: Session) -> None:
        _, meeting = stage(session)
        rita = responsible(session)
        assert deadlines.on_paper(session, SIXTH, rita, "PLAN", meeting) == Kept(meeting)
        assert deadlines.on_paper(session, SIXTH, rita, "PLAN", meeting) is Refused.NOTHING_LATE
        assert [one.kind for one in views.tasks(session, SIXTH, rita)] == ["agenda_late"]
        run(session, SIXTH)
        assert PLAN not in kinds(session)

    database.write(work)


def test_only_a_responsible_settles_and_only_what_is_late(database: Database) -> None:
    def work(session: Session) -> None:
        network, meeting = stage(session)
        rita = responsible(session)
        animator = session.get_one(Network, network).animator_id
        later = meetings_of(session, network)[1].id
        reason = "Une absence."
        for document in ("PLAN", "AGENDA"):
            refused = deadlines.grant(session, SIXTH, animator, document, meeting, "2026-11-27", reason)
            assert refused is Refused.NOT_ALLOWED
            assert deadlines.on_paper(session, SIXTH, animator, document, meeting) is Refused.NOT_ALLOWED
        for document, number in (("PLAN", later), ("AGENDA", later), ("AGENDA", 4242), ("FORGED", meeting)):
            assert deadlines.on_paper(session, SIXTH, rita, document, number) is Refused.NOTHING_LATE
        assert session.get_one(Person, rita).roles == {Role.CEE_RESPONSIBLE}

    database.write(work)


def test_the_plan_is_due_with_the_first_meeting_alone(database: Database) -> None:
    def work(session: Session) -> None:
        network, _ = stage(session)
        found = coming_meetings(session, date(2026, 11, 1), date(2027, 6, 30), network_id=network)
        assert [list(deadlines.missing(one)) for one in found] == [
            [Document.PLAN, Document.AGENDA],
            [Document.AGENDA],
        ]

    database.write(work)
