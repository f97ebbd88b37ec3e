"""The demo year (DOMAIN.md §5.1): fictional people, networks and proposals, told by the use cases."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.resources import files
from typing import Any

from sqlalchemy.orm import Session

from bot.local import demo_attendance, demo_continuation, demo_desk, demo_minutes
from bot.rules.approval import Verdict
from bot.rules.proposal import LAST_STEP, fields_of
from bot.rules.rating import STEPS
from bot.services import Place
from bot.settings import Settings
from bot.usecases import approval, membership, people, proposal, rating, year_dates
from bot.usecases.imports import IMPORTS
from bot.usecases.imports_csv import Imported
from storage.approval import request_for
from storage.conversations import Conversation
from storage.membership import by_hand
from storage.outbox import OutboxState, rows_about
from storage.people import Person, Role, nobody_is_known, person_by_email
from storage.proposal import Proposal

SAMPLE = files("bot.local") / "sample"

# Fictional, as everybody here; the first has a window (design.md §6).
RESPONSIBLES = (
    ("Marie-Ève Laurin", "marie-eve.laurin@exemple.invalid"),
    ("Joël Aubertin", "joel.aubertin@exemple.invalid"),
)
COMMITTEE = (
    ("Marie-Ève Laurin", "marie-eve.laurin@exemple.invalid"),
    ("Sandrine Vaudreuil", "sandrine.vaudreuil@exemple.invalid"),
    ("Mathieu Desormeaux", "mathieu.desormeaux@exemple.invalid"),
    ("Lucie Arcand", "lucie.arcand@exemple.invalid"),
    ("Anh Tran-Gauthier", "anh.tran-gauthier@exemple.invalid"),
)

# They wrote to the bot and are on no list: the responsible confirms them (R04).
UNKNOWN = (
    ("Pascale Ménard-Roy", "pascale.menard-roy@exemple.invalid", "S06"),
    ("Oumar Keïta", "oumar.keita@exemple.invalid", "S23"),
)

# In this order: each names what stands in the ones before it.
LISTS = (
    "schools",
    "teachers",
    "target-groups",
    "disciplines",
    "priorities",
    "calendar",
    "networks",
    "enrollments",
)


def is_empty(session: Session, _now: datetime) -> bool:
    return nobody_is_known(session)


def load(session: Session, now: datetime, settings: Settings, chats: Sequence[tuple[str, Place]]) -> None:
    """Fill an empty database. `chats` are those of the people who have a window."""
    for name in LISTS:
        content = (SAMPLE / f"{name.replace('-', '_')}.csv").read_bytes()
        outcome = IMPORTS[name](session, now, content)
        assert isinstance(outcome, Imported), outcome
    for name, email in {*RESPONSIBLES, *COMMITTEE}:
        session.add(Person(name=name, email=email, confirmed_teacher=False, created_at=now))
    for name, email, school in UNKNOWN:
        session.add(Person(name=name, email=email, school_id=school, created_at=now))
    session.flush()
    _grant(session, now, RESPONSIBLES, Role.CEE_RESPONSIBLE)
    _grant(session, now, COMMITTEE, Role.COMMITTEE_MEMBER)
    _year_dates(session, settings)
    for told in json.loads((SAMPLE / "proposals.json").read_text(encoding="utf-8")):
        _tell(session, settings, told)
    demo_attendance.tell(session, settings, _person(session, RESPONSIBLES[0][1]).id)
    demo_minutes.tell(session, settings)
    demo_continuation.tell(session, settings, _person(session, RESPONSIBLES[0][1]).id)
    demo_desk.tell(session, settings, _person(session, RESPONSIBLES[0][1]).id)
    _team(session, now, settings)
    for email, place in chats:
        person = _person(session, email)
        # A window that nobody opened shows nothing of what is posted: messages wait for its first sign.
        session.add(
            Conversation(
                id=place.conversation_id,
                person_id=person.id,
                service_url=place.service_url,
                reachable=False,
                heard_at=now,
            )
        )


def _grant(session: Session, now: datetime, named: Sequence[tuple[str, str]], role: Role) -> None:
    for _, email in sorted(named):
        people.grant(session, now, _person(session, email), role, source="command")


def _tell(session: Session, settings: Settings, told: Mapping[str, Any]) -> None:
    """One proposal's life, each step at its own time, through the same use cases as everybody's."""
    author = _person(session, told["email"])

    def at(name: str) -> datetime:
        return datetime.fromisoformat(told[name]).replace(tzinfo=settings.zone)

    opened = proposal.start(session, at("drafted"), author.id)
    number = opened.proposal_id
    values = {"email": told["email"], **told["content"]}
    for step in range(1, LAST_STEP + 1):
        typed = {name: values.get(name, "") for name in fields_of(step)}
        revision = session.get_one(Proposal, number).revision
        proposal.save(
            session,
            at("drafted"),
            author.id,
            settings,
            number,
            revision=revision,
            step=step,
            next_step=min(step + 1, LAST_STEP),
            values=typed,
        )
    if "withdrawn" in told:
        proposal.withdraw(session, at("withdrawn"), author.id, number)
        return
    revision = session.get_one(Proposal, number).revision
    sent = proposal.submit(
        session,
        at("submitted"),
        author.id,
        settings,
        number,
        revision=revision,
        values={name: values.get(name, "") for name in fields_of(LAST_STEP)},
    )
    assert isinstance(sent, proposal.Submitted), sent
    request = request_for(session, number, sent.version)
    assert request is not None
    responsible = _person(session, RESPONSIBLES[0][1])
    approval.begin_review(session, at("reviewed"), responsible.id, request.id)
    for rated in told.get("ratings", ()):
        _rate(session, settings, request.id, rated)
    if "decided" in told:
        verdict = Verdict(told["decision"], told["message"], told["answer_by"])
        held = bool(told.get("held"))
        approval.decide(session, at("decided"), responsible.id, settings, request.id, verdict, hold=held)
        _already_read(session, at("decided"), request.id)


def _rate(session: Session, settings: Settings, request_id: int, rated: Mapping[str, Any]) -> None:
    """One member's marks and comment, both steps."""
    moment = datetime.fromisoformat(rated["at"]).replace(tzinfo=settings.zone)
    member = _person(session, rated["email"])
    for step in STEPS:
        kept = rating.rate(
            session,
            moment,
            member.id,
            settings,
            request_id,
            step=step,
            typed=rated["marks"],
            comment=rated["comment"],
        )
        assert isinstance(kept, rating.Rated), kept


def _year_dates(session: Session, settings: Settings) -> None:
    """Set in September by the responsible, so that the window is open on the demo's day."""
    when = datetime(2026, 9, 8, 9, tzinfo=settings.zone)
    responsible = _person(session, RESPONSIBLES[0][1])
    saved = year_dates.save(
        session,
        when,
        responsible.id,
        settings,
        opens="2026-09-14",
        closes="2026-12-18",
        committee="2027-01-13",
    )
    assert isinstance(saved, year_dates.Saved), saved


def _team(session: Session, now: datetime, settings: Settings) -> None:
    """Whoever takes part so far is in the Team: the desk's task is about who comes or leaves from now on."""
    membership.plan(session, now, settings)
    waiting = [one.person_id for one in by_hand(session)]
    membership.confirm(session, now, _person(session, RESPONSIBLES[0][1]).id, waiting, [])


def _already_read(session: Session, when: datetime, request_id: int) -> None:
    """What was sent about a decided request was read long ago: the windows open without it."""
    for row in rows_about(session, ("request", request_id)):
        row.state, row.done_at, row.cause = OutboxState.SENT.value, when, "demo"


def _person(session: Session, email: str) -> Person:
    person = person_by_email(session, email)
    assert person is not None, email
    return person
