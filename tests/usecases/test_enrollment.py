"""Enrolling, waiting, exchanging and withdrawing, as the scenarios tell it (S09–S15, B8, B16–B18)."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.enrollment import Condition
from bot.rules.minimum import Mistake
from bot.usecases import minimum, schools, teachers, waiting
from bot.usecases.enrollment import (
    Asked,
    Enrolled,
    Left,
    Refused,
    Unready,
    Waitlisted,
    enroll,
    withdraw,
)
from bot.usecases.minimum import CapacityRefused
from bot.usecases.waiting import Answer
from storage.audit import AuditRow
from storage.database import Database
from storage.enrollment import Enrollment
from storage.people import Person, Role
from storage.release import Release, ReleaseState, releases_of
from tests.enrolling import (
    NEAR,
    add_network,
    add_schools,
    add_teacher,
    clean,
    fill,
    full,
    letters,
    members,
    people,
    queue,
)
from tests.factories import NOW, add_person


def test_the_eleventh_takes_a_rank_at_once_and_asked_again_keeps_it(database: Database) -> None:
    """R22, S09: 10/10, then ranks 1, 2 … without a gap."""

    def work(session: Session) -> None:
        network, crowd = full(session, waiters=2)
        assert (members(session, network), queue(session, network)) == (crowd[:10], crowd[10:])
        again = enroll(session, NOW, crowd[10], network)
        assert isinstance(again, Waitlisted)
        assert again.already
        assert enroll(session, NOW, crowd[0], network) == Enrolled(1, already=True)
        assert queue(session, network) == crowd[10:]
        clean(session)

    database.write(work)


def test_the_conditions_are_told_in_their_order(database: Database) -> None:
    """Issue 4 point 5: not teaching, closed, own network, already in one, clash, two of the school, full."""

    def work(session: Session) -> None:
        ada, eva, lea, noe = people(session, 4)
        network, other = add_network(session), add_network(session, "M", animator_id=noe)
        person = session.get_one(Person, ada)
        closed = add_network(session, "C", closes_on=NOW.date() - timedelta(days=1), state="CONFIRMED")
        own = add_network(session, "O", animator_id=ada, school_year="2027-2028")
        person.not_teaching = True
        session.flush()
        assert enroll(session, NOW, ada, closed) == Refused(Condition.NOT_TEACHING)
        person.not_teaching = False
        session.flush()
        assert enroll(session, NOW, ada, closed) == Refused(Condition.CLOSED)
        assert enroll(session, NOW, ada, own) == Refused(Condition.OWN_NETWORK)
        fill(session, network, [ada, eva])
        assert enroll(session, NOW, ada, other) == Refused(Condition.ALREADY_IN)
        # Noé animates on the very days of this network.
        assert enroll(session, NOW, noe, network) == Refused(Condition.CLASH)
        for number, name in enumerate(("Q1", "Q2")):
            colleague = add_teacher(session, name, "S1")
            outcome = enroll(session, NOW, colleague, network)
            assert isinstance(outcome, Enrolled) == (number == 0), outcome
        assert outcome == Refused(Condition.SAME_SCHOOL)
        assert enroll(session, NOW, lea, 999) is Unready.NO_NETWORK
        why = session.scalars(
            select(AuditRow.why).where(AuditRow.action == "enrollment_refused").order_by(AuditRow.id)
        ).all()
        assert why == ["not_teaching", "closed", "own_network", "already_in", "clash", "same_school"]
        clean(session)

    database.write(work)


def test_the_animator_may_take_part_elsewhere_and_is_not_counted_for_her_school(database: Database) -> None:
    """S10, S12: T03 enrolls in another network without a clash; the animator's school still has its two."""

    def work(session: Session) -> None:
        add_schools(session, 3)
        olivier = add_teacher(session, "Olivier", "S1")
        own = add_network(session, "N2", animator_id=olivier)
        other = add_network(session, "N4", days=(date(2027, 1, 14), date(2027, 5, 6)))
        fill(session, own, [add_teacher(session, f"C{n}", "S1") for n in (1, 2)])
        assert enroll(session, NOW, olivier, own) == Refused(Condition.OWN_NETWORK)
        assert isinstance(enroll(session, NOW, olivier, other), Enrolled)
        third = add_teacher(session, "C3", "S1")
        assert enroll(session, NOW, third, own) == Refused(Condition.SAME_SCHOOL)
        assert isinstance(enroll(session, NOW, third, own, Asked(wait=True)), Waitlisted)
        clean(session)

    database.write(work)


def test_what_was_used_stays_used_and_the_next_gets_what_is_left(database: Database) -> None:
    """S20, R11, R39: P attended day 1 and leaves; Q is planned for day 2 alone; P's year is used."""

    def work(session: Session) -> None:
        network, crowd = full(session, days=NEAR, waiters=1)
        after = datetime(2026, 12, 2, 9, 0, tzinfo=NOW.tzinfo)
        p, q = crowd[0], crowd[10]
        for one in session.scalars(select(Release).where(Release.person_id == p)):
            assert one.meeting is not None
            if one.meeting.number == 1:
                one.state = ReleaseState.USED.value
        session.flush()
        withdraw(session, after, p, network)
        assert waiting.accept(session, after, q, network) is Answer.ACCEPTED
        mine = [(one.half_days, one.state) for one in releases_of(session, network, p)]
        hers = [(one.half_days, one.state) for one in releases_of(session, network, q)]
        assert (mine, hers) == ([(2, "USED")], [(2, "PLANNED")])
        assert sum(one.half_days for one in releases_of(session, network)) == 40
        other = add_network(session, "M")
        assert enroll(session, after, p, other) == Refused(Condition.YEAR_USED)
        clean(session, after)

    database.write(work)


def test_a_seat_to_confirm_stands_or_goes_on(database: Database) -> None:
    """B16: an unknown person declares that she teaches, takes seat 10, is refused: the seat goes on."""

    def work(session: Session) -> None:
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None)
        crowd = people(session, 10)
        network = add_network(session)
        fill(session, network, crowd[:9])
        ines = add_teacher(session, "Inès", "S25", confirmed=False)
        assert enroll(session, NOW, ines, network) is Unready.UNDECLARED
        assert isinstance(enroll(session, NOW, ines, network, Asked(teaches=True)), Enrolled)
        assert isinstance(enroll(session, NOW, crowd[9], network), Waitlisted)
        teachers.judge(session, NOW, rita.id, [ines], teach=False)
        assert members(session, network) == sorted(crowd)
        assert letters(session) == [("seat_given", crowd[9]), ("seat_refused", ines)]
        assert enroll(session, NOW, ines, network) == Refused(Condition.NOT_TEACHING)
        clean(session)

    database.write(work)


def test_who_has_no_school_is_asked_for_it(database: Database) -> None:
    def work(session: Session) -> None:
        network = add_network(session)
        ada = add_teacher(session, "Ada", None)
        assert enroll(session, NOW, ada, network) is Unready.NO_SCHOOL
        assert isinstance(enroll(session, NOW, ada, network, Asked(schoolless=True)), Enrolled)
        clean(session)

    database.write(work)


def test_a_capacity_under_the_seats_taken_is_refused_and_a_raised_one_promotes(database: Database) -> None:
    """B18: 10 → 7 with 8 enrolled."""

    def work(session: Session) -> None:
        crowd = people(session, 10)
        network = add_network(session)
        fill(session, network, crowd[:8])
        animator = session.get_one(Enrollment, 1).network.animator_id
        assert minimum.set_capacity(session, NOW, animator, network, 7) is CapacityRefused.UNDER_ENROLLED
        assert minimum.set_capacity(session, NOW, animator, network, 5) is CapacityRefused.OUT_OF_RANGE
        assert minimum.set_capacity(session, NOW, crowd[0], network, 9) is CapacityRefused.NOT_ALLOWED
        assert minimum.set_capacity(session, NOW, animator, network, 8) == 8
        assert isinstance(enroll(session, NOW, crowd[8], network), Waitlisted)
        assert isinstance(enroll(session, NOW, crowd[9], network), Waitlisted)
        assert minimum.set_capacity(session, NOW, animator, network, 9) == 9
        assert (len(members(session, network)), queue(session, network)) == (9, [crowd[9]])
        clean(session)

    database.write(work)


def test_a_cancelled_network_frees_its_people_and_moves_the_lists_elsewhere(database: Database) -> None:
    """B15; who waited for a second network, passed over because her own had met, gets the seat."""

    def work(session: Session) -> None:
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id
        crowd = people(session, 3)
        gone, other = add_network(session, "G"), add_network(session, "M")
        fill(session, gone, crowd[:2])
        enroll(session, NOW, crowd[2], gone)
        assert minimum.cancel(session, NOW, crowd[0], gone, "Non") is minimum.Refused.NOT_RESPONSIBLE
        assert minimum.cancel(session, NOW, rita, gone, "  ") == Mistake.NO_REASON
        assert minimum.cancel(session, NOW, rita, gone, "Trop peu de personnes.") == minimum.Decided(gone)
        assert minimum.cancel(session, NOW, rita, gone, "Encore.") is minimum.Refused.NOT_DUE
        assert (members(session, gone), releases_of(session, gone)) == ([], [])
        told = {person for kind, person in letters(session) if kind == "network_cancelled"}
        assert set(crowd) < told
        assert isinstance(enroll(session, NOW, crowd[0], other), Enrolled)
        assert enroll(session, NOW, crowd[1], gone) == Refused(Condition.CLOSED)
        clean(session)

    database.write(work)


def test_a_change_of_school_seats_the_colleague_who_waited(database: Database) -> None:
    """S17: nobody is evicted; a place that the old school gets back goes to who waited for it."""

    def work(session: Session) -> None:
        crowd = people(session, 3)
        network = add_network(session)
        for person in crowd:
            session.get_one(Person, person).school_id = "S9"
        session.flush()
        fill(session, network, crowd[:2])
        assert isinstance(enroll(session, NOW, crowd[2], network, Asked(wait=True)), Waitlisted)
        schools.move(session, NOW, session.get_one(Person, crowd[0]), "S10")
        assert (members(session, network), queue(session, network)) == (sorted(crowd), [])
        clean(session)

    database.write(work)


def test_leaving_twice_leaves_once(database: Database) -> None:
    def work(session: Session) -> None:
        network, crowd = full(session)
        assert withdraw(session, NOW, crowd[0], network) is Left.SEAT
        assert withdraw(session, NOW, crowd[0], network) is Left.NOTHING
        assert withdraw(session, NOW, crowd[0], 999) is Left.NOTHING
        assert isinstance(enroll(session, NOW, crowd[0], network), Enrolled)
        clean(session)

    database.write(work)


def test_who_is_admitted_in_spite_of_a_condition_gets_a_seat_or_nothing(database: Database) -> None:
    """A revision: a seat that nobody of the list may have is given; a full network leaves no rank behind."""

    def work(session: Session) -> None:
        crowd = people(session, 9)
        for person in crowd[:2]:
            session.get_one(Person, person).school_id = "S29"
        network = add_network(session)
        fill(session, network, crowd)
        waits = add_teacher(session, "W", "S29")
        assert isinstance(enroll(session, NOW, waits, network, Asked(wait=True)), Waitlisted)
        late, later = (add_teacher(session, name, f"S{n}") for name, n in (("L", 27), ("M", 28)))
        for person in (late, later):
            session.get_one(Person, person).not_teaching = True
        session.flush()
        asked = Asked(
            despite=frozenset({Condition.NOT_TEACHING}),
            seat_only=True,
            source="admitted",
            reason="Erreur.",
            actor_id=waits,
        )
        assert isinstance(enroll(session, NOW, late, network, asked), Enrolled)
        assert enroll(session, NOW, later, network, asked) == Refused(Condition.FULL)
        assert queue(session, network) == [waits]
        assert members(session, network) == sorted([*crowd, late])
        clean(session)

    database.write(work)


def test_an_exchange_through_the_list_moves_the_list_that_was_left(database: Database) -> None:
    """A seat is free that nobody of the list may have; who takes it by an exchange frees another one."""

    def work(session: Session) -> None:
        first, crowd = full(session, waiters=1)
        second = add_network(session, "M", days=(date(2027, 1, 20), date(2027, 5, 12)))
        fill(session, second, [add_teacher(session, f"Q{n}", "S30") for n in (1, 2)])
        stuck = add_teacher(session, "W", "S30")
        assert isinstance(enroll(session, NOW, stuck, second, Asked(wait=True)), Waitlisted)
        assert isinstance(enroll(session, NOW, crowd[0], second, Asked(exchange=True)), Enrolled)
        assert members(session, first) == sorted(crowd[1:])
        assert queue(session, second) == [stuck]
        clean(session)

    database.write(work)
