"""What waits on the desk of the demo year beside its proposals, and its envelope (DOMAIN.md §5.1)."""

import json
from datetime import datetime
from importlib.resources import files
from typing import Any

from sqlalchemy.orm import Session

from bot.rules.questions import About
from bot.settings import Settings
from bot.usecases import budget, questions
from storage.minutes import minutes_of
from storage.network import network_by_code
from storage.outbox import OutboxState, rows_about
from storage.people import person_by_code
from storage.questions import last_message
from storage.schedule import meetings_of

SAMPLE = files("bot.local") / "sample" / "desk.json"


def tell(session: Session, settings: Settings, responsible_id: int) -> None:
    """Each at its own time: the envelope, a question that nobody answered, a message that reached nobody."""
    told = json.loads(SAMPLE.read_text(encoding="utf-8"))

    def at(moment: str) -> datetime:
        return datetime.fromisoformat(moment).replace(tzinfo=settings.zone)

    envelope = told["envelope"]
    year = envelope["year"]
    kept = budget.set_envelope(
        session, at(envelope["at"]), responsible_id, year, envelope["days"], drawn_from=""
    )
    assert isinstance(kept, budget.EnvelopeSet), kept
    for one in told["questions"]:
        _ask(session, at(one["at"]), one)
    for one in told["unreached"]:
        _lose(session, one)


def _ask(session: Session, when: datetime, told: dict[str, Any]) -> None:
    """The responsibles were told when it came; it stands on their desk since."""
    network = network_by_code(session, told["network"])
    assert network is not None
    asked = questions.ask(
        session, when, _person(session, told["from"]), told["text"], About(told["about"]), network.id
    )
    assert isinstance(asked, questions.Written), asked
    message = last_message(session, asked.question_id)
    assert message is not None
    for row in rows_about(session, ("question_message", message.id)):
        row.state, row.done_at, row.cause = OutboxState.SENT.value, when, "demo"


def _lose(session: Session, told: dict[str, Any]) -> None:
    """Minutes, told before, of which this member never heard: the bot is not installed there."""
    network = network_by_code(session, told["network"])
    assert network is not None
    (meeting,) = (one for one in meetings_of(session, network.id) if one.number == told["number"])
    found = minutes_of(session, meeting.id)
    assert found is not None
    person_id = _person(session, told["to"])
    (row,) = (one for one in rows_about(session, ("minutes", found.id)) if one.person_id == person_id)
    row.state = OutboxState.UNREACHABLE.value


def _person(session: Session, code: str) -> int:
    found = person_by_code(session, code)
    assert found is not None, code
    return found.id
