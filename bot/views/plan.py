"""The plan of a network: its form for the animator, and what was deposited for who may read it (R32)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules import deadlines
from bot.rules import plan as rules
from bot.rules.plan import Fault, Mistake
from bot.views.network_dates import date_lines, planned
from cards import menu as menu_cards
from cards import plan as cards
from cards.elements import Card, plain
from cards.phrases import plan as say
from cards.phrases.dates import short_date
from cards.plan import Column, FormFacts, ReadFacts
from storage.enrollment import networks_joined
from storage.network import Network, NetworkState, animated_by
from storage.people import Person, Role
from storage.plan import Plan, PlanVersion, deposited_plan, plan_of
from storage.standing import MeetingFact

OVER = {NetworkState.COMPLETED.value, NetworkState.ARCHIVED.value}


def own_network(session: Session, _now: datetime, person_id: int) -> int:
    """The network whose plan this person writes: of the earliest year that is not over; 0 for none."""
    found = [one for one in animated_by(session, person_id) if one.state not in OVER]
    return found[-1].id if found else 0


def columns(session: Session, network_id: int) -> list[Column]:
    """The meetings in the order of their days, with their blocks and pauses."""
    found = sorted(planned(session, network_id), key=lambda one: one.day)
    return [_column(one, line) for one, line in zip(found, date_lines(session, found), strict=True)]


def _column(one: MeetingFact, line: str) -> Column:
    blocks = [
        (rules.block(one.number, at), say.block_label(one.half_days, at))
        for at in range(1, rules.BLOCKS[one.half_days] + 1)
    ]
    return Column(one.number, line, blocks, say.BREAKS[one.half_days])


def form(
    session: Session,
    _now: datetime,
    network_id: int,
    step: int,
    *,
    mistakes: Sequence[Mistake] = (),
    typed: Mapping[str, str] | None = None,
    notice: str = "",
) -> Card:
    """One step of the draft; `typed` takes the place of what is saved."""
    network, plan = session.get_one(Network, network_id), plan_of(session, network_id)
    assert plan is not None
    listed = columns(session, network_id)
    facts = FormFacts(
        network_id=network_id,
        revision=plan.revision,
        step=min(max(step, 1), len(listed) + 2),
        title=network.title,
        due="" if plan.version else due_line(session, network_id),
        version=plan.version,
        values={**plan.draft, **(typed or {})},
        columns=listed,
    )
    return cards.form(facts, errors=sentences(mistakes, listed), notice=notice)


def due_line(session: Session, network_id: int) -> str:
    """By when, and the working day to aim for where it is another one (S22)."""
    first = _first_day(session, network_id)
    if first is None:
        return ""
    due = deadlines.due_on(first)
    target = deadlines.target_on(first, closed_around(session, due))
    return say.due(short_date(due), "" if target == due else short_date(target))


def _first_day(session: Session, network_id: int) -> date | None:
    return min((one.day for one in planned(session, network_id)), default=None)


def lines(session: Session, _now: datetime, network_id: int, step: int, errors: Sequence[str] = ()) -> Card:
    """The guide's lines for the meeting of a step; the nearest meeting to the one asked for."""
    listed = columns(session, network_id)
    return cards.lines(network_id, listed[min(max(step - 2, 0), len(listed) - 1)], errors)


def sentences(mistakes: Sequence[Mistake], listed: Sequence[Column]) -> list[str]:
    labels = {**say.LABELS, "goal_other": say.GOAL_OTHER}
    labels |= {name: label for column in listed for name, label in column.blocks}
    return [_sentence(one, labels, listed) for one in mistakes]


def _sentence(one: Mistake, labels: Mapping[str, str], listed: Sequence[Column]) -> str:
    match one.fault:
        case Fault.MISSING:
            return say.missing(labels[one.field])
        case Fault.TOO_LONG:
            return say.too_long_answer(labels[one.field], one.count, one.limit)
        case Fault.EMPTY_MEETING:
            return say.empty_meeting(listed[one.step - 2].number)


def is_member(session: Session, person_id: int, network: Network) -> bool:
    """Who takes part in the network, animates it, or is responsible."""
    person = session.get_one(Person, person_id)
    return (
        network.animator_id == person_id
        or Role.CEE_RESPONSIBLE in person.roles
        or network.id in {one.id for one in networks_joined(session, person_id, [network.school_year])}
    )


def read(
    session: Session,
    now: datetime,
    person_id: int,
    network_id: int,
    page: int = 1,
    *,
    members_only: bool = False,
    notice: str = "",
) -> Card | None:
    """The plan deposited last; None when there is none, or while the network is nobody's business yet.

    It is in the catalogue for every teacher (DOMAIN.md §1.9); with `members_only`, as when the channel's
    button was pressed, anybody else gets a sentence instead.
    """
    network, version = session.get(Network, network_id), deposited_plan(session, network_id)
    if network is None:
        return None
    member = is_member(session, person_id, network)
    if members_only and not member:
        return cards.members_only(network_id)
    if version is None or (network.published_at is None and not member):
        return None
    plan = plan_of(session, network_id)
    assert plan is not None
    facts = ReadFacts(
        network_id=network_id,
        title=network.title,
        line=_line(session, now, plan, version),
        pages=pages(session, network_id, version),
        mine=network.animator_id == person_id,
        paper=member,
    )
    return cards.read_plan(facts, page, notice)


def pages(session: Session, network_id: int, version: PlanVersion) -> list[tuple[str, list[tuple[str, str]]]]:
    values = {name: str(value) for name, value in version.content.items()}
    found = [(say.POINTS, [(label, text or say.EMPTY_BLOCK) for label, text in cards.points(values)])]
    for column in columns(session, network_id):
        body: list[tuple[str, str]] = []
        for at, (name, label) in enumerate(column.blocks):
            body.append((label, values.get(name, "") or say.EMPTY_BLOCK))
            if at < len(column.breaks):
                body.append((column.breaks[at], ""))
        found.append((say.meeting_page(column.number), [(column.line, ""), *body]))
    return found


def _line(session: Session, now: datetime, plan: Plan, version: PlanVersion) -> str:
    day = version.deposited_at.astimezone(now.tzinfo).date()
    line = say.deposited_line(version.version, short_date(day))
    return f"{line} {say.MARKED_LATE}" if is_late(session, now, plan) else line


def is_late(session: Session, now: datetime, plan: Plan) -> bool:
    first = _first_day(session, plan.network_id)
    if first is None or plan.deposited_at is None:
        return False
    return deadlines.is_late(plan.deposited_at.astimezone(now.tzinfo).date(), first)


def deposited(session: Session, now: datetime, person_id: int, network_id: int) -> Card:
    """The answer to « Déposer »: the plan as it stands, and what happens next."""
    plan = plan_of(session, network_id)
    assert plan is not None
    late = plan.version == 1 and is_late(session, now, plan)
    notice = f"{say.deposited(plan.version)} {say.LATE if late else say.DEPOSITED_NEXT}"
    drawn = read(session, now, person_id, network_id, notice=notice)
    return drawn or menu_cards.sentence(notice)


def in_channel(session: Session, now: datetime, network_id: int) -> Card | None:
    network, version = session.get(Network, network_id), deposited_plan(session, network_id)
    if network is None or version is None or network.state == NetworkState.CANCELLED.value:
        return None
    day = short_date(version.deposited_at.astimezone(now.tzinfo).date())
    return cards.in_channel(network_id, network.title, version.version, day)


def late(session: Session, now: datetime, network_id: int) -> Card | None:
    """To a responsible, about the first deposit."""
    network, plan = session.get(Network, network_id), plan_of(session, network_id)
    first = _first_day(session, network_id)
    if network is None or plan is None or plan.deposited_at is None or first is None:
        return None
    day = short_date(plan.deposited_at.astimezone(now.tzinfo).date())
    until = short_date(deadlines.due_on(first))
    return cards.late(network.title, say.late_line(plain(network.animator.name), day, until))


def exists(session: Session, network_id: int) -> bool:
    """Whether a plan was deposited."""
    return deposited_plan(session, network_id) is not None
