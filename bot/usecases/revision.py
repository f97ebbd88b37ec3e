"""A person looks again at an automatic refusal, on request (Loi sur l’accès, s. 65.2; DOMAIN.md §3.5)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules.enrollment import Condition
from bot.rules.texts import TooLong, too_long
from bot.usecases.enrollment import ADMITTED, Asked, Enrolled, Outcome, enroll
from storage import audit, outbox
from storage.network import Network, NetworkState
from storage.people import Person, Role, people_with_role
from storage.revision import RevisionRequest, open_revision

ASKED, REVISED = "revision_asked", "revised"
ANSWER_LIMIT = 1000
ENDED = frozenset({NetworkState.ARCHIVED.value})


class Asking(StrEnum):
    ASKED = "asked"
    KNOWN = "known"
    NOTHING = "nothing"  # no such network, a past year's, or no such reason


def ask(session: Session, now: datetime, person_id: int, network_id: int, refusal: str) -> Asking:
    """Put the refusal on the desk of the responsibles; one request stands for a person and a network."""
    network = session.get(Network, network_id)
    if refusal not in {one.value for one in Condition} or network is None or network.state in ENDED:
        return Asking.NOTHING
    if open_revision(session, network_id, person_id) is not None:
        return Asking.KNOWN
    request = RevisionRequest(
        network_id=network_id, person_id=person_id, refusal=refusal, asked_at=now, answer=""
    )
    session.add(request)
    session.flush()
    audit.record(
        session,
        now,
        action=ASKED,
        subject=("revision", request.id),
        person_id=person_id,
        after=refusal,
    )
    for responsible in people_with_role(session, Role.CEE_RESPONSIBLE):
        outbox.add(
            session,
            once=f"{ASKED}:{request.id}:{responsible.id}",
            kind=ASKED,
            subject=("revision", request.id),
            person_id=responsible.id,
            not_before=now,
        )
    return Asking.ASKED


class NotAnswered(StrEnum):
    NOT_RESPONSIBLE = "not_responsible"
    GONE = "gone"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class NotAdmitted:
    """The seat could not be given: `outcome` says why. The request waits on."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Answered:
    request_id: int


def answer(
    session: Session, now: datetime, actor_id: int, request_id: int, text: str, *, admit: bool
) -> Answered | NotAnswered | TooLong | NotAdmitted:
    """Tell the person what a responsible found; with `admit`, give the seat in spite of the condition.

    Ten seats, two of a school and one network a year hold for everybody.
    """
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return NotAnswered.NOT_RESPONSIBLE
    request = session.get(RevisionRequest, request_id, with_for_update={"of": RevisionRequest})
    if request is None or request.answered_at is not None:
        return NotAnswered.GONE
    written = text.strip()
    if not written:
        return NotAnswered.NO_ANSWER
    if (wrong := too_long(written, ANSWER_LIMIT)) is not None:
        return wrong
    if admit:
        outcome = _admit(session, now, actor_id, request, written)
        if not isinstance(outcome, Enrolled):
            return NotAdmitted(outcome)
    request.answered_at, request.answered_by_id, request.answer = now, actor_id, written
    request.admitted = admit
    session.flush()
    after = "admitted" if admit else "kept"
    subject = ("revision", request.id)
    audit.record(session, now, action="revision_answered", subject=subject, person_id=actor_id, after=after)
    outbox.add(
        session,
        once=f"{REVISED}:{request.id}",
        kind=REVISED,
        subject=subject,
        person_id=request.person_id,
        not_before=now,
    )
    return Answered(request.id)


def _admit(session: Session, now: datetime, actor_id: int, request: RevisionRequest, reason: str) -> Outcome:
    """A seat or nothing: a rank that nobody asked for would stay when the answer does not leave."""
    asked = Asked(
        teaches=True,
        schoolless=True,
        seat_only=True,
        despite=frozenset({Condition(request.refusal)}),
        actor_id=actor_id,
        source=ADMITTED,
        reason=reason,
    )
    return enroll(session, now, request.person_id, request.network_id, asked)
