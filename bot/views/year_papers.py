"""The documents that the networks of a year owe, and where each stands: plan, agendas, minutes, bilan."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.due_days import year_due
from bot.rules import bilan as bilan_rules
from bot.rules import deadlines as deadlines_rules
from bot.rules import minutes as minutes_rules
from bot.rules.overview import Kind, Paper
from storage.bilan_due import BilanDelay, bilan_delays
from storage.deadlines import Delay, delays_of
from storage.network import NetworkState
from storage.overview import Deposited, YearMeeting, YearNetwork
from storage.schedule import HELD, MeetingState

FINISHED = frozenset({NetworkState.COMPLETED.value, NetworkState.ARCHIVED.value})


def papers_of_year(
    session: Session,
    now: datetime,
    school_year: str,
    networks: Collection[YearNetwork],
    meetings: Sequence[YearMeeting],
) -> list[Paper]:
    """Of the networks that were published and not cancelled, by network, in the order in which they are due.

    What an imported list says was done before is owed to nobody, and counts where it was deposited here. A
    granted delay moves the day.
    """
    ways = delays_of(session, [one.meeting_id for one in meetings])
    late_bilans = bilan_delays(session, [one.network_id for one in networks])
    bilan_due = year_due(session, school_year)
    held: dict[int, list[YearMeeting]] = {}
    for one in meetings:
        if one.state in HELD:
            held.setdefault(one.network_id, []).append(one)
    found: list[Paper] = []
    for network in networks:
        if network.published_at is None or network.state == NetworkState.CANCELLED.value:
            continue
        meetings_held = held.get(network.network_id, ())
        found += _of_network(now, network, meetings_held, ways)
        if meetings_held:
            way = late_bilans.get(network.network_id)
            found += _bilan(now, school_year, network, meetings_held, bilan_due, way)
    return found


def _of_network(
    now: datetime,
    network: YearNetwork,
    meetings: Sequence[YearMeeting],
    ways: Mapping[tuple[str, int], Delay],
) -> Iterator[Paper]:
    if not meetings:
        return
    first = meetings[0]
    if not _listed(first) or network.plan.version:
        yield _before(now, Kind.PLAN, first, network.plan, ways.get(("PLAN", first.meeting_id)))
    for one in meetings:
        if not _listed(one) or one.agenda.version:
            yield _before(now, Kind.AGENDA, one, one.agenda, ways.get(("AGENDA", one.meeting_id)))
        if not _listed(one) or one.minutes.version:
            yield Paper(
                Kind.MINUTES,
                one.network_id,
                due=minutes_rules.due_on(one.day),
                number=one.number,
                done=_day(now, one.minutes),
                on_paper=one.minutes.on_paper,
            )


def _bilan(
    now: datetime,
    school_year: str,
    network: YearNetwork,
    meetings: Sequence[YearMeeting],
    due: date,
    way: BilanDelay | None,
) -> Iterator[Paper]:
    """By when this network's is due (R37); one that was over when it was imported has its bilan elsewhere."""
    on_paper = way is not None and way.paper
    if not (network.bilan.version or on_paper or network.state not in FINISHED):
        return
    outer = bilan_rules.outer_limit(school_year)
    until = way.until if way is not None else None
    own = bilan_rules.due_for(due, max(one.day for one in meetings), outer, until)
    yield Paper(Kind.BILAN, network.network_id, due=own, done=_day(now, network.bilan), on_paper=on_paper)


def _listed(meeting: YearMeeting) -> bool:
    """It came in with a list of past ones: nobody took its attendance here."""
    return meeting.state == MeetingState.HELD.value and meeting.recorded_at is None


def _before(now: datetime, kind: Kind, meeting: YearMeeting, found: Deposited, way: Delay | None) -> Paper:
    """A plan or an agenda, due seven days before."""
    due = deadlines_rules.due_on(meeting.day)
    if way is not None and way.until is not None:
        due = max(due, way.until)
    return Paper(
        kind,
        meeting.network_id,
        due=due,
        number=meeting.number if kind is Kind.AGENDA else 0,
        done=_day(now, found),
        on_paper=way is not None and way.paper,
    )


def _day(now: datetime, found: Deposited) -> date | None:
    return found.at.astimezone(now.tzinfo).date() if found.at else None
