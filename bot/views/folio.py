"""The sheet for Folio, what is new on it, and what its posting opened."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.views.network_dates import date_lines, planned
from cards import folio as cards
from cards.desk import DeskTask
from cards.elements import Card
from cards.folio import FolioFacts
from cards.phrases import catalog as say_catalog
from cards.phrases import folio as say
from cards.phrases import plan as say_plan
from cards.phrases import shared_documents as say_documents
from cards.phrases.dates import short_date
from storage.enrollment import EnrollmentState, enrollments_of
from storage.folio import last_folio_task, open_folio_task, open_folio_tasks
from storage.network import Network
from storage.people import Person
from storage.plan import deposited_plan
from storage.shared_documents import shared_documents


def tasks(session: Session, _now: datetime, _viewer_id: int) -> list[DeskTask]:
    return [
        cards.task(one.network_id, one.opened_at, one.network.title, _new(session, one.network))
        for one in open_folio_tasks(session)
    ]


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
    told = [say_plan.FOLIO_NEW] if is_new else []
    posted = set(last.sheet.get("documents", []))
    listed = {one.id for one in shared_documents(session, network.id)}
    if posted != listed:
        told.append(say_documents.folio_new(len(listed - posted), len(posted - listed)))
    if before != now or not told:
        told.append(say.members_changed(len(now - before), len(before - now)))
    return " ".join(told)


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
        members=sorted(_named(person) for person in _members(session, network.id)),
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
    return cards.in_channel(network_id, network.title, date_lines(session, planned(session, network_id)))
