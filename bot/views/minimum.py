"""The decision below six as the responsibles see it, and what half-time tells (R21, S16)."""

from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules import minimum as rules
from bot.rules.enrollment import MINIMUM
from bot.rules.minimum import Mistake
from bot.rules.texts import TooLong
from cards import actions
from cards import minimum as cards
from cards.desk import DeskTask, TaskButton
from cards.elements import Card, plain
from cards.phrases import enrollment as say_enrollment
from cards.phrases import minimum as say
from cards.phrases import texts as say_texts
from cards.phrases import waiting as say_waiting
from cards.phrases.dates import short_date
from cards.reminders import Reminder
from storage.minimum import Filling, fillings
from storage.network import NetworkState


def _due(one: Filling, now: datetime) -> bool:
    return rules.is_due(
        state=one.state, members=one.members, kept=one.kept, closes_on=one.closes_on, today=now.date()
    )


def tasks(session: Session, now: datetime, _viewer_id: int) -> list[DeskTask]:
    """One row a network, from the day after its deadline until somebody decided or a sixth is there."""
    found = []
    for one in fillings(session):
        if _due(one, now) and one.closes_on is not None:
            since = datetime.combine(one.closes_on + timedelta(days=1), time.min, tzinfo=now.tzinfo)
            found.append(cards.task(one.network_id, since, one.title, one.members, short_date(one.closes_on)))
    return found


def form(
    session: Session,
    now: datetime,
    network_id: int,
    *,
    until: str = "",
    reason: str = "",
    wrong: Mistake | TooLong | None = None,
) -> Card | None:
    """None when nothing is to be decided here any more."""
    one = next(iter(fillings(session, network_id)), None)
    if one is None or not _due(one, now) or one.closes_on is None or one.first_day is None:
        return None
    latest = short_date(rules.latest(one.first_day, closed_around(session, one.first_day)))
    return cards.form(
        network_id,
        one.title,
        say.line(one.members, short_date(one.closes_on)),
        latest,
        until=until,
        reason=reason,
        errors=_sentences(wrong, latest),
    )


def _sentences(wrong: Mistake | TooLong | None, latest: str) -> list[str]:
    match wrong:
        case None:
            return []
        case TooLong(length, limit):
            return [say_texts.too_long(length, limit)]
        case Mistake():
            return [say.mistake(wrong.value, latest)]


def members_missing(session: Session, now: datetime, _person_id: int, network_id: int) -> Reminder | None:
    """None once six are there, or the deadline is over: then it is a task."""
    one = next(iter(fillings(session, network_id)), None)
    if one is None or one.state != NetworkState.OPEN.value or one.members >= MINIMUM:
        return None
    if one.closes_on is None or now.date() > one.closes_on:
        return None
    text = say_waiting.missing(
        plain(one.title), one.members, MINIMUM - one.members, short_date(one.closes_on)
    )
    return Reminder(
        title=say_waiting.MISSING_TITLE,
        text=[text],
        buttons=[TaskButton(say_enrollment.OTHERS, actions.CATALOG)],
    )
