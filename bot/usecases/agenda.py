"""Writing and depositing the agenda of a meeting (guide §5, §8.3; R33; Annexe 3; S21)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules import agenda as rules
from bot.rules import deadlines
from bot.rules import plan as plan_rules
from bot.rules.agenda import Mistake
from bot.rules.plan import Prefill
from bot.settings import Settings
from bot.usecases.follow_ups import open_points
from bot.usecases.plan import OVER, shares_of
from storage import audit, outbox, posts, seats
from storage.agenda import Agenda, AgendaVersion, agenda_of, agendas_to_come, deposited_agenda
from storage.enrollment import EnrollmentState, enrollments_of
from storage.network import Network
from storage.people import Role, people_with_role
from storage.plan import deposited_plan, plan_of
from storage.schedule import Meeting, MeetingState

DEPOSITED, LATE = "agenda_deposited", "agenda_late"


class Refused(StrEnum):
    NOT_ALLOWED = "not_allowed"
    NOT_PUBLISHED = "not_published"  # its dates may still change as a whole
    OVER = "over"  # the meeting is past, moved or cancelled, or the network is over


@dataclass(frozen=True, slots=True)
class Opened:
    meeting_id: int


@dataclass(frozen=True, slots=True)
class Saved:
    """`mistakes` of what was saved; the text is kept all the same."""

    meeting_id: int
    mistakes: Sequence[Mistake]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Another device saved something else meanwhile; what was typed here is not kept yet."""

    meeting_id: int


@dataclass(frozen=True, slots=True)
class Deposited:
    meeting_id: int
    version: int


@dataclass(frozen=True, slots=True)
class Words:
    """The guide's lines: for a plan that nobody wrote yet, and what an agenda's fixed points say."""

    plan: Prefill
    said: Sequence[str]


def _own(session: Session, now: datetime, actor_id: int, meeting_id: int) -> Meeting | Refused:
    """The meeting, its network held, while its animator may write its agenda."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return Refused.NOT_ALLOWED
    seats.hold_networks(session, [meeting.network_id])
    network = session.get_one(Network, meeting.network_id, populate_existing=True)
    session.refresh(meeting)
    if network.animator_id != actor_id:
        return Refused.NOT_ALLOWED
    if network.published_at is None:
        return Refused.NOT_PUBLISHED
    past = meeting.day < now.date() or meeting.state != MeetingState.PLANNED.value
    return Refused.OVER if past or network.state in OVER else meeting


def start(session: Session, now: datetime, actor_id: int, meeting_id: int, words: Words) -> Opened | Refused:
    """Open the draft; one that nobody has touched follows the plan as it stands today."""
    meeting = _own(session, now, actor_id, meeting_id)
    if isinstance(meeting, Refused):
        return meeting
    agenda = agenda_of(session, meeting_id)
    if agenda is None:
        content = _prefilled(session, meeting, words)
        session.add(Agenda(meeting_id=meeting_id, draft=content, saved_at=now))
        session.flush()
    elif agenda.version == 0 and not agenda.written:
        _change(agenda, now, _prefilled(session, meeting, words))
    return Opened(meeting_id)


def _prefilled(session: Session, meeting: Meeting, words: Words) -> dict[str, str]:
    """From the plan deposited last, else from its draft, else from the guide's lines; and from what the last
    minutes left to do.
    """
    deposited, drafted = deposited_plan(session, meeting.network_id), plan_of(session, meeting.network_id)
    shares = shares_of(session, meeting.network_id)
    content = deposited.content if deposited else drafted.draft if drafted else None
    if content is None:
        content = plan_rules.first_content("", "", shares, words.plan)
    names = [
        plan_rules.block(meeting.number, at) for at in range(1, plan_rules.BLOCKS[meeting.half_days] + 1)
    ]
    net = rules.net_minutes(meeting.starts, meeting.ends, meeting.half_days)
    blocks = [str(content.get(name, "")) for name in names]
    return rules.first_content(blocks, words.said, net, meeting.half_days, open_points(session, meeting))


def save(
    session: Session,
    now: datetime,
    actor_id: int,
    settings: Settings,
    meeting_id: int,
    *,
    revision: int,
    step: int,
    values: Mapping[str, str],
) -> Saved | Conflict | Refused:
    """Keep what was typed in one step, right or wrong."""
    agenda = _writable(session, now, actor_id, meeting_id)
    if isinstance(agenda, Refused):
        return agenda
    content = rules.merged(_content(agenda), step, values)
    if content != agenda.draft:
        if revision != agenda.revision:
            return Conflict(meeting_id)
        _change(agenda, now, content)
        agenda.written = True
    return Saved(meeting_id, rules.mistakes(content, settings.TEXT_LIMIT, step))


def _change(agenda: Agenda, now: datetime, content: dict[str, str]) -> None:
    """A card that was drawn before deposits nothing any more: it showed something else."""
    if content != agenda.draft:
        agenda.draft, agenda.saved_at = content, now
        agenda.revision += 1


def _writable(session: Session, now: datetime, actor_id: int, meeting_id: int) -> Agenda | Refused:
    meeting = _own(session, now, actor_id, meeting_id)
    if isinstance(meeting, Refused):
        return meeting
    return agenda_of(session, meeting_id) or Refused.NOT_ALLOWED


def _content(agenda: Agenda) -> dict[str, str]:
    return {str(name): str(value) for name, value in agenda.draft.items()}


def deposit(
    session: Session, now: datetime, actor_id: int, settings: Settings, meeting_id: int, *, revision: int
) -> Deposited | Saved | Conflict | Refused:
    """Deposit the points as the next version; Saved with mistakes deposits nothing. Twice the same is one.

    Late is accepted, marked, and told to the responsibles (R33).
    """
    agenda = _writable(session, now, actor_id, meeting_id)
    if isinstance(agenda, Refused):
        return agenda
    if revision != agenda.revision:
        return Conflict(meeting_id)
    content = _content(agenda)
    wrong = rules.mistakes(content, settings.TEXT_LIMIT)
    if wrong:
        return Saved(meeting_id, wrong)
    return _deposited(session, now, actor_id, agenda, content)


def deposit_link(
    session: Session, now: datetime, actor_id: int, meeting_id: int, address: str
) -> Deposited | Saved | Refused:
    """Deposit a link to the animator's own document instead; the points written here are kept."""
    agenda = _writable(session, now, actor_id, meeting_id)
    if isinstance(agenda, Refused):
        return agenda
    wrong = rules.link_mistake(address)
    if wrong is not None:
        return Saved(meeting_id, [wrong])
    return _deposited(session, now, actor_id, agenda, {"link": address})


def _deposited(
    session: Session, now: datetime, actor_id: int, agenda: Agenda, content: dict[str, str]
) -> Deposited:
    last = deposited_agenda(session, agenda.meeting_id)
    if last is not None and last.content == content:
        return Deposited(agenda.meeting_id, agenda.version)
    meeting = session.get_one(Meeting, agenda.meeting_id)
    first = agenda.version == 0
    agenda.version += 1
    agenda.deposited_at = agenda.deposited_at or now
    session.flush()
    session.add(AgendaVersion(agenda_id=agenda.id, version=agenda.version, content=content, deposited_at=now))
    session.flush()
    audit.about_network(
        session, now, meeting.network_id, "agenda_deposited", person_id=actor_id, after=str(meeting.number)
    )
    for one in enrollments_of(session, meeting.network_id):
        if one.state == EnrollmentState.ACTIVE.value:
            _tell(session, now, meeting.id, one.person_id)
    if first and deadlines.is_late(now.date(), meeting.day):
        _tell_late(session, now, meeting.id)
    posts.changed(session, ("agenda", meeting.id), now)
    return Deposited(agenda.meeting_id, agenda.version)


def _tell(session: Session, now: datetime, meeting_id: int, person_id: int) -> None:
    """To one member, once: a later version redraws what was sent."""
    outbox.add(
        session,
        once=f"{DEPOSITED}:{meeting_id}:{person_id}",
        kind=DEPOSITED,
        subject=("agenda", meeting_id),
        person_id=person_id,
        not_before=now,
    )


def _tell_late(session: Session, now: datetime, meeting_id: int) -> None:
    for person in people_with_role(session, Role.CEE_RESPONSIBLE):
        outbox.add(
            session,
            once=f"{LATE}:{meeting_id}:{person.id}",
            kind=LATE,
            subject=("agenda", meeting_id),
            person_id=person.id,
            not_before=now,
        )


def for_newcomer(session: Session, now: datetime, network_id: int, person_id: int) -> None:
    """Somebody has just got a seat: what the others have already been sent of the meetings to come (R33)."""
    for meeting_id in agendas_to_come(session, network_id, now.date()):
        _tell(session, now, meeting_id, person_id)
