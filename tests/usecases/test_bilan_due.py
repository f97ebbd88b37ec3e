"""The bilan asked for, recalled, escalated, and its ways out (R37; S30, B1, B9)."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.deadlines import Fault
from bot.usecases import bilan_due
from bot.usecases.bilan_due import Kept, Mistaken, Refused
from bot.views import bilan_due as views
from bot.views.notices import draw
from storage.bilan_due import owed_bilans
from storage.database import Database
from storage.network import Network
from storage.outbox import OutboxRow
from storage.schedule import meetings_of
from storage.school_year import kept_dates
from tests.factories import NOW, SETTINGS, TORONTO
from tests.usecases.test_bilan import deposit, stage, start

N2_LAST = date(2027, 4, 28)
USUAL = ["2027-04-29", "2027-06-02", "2027-06-16", "2027-06-23"]


def at(day: date | str, hour: int = 10) -> datetime:
    return datetime.combine(date.fromisoformat(str(day)), time(hour), tzinfo=TORONTO)


def reminded(session: Session, kind: str = bilan_due.WANTED) -> list[tuple[int | None, str]]:
    """(person, the day on which it leaves) of the reminders, oldest first."""
    query = select(OutboxRow).where(OutboxRow.kind == kind).order_by(OutboxRow.id)
    return [(row.person_id, str(row.not_before.astimezone(TORONTO).date())) for row in session.scalars(query)]


def run_days(session: Session, first: date, last: date) -> None:
    day = first
    while day <= last:
        # Twice: a scheduler that runs again, or a second process, writes nothing more (B1).
        for _ in range(2):
            bilan_due.plan(session, at(day), SETTINGS)
        day += timedelta(days=1)


def test_s30_asked_the_day_after_the_last_meeting_and_recalled_to_the_due_day(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada, _, rita = stage(session)
        run_days(session, date(2027, 4, 20), date(2027, 8, 31))
        assert reminded(session) == [(ada, day) for day in USUAL]
        # Escalation after: from the day after the due day, not before.
        assert views.tasks(session, at("2027-06-23", 23), rita) == []
        (task,) = views.tasks(session, at("2027-06-24", 1), rita)
        assert (task.subject_id, task.since) == (network, at("2027-06-24", 0))
        told = [str(draw(session, at(day), "bilan_wanted", ("bilan", network), ada, {})) for day in USUAL]
        for found, words in zip(told, ("Bravo", "au plus tard", "au plus tard", "aujourd’hui"), strict=True):
            assert words in found

    database.write(run)


def test_b1_a_bot_stopped_for_days_sends_the_most_urgent_once(database: Database) -> None:
    def run(session: Session) -> None:
        _, ada, _, _ = stage(session)
        bilan_due.plan(session, at("2027-06-18"), SETTINGS)
        assert reminded(session) == [(ada, "2027-06-16")]
        # The due day was missed: said once, a few days late, and never weeks after.
        run_days(session, date(2027, 6, 28), date(2027, 8, 31))
        assert reminded(session) == [(ada, "2027-06-16"), (ada, "2027-06-23")]

    database.write(run)


def test_b1_stopped_through_the_summer_nothing_is_sent_any_more(session: Session) -> None:
    _, _, _, rita = stage(session)
    bilan_due.plan(session, at("2027-09-01"), SETTINGS)
    assert reminded(session) == []
    assert len(views.tasks(session, at("2027-09-01"), rita)) == 1
    assert views.tasks(session, at("2028-09-01"), rita) == []


def test_the_last_meeting_is_the_last_that_was_not_called_off(session: Session) -> None:
    network, ada, _, _ = stage(session)
    meetings_of(session, network)[2].state = "CANCELLED"
    session.flush()
    run_days(session, date(2027, 4, 27), date(2027, 6, 1))
    assert reminded(session) == [(ada, "2026-11-05")]


def test_a_network_cancelled_before_any_meeting_owes_none(session: Session) -> None:
    network, _, _, _ = stage(session)
    one, meetings = session.get_one(Network, network), meetings_of(session, network)
    one.state = "CANCELLED"
    for meeting in meetings:
        meeting.state = "CANCELLED"
    session.flush()
    run_days(session, date(2027, 4, 27), date(2027, 7, 31))
    assert reminded(session) == []
    # With a meeting held before, it owes one for what was done.
    meetings[0].state = "HELD"
    session.flush()
    run_days(session, date(2027, 8, 1), date(2027, 8, 1))
    assert [one.network_id for one in owed_bilans(session, date(2026, 9, 1), date(2027, 8, 1))] == [network]
    assert reminded(session) == []
    one.state = "COMPLETED"
    session.flush()
    assert owed_bilans(session, date(2026, 9, 1), date(2027, 8, 1)) == []


def test_the_day_that_a_responsible_keeps_is_the_due_day(session: Session) -> None:
    _, ada, _, rita = stage(session)
    kept_dates(session, "2026-2027", NOW).bilan_due_on = date(2027, 6, 11)
    run_days(session, date(2027, 4, 29), date(2027, 6, 30))
    days = ["2027-04-29", "2027-05-21", "2027-06-04", "2027-06-11"]
    assert reminded(session) == [(ada, day) for day in days]
    assert len(views.tasks(session, at("2027-06-12"), rita)) == 1


def test_nothing_more_once_it_is_in_and_a_waiting_reminder_drops_itself(session: Session) -> None:
    network, ada, _, rita = stage(session)
    run_days(session, date(2027, 4, 29), date(2027, 6, 2))
    assert draw(session, at("2027-06-02"), "bilan_wanted", ("bilan", network), ada, {}) is not None
    # Somebody else's reminder is nobody's.
    assert draw(session, at("2027-06-02"), "bilan_wanted", ("bilan", network), rita, {}) is None
    start(session, network, ada)
    deposit(session, network, ada)
    run_days(session, date(2027, 6, 3), date(2027, 6, 30))
    assert reminded(session) == [(ada, "2027-04-29"), (ada, "2027-06-02")]
    assert draw(session, at("2027-06-02"), "bilan_wanted", ("bilan", network), ada, {}) is None
    assert views.tasks(session, at("2027-06-30"), rita) == []


def test_a_delay_ends_by_30_june_is_recalled_and_comes_back(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada, _, rita = stage(session)
        grant = bilan_due.grant
        assert (
            grant(session, at("2027-06-23"), rita, network, "2027-06-29", "Tempête") is Refused.NOTHING_LATE
        )
        late = at("2027-06-25")
        assert grant(session, late, ada, network, "2027-06-29", "Tempête") is Refused.NOT_ALLOWED
        assert bilan_due.on_paper(session, late, ada, network) is Refused.NOT_ALLOWED
        wrong = Mistaken([Fault.TOO_LATE, Fault.NO_REASON])
        assert grant(session, late, rita, network, "2027-07-01", " ") == wrong
        assert grant(session, late, rita, network, "2027-06-29", "Tempête") == Kept(network)
        assert reminded(session, bilan_due.GRANTED) == [(ada, "2027-06-25")]
        assert views.tasks(session, at("2027-06-29"), rita) == []
        run_days(session, date(2027, 6, 25), date(2027, 7, 5))
        # What was missed before, said at once; then the last day of the delay.
        assert reminded(session) == [(ada, "2027-06-23"), (ada, "2027-06-29")]
        (task,) = views.tasks(session, at("2027-06-30"), rita)
        assert task.since == at("2027-06-30", 0)
        july = grant(session, at("2027-07-02"), rita, network, "2027-07-02", "Tempête")
        assert july == Mistaken([Fault.TOO_LATE])

    database.write(run)


def test_received_on_paper_nothing_more_is_asked_and_the_network_is_completed(session: Session) -> None:
    network, ada, _, rita = stage(session)
    late = at("2027-06-25")
    assert bilan_due.on_paper(session, late, rita, network) == Kept(network)
    assert bilan_due.on_paper(session, late, rita, network) is Refused.NOTHING_LATE
    assert session.get_one(Network, network).state == "COMPLETED"
    assert views.tasks(session, at("2027-06-30"), rita) == []
    run_days(session, date(2027, 6, 25), date(2027, 6, 30))
    assert reminded(session) == []
    # It may still be deposited here.
    start(session, network, ada)
    assert deposit(session, network, ada, late).version == 1
