"""« Mes échéances » as things stand: what each network that a person animates asks (R31–R37)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.due_days import due_of
from bot.rules import deadlines as deadlines_rules
from bot.rules import duties as rules
from bot.rules import minutes as minutes_rules
from bot.rules.bilan import KEPT
from bot.rules.duties import Duty, Standing, Task
from bot.views.network_dates import planned
from cards import duties as cards
from cards.duties import Line, NetworkDuties
from cards.elements import Card
from cards.phrases import duties as say
from cards.phrases.dates import short_date
from storage.agenda import agenda_of
from storage.attendance import sheet_of
from storage.bilan import bilan_of, deposited_bilan
from storage.bilan_due import bilan_delays, owed_bilans
from storage.deadlines import Delay, delays_of
from storage.minutes import minutes_of
from storage.network import Network, NetworkState, animated_by
from storage.plan import plan_of
from storage.release import ReleaseKind, release_of_kind
from storage.schedule import Meeting, MeetingState
from storage.standing import MeetingFact

OVER = frozenset({NetworkState.CANCELLED.value, NetworkState.ARCHIVED.value})


def mine(session: Session, now: datetime, person_id: int) -> Card:
    """One list of all that is due, for the networks of this person that are not over."""
    return cards.duties(
        [
            _network(session, now, network)
            for network in animated_by(session, person_id)
            if network.state not in OVER or _still_owes(session, now, network)
        ]
    )


def _still_owes(session: Session, now: datetime, network: Network) -> bool:
    """A late bilan is accepted in the archive too (R37)."""
    archived = network.state == NetworkState.ARCHIVED.value
    today = now.date()
    return archived and bool(owed_bilans(session, today - KEPT, today, network_id=network.id))


def _network(session: Session, now: datetime, network: Network) -> NetworkDuties:
    today = now.date()
    meetings = sorted(planned(session, network.id), key=lambda one: one.day)
    found = list(_duties(session, now, network, meetings))
    still = rules.open_duties(found, today)
    ready = [one for one in still if one.standing(today) is not Standing.LATER]
    next_one = ready[0] if ready else None
    return NetworkDuties(
        title=network.title,
        year=network.school_year,
        next_one=_line(next_one, network.id, today) if next_one else None,
        still=[_line(one, network.id, today) for one in still if one is not next_one],
        done=[_line(one, network.id, today) for one in rules.settled_duties(found, today)],
        checklist=_checklist(session, network, found, meetings, today),
    )


def _duties(
    session: Session, now: datetime, network: Network, meetings: Sequence[MeetingFact]
) -> Iterator[Duty]:
    """Dates, planning day and plan, then what each meeting asks for."""
    yield Duty(
        Task.DATES, due=network.dates_due_on, done=_day(now, network.scheduled_at or network.published_at)
    )
    if network.published_at is None or not meetings:
        return
    release = release_of_kind(session, network.id, ReleaseKind.PLANNING)
    yield Duty(Task.PLANNING, done=release.day if release else None)
    ways = delays_of(session, [one.id for one in meetings])
    plan, first = plan_of(session, network.id), meetings[0]
    written = _day(now, plan.deposited_at) if plan else None
    yield _document(session, Task.PLAN, first, written, ways.get(("PLAN", first.id)))
    for one in meetings:
        agenda = agenda_of(session, one.id)
        deposited = _day(now, agenda.deposited_at) if agenda else None
        asked = _document(session, Task.AGENDA, one, deposited, ways.get(("AGENDA", one.id)))
        if asked.standing(now.date()) in rules.SETTLED or _takes_agenda(session, now, one):
            yield asked
        yield from _afterwards(session, now, one)
    yield from _bilan(session, now, network, meetings[-1])


def _bilan(session: Session, now: datetime, network: Network, last: MeetingFact) -> Iterator[Duty]:
    """From the last meeting on, by the day that is set for its year (R37)."""
    found, way = bilan_of(session, network.id), bilan_delays(session, [network.id]).get(network.id)
    # An imported network that is over had its bilan before the bot was there.
    settled = network.state == NetworkState.COMPLETED.value and (found is None or not found.version)
    yield Duty(
        Task.BILAN,
        due=due_of(session, network),
        opens=last.day,
        done=_day(now, found.deposited_at) if found else None,
        on_paper=settled or (way is not None and way.paper),
    )


def _takes_agenda(session: Session, now: datetime, meeting: MeetingFact) -> bool:
    """Whether one may still be deposited: nobody is asked for what would be refused."""
    planned = session.get_one(Meeting, meeting.id).state == MeetingState.PLANNED.value
    return planned and meeting.day >= now.date()


def _afterwards(session: Session, now: datetime, meeting: MeetingFact) -> Iterator[Duty]:
    """Attendance, on the day, and minutes; of a past meeting that came in with a list nobody takes it."""
    sheet, found = sheet_of(session, meeting.id), minutes_of(session, meeting.id)
    taken = _day(now, sheet.recorded_at) if sheet else None
    listed = session.get_one(Meeting, meeting.id).state == MeetingState.HELD.value and taken is None
    if not listed:
        day = meeting.day
        yield Duty(Task.ATTENDANCE, meeting.id, meeting.number, due=day, opens=day, done=taken)
    yield Duty(
        Task.MINUTES,
        meeting.id,
        meeting.number,
        due=minutes_rules.due_on(meeting.day),
        opens=meeting.day,
        done=_day(now, found.deposited_at) if found else None,
        on_paper=found is not None and found.on_paper,
    )


def _document(
    session: Session, task: Task, meeting: MeetingFact, deposited: date | None, way: Delay | None
) -> Duty:
    """A plan or an agenda, due seven days before; a delay that was granted moves the day."""
    due = deadlines_rules.due_on(meeting.day)
    target = deadlines_rules.target_on(meeting.day, closed_around(session, due))
    if way is not None and way.until is not None:
        due = target = max(due, way.until)
    number = meeting.number if task is Task.AGENDA else 0
    paper = way is not None and way.paper
    return Duty(task, meeting.id, number, target, due, done=deposited, on_paper=paper)


def _day(now: datetime, moment: datetime | None) -> date | None:
    return moment.astimezone(now.tzinfo).date() if moment else None


def _line(one: Duty, network_id: int, today: date) -> Line:
    standing = one.standing(today)
    of_meeting = one.task in {Task.AGENDA, Task.ATTENDANCE, Task.MINUTES}
    subject = {"meeting": one.meeting_id} if of_meeting else {"network": network_id}
    if one.task is Task.PLANNING and one.done is not None:
        when = say.chosen(_short(one.done))
    elif standing in rules.SETTLED:
        when = say.settled(standing.value, _short(one.done))
    else:
        when = say.by_when(standing.value, _short(one.target), _short(one.due), _short(one.opens))
    return Line(one.task.value, one.number, when, subject)


def _short(day: date | None) -> str:
    return short_date(day) if day else ""


def _checklist(
    session: Session,
    network: Network,
    found: Sequence[Duty],
    meetings: Sequence[MeetingFact],
    today: date,
) -> list[tuple[str, str]]:
    """Guide §5, in its order; what cannot be measured is said to be so (R34, R35)."""
    bilan = next((one for one in found if one.task is Task.BILAN), None)
    settled = rules.settled_duties(found, today)
    agendas = sum(one.task is Task.AGENDA for one in settled)
    held = sum(one.day < today for one in meetings)
    return [
        (say.ATTEND, say.meetings_past(held, len(meetings))),
        (say.PLAN, say.PLAN_STANDINGS[any(one.task is Task.PLAN for one in settled)]),
        (say.AGENDAS, say.agendas_deposited(agendas, len(meetings))),
        (say.SHARING, say.YOURS_TO_WATCH),
        (say.TAKING_PART, say.YOURS_TO_WATCH),
        (say.DELIVERABLE, _work(session, network.id)),
        (say.BILAN, _line(bilan, network.id, today).when if bilan else say.NO_BILAN),
    ]


def _work(session: Session, network_id: int) -> str:
    """The work produced, as the bilan says (R36)."""
    version = deposited_bilan(session, network_id)
    content = version.content if version else {}
    if content.get("work"):
        return say.WORKS["given"]
    return say.WORKS["none"] if content.get("no_work") else say.WITH_BILAN
