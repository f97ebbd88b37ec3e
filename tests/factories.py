"""Plain functions that put into a database what a test needs; nothing happens that is not asked for."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.rules.approval import Verdict
from bot.rules.proposal import LAST_STEP, fields_of
from bot.settings import Settings
from bot.usecases import approval, proposal
from storage.approval import request_for
from storage.catalog import ListEntry, ListName
from storage.conversations import Conversation
from storage.people import Person, Role, RoleGrant, School
from storage.proposal import Proposal

TORONTO = ZoneInfo("America/Toronto")
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=TORONTO)
SETTINGS = Settings.from_env({})

CONTENT: Mapping[str, str] = {
    "email": "ada@exemple.invalid",
    "school_id": "E1",
    "school_other": "",
    "job_title": "Titulaire de 3e année",
    "experience": "Dix ans au primaire.",
    "target_group": "G1",
    "discipline": "D1",
    "title": "Lire dehors",
    "required_material": "Aucun",
    "objectives": "Donner le goût de lire.",
    "competencies": "Concevoir des situations d’apprentissage.",
    "summary": "Nous lirons dehors et partagerons nos façons de faire.",
    "detailed_description": "Deux journées, des lectures, des essais en classe.",
    "priority_id": "P1",
    "prerequisites": "Aucun",
    "duration": "FULL_2",
    "availability": "En octobre et en mai.",
    "bio": "Enseigne au primaire.",
    "bio_public": "false",
    "comments": "",
    "heard_about": "",
    "mission_ack": "true",
    "attendance_ack": "true",
}


def add_lists(session: Session) -> None:
    """Two schools and two choices in each list."""
    for code, name in (("E1", "École du Parc"), ("E2", "École de la Rive")):
        session.add(School(id=code, name=name, level="primaire", active=True))
    for list_name, letter in (
        (ListName.TARGET_GROUP, "G"),
        (ListName.DISCIPLINE, "D"),
        (ListName.PRIORITY, "P"),
    ):
        for number in (1, 2):
            session.add(
                ListEntry(
                    list_name=list_name.value,
                    code=f"{letter}{number}",
                    label=f"Choix {letter}{number}",
                    active=True,
                    example=False,
                )
            )
    session.flush()


def add_known(session: Session) -> None:
    """The lists, and the colleagues of the scenarios as confirmed teachers: nobody waits to be confirmed."""
    add_lists(session)
    for first_name in ("Ada", "Eva", "Léa", "Noé", "Zoé"):
        add_person(session, first_name)


def add_person(
    session: Session,
    first_name: str,
    *roles: Role,
    school_id: str | None = "E1",
    confirmed: bool = True,
    object_id: str | None = None,
    chat: str | None = None,
    service_url: str = "https://smba.example/teams/",
) -> Person:
    """A person whose object id is `oid-{first name}`; with `chat`, a chat that was heard at NOW."""
    low = first_name.lower()
    person = Person(
        object_id=object_id or f"oid-{low}",
        email=f"{low}@exemple.invalid",
        name=f"{first_name} Essai",
        school_id=school_id,
        job_title="",
        confirmed_teacher=confirmed,
        created_at=NOW,
    )
    person.grants = [RoleGrant(role=role.value, source="command") for role in roles]
    session.add(person)
    session.flush()
    if chat:
        session.add(Conversation(id=chat, person_id=person.id, service_url=service_url, heard_at=NOW))
        session.flush()
    return person


def draft(
    session: Session, person_id: int, content: Mapping[str, str] = CONTENT, *, now: datetime = NOW
) -> int:
    """A draft with this content saved in it; returns the proposal's id."""
    opened = proposal.start(session, now, person_id)
    write(session, person_id, opened.proposal_id, content, now=now)
    return opened.proposal_id


def write(
    session: Session, person_id: int, proposal_id: int, content: Mapping[str, str], *, now: datetime = NOW
) -> None:
    """Save every step of the working copy."""
    for step in range(1, LAST_STEP + 1):
        values = {name: content.get(name, "") for name in fields_of(step)}
        saved = proposal.save(
            session,
            now,
            person_id,
            SETTINGS,
            proposal_id,
            revision=revision(session, proposal_id),
            step=step,
            next_step=step,
            values=values,
        )
        assert isinstance(saved, proposal.Saved), saved


def submit(
    session: Session,
    person_id: int,
    proposal_id: int,
    content: Mapping[str, str] = CONTENT,
    *,
    now: datetime = NOW,
) -> int:
    """Send the working copy as it must be accepted; returns the id of the approval request."""
    values = {name: content.get(name, "") for name in fields_of(LAST_STEP)}
    sent = proposal.submit(
        session, now, person_id, SETTINGS, proposal_id, revision=revision(session, proposal_id), values=values
    )
    assert isinstance(sent, proposal.Submitted), sent
    session.flush()
    request = request_for(session, proposal_id, sent.version)
    assert request is not None
    return request.id


def submitted(
    session: Session, person_id: int, content: Mapping[str, str] = CONTENT, *, now: datetime = NOW
) -> tuple[int, int]:
    """A proposal sent for the first time: (proposal id, request id)."""
    proposal_id = draft(session, person_id, content, now=now)
    return proposal_id, submit(session, person_id, proposal_id, content, now=now)


def decide(
    session: Session,
    actor_id: int,
    request_id: int,
    decision: str = "ACCEPTED",
    message: str = "",
    answer_by: str = "",
    *,
    hold: bool = False,
    correcting: str = "",
    now: datetime = NOW,
) -> approval.Decided | approval.Refused | approval.Incomplete:
    return approval.decide(
        session,
        now,
        actor_id,
        SETTINGS,
        request_id,
        Verdict(decision, message, answer_by),
        hold=hold,
        correcting=correcting,
    )


def revision(session: Session, proposal_id: int) -> int:
    session.flush()
    return session.get_one(Proposal, proposal_id).revision
