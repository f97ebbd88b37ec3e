"""Automatic refusals that a person looks at again: on the desk, as a form, and as the answer."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from cards import revision as cards
from cards.desk import DeskTask
from cards.elements import Card
from storage.revision import RevisionRequest, open_revisions


def tasks(session: Session, _now: datetime, _viewer_id: int) -> list[DeskTask]:
    return [
        cards.task(one.id, one.asked_at, one.person.name, one.network.title, one.refusal, one.network_id)
        for one in open_revisions(session)
    ]


def form(
    session: Session, _now: datetime, request_id: int, typed: str = "", errors: Sequence[str] = ()
) -> Card | None:
    """None when somebody answered meanwhile."""
    one = session.get(RevisionRequest, request_id)
    if one is None or one.answered_at is not None:
        return None
    return cards.form(one.id, one.person.name, one.network.title, one.refusal, typed, errors)


def asked(session: Session, now: datetime, request_id: int) -> Card | None:
    return form(session, now, request_id)


def revised(session: Session, _now: datetime, request_id: int) -> Card | None:
    one = session.get(RevisionRequest, request_id)
    if one is None or one.answered_at is None:
        return None
    return cards.revised(one.network.title, one.answer, admitted=one.admitted)
