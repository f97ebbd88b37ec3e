"""Comments on the draft of a bilan, as the animator and a member see them (R65)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules import bilan as rules
from bot.views.bilan import is_enrolled, may_read
from cards import bilan_comments as cards
from cards import menu as menu_cards
from cards.elements import Card
from cards.phrases import bilan as say_bilan
from cards.phrases import bilan_comments as say
from cards.phrases.dates import short_date
from storage.bilan import bilan_of, comment_by, comments_on
from storage.enrollment import EnrollmentState, enrollments_of
from storage.network import Network


def invite(session: Session, _now: datetime, person_id: int, network_id: int) -> Card:
    """The animator's, before anything leaves."""
    network = session.get(Network, network_id)
    if network is None or network.animator_id != person_id:
        return menu_cards.sentence(say_bilan.REFUSED["not_allowed"])
    found = bilan_of(session, network_id)
    if found is not None and found.version:
        return menu_cards.sentence(say.REFUSED["closed"])
    active = EnrollmentState.ACTIVE.value
    count = sum(one.state == active for one in enrollments_of(session, network_id))
    return cards.invite(network_id, say_bilan.bilan_of(network.title, network.school_year), count)


def asked(
    session: Session,
    _now: datetime,
    person_id: int,
    network_id: int,
    *,
    typed: str | None = None,
    notice: str = "",
    errors: Sequence[str] = (),
) -> Card | None:
    """To a member: the draft as it stands now, or that the bilan is in; None for who is none any more."""
    network, found = session.get_one(Network, network_id), bilan_of(session, network_id)
    if found is None or found.shared_at is None:
        return None
    if found.version:
        return cards.closed(network_id, network.title) if may_read(session, person_id, network) else None
    if not is_enrolled(session, person_id, network):
        return None
    mine = comment_by(session, found.id, person_id)
    said = typed if typed is not None else mine.text if mine else ""
    return cards.asked(
        network_id,
        network.title,
        network.animator.name,
        rules.read(found.draft),
        said,
        notice=notice,
        errors=errors,
    )


def news(session: Session, _now: datetime, person_id: int, network_id: int) -> Card | None:
    """To the animator; None once the bilan is in."""
    network, found = session.get_one(Network, network_id), bilan_of(session, network_id)
    if found is None or found.version or network.animator_id != person_id:
        return None
    return cards.news(network_id, network.title, len(comments_on(session, found.id)))


def listed(session: Session, now: datetime, person_id: int, network_id: int, page: int = 1) -> Card:
    """For the animator alone."""
    network, found = session.get(Network, network_id), bilan_of(session, network_id)
    if network is None or found is None or network.animator_id != person_id:
        return menu_cards.sentence(say_bilan.REFUSED["not_allowed"])
    said = [
        (one.person.name, short_date(one.at.astimezone(now.tzinfo).date()), one.text)
        for one in comments_on(session, found.id)
    ]
    return cards.listed(network_id, say_bilan.bilan_of(network.title, network.school_year), said, page)
