"""The catalogue as this person sees it now (DOMAIN.md §1.9: who is enrolled is shown to members alone)."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.rules import catalog as rules
from bot.rules import enrollment
from bot.rules.calendar import following, school_year
from bot.rules.catalog import Listed, Wanted
from bot.views import plan
from bot.views.enrollment import offer
from bot.views.network_dates import date_lines, planned, where
from cards import actions, menu
from cards import catalog as cards
from cards.catalog import Choices, Row, Search, Sheet
from cards.desk import TaskButton
from cards.elements import Card
from cards.phrases import catalog as say
from cards.phrases import menu as say_menu
from cards.phrases import roster as say_roster
from cards.phrases.dates import short_date
from storage.catalog_search import SHOWN, CatalogRow, catalog
from storage.network import Network
from storage.people import Person, Role
from storage.seats import seats_of

PAGE = 5


def _years(today: date) -> list[str]:
    this = school_year(today)
    return [this, following(this)]


def _listed(row: CatalogRow, today: date) -> Listed:
    return Listed(
        network_id=row.network_id,
        title=row.title,
        summary=row.summary,
        target_group=row.target_group,
        discipline=row.discipline,
        modality=row.modality,
        months=frozenset(day.month for day in row.days),
        free=max(0, row.capacity - row.enrolled),
        members=row.members,
        takes=enrollment.closed(row, today) is None,
        closes_on=row.closes_on,
        first_day=row.first_day,
    )


def listing(session: Session, now: datetime, search: Search) -> Card:
    """A page of what is found; a page that is not there any more is the last one."""
    known = {row.network_id: row for row in catalog(session, _years(now.date()))}
    wanted = Wanted(search.text, search.group, search.discipline, search.modality, search.month, search.free)
    found = rules.find((_listed(row, now.date()) for row in known.values()), wanted)
    pages = max(1, -(-len(found) // PAGE))
    at = min(search.page, pages)
    shown = Search(
        search.text, search.group, search.discipline, search.modality, search.month, search.free, at
    )
    rows = [
        Row(
            one.network_id,
            one.title,
            _line(one, known[one.network_id], now.date()),
            lacks=one.takes and one.members < enrollment.MINIMUM,
        )
        for one in found[(at - 1) * PAGE : at * PAGE]
    ]
    return cards.listing(shown, rows, len(found), pages, empty=not known)


def _line(one: Listed, row: CatalogRow, today: date) -> str:
    if row.opens_on is not None and today < row.opens_on:
        places = say.opens(short_date(row.opens_on))
    elif not one.takes:
        places = say.IS_CLOSED
    else:
        places = say.places(one.free, row.capacity) if one.free else say.IS_FULL
    first = short_date(one.first_day) if one.first_day else ""
    return say.row(places, first, where(row.venue, row.school) if row.venue else "")


def filters(session: Session, now: datetime, search: Search) -> Card:
    """Only groups and disciplines that some network has."""
    rows = catalog(session, _years(now.date()))
    return cards.filters(
        search,
        Choices(
            rules.choices(row.target_group for row in rows),
            rules.choices(row.discipline for row in rows),
        ),
    )


def sheet(session: Session, now: datetime, person_id: int, network_id: int, search: Search) -> Card:
    """One network; one that was never published is nobody's business yet."""
    network = session.get(Network, network_id)
    shown = {state.value for state in SHOWN}
    if network is None or network.published_at is None or network.state not in shown:
        return menu.sentence(say_menu.STALE)
    place, offered = offer(session, now, person_id, network)
    if Role.CEE_RESPONSIBLE in session.get_one(Person, person_id).roles:
        offered.append(TaskButton(say_roster.OPEN, actions.ROSTER, {"network": network.id}))
    animator = network.animator
    return cards.sheet(
        Sheet(
            network_id=network.id,
            title=network.title,
            summary=network.summary,
            animator=f"{animator.name}, {animator.school.name}" if animator.school else animator.name,
            target_group=network.target_group,
            discipline=network.discipline,
            modality=say.MODALITIES.get(network.modality or "", ""),
            dates=date_lines(session, planned(session, network.id)),
            material=network.material,
            prerequisites=network.prerequisites,
            free=max(0, network.capacity - len(seats_of(session, network.id))),
            capacity=network.capacity,
            place=place,
            offered=offered,
            plan=plan.exists(session, network.id),
        ),
        search,
    )
