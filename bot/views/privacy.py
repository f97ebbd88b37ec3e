"""Requests about one's own data: on the desk, as a form, as the answer, in the register."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules import privacy as rules
from cards import privacy as cards
from cards.desk import DeskTask
from cards.elements import Card
from cards.phrases import privacy as say
from cards.phrases.dates import short_date
from storage.privacy import PrivacyRequest, all_requests, open_requests, requests_of

LATEST = 3


def tasks(session: Session, now: datetime, viewer_id: int) -> list[DeskTask]:
    """Never one's own: another responsible answers it."""
    return [
        cards.task(_request(one, now), one.asked_at)
        for one in open_requests(session)
        if one.person_id != viewer_id
    ]


def form(
    session: Session, now: datetime, request_id: int, typed: str = "", errors: Sequence[str] = ()
) -> Card | None:
    """None when somebody answered meanwhile."""
    one = session.get(PrivacyRequest, request_id)
    if one is None or one.answered_at is not None:
        return None
    return cards.form(_request(one, now), typed, errors)


def asked(session: Session, now: datetime, _person_id: int, request_id: int) -> Card | None:
    return form(session, now, request_id)


def answered(session: Session, _now: datetime, _person_id: int, request_id: int) -> Card | None:
    one = session.get(PrivacyRequest, request_id)
    if one is None or one.accepted is None:
        return None
    return cards.answered(one.kind, one.answer, accepted=one.accepted)


def extended(session: Session, _now: datetime, _person_id: int, request_id: int) -> Card | None:
    """Silent once the answer has left."""
    one = session.get(PrivacyRequest, request_id)
    if one is None or one.accepted is not None:
        return None
    return cards.extended(one.kind, short_date(one.due_on))


def register(session: Session, now: datetime, page: int = 1) -> Card:
    return cards.register([_request(one, now) for one in all_requests(session)], page)


def own_lines(session: Session, now: datetime, person_id: int) -> list[str]:
    """What became of one's own latest requests."""
    return [_own_line(one, now) for one in requests_of(session, person_id)[:LATEST]]


def _own_line(one: PrivacyRequest, now: datetime) -> str:
    if one.answered_at is not None:
        return say.own_request_done(one.kind, _day(one.answered_at, now), accepted=bool(one.accepted))
    return say.own_request(one.kind, _day(one.asked_at, now), short_date(one.due_on))


def _request(one: PrivacyRequest, now: datetime) -> cards.Request:
    late = one.answered_at is None and rules.is_late(one.due_on, now.date())
    return cards.Request(
        request_id=one.id,
        kind=one.kind,
        person=one.person.name,
        words=one.words,
        day=_day(one.asked_at, now),
        until=short_date(one.due_on),
        late=late,
        extended=one.extended_at is not None,
        may_extend=rules.may_extend(one.due_on, now.date(), extended=one.extended_at is not None),
        answered=_day(one.answered_at, now) if one.answered_at else "",
        accepted=one.accepted,
    )


def _day(moment: datetime, now: datetime) -> str:
    return short_date(moment.astimezone(now.tzinfo).date())
