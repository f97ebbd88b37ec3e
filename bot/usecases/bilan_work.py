"""The work produced (R36): to the responsible with the bilan, and to the channel if the animator so chooses.

The choice, made after reading that the whole Team can open it: the address is posted in the channel's thread,
on a card without a name, redrawn when a later version changes it; and where the settings let documents stand
in the channels (CHANNEL_FILES), it is added to « Documents du réseau » too, and so goes to Folio (R58).
The file itself is never copied: it stays where the animator keeps it.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules import bilan as rules
from bot.settings import Settings
from bot.usecases.bilan_prefill import Words
from storage import audit, outbox
from storage.network import Network
from storage.shared_documents import SharedDocument, shared_documents

IN_CHANNEL = "work_in_channel"


def shared(
    session: Session,
    now: datetime,
    actor_id: int,
    settings: Settings,
    network: Network,
    content: Mapping[str, str],
    words: Words,
) -> None:
    """Once a place: a later version redraws what stands there."""
    if content["work_shared"] != rules.TRUE or not content["work"]:
        return
    for place in network.channel.places if network.channel else ():
        outbox.add(
            session,
            once=f"{IN_CHANNEL}:{network.id}:{place.id}",
            kind=IN_CHANNEL,
            subject=("bilan", network.id),
            place_id=place.id,
            not_before=now,
        )
    listed = {one.address for one in shared_documents(session, network.id)}
    if settings.CHANNEL_FILES and content["work"] not in listed:
        made = SharedDocument(
            network_id=network.id,
            title=words.work,
            address=content["work"],
            added_at=now,
            added_by_id=actor_id,
        )
        session.add(made)
        session.flush()
        audit.about_network(
            session, now, network.id, "document_added", person_id=actor_id, after=str(made.id)
        )
