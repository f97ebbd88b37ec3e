"""The sheet for Folio, what is new on it, and what its posting opened."""

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import partial

from sqlalchemy.orm import Session

from bot.rules.names import alphabetical
from bot.views.network_dates import date_lines, planned, spoken
from cards import folio as cards
from cards.desk import DeskTask, Pending
from cards.elements import Card, plain
from cards.folio import FolioFacts
from cards.phrases import catalog as say_catalog
from cards.phrases import folio as say
from cards.phrases import plan as say_plan
from cards.phrases import shared_documents as say_documents
from cards.phrases.dates import short_date
from storage.enrollment import EnrollmentState, enrollments_of
from storage.folio import FolioTask, current_sheets, last_folio_task, open_folio_task, open_folio_tasks
from storage.moves import dates_changed
from storage.network import Network
from storage.people import Person
from storage.plan import deposited_plan
from storage.shared_documents import shared_documents
from storage.standing import MeetingFact


def tasks(session: Session, _now: datetime, _viewer_id: int) -> list[Pending]:
    return [
        Pending("folio", one.network_id, one.opened_at, partial(_task, session, one), one.network_id)
        for one in open_folio_tasks(session)
    ]


def _task(session: Session, one: FolioTask) -> DeskTask:
    return cards.task(one.network_id, one.opened_at, one.network.title, _new(session, one.network))


def _members(session: Session, network_id: int) -> list[Person]:
    return [
        one.person for one in enrollments_of(session, network_id) if one.state == EnrollmentState.ACTIVE.value
    ]


def _new(session: Session, network: Network) -> str:
    """What the open task is about; empty when none is open."""
    if open_folio_task(session, network.id) is None:
        return ""
    last = last_folio_task(session, network.id)
    if last is None:
        return say.FIRST if network.room_confirmed_at else say.ROOM_FIRST
    plan = deposited_plan(session, network.id)
    is_new = plan is not None and last.sheet.get("plan", 0) != plan.version
    before = set(last.sheet.get("members", []))
    now = {person.id for person in _members(session, network.id)}
    told = _dates(session, network, last.sheet.get("dates", []))
    if is_new:
        told.append(say_plan.FOLIO_NEW)
    posted = set(last.sheet.get("documents", []))
    listed = {one.id for one in shared_documents(session, network.id)}
    if posted != listed:
        told.append(say_documents.folio_new(len(listed - posted), len(posted - listed)))
    if before != now or not told:
        told.append(say.members_changed(len(now - before), len(before - now)))
    return " ".join(told)


def _dates(session: Session, network: Network, before: Sequence[Sequence[str]]) -> list[str]:
    """The meetings whose line in Folio is not true any more: one by one, old and new (R50)."""
    current = current_sheets(session, network.id)[network.id]["dates"]
    gone = [_line(session, one) for one in before if one not in current]
    come = [_line(session, one) for one in current if one not in before]
    if len(gone) == len(come):
        return [say.date_changed(old, new) for old, new in zip(gone, come, strict=True)]
    return [*map(say.date_gone, gone), *map(say.date_new, come)]


def _line(session: Session, posted: Sequence[str]) -> str:
    """A line of storage.folio’s sheets in words, for a card."""
    day, starts, ends, venue, room = posted
    hours = [time.fromisoformat(one) if one else None for one in (starts, ends)]
    fact = MeetingFact(0, 0, date.fromisoformat(day), hours[0], hours[1], 0, venue or None, room)
    return plain(spoken(session, [fact])[0])


def facts(session: Session, network: Network) -> FolioFacts:
    animator = network.animator
    return FolioFacts(
        network_id=network.id,
        title=network.title,
        summary=network.summary,
        public=network.target_group,
        discipline=network.discipline,
        modality=say_catalog.MODALITIES.get(network.modality or "", ""),
        animator=_named(animator),
        dates=date_lines(session, planned(session, network.id)),
        members=sorted(map(_named, _members(session, network.id)), key=alphabetical),
        new=_new(session, network),
        room_confirmed=network.room_confirmed_at is not None,
        plan=_plan(session, network),
        documents=[(one.title, one.address) for one in shared_documents(session, network.id)],
    )


def _plan(session: Session, network: Network) -> str:
    """Which version of the plan there is, to post with the rest (R52); empty while there is none."""
    found = deposited_plan(session, network.id)
    return say_plan.folio_line(found.version) if found else ""


def _named(person: Person) -> str:
    return f"{person.name} ({person.school.name})" if person.school else person.name


def sheet(
    session: Session, _now: datetime, network_id: int, *, notice: str = "", errors: tuple[str, ...] = ()
) -> Card | None:
    network = session.get(Network, network_id)
    return cards.sheet(facts(session, network), notice=notice, errors=errors) if network else None


def opening(session: Session, _now: datetime, network_id: int) -> str:
    """What was said by the first posting: at once, or on the common day."""
    network = session.get_one(Network, network_id)
    return say.done_later(short_date(network.opens_on)) if network.opens_on else say.DONE_FIRST


def published(session: Session, _now: datetime, network_id: int) -> Card | None:
    """To the animator."""
    network = session.get(Network, network_id)
    if network is None or network.published_at is None or network.closes_on is None:
        return None
    opens = short_date(network.opens_on) if network.opens_on else ""
    return cards.published(network.title, short_date(network.closes_on), opens)


def in_channel(session: Session, _now: datetime, network_id: int) -> Card | None:
    network = session.get(Network, network_id)
    if network is None or network.published_at is None:
        return None
    dates = date_lines(session, planned(session, network_id))
    return cards.in_channel(network_id, network.title, dates, changed=dates_changed(session, network_id))
