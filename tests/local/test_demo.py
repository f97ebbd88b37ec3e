"""The demo year: whole, told through the use cases, breaking no rule (DOMAIN.md §5.1; point 12)."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.local import demo
from bot.local.windows import chats
from bot.usecases import missed
from bot.usecases.audit import breaches
from bot.views import budget, desk, overview
from cards.phrases import budget as say_budget
from storage.attendance import AttendanceSheet, marks_of
from storage.budget import envelope_of
from storage.continuation import continuation_of, second_year_of, wishes
from storage.database import Database
from storage.enrollment import enrollments_of
from storage.invitation import invited
from storage.minutes import present_at
from storage.missed import missed as missed_notices
from storage.network import Network, network_by_code
from storage.outbox import OutboxRow
from storage.people import Person, Role, School, people_with_role
from storage.proposal import Proposal
from storage.release import releases_of
from storage.rollover import rollover_of
from storage.schedule import Meeting, meetings_of
from tests.factories import NOW, SETTINGS
from tests.scenarios.world import elements, text


def load(database: Database) -> None:
    database.write(lambda session: demo.load(session, NOW, SETTINGS, chats(SETTINGS)))


def test_the_people_and_networks_are_there(database: Database) -> None:
    load(database)

    def counts(session: Session) -> tuple[list[int], list[str], list[tuple[str, str, str]]]:
        tables = (School, Person, Network, Proposal)
        numbers = [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]
        roles = [person.name for person in people_with_role(session, Role.CEE_RESPONSIBLE)]
        networks = session.scalars(select(Network).order_by(Network.id))
        return numbers, sorted(roles), [(one.school_year, one.state, one.animator.name) for one in networks]

    numbers, roles, networks = database.read(counts)
    assert numbers == [30, 69, 8, 7]
    assert roles == ["Joël Aubertin", "Marie-Ève Laurin"]
    assert networks == [
        ("2026-2027", "IN_PROGRESS", "Camille Bergeron"),
        ("2026-2027", "IN_PROGRESS", "Olivier Fréchette"),
        ("2026-2027", "OPEN", "Maude Tanguay"),
        ("2026-2027", "OPEN", "Yasmine Haddad"),
        ("2026-2027", "ACCEPTED", "Samuel Ouédraogo"),
        ("2025-2026", "ARCHIVED", "Thuy Nguyen-Pham"),
        ("2024-2025", "ARCHIVED", "Bruno Castellano"),
        ("2026-2027", "CANCELLED", "Thuy Nguyen-Pham"),
    ]


def test_the_members_have_their_seats_and_two_wait(database: Database) -> None:
    """DOMAIN.md §5.1, « Members »."""
    load(database)

    def counted(session: Session) -> dict[str, tuple[int, int, int]]:
        found = {}
        for network in session.scalars(select(Network).order_by(Network.id)):
            members = enrollments_of(session, network.id)
            seats = sum(one.seat is not None for one in members)
            waiting = sum(one.state == "WAITING" for one in members)
            found[network.code or ""] = (seats, waiting, len(meetings_of(session, network.id)))
        return found

    assert database.read(counted) == {
        "N1": (10, 2, 2),
        "N2": (8, 0, 3),
        "N3": (7, 0, 4),
        "N4": (5, 0, 2),
        "N5": (0, 0, 0),
        "N8": (9, 0, 4),
        "N8B": (0, 0, 0),
        "N9": (0, 0, 2),
    }


def test_the_proposals_stand_where_the_year_left_them(database: Database) -> None:
    load(database)

    def states(session: Session) -> list[tuple[str, str, str, int]]:
        found = session.scalars(select(Proposal).order_by(Proposal.id))
        return [(one.proposer.name, one.school_year, one.state, one.version) for one in found]

    assert database.read(states) == [
        ("Noémie Lavallée-Roy", "2027-2028", "UNDER_REVIEW", 1),
        ("Karim Benslimane", "2027-2028", "CHANGES_REQUESTED", 1),
        ("Catherine Paquin", "2027-2028", "DECLINED", 1),
        ("Wilson Joseph", "2027-2028", "WITHDRAWN", 0),
        ("Mathilde Cloutier", "2027-2028", "CHANGES_REQUESTED", 1),
        ("Mei-Lin Zhao", "2027-2028", "UNDER_REVIEW", 1),
        ("Charles-Éric Rochon", "2027-2028", "UNDER_REVIEW", 1),
    ]


def test_only_what_is_still_to_be_done_waits_to_be_sent(database: Database) -> None:
    load(database)

    def waiting(session: Session) -> list[tuple[str, str]]:
        rows = session.scalars(select(OutboxRow).where(OutboxRow.state == "waiting").order_by(OutboxRow.id))
        return [(row.kind, session.get_one(Person, row.person_id).name) for row in rows]

    readers = [name for name, _ in (*demo.RESPONSIBLES, *demo.COMMITTEE[1:])]
    assert sorted(database.read(waiting)) == sorted(("approval_request", name) for name in readers * 2)


def test_the_responsibles_desk_has_real_work_on_it(database: Database) -> None:
    load(database)

    def tasks(session: Session) -> list[tuple[str, str]]:
        rita = session.scalars(select(Person).where(Person.name == "Marie-Ève Laurin")).one()
        found = desk.tasks(session, NOW, rita.id)
        return [(task.kind, str(task.since.astimezone(NOW.tzinfo).date())) for task in found]

    assert database.read(tasks) == [
        ("unreached", "2026-10-16"),
        ("releases_undecided", "2026-11-04"),
        ("decide", "2026-11-09"),
        ("decide", "2026-11-12"),
        ("minutes_late", "2026-11-15"),
        ("changes_overdue", "2026-11-17"),
        ("letters", "2026-11-19"),
        ("question", "2026-11-20"),
        ("unknown_people", "2026-11-23"),
    ]


def test_the_demo_breaks_no_invariant_and_is_loaded_once(database: Database) -> None:
    assert database.read(lambda session: demo.is_empty(session, NOW))
    load(database)
    assert not database.read(lambda session: demo.is_empty(session, NOW))
    assert database.read(lambda session: breaches(session, NOW)) == {}


def test_the_past_meetings_have_their_attendance(database: Database) -> None:
    """« une absence » in N2; half-days used follow it (R60; DOMAIN.md §1.5)."""
    load(database)

    def counted(session: Session) -> list[tuple[str, int, int, int, int]]:
        found = []
        for sheet in session.scalars(select(AttendanceSheet).order_by(AttendanceSheet.meeting_id)):
            meeting = session.get_one(Meeting, sheet.meeting_id)
            network = session.get_one(Network, meeting.network_id)
            releases = [one for one in releases_of(session, network.id) if one.meeting_id == meeting.id]
            marked, there = len(marks_of(session, meeting.id)), len(present_at(session, meeting.id))
            used = sum(one.used for one in releases)
            found.append((network.code or "", meeting.number, there, marked, used))
        return sorted(found)

    assert database.read(counted) == [
        ("N1", 1, 10, 10, 19),
        ("N2", 1, 7, 8, 14),
        ("N8", 1, 9, 9, 9),
        ("N8", 2, 8, 9, 8),
        ("N8", 3, 9, 9, 9),
        ("N8", 4, 8, 9, 8),
    ]


def test_nothing_is_missed_of_meetings_that_were_over_before(database: Database) -> None:
    load(database)
    database.write(lambda session: missed.plan(session, NOW, SETTINGS))
    assert database.read(missed_notices) == []


def test_the_finished_network_asked_for_a_second_year_that_lacked_members(database: Database) -> None:
    """N8: bilan on 12 June, accepted on the 18th, nine invited, cancelled in September (DOMAIN.md §5.1)."""
    load(database)

    def told(session: Session) -> tuple[str | None, dict[str, int], dict[str, int], str, bool]:
        first = network_by_code(session, "N8")
        assert first is not None
        found, second = continuation_of(session, first.id), second_year_of(session, first.id)
        assert found is not None
        assert second is not None
        closed = rollover_of(session, "2026-2027")
        assert closed is not None
        return (
            found.decision,
            dict(wishes(session, first.id)),
            invited(session, second.id),
            second.state,
            closed.done_at is not None,
        )

    assert database.read(told) == (
        "ACCEPTED",
        {"YES": 3, "MAYBE": 2, "NO": 2},
        {"WITHDRAWN": 9},
        "CANCELLED",
        True,
    )


def test_the_year_at_a_glance_has_its_figures(database: Database) -> None:
    """The envelope is said, so that the budget tells what is left; both charts are drawn (S19)."""
    load(database)

    def drawn(session: Session) -> tuple[int | None, str, list[list[tuple[str, float]]]]:
        cards = [budget.shown(session, NOW, 2026, 0), overview.shown(session, NOW, 2026, 0)]
        charts = [
            [(one["legend"], one["value"]) for one in each["data"]]
            for card in cards
            for each in elements(card)
            if each.get("type") == "Chart.Donut"
        ]
        return envelope_of(session, "2026-2027"), text(cards[0]), charts

    envelope, said, charts = database.read(drawn)
    assert envelope == 240
    assert f"{say_budget.LEFT} : 60,5\u00a0jours" in said
    assert charts == [
        [("Utilisé", 16.5), ("À venir ou à décider", 43), ("Libéré", 0.5)],
        [("Acceptés, dates à choisir", 1), ("Inscriptions ouvertes", 2), ("En cours", 2), ("Annulés", 1)],
    ]
