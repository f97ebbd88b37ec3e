"""The channels of past years are archived: by the bot where the settings let it (CHANNEL_ARCHIVE), else by a
person, many in one press.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.settings import Settings
from storage import audit
from storage import channel_archive as stored
from storage.channel_archive import ArchiveState, ChannelArchive
from storage.people import Person, Role

AT_ONCE = 20
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
# Teams archives some time after it took the request: about a day of looking, then a person looks.
TRIES = 12
BY_HAND, NEVER = "by_hand", "unreachable"


def plan(session: Session, now: datetime, settings: Settings, year: str) -> None:
    """Note every channel of the years before this one that is still to be archived."""
    by_bot = settings.CHANNEL_ARCHIVE and not settings.local
    for network_id in stored.unarchived_channels(session, year):
        session.add(
            ChannelArchive(
                network_id=network_id,
                state=(ArchiveState.WAITING if by_bot else ArchiveState.BY_HAND).value,
                since=now,
                not_before=now,
                cause=None if by_bot else BY_HAND,
            )
        )
        session.flush()
        session.info["wake"] = True


@dataclass(frozen=True, slots=True)
class Wanted:
    network_id: int
    channel_id: str


def claim(session: Session, now: datetime) -> list[Wanted]:
    """What the bot tries now. Each is put off at once: another process, or a restart, comes to it later."""
    wanted = []
    for one in stored.due(session, now, AT_ONCE):
        one.attempts += 1
        one.not_before = now + min(FIRST_WAIT * 2 ** (one.attempts - 1), LONGEST_WAIT)
        wanted.append(Wanted(one.network_id, one.channel.channel_id or ""))
    session.flush()
    return wanted


def done(session: Session, now: datetime, one: Wanted, *, archived: bool) -> None:
    """Teams says that it stands archived, or took the request and will: then it is looked at again."""
    found = stored.archive_of(session, one.network_id)
    if found is None or found.state != ArchiveState.WAITING.value:
        return
    if archived:
        _settle(session, now, found, None)
    elif found.attempts >= TRIES:
        found.state, found.cause = ArchiveState.BY_HAND.value, NEVER


def not_done(
    session: Session, now: datetime, one: Wanted, cause: str, *, passing: bool, retry_after: float = 0.0
) -> None:
    """A passing fault is tried again; after the last try, and for a lasting one, a person does it."""
    found = stored.archive_of(session, one.network_id)
    if found is None or found.state != ArchiveState.WAITING.value:
        return
    if passing and found.attempts < TRIES:
        asked = timedelta(seconds=min(retry_after, LONGEST_WAIT.total_seconds()))
        found.not_before = max(found.not_before, now + asked)
        return
    found.state, found.cause = ArchiveState.BY_HAND.value, cause


def confirm(session: Session, now: datetime, actor_id: int, network_ids: Collection[int]) -> int | None:
    """« C’est fait »: how many were noted; None for who is not responsible. Those noted before stay so."""
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return None
    found = stored.those(session, network_ids)
    for one in found:
        _settle(session, now, one, actor_id)
    return len(found)


def _settle(session: Session, now: datetime, found: ChannelArchive, actor_id: int | None) -> None:
    before, found.state = found.state, ArchiveState.DONE.value
    found.done_at, found.done_by_id, found.cause = now, actor_id, None
    session.flush()
    audit.about_network(
        session,
        now,
        found.network_id,
        "channel_archived",
        person_id=actor_id,
        before=before,
        after=found.state,
    )
