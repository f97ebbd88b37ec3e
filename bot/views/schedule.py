"""The dates being chosen, sent, late: as the animator and the responsibles see them now."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from bot.rules import schedule as rules
from bot.rules.releases import HALF_DAYS
from bot.rules.schedule import Planned
from bot.views.network_dates import date_lines, planned
from cards import actions
from cards import menu as menu_cards
from cards import schedule as cards
from cards.desk import DeskTask, TaskButton
from cards.elements import Card, plain
from cards.phrases import menu as say_menu
from cards.phrases import schedule as say
from cards.phrases.dates import hour, short_date
from cards.reminders import Reminder
from cards.schedule import Step
from storage.network import Network, NetworkState
from storage.people import active_schools
from storage.proposal import Proposal, version_of
from storage.schedule import awaiting_dates, awaiting_room
from storage.standing import MeetingFact


def _availability(session: Session, network: Network) -> str:
    """What the proposal said of the months that suit, and the duration it named."""
    proposal = session.get(Proposal, network.proposal_id) if network.proposal_id else None
    version = version_of(session, proposal.id, proposal.version) if proposal else None
    return str(version.content.get("availability", ""))[:300] if version else ""


def _wished(session: Session, network: Network) -> str:
    proposal = session.get(Proposal, network.proposal_id) if network.proposal_id else None
    version = version_of(session, proposal.id, proposal.version) if proposal else None
    return str(version.content.get("duration", "")) if version else ""


def mine(session: Session, person_id: int, network_id: int) -> Network | None:
    """The network, while its animator, this person, may choose its dates."""
    network = session.get(Network, network_id)
    choosing = {NetworkState.ACCEPTED.value, NetworkState.SCHEDULED.value}
    if network is None or network.animator_id != person_id or network.state not in choosing:
        return None
    return network


def modality(
    session: Session, _now: datetime, person_id: int, network_id: int, errors: Sequence[str] = ()
) -> Card:
    network = mine(session, person_id, network_id)
    if network is None:
        return menu_cards.sentence(say.GONE)
    chosen = network.schedule_draft.get("modality") or _wished(session, network)
    return cards.modality(network_id, network.title, chosen, _availability(session, network), errors)


def step(
    session: Session,
    now: datetime,
    person_id: int,
    network_id: int,
    number: int,
    typed: Mapping[str, str] | None = None,
    errors: Sequence[str] = (),
) -> Card:
    """One meeting; without one to fill in, the summary."""
    network = mine(session, person_id, network_id)
    if network is None:
        return menu_cards.sentence(say.GONE)
    shares = HALF_DAYS.get(network.schedule_draft.get("modality", ""), ())
    if not shares:
        return modality(session, now, person_id, network_id)
    if not 1 <= number <= len(shares):
        return summary(session, now, person_id, network_id)
    places = [(rules.CEE, say.CEE), *((one.id, one.name) for one in active_schools(session))]
    facts = Step(
        network_id=network_id,
        number=number,
        count=len(shares),
        half_days=shares[number - 1],
        typed=typed or _proposed(network, number, shares[number - 1]),
        availability=_availability(session, network) if number == 1 else "",
    )
    return cards.step(facts, places, errors)


def _proposed(network: Network, number: int, half_days: int) -> Mapping[str, str]:
    """What was kept, or the guide's hours at the place of the meeting before."""
    kept = network.schedule_draft.get("meetings", [])
    if number <= len(kept) and kept[number - 1]:
        return dict(kept[number - 1])
    starts, ends = rules.usual_hours(half_days)
    before = kept[number - 2] if 1 < number <= len(kept) + 1 and kept else {}
    return {
        "starts": hour(datetime.combine(date.min, starts)),
        "ends": hour(datetime.combine(date.min, ends)),
        "place": before.get("place", rules.CEE),
        "room": before.get("room", ""),
    }


def next_step(
    session: Session, now: datetime, person_id: int, network_id: int, warnings: Sequence[str] = ()
) -> Card:
    """The first meeting that is not filled in, or the summary with what is unusual."""
    network = mine(session, person_id, network_id)
    if network is None:
        return menu_cards.sentence(say.GONE)
    draft = rules.drafted(network.schedule_draft)
    empty = next((number for number, one in enumerate(draft, start=1) if one.day is None), None)
    if not draft:
        return modality(session, now, person_id, network_id)
    if empty is not None:
        return step(session, now, person_id, network_id, empty)
    return summary(session, now, person_id, network_id, warnings)


def _lines(session: Session, meetings: Sequence[Planned]) -> list[str]:
    facts = [
        MeetingFact(0, number, one.day or date.max, one.starts, one.ends, one.half_days, one.place, one.room)
        for number, one in enumerate(meetings, start=1)
    ]
    return date_lines(session, facts)


def summary(
    session: Session,
    _now: datetime,
    person_id: int,
    network_id: int,
    warnings: Sequence[str] = (),
    errors: Sequence[str] = (),
) -> Card:
    network = mine(session, person_id, network_id)
    if network is None:
        return menu_cards.sentence(say.GONE)
    sent = network.state == NetworkState.SCHEDULED.value
    chosen = rules.drafted(network.schedule_draft)
    lines = date_lines(session, planned(session, network_id)) if sent else _lines(session, chosen)
    return cards.summary(network_id, network.title, lines, warnings, errors, sent=sent)


def confirm(
    session: Session,
    _now: datetime,
    network_id: int,
    warnings: Sequence[str] = (),
    *,
    notice: str = "",
    typed: str = "",
    errors: Sequence[str] = (),
) -> Card | None:
    """What was chosen, for a responsible; None once it was sent back, published or cancelled."""
    network = session.get(Network, network_id)
    if network is None or network.state != NetworkState.SCHEDULED.value:
        return None
    return cards.confirm(
        network_id,
        network.title,
        network.animator.name,
        date_lines(session, planned(session, network_id)),
        warnings,
        confirmed=network.room_confirmed_at is not None,
        notice=notice,
        typed=typed,
        errors=errors,
    )


def changed(session: Session, _now: datetime, network_id: int) -> Card | None:
    network = session.get(Network, network_id)
    if network is None or network.state != NetworkState.ACCEPTED.value:
        return None
    return cards.changed(network_id, network.title, str(network.schedule_draft.get("message", "")))


def tasks(session: Session, now: datetime, _viewer_id: int) -> list[DeskTask]:
    """Rooms to confirm; networks whose dates are late."""
    found = [
        cards.room_task(one.id, one.scheduled_at or one.accepted_at, one.title, one.animator.name)
        for one in awaiting_room(session)
    ]
    for one in awaiting_dates(session):
        if one.dates_due_on is not None and now.date() > one.dates_due_on:
            since = datetime.combine(one.dates_due_on, time.min, tzinfo=now.tzinfo)
            due = short_date(one.dates_due_on)
            found.append(cards.late_task(one.id, since, one.title, one.animator.name, due))
    return found


def wanted(session: Session, _now: datetime, _person_id: int, network_id: int) -> Reminder | None:
    """None once the dates were sent."""
    network = session.get(Network, network_id)
    if network is None or network.state != NetworkState.ACCEPTED.value:
        return None
    return Reminder(
        title=say.WANTED_TITLE,
        text=[say.wanted(plain(network.title))],
        buttons=[
            TaskButton(say.CHOOSE_DATES, actions.SCHEDULE, {"network": network_id}),
            TaskButton(say_menu.HELP, actions.HELP, {"about": "schedule", "network": network_id}),
        ],
    )
