"""All documents of a network in one zip: for a responsible, and for who animates it what is hers or his to
read; for nobody else (DOMAIN.md §1.9).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.documents.archive import zipped
from bot.links import Link
from bot.views import documents
from bot.views.paper import ZIP, Paper
from storage.network import Network
from storage.people import Person, Role
from storage.proposal import Proposal
from storage.schedule import HELD, meetings_of


def may_take(person: Person, network: Network) -> bool:
    return Role.CEE_RESPONSIBLE in person.roles or network.animator_id == person.id


def of_network(session: Session, now: datetime, person: Person, network_id: int) -> Paper | None:
    """None for who may not have it, and where there is nothing yet."""
    network = session.get(Network, network_id)
    if network is None or not may_take(person, network):
        return None
    papers = documents_of(session, now, person, network)
    if not papers:
        return None
    name = f"CEE_{network.school_year}_{network.id}_Documents_{now.date()}.zip"
    return Paper(name, partial(_draw, papers), ZIP)


def documents_of(session: Session, now: datetime, person: Person, network: Network) -> list[Paper]:
    """Each as its own link would open it for this person, so that the rights are the same; by name."""
    found: dict[str, Paper] = {}
    for asked in _links(session, person, network):
        paper = documents.paper(session, now, asked)
        if paper is not None:
            found[paper.name] = paper
    return [found[name] for name in sorted(found)]


def _links(session: Session, person: Person, network: Network) -> Iterator[Link]:
    """Of every kind that the bot makes, whether there is one or not; a calendar is no document."""
    if network.proposal_id is not None:
        version = session.get_one(Proposal, network.proposal_id).version
        yield Link(person.id, documents.PROPOSAL, network.proposal_id, version)
    if network.scheduled_at is not None or network.published_at is not None:
        yield Link(person.id, documents.FOLIO, network.id, 0)
    meetings = [one for one in meetings_of(session, network.id) if one.state in HELD]
    for kind in documents.PAPERS:
        if kind in documents.OF_MEETING:
            yield from (Link(person.id, kind, one.id, 0) for one in meetings)
        elif kind in documents.OF_NETWORK:
            yield Link(person.id, kind, network.id, 0)


def _draw(papers: Sequence[Paper]) -> bytes:
    return zipped([(one.name, one.draw()) for one in papers])
