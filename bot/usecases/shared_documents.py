"""Adding a link to a network's documents, and taking one off (guide §8.3; R36, R58; DOMAIN.md §1.9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules import shared_documents as rules
from bot.rules.shared_documents import Mistake
from bot.usecases.plan import OVER
from storage import audit, seats
from storage.network import Network
from storage.shared_documents import SharedDocument, shared_documents


class Refused(StrEnum):
    NOT_ALLOWED = "not_allowed"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Added:
    network_id: int


@dataclass(frozen=True, slots=True)
class Removed:
    """Also for one that was off the list already."""

    network_id: int


@dataclass(frozen=True, slots=True)
class Wrong:
    """Nothing was added."""

    mistakes: Sequence[Mistake]


def _own(session: Session, actor_id: int, network_id: int) -> Refused | None:
    """Why this person may not change the list of this network, which is held."""
    seats.hold_networks(session, [network_id])
    network = session.get(Network, network_id, populate_existing=True)
    if network is None or network.animator_id != actor_id:
        return Refused.NOT_ALLOWED
    return Refused.OVER if network.state in OVER else None


def may_add(session: Session, _now: datetime, actor_id: int, network_id: int) -> Refused | None:
    """Asked before the form is shown, and again at each press."""
    return _own(session, actor_id, network_id)


def add(
    session: Session, now: datetime, actor_id: int, network_id: int, title: str, address: str
) -> Added | Wrong | Refused:
    """Add a link, by the animator alone; the same one twice is one. The clock then opens a Folio task."""
    refused = _own(session, actor_id, network_id)
    if refused is not None:
        return refused
    title, address = " ".join(title.split()), address.strip()
    listed = shared_documents(session, network_id)
    if any((one.title, one.address) == (title, address) for one in listed):
        return Added(network_id)
    wrong = rules.mistakes(title, address, len(listed))
    if wrong:
        return Wrong(wrong)
    made = SharedDocument(
        network_id=network_id, title=title, address=address, added_at=now, added_by_id=actor_id
    )
    session.add(made)
    session.flush()
    audit.about_network(session, now, network_id, "document_added", person_id=actor_id, after=str(made.id))
    return Added(network_id)


def remove(session: Session, now: datetime, actor_id: int, document_id: int) -> Removed | Refused:
    """Take a link off the list, by the animator alone; the row stays, with who and when."""
    found = session.get(SharedDocument, document_id)
    if found is None:
        return Refused.NOT_ALLOWED
    refused = _own(session, actor_id, found.network_id)
    if refused is not None:
        return refused
    session.refresh(found)
    if found.removed_at is None:
        found.removed_at, found.removed_by_id = now, actor_id
        session.flush()
        audit.about_network(
            session, now, found.network_id, "document_removed", person_id=actor_id, before=str(found.id)
        )
    return Removed(found.network_id)
