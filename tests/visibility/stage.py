"""A network with a marked secret in each kind of data, and one person for each role of DOMAIN.md §1.9."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from bot.rules import minutes as minutes_rules
from bot.usecases import enrollment
from storage import audit
from storage.agenda import Agenda, AgendaVersion
from storage.attendance import AttendanceMark, AttendanceSheet
from storage.attendance_changes import AttendanceChange
from storage.bilan import Bilan, BilanVersion
from storage.enrollment import Enrollment
from storage.journal import EXPORTED, last_line_of
from storage.minutes import Minutes, MinutesVersion
from storage.moves import Cancellation, MeetingMove
from storage.network import NetworkChannel
from storage.people import Person, Role, RoleGrant
from storage.plan import Plan, PlanVersion
from storage.rating import Rating
from storage.release import Release
from storage.schedule import Meeting, meetings_of
from storage.shared_documents import SharedDocument
from tests import factories
from tests.enrolling import add_network, add_schools
from tests.factories import CONTENT, NOW, add_lists, add_person
from tests.visibility.marks import MARKS, named
from tests.visibility.stage_office import add_conversations, add_privacy

DAYS = (date(2026, 11, 10), date(2027, 5, 5))
OPENED = datetime(2026, 9, 1, 9, tzinfo=factories.TORONTO)
BEFORE = datetime(2026, 11, 10, 16, tzinfo=factories.TORONTO)


@dataclass(frozen=True, slots=True)
class Stage:
    """`roles` are the people who press; `ids` what buttons carry, of the network that they know and, in
    `other_ids`, of one in which none of them has a part. `exports` are each person's own line of an export.
    """

    roles: dict[str, int]
    ids: dict[str, int]
    other_ids: dict[str, int]
    exports: dict[int, int]


def stage(session: Session) -> Stage:
    add_lists(session)
    roles = _people(session)
    ids = _network(session, roles)
    other = add_network(session, "Ailleurs", days=DAYS)
    elsewhere = named(session, "elsewhere")
    _enroll(session, other, elsewhere)
    first, coming = meetings_of(session, other)
    _attend(session, first, elsewhere, by=roles["responsible"])
    _write(session, other, first, "Zqailleurs")
    other_ids = {"network": other, "meeting": first.id, "coming": coming.id, "person": elsewhere}
    ids |= _proposals(session, roles["committee"], roles["responsible"])
    ids |= add_privacy(session, ids["network"], roles["responsible"])
    ids |= add_conversations(session, ids["network"], roles["responsible"])
    _unconfirmed(session)
    return Stage(roles, ids, {**ids, **other_ids}, _exports(session, roles))


def _people(session: Session) -> dict[str, int]:
    roles = {
        "stranger": add_person(session, "Inès", school_id=None, confirmed=False),
        "teacher": add_person(session, "Tom"),
        "member": add_person(session, "Mia", school_id="E2"),
        "animator": add_person(session, "Ann"),
        "committee": add_person(session, "Cam", Role.COMMITTEE_MEMBER),
        "responsible": add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None),
        "deputy": add_person(session, "Dan"),
    }
    grant = RoleGrant(role=Role.CEE_RESPONSIBLE.value, source="deputy", until=date(2026, 12, 31))
    roles["deputy"].grants.append(grant)
    session.flush()
    return {role: person.id for role, person in roles.items()}


def _enroll(session: Session, network: int, person_id: int) -> None:
    outcome = enrollment.enroll(session, OPENED, person_id, network)
    assert isinstance(outcome, enrollment.Enrolled | enrollment.Waitlisted), outcome
    session.flush()


def _network(session: Session, roles: dict[str, int]) -> dict[str, int]:
    """Mia and « member » take part, two left after the first meeting, « waiting » waits."""
    network = add_network(session, "Commun", days=DAYS, animator_id=roles["animator"], capacity=6)
    first, coming = meetings_of(session, network)
    member = named(session, "member")
    others = add_schools(session, 4)
    people = [roles["member"], member, *(add_person(session, f"P{one}", school_id=one).id for one in others)]
    for person_id in people:
        _enroll(session, network, person_id)
    waiting = named(session, "waiting")
    _enroll(session, network, waiting)
    for mark in ("attendance", "release"):
        left = named(session, mark)
        session.add(
            Enrollment(
                network_id=network,
                person_id=left,
                school_year="2026-2027",
                state="WITHDRAWN",
                source="self",
                created_at=BEFORE,
                ended_at=NOW,
            )
        )
        session.add(
            Release(
                network_id=network, person_id=left, meeting_id=first.id, kind="MEETING", half_days=2, used=0
            )
        )
        session.flush()
        if mark == "attendance":
            _attend(session, first, left, by=roles["animator"])
    _write(session, network, first, MARKS["minutes"])
    shared = SharedDocument(
        network_id=network,
        title=f"Grille {MARKS['shared']}",
        address="https://exemple.invalid/grille",
        added_at=NOW,
        added_by_id=roles["animator"],
    )
    session.add(shared)
    session.flush()
    key = NetworkChannel(network_id=network, key="R2026-0001", not_before=NOW, state="WAITING")
    session.add(key)
    return {
        "network": network,
        "meeting": first.id,
        "coming": coming.id,
        "person": member,
        "document": shared.id,
        "move": _changes(session, coming, roles["animator"]),
        "enrollment": _enrollment(session, network, waiting),
    }


def _enrollment(session: Session, network: int, person_id: int) -> int:
    return session.query(Enrollment).filter_by(network_id=network, person_id=person_id).one().id


def _changes(session: Session, coming: Meeting, animator: int) -> int:
    move = MeetingMove(
        meeting_id=coming.id,
        old_day=coming.day,
        old_room="",
        day=date(2027, 5, 6),
        starts=time(8, 45),
        ends=time(15, 45),
        venue="CEE",
        room="2.04",
        asked_by=animator,
        asked_at=NOW,
    )
    session.add(move)
    session.add(
        Cancellation(meeting_id=coming.id, day=coming.day, reason="closed", person_id=animator, at=NOW)
    )
    session.flush()
    return move.id


def _attend(session: Session, meeting: Meeting, person_id: int, *, by: int) -> None:
    session.merge(AttendanceSheet(meeting_id=meeting.id, revision=1, recorded_at=BEFORE, recorded_by=by))
    for half in (1, 2):
        session.add(AttendanceMark(meeting_id=meeting.id, person_id=person_id, half=half, presence="PRESENT"))
        session.add(
            AttendanceChange(
                meeting_id=meeting.id, person_id=person_id, half=half, after="PRESENT", by_id=by, at=BEFORE
            )
        )
    meeting.state = "HELD"
    session.flush()


def _write(session: Session, network: int, meeting: Meeting, words: str) -> None:
    """Plan, agenda, minutes and bilan, deposited; minutes and bilan are the members' and the office's."""
    plan = Plan(network_id=network, draft={}, version=1, saved_at=NOW, deposited_at=NOW)
    agenda = Agenda(meeting_id=meeting.id, draft={}, version=1, saved_at=NOW, deposited_at=NOW)
    texts = minutes_rules.first_content("Bienvenue", "Lecture", [words], "Fin")
    stored = minutes_rules.stored(texts)
    minutes = Minutes(meeting_id=meeting.id, draft=stored, version=1, saved_at=NOW, deposited_at=NOW)
    told = {"summary": MARKS["bilan"], "purpose": MARKS["bilan"], "continuation": "yes"}
    bilan = Bilan(network_id=network, draft=told, version=1, saved_at=NOW, deposited_at=NOW)
    session.add_all([plan, agenda, minutes, bilan])
    session.flush()
    session.add_all(
        [
            PlanVersion(plan_id=plan.id, version=1, content={"develop": "Lire"}, deposited_at=NOW),
            AgendaVersion(agenda_id=agenda.id, version=1, content={"items": "Lire"}, deposited_at=NOW),
            MinutesVersion(minutes_id=minutes.id, version=1, content=stored, deposited_at=NOW),
            BilanVersion(bilan_id=bilan.id, version=1, content=told, deposited_at=NOW),
        ]
    )
    session.flush()


def _proposals(session: Session, committee: int, responsible: int) -> dict[str, int]:
    """One under review, which the committee rated; one declined; a draft that nobody may read."""
    author = add_person(session, "Prune").id
    content = {**CONTENT, "bio": MARKS["bio"], "bio_public": "false", "summary": MARKS["proposal"]}
    proposal, request = factories.submitted(session, author, content)
    session.add(
        Rating(
            request_id=request,
            person_id=committee,
            marks={"R24": "YES"},
            comment=MARKS["comment"],
            complete=True,
            saved_at=NOW,
        )
    )
    _, declined = factories.submitted(session, add_person(session, "Nils").id)
    factories.decide(session, responsible, declined, "DECLINED", MARKS["decision"])
    hidden = {**CONTENT, "title": MARKS["draft"], "summary": MARKS["draft"]}
    draft = factories.draft(session, add_person(session, "Lou").id, hidden)
    session.flush()
    return {"proposal": proposal, "request": request, "declined": declined, "draft": draft}


def _unconfirmed(session: Session) -> None:
    session.add(Person(name=f"{MARKS['unknown']} Essai", object_id="oid-unknown", created_at=NOW))
    session.flush()


def _exports(session: Session, roles: dict[str, int]) -> dict[int, int]:
    """An export that each of them asked for, whether or not she or he might."""
    made = {}
    why = '{"group": "", "network": 0, "person": 0}'
    for person_id in roles.values():
        audit.record(session, NOW, action=EXPORTED, subject=("journal", None), person_id=person_id, why=why)
        line = last_line_of(session, person_id, EXPORTED)
        assert line is not None
        made[person_id] = line.id
    return made
