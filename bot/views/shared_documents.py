"""« Documents du réseau », for its members, its animator and the responsibles (DOMAIN.md §1.9)."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules.shared_documents import Fault, Mistake
from bot.views import archive
from bot.views import bilan as bilan_view
from bot.views import plan as plan_view
from cards import actions
from cards import agenda as agenda_cards
from cards import menu as menu_cards
from cards import shared_documents as cards
from cards.desk import TaskButton
from cards.elements import Card
from cards.phrases import agenda as say_agenda
from cards.phrases import bilan as say_bilan
from cards.phrases import menu as say_menu
from cards.phrases import minutes as say_minutes
from cards.phrases import plan as say_plan
from cards.phrases import shared_documents as say
from cards.phrases.dates import short_date
from cards.shared_documents import Documents, Linked
from storage.agenda import deposited_agenda
from storage.minutes import deposited_minutes
from storage.network import Network, animated_by, network_title
from storage.people import Person
from storage.places import active_of
from storage.plan import deposited_plan
from storage.schedule import HELD, meetings_of
from storage.shared_documents import shared_documents

Source = Callable[[Session, Network], Sequence[TaskButton]]
"""The ways to the documents of one kind that the bot made for a network, in the order of its meetings."""


def _plan(session: Session, network: Network) -> list[TaskButton]:
    if deposited_plan(session, network.id) is None:
        return []
    return [TaskButton(say_plan.READ, actions.PLAN_READ, {"network": network.id})]


def _agendas(session: Session, network: Network) -> list[TaskButton]:
    return [
        TaskButton(say_agenda.read_of(one.number), actions.AGENDA_READ, {"meeting": one.id})
        for one in meetings_of(session, network.id)
        if one.state in HELD and deposited_agenda(session, one.id) is not None
    ]


def _minutes(session: Session, network: Network) -> list[TaskButton]:
    return [
        TaskButton(say_minutes.read_minutes_of(one.number), actions.MINUTES_READ, {"meeting": one.id})
        for one in meetings_of(session, network.id)
        if one.state in HELD and deposited_minutes(session, one.id) is not None
    ]


def _bilan(session: Session, person_id: int, network: Network) -> list[TaskButton]:
    """For those who may read it: not every member may."""
    if not bilan_view.may_read(session, person_id, network):
        return []
    return [TaskButton(say_bilan.READ, actions.BILAN_READ, {"network": network.id})]


SOURCES: Sequence[Source] = (_plan, _agendas, _minutes)


def listed(
    session: Session,
    now: datetime,
    person_id: int,
    network_id: int,
    page: int = 1,
    *,
    notice: str = "",
    filed: bool = False,
) -> Card:
    """The list of one network; a sentence for who is not of it, and where there is none (B7). `filed` is
    whether the settings have plan and agendas put in the channel's Files.
    """
    network = session.get(Network, network_id)
    if network is None:
        return menu_cards.sentence(say_menu.STALE)
    if not plan_view.is_member(session, person_id, network):
        return agenda_cards.members_only(network_id)
    return cards.listed(
        Documents(
            network_id=network_id,
            title=network.title,
            made=[
                *(one for source in SOURCES for one in source(session, network)),
                *_bilan(session, person_id, network),
            ],
            links=[
                Linked(one.id, one.title, one.address, short_date(one.added_at.astimezone(now.tzinfo).date()))
                for one in shared_documents(session, network_id)
            ],
            own=network.animator_id == person_id,
            filed=filed,
            all_at_once=archive.may_take(session.get_one(Person, person_id), network),
        ),
        page,
        notice=notice,
    )


def typed(session: Session, now: datetime, person_id: int, *, filed: bool = False) -> Card:
    """Without a network's number: one's own one, or the choice among several, animated ones first."""
    animated = [one.id for one in animated_by(session, person_id)]
    mine = list(dict.fromkeys([*animated, *active_of(session, person_id)]))
    if not mine:
        return menu_cards.sentence(say.NONE)
    if len(mine) == 1:
        return listed(session, now, person_id, mine[0], filed=filed)
    return cards.choose([(one, network_title(session, one)) for one in mine])


def form(
    session: Session,
    _now: datetime,
    network_id: int,
    name: str = "",
    address: str = "",
    mistakes: Sequence[Mistake] = (),
) -> Card:
    """With what was typed; for the animator, which the use case has asked."""
    return cards.form(network_id, network_title(session, network_id), name, address, sentences(mistakes))


def sentences(mistakes: Sequence[Mistake]) -> list[str]:
    return [_sentence(one) for one in mistakes]


def _sentence(one: Mistake) -> str:
    match one.fault:
        case Fault.NO_TITLE:
            return say.NO_TITLE
        case Fault.LONG_TITLE:
            return say.too_long_answer(say.NAME, one.count, one.limit)
        case Fault.BAD_LINK:
            return say.BAD_LINK
        case Fault.LONG_LINK:
            return say.too_long_answer(say.ADDRESS, one.count, one.limit)
        case Fault.TOO_MANY:
            return say.too_many(one.limit)
