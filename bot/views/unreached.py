"""Messages that reached nobody: a row a person or channel, and what they were about (B5)."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules.unreached import away_before
from cards import unreached as cards
from cards.desk import DeskTask
from cards.elements import Card
from cards.phrases import unreached as say
from cards.phrases.dates import short_date
from storage.network import Network
from storage.outbox import OutboxRow, OutboxState
from storage.people import Person
from storage.unreached import lost_in_channel, lost_to_person, unposted_channels, unreached_people


def tasks(session: Session, now: datetime, viewer_id: int) -> list[DeskTask]:
    """One row a person, however many messages; none about the viewer, who is there."""
    people = [
        cards.person_task(one.person_id, one.since, one.name, one.email, one.count)
        for one in unreached_people(session, away_before(now))
        if one.person_id != viewer_id
    ]
    channels = [
        cards.channel_task(one.network_id, one.since, one.title, one.count)
        for one in unposted_channels(session)
    ]
    return [*people, *channels]


def lost(session: Session, now: datetime, person_id: int, network_id: int) -> Card | None:
    """What a person, or a network's channel, did not get; None when nothing waits for them any more."""
    if person_id:
        person = session.get(Person, person_id)
        if person is None:
            return None
        name, first_name, email = person.name, person.first_name, person.email or ""
        listed = lost_to_person(session, person_id, away_before(now))
    else:
        network = session.get(Network, network_id)
        if network is None:
            return None
        name, first_name, email = network.title, "", ""
        listed = lost_in_channel(session, network_id)
    if not listed:
        return None
    return cards.lost(
        cards.Lost(
            person_id=person_id,
            network_id=network_id,
            name=name,
            first_name=first_name,
            email=email,
            count=len(listed),
            about=_about(listed, now),
            what=", ".join(dict.fromkeys(map(_what, listed))),
            refused=any(one.state == OutboxState.FAILED.value for one in listed),
            away=any(one.state == OutboxState.UNREACHABLE.value for one in listed),
        )
    )


def _what(one: OutboxRow) -> str:
    return say.KINDS.get(one.kind, say.OTHER_KIND)


def _about(listed: Sequence[OutboxRow], now: datetime) -> list[tuple[str, str, int]]:
    """What they were, each kind once: the day on which the first was given up, and how many there are."""
    counts = Counter(map(_what, listed))
    first: dict[str, str] = {}
    for one in listed:
        day = (one.done_at or one.not_before).astimezone(now.tzinfo).date()
        first.setdefault(_what(one), short_date(day))
    return [(day, what, counts[what]) for what, day in first.items()]
