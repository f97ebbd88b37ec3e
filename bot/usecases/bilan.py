"""Writing and depositing the yearly bilan (guide §5, §8.5; R36, R37, R63; Annexe 5; S30).

Every function takes `now`, so that a history of past deposits can be told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules import bilan as rules
from bot.rules.bilan import Mistake
from bot.rules.minutes import has_begun
from bot.settings import Settings
from bot.usecases import bilan_work, continuation
from bot.usecases.bilan_prefill import Words, heads_of, prefilled
from storage import audit, outbox, posts, seats
from storage.bilan import Bilan, BilanVersion, bilan_of, deposited_bilan, last_meeting
from storage.catalog_search import SHOWN
from storage.network import Network, NetworkState
from storage.people import Person, Role, people_with_role

DEPOSITED = "bilan_deposited"


class Refused(StrEnum):
    NOT_ALLOWED = "not_allowed"
    NOT_YET = "not_yet"  # the last meeting has not begun
    NO_MEETING = "no_meeting"  # none took place: no bilan is owed (R37)
    ARCHIVED = "archived"  # it is in, and the year is over: a responsible corrects it


@dataclass(frozen=True, slots=True)
class Opened:
    network_id: int


@dataclass(frozen=True, slots=True)
class Saved:
    """`mistakes` of what was saved; the text is kept all the same."""

    network_id: int
    mistakes: Sequence[Mistake]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Another device saved something else meanwhile; what was typed here is not kept yet."""

    network_id: int


@dataclass(frozen=True, slots=True)
class Deposited:
    """`version` counts the deposits; the first one decides whether the bilan is late."""

    network_id: int
    version: int


def _own(session: Session, now: datetime, actor_id: int, network_id: int) -> Network | Refused:
    """The network, held, while this person may write its bilan: who animates it, also late, after 1 July
    and in the archive; once it is in and archived, a responsible, to correct it.
    """
    seats.hold_networks(session, [network_id])
    network = session.get(Network, network_id, populate_existing=True)
    if network is None:
        return Refused.NOT_ALLOWED
    found = bilan_of(session, network_id)
    closed = network.state == NetworkState.ARCHIVED.value and found is not None and found.version > 0
    if closed:
        if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
            return Refused.ARCHIVED if network.animator_id == actor_id else Refused.NOT_ALLOWED
    elif network.animator_id != actor_id:
        return Refused.NOT_ALLOWED
    last = last_meeting(session, network_id)
    if last is None or network.published_at is None:
        return Refused.NO_MEETING
    return network if has_begun(last.day, last.starts, now) else Refused.NOT_YET


def start(
    session: Session, now: datetime, actor_id: int, settings: Settings, network_id: int, words: Words
) -> Opened | Refused:
    """Open the draft; one that nobody has touched follows the meetings and their minutes as they stand."""
    network = _own(session, now, actor_id, network_id)
    if isinstance(network, Refused):
        return network
    begun(session, now, settings, network, words)
    return Opened(network_id)


def begun(session: Session, now: datetime, settings: Settings, network: Network, words: Words) -> Bilan:
    """The working copy, made or brought up to date; the caller holds the network."""
    found = bilan_of(session, network.id)
    if found is not None and (found.written or found.version):
        return found
    content = prefilled(session, network, settings.TEXT_LIMIT, words)
    if found is None:
        found = Bilan(network_id=network.id, draft=content, saved_at=now)
        session.add(found)
        session.flush()
    else:
        _change(found, now, content)
    return found


def _change(found: Bilan, now: datetime, content: Mapping[str, str]) -> None:
    """A card that was drawn before deposits nothing any more: it showed something else."""
    if dict(content) != found.draft:
        found.draft, found.saved_at = dict(content), now
        found.revision += 1


def writable(session: Session, now: datetime, actor_id: int, network_id: int) -> Bilan | Refused:
    """The bilan, begun, while this person may write it; its network is held."""
    network = _own(session, now, actor_id, network_id)
    if isinstance(network, Refused):
        return network
    return bilan_of(session, network_id) or Refused.NOT_ALLOWED


def save(
    session: Session,
    now: datetime,
    actor_id: int,
    settings: Settings,
    network_id: int,
    words: Words,
    *,
    revision: int,
    step: int,
    values: Mapping[str, str],
) -> Saved | Conflict | Refused:
    """Keep what was typed in one step, right or wrong."""
    found = writable(session, now, actor_id, network_id)
    if isinstance(found, Refused):
        return found
    before = rules.read(found.draft)
    content = rules.merged(before, step, values)
    if content != before:
        if revision != found.revision:
            return Conflict(network_id)
        _change(found, now, content)
        found.written = True
        session.flush()
    return Saved(network_id, _wrong(session, network_id, content, settings, words, step))


def _wrong(
    session: Session,
    network_id: int,
    content: Mapping[str, str],
    settings: Settings,
    words: Words,
    step: int | None = None,
) -> list[Mistake]:
    year = session.get_one(Network, network_id).year_index
    heads = heads_of(session, network_id, words)
    return rules.mistakes(content, heads, settings.TEXT_LIMIT, year_index=year, step=step)


def deposit(
    session: Session,
    now: datetime,
    actor_id: int,
    settings: Settings,
    network_id: int,
    words: Words,
    *,
    revision: int,
    values: Mapping[str, str] | None = None,
) -> Deposited | Saved | Conflict | Refused:
    """Deposit what is written as the next version; Saved with mistakes deposits nothing. Late is accepted,
    also after 1 July, and belongs to the network's year (R37). Twice the same is one.

    `values` are the two texts of the card that deposits (`rules.DEPOSIT_STEP`); they are kept first.
    """
    found = writable(session, now, actor_id, network_id)
    if isinstance(found, Refused):
        return found
    before = rules.read(found.draft)
    content = rules.merged(before, rules.DEPOSIT_STEP, values) if values is not None else before
    last = deposited_bilan(session, network_id)
    if last is not None and last.content == content == before:
        return Deposited(network_id, found.version)
    if revision != found.revision:
        return Conflict(network_id)
    if content != before:
        _change(found, now, content)
        found.written = True
        session.flush()
    wrong = _wrong(session, network_id, content, settings, words)
    if wrong:
        return Saved(network_id, wrong)
    _write(session, now, actor_id, settings, found, content, words)
    return Deposited(network_id, found.version)


def _write(
    session: Session,
    now: datetime,
    actor_id: int,
    settings: Settings,
    found: Bilan,
    content: Mapping[str, str],
    words: Words,
) -> None:
    found.version += 1
    found.deposited_at = found.deposited_at or now
    # What a draft of an earlier time did not hold yet is in it from now on.
    found.draft = dict(content)
    session.flush()
    session.add(
        BilanVersion(bilan_id=found.id, version=found.version, content=dict(content), deposited_at=now)
    )
    network = session.get_one(Network, found.network_id)
    complete(session, network)
    audit.about_network(
        session, now, network.id, "bilan_deposited", person_id=actor_id, after=str(found.version)
    )
    for one in people_with_role(session, Role.CEE_RESPONSIBLE):
        if one.id != actor_id:
            outbox.add(
                session,
                once=f"{DEPOSITED}:{network.id}:{one.id}",
                kind=DEPOSITED,
                subject=("bilan", network.id),
                person_id=one.id,
                not_before=now,
            )
    bilan_work.shared(session, now, actor_id, settings, network, content, words)
    posts.changed(session, ("bilan", network.id), now)
    # A « oui » asks the committee; a later version that says no takes the request back.
    continuation.asked(session, now, network.id)


def complete(session: Session, network: Network) -> None:
    """The bilan is in: a network that goes on is completed, and its attendance is a responsible's alone to
    correct; what was cancelled or archived stays so.
    """
    if network.state in {one.value for one in SHOWN}:
        network.state = NetworkState.COMPLETED.value
    session.flush()


def note(session: Session, now: datetime, actor_id: int, network_id: int, version: int) -> bool:
    """« C’est noté »: a responsible read this version; False for anybody else, and for an older one."""
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return False
    seats.hold_networks(session, [network_id])
    found = bilan_of(session, network_id)
    if found is None or version != found.version or found.noted >= version:
        return False
    found.noted = version
    session.flush()
    audit.about_network(session, now, network_id, "bilan_noted", person_id=actor_id, after=str(version))
    return True
