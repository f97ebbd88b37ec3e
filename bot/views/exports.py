"""What a signed link leads to, the exports among it: a year's workbook, and the documents of a network."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot import links
from bot.links import Link
from bot.views import archive, documents, workbook
from bot.views.overview import year_of
from bot.views.paper import Paper
from cards import documents as cards
from cards.elements import Card
from cards.phrases import exports as say
from cards.phrases.dates import hour, short_date
from storage.network import Network
from storage.people import Person, Role

WORKBOOK, ARCHIVE = "workbook", "archive"
EXPORTS = frozenset({WORKBOOK, ARCHIVE})
"""The kinds of link whose opening is written down in the journal."""
OPENS = {WORKBOOK: say.OPEN_WORKBOOK, ARCHIVE: say.OPEN_ARCHIVE}


class Refused(StrEnum):
    NOT_ALLOWED = "not_allowed"
    NOTHING = "nothing"  # no document yet


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link leads to now, and the link as it was signed."""

    paper: Paper
    link: Link


def card(
    session: Session,
    now: datetime,
    person_id: int,
    secret: str,
    public_url: str,
    asked: Link,
    back: tuple[str, dict[str, int]],
) -> Card | Refused:
    """The card with a fresh link to an export. The export itself is made when the link is opened."""
    person = session.get_one(Person, person_id)
    if asked.kind == ARCHIVE:
        network = session.get(Network, asked.subject_id)
        if network is None or not archive.may_take(person, network):
            return Refused.NOT_ALLOWED
        if not archive.documents_of(session, now, person, network):
            return Refused.NOTHING
    elif not _may_take_year(session, now, person, asked.subject_id):
        return Refused.NOT_ALLOWED
    token, until = links.signed(secret, asked, now)
    local = until.astimezone(now.tzinfo)
    url = f"{public_url.rstrip('/')}/documents/{token}"
    return cards.ready(url, short_date(local.date()), hour(local), back, OPENS[asked.kind])


def wanted(session: Session, now: datetime, secret: str, token: str) -> Opened | None:
    """None when the link is over, is not ours, or its person may not read that any more."""
    asked = links.read(secret, token, now)
    found = paper(session, now, asked) if asked else None
    return Opened(found, asked) if asked and found else None


def paper(session: Session, now: datetime, asked: Link) -> Paper | None:
    """What a link leads to for its person now; None for what she or he may not read."""
    if asked.kind not in EXPORTS:
        return documents.paper(session, now, asked)
    person = session.get(Person, asked.person_id)
    if person is None:
        return None
    if asked.kind == ARCHIVE:
        return archive.of_network(session, now, person, asked.subject_id)
    if not _may_take_year(session, now, person, asked.subject_id):
        return None
    return workbook.of_year(session, now, person.id, year_of(session, now, asked.subject_id).name)


def _may_take_year(session: Session, now: datetime, person: Person, first: int) -> bool:
    known = year_of(session, now, first).first == first
    return known and Role.CEE_RESPONSIBLE in person.roles
