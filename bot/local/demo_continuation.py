"""A finished year of the demo that went on, and the turn of the year, by the use cases (DOMAIN.md §5.1)."""

import json
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from typing import Any

from sqlalchemy.orm import Session

from bot.rules.calendar import school_year
from bot.rules.continuation import Verdict
from bot.settings import Settings
from bot.usecases import continuation, minimum, rollover, second_year, waiting
from bot.usecases.continuation import Asking
from bot.usecases.rollover import Closing
from bot.usecases.second_year import Decided
from bot.usecases.waiting import Answer
from storage.bilan import Bilan, BilanVersion, bilan_of
from storage.continuation import second_year_of
from storage.enrollment import enrollments_of
from storage.network import Network, network_by_code
from storage.outbox import OutboxState, rows_about
from storage.people import person_by_code

SAMPLE = files("bot.local") / "sample" / "continuation.json"


def tell(session: Session, settings: Settings, responsible_id: int) -> None:
    """Each step at its own time; what was sent about it was read long ago."""
    told = json.loads(SAMPLE.read_text(encoding="utf-8"))
    first = network_by_code(session, told["network"])
    assert first is not None

    def at(moment: str) -> datetime:
        return datetime.fromisoformat(moment).replace(tzinfo=settings.zone)

    _bilan(session, at(told["bilan"]["at"]), first.id, told["bilan"]["content"])
    for code, answer in told["wishes"].items():
        assert continuation.wish(session, at(told["wished"]), _person(session, code), first.id, answer)
    verdict = Verdict("ACCEPTED", "", told["invited_until"])
    decided = second_year.decide(
        session, at(told["decided"]), responsible_id, settings, first.id, verdict, version=1
    )
    assert decided == Decided(first.id), decided
    second = second_year_of(session, first.id)
    assert second is not None
    second.code = told["second"]
    for code in told["declined"]:
        said = waiting.decline(session, at(told["answered"]), _person(session, code), second.id)
        assert said is Answer.DECLINED, said
    rollover.plan(session, at(told["turned"]), settings)
    waiting.plan(session, at(told["over"]), settings)
    closed = rollover.close(
        session, at(told["renewed"]), responsible_id, school_year(at(told["renewed"]).date())
    )
    assert closed is Closing.CLOSED, closed
    ended = minimum.cancel(session, at(told["cancelled"]), responsible_id, second.id, told["reason"])
    assert ended == minimum.Decided(second.id), ended
    _already_read(session, at(told["cancelled"]), first.id, second)


def _bilan(session: Session, when: datetime, network_id: int, content: Mapping[str, Any]) -> None:
    """As its first version, unless the bilan was told before."""
    if bilan_of(session, network_id) is None:
        found = Bilan(network_id=network_id, draft={}, written=True, version=1, noted=1, saved_at=when)
        found.deposited_at = when
        session.add(found)
        session.flush()
        session.add(BilanVersion(bilan_id=found.id, version=1, content=dict(content), deposited_at=when))
        session.flush()
    assert continuation.asked(session, when, network_id) in {Asking.ASKED, Asking.KNOWN}


def _already_read(session: Session, when: datetime, first_id: int, second: Network) -> None:
    subjects = [("continuation", first_id), ("wish", first_id), ("network", second.id)]
    subjects += [("enrollment", one.id) for one in enrollments_of(session, second.id)]
    for subject in subjects:
        for row in rows_about(session, subject):
            row.state, row.done_at, row.cause = OutboxState.SENT.value, when, "demo"


def _person(session: Session, code: str) -> int:
    found = person_by_code(session, code)
    assert found is not None, code
    return found.id
