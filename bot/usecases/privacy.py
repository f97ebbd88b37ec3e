"""The notice that was shown, and requests about one's own data (Loi sur l’accès, s. 65, 83, 89, 98)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules import privacy as rules
from bot.rules.texts import TooLong, too_long
from storage import audit, outbox
from storage.people import Person, Role, people_with_role
from storage.privacy import PrivacyRequest, RequestKind, mark_shown, open_request_of

ASKED, EXTENDED, ANSWERED = "privacy_asked", "privacy_extended", "privacy_answered"


def notice_shown(session: Session, now: datetime, person_id: int) -> None:
    """Remember that somebody was shown the notice at collection; the first time counts."""
    mark_shown(session, person_id, now)


@dataclass(frozen=True, slots=True)
class Asked:
    """`known`: the same was asked before and waits for its answer; `due` is that one's day."""

    due: date
    known: bool


class NotAsked(StrEnum):
    NO_KIND = "no_kind"
    NO_WORDS = "no_words"


def ask(session: Session, now: datetime, person_id: int, kind: str, words: str) -> Asked | NotAsked | TooLong:
    """Put a request on the desk of the responsibles; one of a kind stands for a person."""
    if kind not in set(RequestKind):
        return NotAsked.NO_KIND
    found = open_request_of(session, person_id, RequestKind(kind))
    if found is not None:
        return Asked(found.due_on, known=True)
    written = words.strip()
    if not written:
        return NotAsked.NO_WORDS
    if (wrong := too_long(written, rules.WORDS_LIMIT)) is not None:
        return wrong
    request = PrivacyRequest(
        person_id=person_id,
        kind=kind,
        words=written,
        asked_at=now,
        due_on=rules.due_on(now.date()),
        answer="",
    )
    session.add(request)
    session.flush()
    _note(session, now, request, ASKED, person_id, after=kind)
    for responsible in people_with_role(session, Role.CEE_RESPONSIBLE):
        if responsible.id != person_id:
            _tell(session, now, request, ASKED, responsible.id)
    return Asked(request.due_on, known=False)


class NotAnswered(StrEnum):
    NOT_RESPONSIBLE = "not_responsible"
    OWN = "own"
    GONE = "gone"
    NO_ANSWER = "no_answer"
    NO_EXTENSION = "no_extension"


@dataclass(frozen=True, slots=True)
class Answered:
    request_id: int


def answer(
    session: Session, now: datetime, actor_id: int, request_id: int, text: str, *, accept: bool
) -> Answered | NotAnswered | TooLong:
    """Tell the person what was decided, in words; a refusal needs its reason, and says where to turn."""
    request = _held(session, actor_id, request_id)
    if isinstance(request, NotAnswered):
        return request
    written = text.strip()
    if not written:
        return NotAnswered.NO_ANSWER
    if (wrong := too_long(written, rules.ANSWER_LIMIT)) is not None:
        return wrong
    request.answered_at, request.answered_by_id = now, actor_id
    request.accepted, request.answer = accept, written
    session.flush()
    _note(session, now, request, ANSWERED, actor_id, after="accepted" if accept else "refused")
    _tell(session, now, request, ANSWERED, request.person_id)
    return Answered(request.id)


def extend(session: Session, now: datetime, actor_id: int, request_id: int) -> Answered | NotAnswered:
    """Ten days more, once, with a notice to the person (s. 98)."""
    request = _held(session, actor_id, request_id)
    if isinstance(request, NotAnswered):
        return request
    if not rules.may_extend(request.due_on, now.date(), extended=request.extended_at is not None):
        return NotAnswered.NO_EXTENSION
    before, request.due_on = request.due_on, request.due_on + rules.EXTENSION
    request.extended_at = now
    session.flush()
    _note(session, now, request, EXTENDED, actor_id, before=str(before), after=str(request.due_on))
    _tell(session, now, request, EXTENDED, request.person_id)
    return Answered(request.id)


def _held(session: Session, actor_id: int, request_id: int) -> PrivacyRequest | NotAnswered:
    """The request that waits, nobody else answering it; never one's own."""
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return NotAnswered.NOT_RESPONSIBLE
    request = session.get(
        PrivacyRequest, request_id, with_for_update={"of": PrivacyRequest}, populate_existing=True
    )
    if request is None or request.answered_at is not None:
        return NotAnswered.GONE
    return NotAnswered.OWN if request.person_id == actor_id else request


def _note(
    session: Session,
    now: datetime,
    request: PrivacyRequest,
    action: str,
    person_id: int,
    *,
    before: str | None = None,
    after: str | None = None,
) -> None:
    subject = ("privacy_request", request.id)
    audit.record(
        session, now, action=action, subject=subject, person_id=person_id, before=before, after=after
    )


def _tell(session: Session, now: datetime, request: PrivacyRequest, kind: str, person_id: int) -> None:
    outbox.add(
        session,
        once=f"{kind}:{request.id}:{person_id}",
        kind=kind,
        subject=("privacy_request", request.id),
        person_id=person_id,
        not_before=now,
    )
