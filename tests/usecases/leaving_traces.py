"""A network of years ago, and the words of its people in every table in which somebody writes."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from bot.usecases import attendance, enrollment
from bot.usecases.my_calendar import renew
from storage import audit, privacy
from storage.approval import ApprovalRequest
from storage.bilan import Bilan, BilanComment, BilanVersion
from storage.bilan_due import BilanDelay
from storage.cee_meeting import CeeMoment
from storage.continuation import Continuation, ContinuationWish
from storage.conversations import Conversation
from storage.deadlines import Delay
from storage.deputy import DeputyTerm
from storage.derogations import Derogation
from storage.enrollment import Enrollment
from storage.mailing import Mailing
from storage.moves import Cancellation, MeetingMove
from storage.network import Network
from storage.people import Person, Role
from storage.posts import Post
from storage.questions import Question, QuestionMessage
from storage.rating import Rating
from storage.replacement import Replacement
from storage.schedule import meetings_of
from tests.enrolling import add_network, add_schools, add_teacher
from tests.factories import CONTENT, NOW, TORONTO, add_lists, add_person, submitted

DAYS = (date(2026, 12, 1), date(2027, 5, 5))
DURING = datetime(2026, 12, 1, 9, tzinfo=TORONTO)
WORDS = "Zqmots"


def stage(session: Session) -> tuple[int, dict[str, int]]:
    """A network of 2026-2027 that is archived, and what its people left everywhere.

    Zqada and Zqeve were in it only; Léa is in a network of 2029-2030 too; Rita has a role; Noé of the list
    never took part; Zqxyz spoke once, and is on no list.
    """
    add_lists(session)
    codes = add_schools(session, 4)
    names = ("Zqada", "Zqeve", "Léa")
    people = {name: add_teacher(session, name, code) for name, code in zip(names, codes, strict=False)}
    people["Zqanim"] = add_teacher(session, "Zqanim", codes[3])
    people["Rita"] = add_person(session, "Rita", Role.CEE_RESPONSIBLE).id
    people["Noé"] = add_teacher(session, "Noé", "E1")
    session.get_one(Person, people["Noé"]).code = "T9"
    people["Zqxyz"] = add_person(session, "Zqxyz", confirmed=False, school_id=None).id
    network = add_network(session, "Vieux", days=DAYS, animator_id=people["Zqanim"])
    for name in names:
        enrollment.enroll(session, NOW, people[name], network)
    _happened(session, network, people)
    _wrote(session, network, people)
    session.get_one(Network, network).state = "ARCHIVED"
    later = add_network(
        session,
        "Jeune",
        days=(date(2029, 12, 3), date(2030, 5, 6)),
        school_year="2029-2030",
        animator_id=people["Rita"],
    )
    enrollment.enroll(session, datetime(2029, 9, 4, 9, tzinfo=TORONTO), people["Léa"], later)
    session.flush()
    return network, people


def _happened(session: Session, network: int, people: dict[str, int]) -> None:
    meeting = meetings_of(session, network)[0].id
    for name, choice in (("Zqada", "morning"), ("Zqeve", "absent"), ("Léa", "present")):
        attendance.mark(
            session, DURING, people["Zqanim"], meeting, people[name], choice, activity_id=f"press-{choice}"
        )
    attendance.complete(session, DURING, people["Zqanim"], meeting, activity_id="done")
    ada = people["Zqada"]
    session.query(Enrollment).filter_by(person_id=ada).one().reason = "Zqmotif"
    renew(session, NOW, ada, "zq-key")
    content = {**CONTENT, "bio": "Zqbio", "email": "zqada@exemple.invalid", "summary": "Lire dehors."}
    submitted(session, ada, content)
    session.execute(text("UPDATE proposals SET state = 'WITHDRAWN', school_year = '2026-2027'"))
    session.add(Conversation(id="zq-chat", person_id=ada, service_url="https://smba", heard_at=NOW))
    session.add(
        Post(
            kind="welcome",
            subject_type="person",
            subject_id=ada,
            person_id=ada,
            service_url="https://smba",
            conversation_id="zq-chat",
            activity_id="1",
            drawn=0,
            posted_at=NOW,
        )
    )
    audit.record(session, NOW, action="teacher_judged", subject=("person", ada), why="Zqmotif")
    privacy.mark_shown(session, ada, NOW)
    session.flush()


def _wrote(session: Session, network: int, people: dict[str, int]) -> None:
    """Words in every table in which a person writes, or is written of."""
    ada, eve, anim, rita, lea = (people[one] for one in ("Zqada", "Zqeve", "Zqanim", "Rita", "Léa"))
    bilan = Bilan(network_id=network, draft={}, version=1, noted=1, saved_at=DURING, deposited_at=DURING)
    settled = Question(person_id=ada, asked_at=DURING, revision=1, closed_at=DURING, closed_by_id=rita)
    waits = Question(person_id=lea, asked_at=DURING, revision=1, waits_since=DURING)
    session.add_all([bilan, settled, waits])
    session.flush()
    session.add(BilanVersion(bilan_id=bilan.id, version=1, content={}, deposited_at=DURING))
    session.flush()
    session.add_all(
        (
            Continuation(
                network_id=network,
                bilan_id=bilan.id,
                bilan_version=1,
                asker_id=anim,
                asked_at=DURING,
                decision="DECLINED",
                decided_by_id=rita,
                decided_at=DURING,
            ),
            QuestionMessage(question_id=settled.id, number=1, author_id=ada, at=DURING, text=WORDS),
            QuestionMessage(question_id=waits.id, number=1, author_id=eve, at=DURING, text=WORDS),
            BilanComment(bilan_id=bilan.id, person_id=ada, text=WORDS, at=DURING),
            Rating(
                request_id=session.scalars(select(ApprovalRequest.id)).one(),
                person_id=eve,
                comment=WORDS,
                saved_at=DURING,
            ),
        )
    )
    session.flush()
    session.add(ContinuationWish(network_id=network, person_id=ada, answer="YES", answered_at=DURING))
    session.add_all(_of_network(network, meetings_of(session, network)[0].id, anim))
    session.add_all(_of_office(network, people))
    session.flush()
    _noted(session, network, people)


def _of_office(network: int, people: dict[str, int]) -> list[object]:
    """Derogations, a replacement, an absence, letters."""
    ada, eve, anim, rita = (people[one] for one in ("Zqada", "Zqeve", "Zqanim", "Rita"))
    return [
        Derogation(rule="clash", reason=WORDS, person_id=ada, actor_id=rita, at=DURING),
        Derogation(rule="clash", reason=WORDS, network_id=network, actor_id=rita, at=DURING),
        Replacement(
            network_id=network, old_id=eve, new_id=anim, reason=WORDS, day=DAYS[0], actor_id=rita, at=NOW
        ),
        DeputyTerm(
            absent_id=rita,
            deputy_id=eve,
            starts_on=DAYS[0],
            ends_on=DAYS[0],
            named_at=DURING,
            ended_at=DURING,
        ),
        Mailing(audience="ANIMATORS", sender_id=ada, subject=WORDS, text=WORDS, **_saved()),
        Mailing(
            audience="ANIMATORS",
            sender_id=anim,
            subject=WORDS,
            text=WORDS,
            sent_at=DURING,
            people=2,
            **_saved(),
        ),
    ]


def _of_network(network: int, meeting: int, anim: int) -> list[object]:
    """What who animates asked for, and why."""
    return [
        CeeMoment(
            network_id=network,
            side="ANIMATOR",
            person_id=anim,
            day=DAYS[0],
            place=WORDS,
            state="REPLACED",
            at=NOW,
            starts=time(9),
        ),
        Delay(document="AGENDA", meeting_id=meeting, until=DAYS[0], reason=WORDS, person_id=anim, at=NOW),
        BilanDelay(network_id=network, until=DAYS[0], reason=WORDS, person_id=anim, at=NOW),
        Cancellation(meeting_id=meeting, day=DAYS[0], reason="OTHER", words=WORDS, person_id=anim, at=NOW),
        MeetingMove(
            meeting_id=meeting, state="WITHDRAWN", reason=WORDS, asked_by=anim, asked_at=NOW, **_moved()
        ),
    ]


def _noted(session: Session, network: int, people: dict[str, int]) -> None:
    eve, anim, rita = (people[one] for one in ("Zqeve", "Zqanim", "Rita"))
    audit.record(
        session,
        NOW,
        action="animator_replaced",
        subject=("network", network),
        person_id=rita,
        before=str(eve),
        after=str(anim),
        why=WORDS,
    )
    audit.record(
        session, NOW, action="network_cancelled", subject=("network", network), person_id=anim, why=WORDS
    )


def _saved() -> dict[str, Any]:
    return {"school_year": "2026-2027", "saved_at": DURING}


def _moved() -> dict[str, Any]:
    return {
        "old_day": DAYS[0],
        "old_room": "",
        "day": DAYS[1],
        "starts": time(9),
        "ends": time(16),
        "venue": "CEE",
        "room": "",
    }
