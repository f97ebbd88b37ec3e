"""Every way in spite of a rule asks for a reason, and stands on one list (S07, S20; §1, « Override »)."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.rules.approval import Refusal
from bot.rules.derogations import Rule
from bot.rules.enrollment import Condition
from bot.rules.minimum import Mistake as MinimumMistake
from bot.rules.texts import TooLong
from bot.usecases import deadlines, minimum, moves, revision
from bot.usecases.acting import Done, Wanted, act
from bot.usecases.approval import Decided
from bot.usecases.enrollment import Enrolled, enroll, withdraw
from bot.usecases.late_selection import Mistake, Selected
from bot.usecases.late_selection import select as select_late
from storage import migrations
from storage.database import Database, make_engine
from storage.derogations import Derogation, derogations
from storage.network import Network, NetworkState
from storage.people import Person, Role
from storage.proposal import Proposal
from storage.release import Release, ReleaseState
from storage.revision import RevisionRequest
from storage.schedule import meetings_of
from tests.enrolling import add_network, add_schools, add_teacher, clean, fill, full, members
from tests.factories import NOW, SETTINGS, add_lists, add_person, decide, submitted
from tests.usecases.moving import asked, stage

NEAR_DAY = {"day": "2026-11-27", "starts": "8 h 45", "ends": "15 h 45", "place": "CEE", "room": "2.04"}


def listed(session: Session) -> list[tuple[str, str, int | None, int | None, int]]:
    """(rule, reason, network, person, who) of all, oldest first."""
    found = derogations(session, 0, 100)
    return [(one.rule, one.reason, one.network_id, one.person_id, one.actor_id) for one in reversed(found)]


def office(session: Session) -> int:
    return add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id


def test_below_six_a_late_document_and_a_short_notice_are_listed(session: Session) -> None:
    """R21, R32, §1.8, 7."""
    scene = stage(session)
    network = session.get_one(Network, scene.network)
    network.closes_on = date(2026, 11, 20)
    kept = minimum.keep(session, NOW, scene.rita, scene.network, " Peu de milieux. ")
    assert kept == minimum.Decided(scene.network)
    assert minimum.keep(session, NOW, scene.rita, scene.network, " ") is MinimumMistake.NO_REASON
    move = asked(session, scene, NEAR_DAY, "Tempête.")
    assert isinstance(moves.confirm(session, NOW, scene.rita, move, ""), moves.Mistaken)
    assert moves.confirm(session, NOW, scene.rita, move, "La salle ferme.") == moves.Moved(move)
    late = deadlines.grant(session, NOW, scene.rita, "AGENDA", scene.first, "2026-11-25", "Malade.")
    assert late == deadlines.Kept(scene.first)
    assert listed(session) == [
        (Rule.BELOW_SIX, "Peu de milieux.", scene.network, None, scene.rita),
        (Rule.SHORT_NOTICE, "La salle ferme.", scene.network, None, scene.rita),
        (Rule.LATE_DOCUMENT, "Malade.", scene.network, None, scene.rita),
    ]


def test_a_review_that_admits_is_listed_and_one_that_finds_a_seat_free_is_not(session: Session) -> None:
    rita, codes = office(session), add_schools(session, 3)
    ada = add_teacher(session, "Ada", codes[0])
    network = add_network(session, closes_on=date(2026, 11, 20))
    session.get_one(Network, network).kept_reason = "x"
    for refusal in ("closed", "full"):
        revision.ask(session, NOW, ada, network, refusal)
        request = session.scalars(select(RevisionRequest).order_by(RevisionRequest.id.desc())).first()
        assert request is not None
        revision.answer(session, NOW, rita, request.id, "Une erreur.", admit=True)
        if refusal == "closed":
            assert listed(session) == [(Rule.CLOSED, "Une erreur.", network, ada, rita)]
    assert len(listed(session)) == 1


def attended_and_left(session: Session) -> tuple[int, int, int]:
    """(Rita, Ada, a second network): Ada attended the first meeting of another one, and left it (S20)."""
    rita, codes = office(session), add_schools(session, 4)
    ada = add_teacher(session, "Ada", codes[0])
    first = add_network(session, "A", days=(date(2026, 11, 18), date(2027, 5, 5)), state="IN_PROGRESS")
    other = add_network(session, "B")
    session.get_one(Network, first).state = NetworkState.OPEN.value
    fill_past(session, first, ada)
    withdraw(session, NOW, ada, first)
    return rita, ada, other


def fill_past(session: Session, network: int, person: int) -> None:
    """A seat taken before the first meeting, at which the person was."""
    assert isinstance(enroll(session, NOW - timedelta(days=20), person, network), Enrolled)
    meeting = meetings_of(session, network)[0]
    release = session.scalars(select(Release).where(Release.meeting_id == meeting.id)).one()
    release.state = ReleaseState.USED.value
    session.flush()


def test_s20_who_attended_and_left_joins_another_by_derogation_alone(session: Session) -> None:
    rita, ada, other = attended_and_left(session)
    wanted = Wanted("ada@exemple.invalid", "enroll", other, "", "Changement de tâche.")
    assert act(session, NOW, rita, wanted) is Condition.YEAR_USED
    admitted = Wanted("ada@exemple.invalid", "admit", other, "", "Changement de tâche.")
    assert act(session, NOW, rita, admitted) is Done.ENROLLED
    assert listed(session) == [(Rule.YEAR_USED, "Changement de tâche.", other, ada, rita)]
    assert members(session, other) == [ada]


def test_a_shared_day_and_a_closed_list_are_two_derogations_of_one_press(session: Session) -> None:
    """§1.8, 2."""
    rita, codes = office(session), add_schools(session, 3)
    ada = add_teacher(session, "Ada", codes[0])
    add_network(session, "A", animator_id=ada)
    other = add_network(session, "B", closes_on=date(2026, 11, 20))
    session.get_one(Network, other).kept_reason = "x"
    wanted = Wanted("ada@exemple.invalid", "admit", other, "", "Demande de la direction.")
    assert act(session, NOW, rita, wanted) is Done.ENROLLED
    assert [row[0] for row in listed(session)] == [Rule.CLOSED, Rule.CLASH]


@pytest.mark.parametrize("hard", ["own", "already", "school", "cancelled", "full"])
def test_no_derogation_from_what_is_hard(session: Session, hard: str) -> None:
    """R11 (two networks a year), R12 (one’s own), R22 (ten), R23 (two of a school): whatever is typed."""
    rita = office(session)
    network, crowd = full(session)
    other = add_network(session, "B", closes_on=date(2026, 11, 20))
    session.get_one(Network, other).kept_reason = "x"
    ada = add_teacher(session, "Ada", "S25")
    expected: Condition | Done = Condition.ALREADY_IN
    if hard == "own":
        session.get_one(Network, other).animator_id, expected = ada, Condition.OWN_NETWORK
    elif hard == "already":
        session.get_one(Person, crowd[0]).email = "ada2@exemple.invalid"
    elif hard == "school":
        fill_closed(session, other, "S25")
        expected = Condition.SAME_SCHOOL
    elif hard == "cancelled":
        session.get_one(Network, other).state, expected = "CANCELLED", Condition.CLOSED
    else:
        other, expected = network, Done.WAITING
    session.flush()
    email = "ada2@exemple.invalid" if hard == "already" else "ada@exemple.invalid"
    assert act(session, NOW, rita, Wanted(email, "admit", other, "", "On insiste.")) is expected
    assert ada not in members(session, other)
    assert listed(session) == []
    clean(session)


def fill_closed(session: Session, network: int, school: str) -> None:
    """Two of a school, while the list was open."""
    found = session.get_one(Network, network)
    closes, found.closes_on = found.closes_on, None
    session.flush()
    fill(session, network, [add_teacher(session, name, school) for name in ("Eva", "Zoé")])
    found.closes_on = closes
    session.flush()


def proposed(session: Session) -> tuple[int, int, int, int]:
    """(Rita, Ada, proposal, request)"""
    add_lists(session)
    rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE).id
    ada = add_person(session, "Ada").id
    return rita, ada, *submitted(session, ada)


def test_s07_a_late_selection_needs_its_reason_and_the_decision_none_any_more(session: Session) -> None:
    rita, ada, proposal, request = proposed(session)
    assert select_late(session, NOW, rita, SETTINGS, request, " ") is Mistake.NO_REASON
    assert select_late(session, NOW, rita, SETTINGS, request, "x" * 1001) == TooLong(1001, 1000)
    assert select_late(session, NOW, ada, SETTINGS, request, "Vite.") is Refusal.NOT_RESPONSIBLE
    assert session.get_one(Proposal, proposal).school_year == "2027-2028"
    done = select_late(session, NOW, rita, SETTINGS, request, " Un réseau annulé. ")
    assert done == Selected(request, "2026-2027")
    assert select_late(session, NOW, rita, SETTINGS, request, "Encore.") is Mistake.NOT_NEXT
    assert decide(session, rita, request) == Decided(request)
    network = session.scalars(select(Network)).one()
    assert (network.school_year, network.animator_id) == ("2026-2027", ada)
    (one,) = derogations(session, 0, 10)
    assert (one.rule, one.reason, one.proposal_id, one.person_id, one.actor_id) == (
        *(Rule.LATE_SELECTION, "Un réseau annulé.", proposal, ada, rita),
    )
    assert select_late(session, NOW, rita, SETTINGS, request, "Encore.") is Refusal.ALREADY_DECIDED


def test_s07_nobody_selects_late_her_own_nor_a_second_animation(session: Session) -> None:
    rita, ada, _, request = proposed(session)
    _, own = submitted(session, rita)
    assert select_late(session, NOW, rita, SETTINGS, own, "Vite.") is Refusal.OWN_PROPOSAL
    add_network(session, animator_id=ada)
    assert select_late(session, NOW, rita, SETTINGS, request, "Vite.") is Refusal.SECOND_ANIMATION
    assert select_late(session, NOW, rita, SETTINGS, 999, "Vite.") is Refusal.NOT_RESPONSIBLE
    assert listed(session) == []


def test_a_decision_on_a_year_that_began_is_one_by_its_message(session: Session) -> None:
    """The way that was there: proposed for the next year, decided once that year began (R15)."""
    rita, _, proposal, request = proposed(session)
    later = datetime(2027, 9, 7, 10, tzinfo=NOW.tzinfo)
    decide(session, rita, request, now=later)
    assert listed(session) == []
    assert decide(session, rita, request, message="Le comité tardait.", now=later) == Decided(request)
    (one,) = derogations(session, 0, 10)
    assert (one.rule, one.reason, one.proposal_id) == ("late_selection", "Le comité tardait.", proposal)


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_none_can_be_stored(session: Session, reason: str) -> None:
    rita = office(session)
    network = add_network(session)
    row = {"rule": "closed", "reason": reason, "network_id": network, "actor_id": rita, "at": NOW}
    with pytest.raises(IntegrityError, match="ck_derogations_reason"):
        session.execute(insert(Derogation).values(**row))


def test_what_was_granted_before_the_list_is_on_it(tmp_path: Path) -> None:
    """The migration brings what the older rows hold."""
    url = f"sqlite:///{tmp_path / 'before.db'}"
    migrations.upgrade(url, "0015")
    engine = make_engine(url)
    with engine.begin() as connection:
        for statement in filter(str.strip, BEFORE.split(";")):
            connection.execute(text(statement))
    engine.dispose()
    migrations.upgrade(url)
    opened = Database(url)
    found = opened.read(lambda session: sorted(row[:2] for row in listed(session)))
    opened.close()
    assert found == [
        ("below_six", "Peu de milieux."),
        ("clash", "Une erreur."),
        ("late_document", "Malade."),
        ("short_notice", "La salle ferme."),
    ]


AT = "'2026-11-01 12:00:00'"
BEFORE = f"""
INSERT INTO people (id, name, job_title, confirmed_teacher, not_teaching, created_at)
VALUES (1, 'Rita', '', 1, 0, {AT});
INSERT INTO networks (id, title, animator_id, school_year, state, accepted_at, year_index, summary,
    target_group, discipline, material, prerequisites, capacity, schedule_draft, kept_reason, cancel_reason)
VALUES (1, 'N', 1, '2026-2027', 'OPEN', {AT}, 1, '', '', '', '', '', 10, '{{}}', '', '');
INSERT INTO meetings (id, network_id, number, day, half_days, room, state)
VALUES (1, 1, 1, '2027-01-13', 2, '', 'PLANNED');
INSERT INTO audit (at, person_id, action, subject_type, subject_id, why)
VALUES ({AT}, 1, 'kept_below_six', 'network', 1, 'Peu de milieux.'),
    ({AT}, 1, 'move_exempted', 'network', 1, 'La salle ferme.'),
    ({AT}, 1, 'network_cancelled', 'network', 1, 'Autre chose.');
INSERT INTO delays (document, meeting_id, until, paper, reason, person_id, at)
VALUES ('PLAN', 1, '2027-01-08', 0, 'Malade.', 1, {AT}), ('AGENDA', 1, NULL, 1, '', 1, {AT});
INSERT INTO revision_requests (network_id, person_id, refusal, asked_at, answered_at, answered_by_id,
    answer, admitted)
VALUES (1, 1, 'clash', {AT}, {AT}, 1, 'Une erreur.', 1), (1, 1, 'full', {AT}, {AT}, 1, 'Une place.', 1),
    (1, 1, 'closed', {AT}, {AT}, 1, 'Non.', 0);
"""
