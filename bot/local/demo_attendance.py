"""The attendance of the demo's past meetings, told by the use cases (DOMAIN.md §5.1)."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from sqlalchemy.orm import Session

from bot.rules.attendance import card_moment
from bot.settings import Settings
from bot.usecases import attendance
from bot.usecases.attendance import Marked, Recorded
from storage.network import network_by_code
from storage.people import person_by_code
from storage.schedule import meetings_of

SAMPLE = files("bot.local") / "sample" / "attendance.json"
NEXT_DAY = timedelta(days=1)


def tell(session: Session, settings: Settings, responsible_id: int) -> None:
    """Each when its meeting began: who was not there whole, then « Tout le monde est là »; then, the day
    after, what the responsible said of the half-days that were not used.
    """
    for told in json.loads(SAMPLE.read_text(encoding="utf-8")):
        _tell(session, settings, told, responsible_id)


def _tell(session: Session, settings: Settings, told: Mapping[str, Any], responsible_id: int) -> None:
    network = network_by_code(session, told["network"])
    assert network is not None
    (meeting,) = (one for one in meetings_of(session, network.id) if one.number == told["number"])
    midnight = datetime.combine(meeting.day, datetime.min.time(), tzinfo=settings.zone)
    when = card_moment(meeting.day, meeting.starts, midnight)
    # Of a network that is over, a responsible alone writes anything.
    over = network.state in attendance.CLOSED
    actor_id = responsible_id if over else network.animator_id
    for code, choice in told["marks"].items():
        marked = attendance.mark(
            session, when, actor_id, meeting.id, _person(session, code), choice, activity_id=""
        )
        assert marked == Marked(meeting.id, changed=True), marked
    recorded = attendance.everybody(session, when, actor_id, meeting.id, activity_id="")
    assert recorded == Recorded(meeting.id), recorded
    for code, used in told["decided"].items():
        decided = attendance.decide_release(
            session, when + NEXT_DAY, responsible_id, meeting.id, _person(session, code), used=used
        )
        assert decided == Marked(meeting.id, changed=True), decided


def _person(session: Session, code: str) -> int:
    found = person_by_code(session, code)
    assert found is not None, code
    return found.id
