"""The minutes of the demo's past meetings, told by the use cases (DOMAIN.md §5.1)."""

import json
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from typing import Any

from sqlalchemy.orm import Session

from bot.rules.minutes import FOLLOW_UP_STEP
from bot.settings import Settings
from bot.teams.minutes import WORDS
from bot.usecases import minutes
from storage.minutes import minutes_of
from storage.network import network_by_code
from storage.outbox import OutboxState, rows_about
from storage.schedule import meetings_of

SAMPLE = files("bot.local") / "sample" / "minutes.json"


def tell(session: Session, settings: Settings) -> None:
    """Each at its own time; what was sent about them was read long ago."""
    for told in json.loads(SAMPLE.read_text(encoding="utf-8")):
        _tell(session, settings, told)


def _tell(session: Session, settings: Settings, told: Mapping[str, Any]) -> None:
    network = network_by_code(session, told["network"])
    assert network is not None
    (meeting,) = (one for one in meetings_of(session, network.id) if one.number == told["number"])
    when = datetime.fromisoformat(told["at"]).replace(tzinfo=settings.zone)
    author = network.animator_id
    opened = minutes.start(session, when, author, meeting.id, WORDS)
    assert isinstance(opened, minutes.Opened), opened
    for step, values in enumerate(told["steps"], start=1):
        if values:
            kept = minutes.save(
                session,
                when,
                author,
                settings,
                meeting.id,
                revision=_revision(session, meeting.id),
                step=min(step, FOLLOW_UP_STEP),
                values=values,
            )
            assert kept == minutes.Saved(meeting.id, []), kept
    at = _revision(session, meeting.id)
    done = minutes.deposit(session, when, author, settings, meeting.id, revision=at)
    assert isinstance(done, minutes.Deposited), done
    for row in rows_about(session, ("minutes", meeting.id)):
        row.state, row.done_at, row.cause = OutboxState.SENT.value, when, "demo"


def _revision(session: Session, meeting_id: int) -> int:
    found = minutes_of(session, meeting_id)
    assert found is not None
    return found.revision
