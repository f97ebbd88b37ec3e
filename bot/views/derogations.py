"""« Dérogations » as they were granted, and the form of a late selection."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules.calendar import school_year
from bot.rules.proposal import target_year
from bot.views.letters import title_of
from cards import derogations as cards
from cards.elements import Card
from cards.phrases.dates import short_date
from storage.approval import ApprovalRequest, in_review
from storage.derogations import Derogation, count_derogations, derogations
from storage.proposal import version_of


def listed(session: Session, now: datetime, page: int = 1) -> Card:
    """A page, the newest first."""
    count = count_derogations(session)
    pages = max(1, -(-count // cards.SHOWN))
    at = min(max(page, 1), pages)
    found = derogations(session, (at - 1) * cards.SHOWN, cards.SHOWN)
    return cards.derogations([_shown(session, now, one) for one in found], count, at)


def _shown(session: Session, now: datetime, one: Derogation) -> cards.Derogation:
    title = one.network.title if one.network else ""
    if one.proposal is not None:
        version = version_of(session, one.proposal.id, max(one.proposal.version, 1))
        title = str(version.content.get("title", "")) if version else ""
    day = short_date(one.at.astimezone(now.tzinfo).date())
    name = one.person.name if one.person else ""
    return cards.Derogation(one.rule, title, name, one.actor.name, day, one.reason)


def late(
    session: Session, now: datetime, request_id: int, reason: str = "", errors: Sequence[str] = ()
) -> Card | None:
    """None when the request does not wait, or is not for the next year."""
    found = session.get(ApprovalRequest, request_id)
    following = target_year(now.date())
    if found is None or found.decision is not None or not in_review(found):
        return None
    if found.proposal.school_year != following:
        return None
    return cards.late(
        request_id, title_of(session, found), (school_year(now.date()), following), reason, errors
    )
