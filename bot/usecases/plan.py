"""Writing and depositing the plan of a network (guide §8.2, §8.3; R32, R52–R56; Annexe 2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules import deadlines
from bot.rules import plan as rules
from bot.rules.plan import Mistake, Prefill
from bot.settings import Settings
from bot.usecases import folio
from storage import audit, outbox, posts, seats
from storage.network import Network, NetworkState
from storage.people import Role, people_with_role
from storage.plan import Plan, PlanVersion, deposited_plan, plan_of, versions_of
from storage.proposal import Proposal, version_of
from storage.schedule import HELD, Meeting, meetings_of

IN_CHANNEL, LATE = "plan_deposited", "plan_late"
OVER = frozenset({NetworkState.CANCELLED.value, NetworkState.ARCHIVED.value})


class Refused(StrEnum):
    NOT_ALLOWED = "not_allowed"
    NO_DATES = "no_dates"  # the blocks are those of the meetings: the dates come first
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Opened:
    """A plan to write in, at the step last saved."""

    network_id: int
    step: int


@dataclass(frozen=True, slots=True)
class Saved:
    """`mistakes` of what was saved; the text is kept all the same."""

    network_id: int
    mistakes: Sequence[Mistake]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Another device saved something else meanwhile; what was typed here is not kept yet."""

    network_id: int


@dataclass(frozen=True, slots=True)
class Deposited:
    """`version` counts the deposits; the first one decides whether the plan is late."""

    network_id: int
    version: int


def shares_of(session: Session, network_id: int) -> list[tuple[int, int]]:
    """(number, half-days) of the meetings that take place, in the order of their days."""
    return [(one.number, one.half_days) for one in _meetings(session, network_id)]


def _meetings(session: Session, network_id: int) -> list[Meeting]:
    found = [one for one in meetings_of(session, network_id) if one.state in HELD]
    return sorted(found, key=lambda one: one.day)


def _own(session: Session, actor_id: int, network_id: int) -> Network | Refused:
    """The network, held, while its animator may write its plan."""
    seats.hold_networks(session, [network_id])
    network = session.get(Network, network_id, populate_existing=True)
    if network is None or network.animator_id != actor_id:
        return Refused.NOT_ALLOWED
    if network.state in OVER:
        return Refused.OVER
    return network if _meetings(session, network_id) else Refused.NO_DATES


def start(session: Session, now: datetime, actor_id: int, network_id: int, said: Prefill) -> Opened | Refused:
    """Open the draft begun before, or a first one filled with what is known; `said` are the guide's lines."""
    network = _own(session, actor_id, network_id)
    if isinstance(network, Refused):
        return network
    plan = plan_of(session, network_id)
    if plan is None:
        proposal = session.get(Proposal, network.proposal_id) if network.proposal_id else None
        sent = version_of(session, proposal.id, proposal.version) if proposal else None
        objectives = str(sent.content.get("objectives", "")) if sent else ""
        shares = shares_of(session, network_id)
        content = rules.first_content(objectives, network.summary, shares, said)
        plan = Plan(network_id=network_id, draft=content, saved_at=now)
        session.add(plan)
        session.flush()
    return Opened(network_id, plan.step)


def save(
    session: Session,
    now: datetime,
    actor_id: int,
    settings: Settings,
    network_id: int,
    *,
    revision: int,
    step: int,
    next_step: int,
    values: Mapping[str, str],
) -> Saved | Conflict | Refused:
    """Keep what was typed in one step, right or wrong, and remember where to go on."""
    found = _writable(session, actor_id, network_id)
    if isinstance(found, Refused):
        return found
    shares = shares_of(session, network_id)
    content = rules.merged(_content(found), step, shares, values)
    if content != found.draft and revision != found.revision:
        return Conflict(network_id)
    wrong = rules.mistakes(content, shares, settings.TEXT_LIMIT, step)
    _keep(found, now, content, step if wrong and next_step > step else next_step)
    return Saved(network_id, wrong)


def add_lines(
    session: Session, now: datetime, actor_id: int, network_id: int, field: str, lines: Sequence[str]
) -> Saved | Refused:
    """Add lines of the guide's example to a block; a block that no meeting has takes none."""
    found = _writable(session, actor_id, network_id)
    if isinstance(found, Refused):
        return found
    shares = shares_of(session, network_id)
    known = {name for step in range(2, rules.last_step(shares)) for name in rules.fields_of(step, shares)}
    if field in known and lines:
        _keep(found, now, rules.with_lines(_content(found), field, lines), found.step)
    return Saved(network_id, ())


def _writable(session: Session, actor_id: int, network_id: int) -> Plan | Refused:
    network = _own(session, actor_id, network_id)
    if isinstance(network, Refused):
        return network
    return plan_of(session, network_id) or Refused.NOT_ALLOWED


def _content(plan: Plan) -> dict[str, str]:
    return {str(name): str(value) for name, value in plan.draft.items()}


def _keep(plan: Plan, now: datetime, content: Mapping[str, str], step: int) -> None:
    plan.step = step
    if content != plan.draft:
        plan.draft, plan.saved_at = dict(content), now
        plan.revision += 1


def deposit(
    session: Session, now: datetime, actor_id: int, settings: Settings, network_id: int, *, revision: int
) -> Deposited | Saved | Conflict | Refused:
    """Deposit what is written as the next version; Saved with mistakes deposits nothing.

    The same text deposited twice is one version. The first deposit decides whether the plan is late: late is
    accepted, marked, and told to the responsibles (R32).
    """
    plan = _writable(session, actor_id, network_id)
    if isinstance(plan, Refused):
        return plan
    if revision != plan.revision:
        return Conflict(network_id)
    shares, content = shares_of(session, network_id), _content(plan)
    wrong = rules.mistakes(content, shares, settings.TEXT_LIMIT)
    if wrong:
        return Saved(network_id, wrong)
    last = deposited_plan(session, network_id)
    if last is None or last.content != content:
        _write(session, now, actor_id, plan, content)
    return Deposited(network_id, plan.version)


def _write(session: Session, now: datetime, actor_id: int, plan: Plan, content: dict[str, str]) -> None:
    first = plan.version == 0
    plan.version += 1
    plan.deposited_at = plan.deposited_at or now
    plan.step = 1
    session.flush()
    session.add(PlanVersion(plan_id=plan.id, version=plan.version, content=content, deposited_at=now))
    session.flush()
    audit.about_network(
        session, now, plan.network_id, "plan_deposited", person_id=actor_id, after=str(plan.version)
    )
    folio.open_task(session, now, plan.network_id)
    announce(session, now, plan.network_id)
    if first and is_late(session, plan, now):
        _tell_late(session, now, plan)
    posts.changed(session, ("plan", plan.network_id), now)
    if first:
        # What was sent of the meetings leads to the plan from now on.
        for one in _meetings(session, plan.network_id):
            posts.changed(session, ("agenda", one.id), now)


def follow_numbers(session: Session, now: datetime, network_id: int, numbers: Mapping[int, int]) -> None:
    """The meetings of a network bear other numbers, {before: after}: in the draft and in every version each
    keeps what was written of it; a form that was drawn before saves nothing.
    """
    plan = plan_of(session, network_id)
    if plan is None or all(was == after for was, after in numbers.items()):
        return
    plan.draft = rules.renumbered(_content(plan), numbers)
    plan.revision += 1
    for version in versions_of(session, plan.id):
        version.content = rules.renumbered(version.content, numbers)
    session.flush()
    posts.changed(session, ("plan", network_id), now)


def is_late(session: Session, plan: Plan, now: datetime) -> bool:
    """Whether the first deposit came after the due day of the first meeting (S21); `now` gives the zone."""
    meetings = _meetings(session, plan.network_id)
    if plan.deposited_at is None or not meetings:
        return False
    return deadlines.is_late(plan.deposited_at.astimezone(now.tzinfo).date(), meetings[0].day)


def announce(session: Session, now: datetime, network_id: int) -> None:
    """A line in the network's channel, once a place, when the plan is deposited."""
    network, plan = session.get_one(Network, network_id), plan_of(session, network_id)
    if plan is None or plan.version == 0 or network.channel is None:
        return
    for place in network.channel.places:
        outbox.add(
            session,
            once=f"{IN_CHANNEL}:{place.id}",
            kind=IN_CHANNEL,
            subject=("plan", network_id),
            place_id=place.id,
            not_before=now,
        )


def _tell_late(session: Session, now: datetime, plan: Plan) -> None:
    for person in people_with_role(session, Role.CEE_RESPONSIBLE):
        outbox.add(
            session,
            once=f"{LATE}:{plan.id}:{person.id}",
            kind=LATE,
            subject=("plan", plan.network_id),
            person_id=person.id,
            not_before=now,
        )
