"""Plan and agendas in the Files of the channel, where the settings let the bot (CHANNEL_FILES)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from storage import ticks
from storage.channel_files import (
    ChannelFile,
    FileState,
    drop_unfiled,
    due_files,
    failed_files,
    held_file,
    outdated,
)
from storage.people import Person, Role

# A new channel's folder may be missing for a while (TEAMS_FACTS.md §2.5): the waits double up to an hour,
# and a person hears of it after about half a day.
A_MINUTE, TRIES = 40, 16
# The setting may be given to a bot that has run for a year: all of it is not noted in one transaction.
NOTED = 200
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document to put in a channel's folder; `subject_id` is a plan's network or an agenda's meeting,
    `digest` that of the bytes that stand there.
    """

    file_id: int
    kind: str
    subject_id: int
    channel_id: str
    edition: int
    digest: str | None = None


def plan(session: Session, now: datetime) -> None:
    """Note the documents whose edition of today does not stand in their channel, so many at a time."""
    for one in outdated(session, NOTED):
        kept = held_file(session, one.file_id) if one.file_id else None
        if kept is None:
            kept = ChannelFile(network_id=one.network_id, kind=one.kind, subject_id=one.subject_id)
            session.add(kept)
        kept.edition, kept.state, kept.cause = one.edition, FileState.WAITING.value, None
        kept.attempts, kept.not_before, kept.since = 0, now, now
    session.flush()


def claim(session: Session, now: datetime) -> list[Wanted]:
    """What the bot files this minute: nothing for the second process that asks."""
    if not ticks.take(session, "files", now.strftime("%Y-%m-%dT%H:%M%z"), now):
        return []
    plan(session, now)
    wanted = []
    for file, channel_id in due_files(session, now, A_MINUTE):
        file.attempts += 1
        wanted.append(Wanted(file.id, file.kind, file.subject_id, channel_id, file.edition, file.digest))
    return wanted


def done(session: Session, _now: datetime, one: Wanted, digest: str | None = None) -> None:
    """It stands there, with this digest; an edition that came meanwhile still waits."""
    kept = held_file(session, one.file_id)
    if kept is not None:
        kept.digest = digest
    if kept is not None and kept.edition == one.edition:
        kept.state, kept.cause, kept.attempts = FileState.FILED.value, None, 0


def not_done(
    session: Session, now: datetime, one: Wanted, cause: str, *, passing: bool, retry_after: float = 0.0
) -> None:
    """Tried again later; after the last try, or where trying again changes nothing, a person hears of it."""
    kept = held_file(session, one.file_id)
    if kept is None or kept.edition != one.edition:
        return
    if not passing or kept.attempts >= TRIES:
        kept.state, kept.cause = FileState.FAILED.value, cause
        return
    wait = min(FIRST_WAIT * 2 ** min(kept.attempts - 1, 10), LONGEST_WAIT)
    kept.not_before = now + max(wait, timedelta(seconds=retry_after))


def retry(session: Session, now: datetime, actor_id: int) -> int | None:
    """« Réessayer », for everything that failed: how many; None for who is not responsible."""
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return None
    count = 0
    for one in failed_files(session):
        kept = held_file(session, one.id)
        if kept is not None and kept.state == FileState.FAILED.value:
            kept.state, kept.cause, kept.attempts = FileState.WAITING.value, None, 0
            kept.not_before = now
            count += 1
    session.info["wake"] = True
    return count


def drop(session: Session, _now: datetime) -> None:
    """The settings do not allow it (any more): nothing waits, nothing is anybody's task."""
    drop_unfiled(session)
