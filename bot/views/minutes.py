"""The minutes of a meeting: for who writes them, for the members, and the line in the channel (R62)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from bot.rules import minutes as rules
from bot.rules.minutes import Content, Fault, Mistake
from bot.rules.names import alphabetical
from bot.views import agenda as agenda_view
from bot.views import plan as plan_view
from bot.views.attendees import attendance_lines
from cards import actions
from cards import menu as menu_cards
from cards import minutes as cards
from cards.desk import TaskButton
from cards.elements import Card
from cards.minutes import Draft, Ready, Row
from cards.phrases import menu as say_menu
from cards.phrases import minutes as say
from cards.phrases.dates import hour, short_date
from storage.agenda import deposited_agenda
from storage.enrollment import EnrollmentState, enrollments_of
from storage.minutes import (
    MinutesVersion,
    deposited_minutes,
    meetings_to_read,
    meetings_to_write,
    minutes_of,
    present_at,
)
from storage.network import Network
from storage.schedule import HELD, Meeting


def heads(session: Session, meeting_id: int) -> list[str]:
    """The points of the agenda that was deposited: alone, they are no summary."""
    version = deposited_agenda(session, meeting_id)
    return rules.heads(version.content) if version else []


def rows(content: Content, done: Sequence[int]) -> list[Row]:
    """Annexe 4's six rows in their order."""
    texts = content.texts
    listed = "\n".join(line(one) for one in content.follow_ups)
    carried = [say.carried_out(one.what) for one in content.follow_ups if one.key in done]
    drawn = []
    for number, name in enumerate(rules.ROWS, start=1):
        notes = listed or say.NO_FOLLOW_UP if name == "follow_up" else texts.get(name, "")
        achieved = [texts.get(f"{name}_done", ""), *(carried if name == "follow_up" else [])]
        drawn.append(Row(number, say.ROWS[name], notes, "\n".join(filter(None, achieved))))
    return drawn


def line(one: rules.FollowUp) -> str:
    return say.follow_up_line(one.what, one.who, short_date(one.when) if one.when else "")


def hour_of(at: time | None) -> str:
    return hour(datetime.combine(date.min, at)) if at else ""


def next_to_write(session: Session, now: datetime, person_id: int) -> int:
    """The last meeting that began and has no minutes, of those that this person writes about; else the last
    one; 0 for none.
    """
    found = _to_write(session, now, person_id)
    return awaited(session, now, person_id) or (found[0][0] if found else 0)


def awaited(session: Session, now: datetime, person_id: int) -> int:
    """The last meeting that began without minutes yet, of those that this person writes about; 0 for none."""
    return next((meeting for meeting, waits in _to_write(session, now, person_id) if waits), 0)


def _to_write(session: Session, now: datetime, person_id: int) -> list[tuple[int, bool]]:
    found = meetings_to_write(session, person_id, now.date())
    meetings = {meeting: session.get_one(Meeting, meeting) for meeting, _ in found}
    return [
        (meeting, waits)
        for meeting, waits in found
        if rules.has_begun(meetings[meeting].day, meetings[meeting].starts, now)
    ]


def next_to_read(session: Session, _now: datetime, person_id: int) -> int:
    """The last meeting whose minutes this person, a member, may read; 0 for none."""
    return next(iter(meetings_to_read(session, person_id)), 0)


def draft(session: Session, now: datetime, person_id: int, meeting_id: int) -> Draft:
    """The working copy of a meeting whose minutes were begun."""
    meeting, found = session.get_one(Meeting, meeting_id), minutes_of(session, meeting_id)
    assert found is not None
    network, version = session.get_one(Network, meeting.network_id), deposited_minutes(session, meeting_id)
    content = rules.read(found.draft)
    state = _version_line(now, version) if version else say.soft_due(short_date(rules.due_on(meeting.day)))
    return Draft(
        meeting_id=meeting_id,
        network_id=network.id,
        revision=found.revision,
        version=found.version,
        title=network.title,
        line=agenda_view.line_of(session, meeting),
        state=state,
        rows=rows(content, found.done),
        attendance=attendance_lines(session, meeting, now.date()),
        follow_ups=[(one.key, line(one)) for one in content.follow_ups],
        written=rules.is_written(content, heads(session, meeting_id)),
        animates=network.animator_id == person_id,
    )


def _version_line(now: datetime, version: MinutesVersion) -> str:
    return say.minutes_version(
        version.version, short_date(version.deposited_at.astimezone(now.tzinfo).date())
    )


def overview(
    session: Session,
    now: datetime,
    person_id: int,
    meeting_id: int,
    *,
    mistakes: Sequence[Mistake] = (),
    notice: str = "",
) -> Card:
    shown = draft(session, now, person_id, meeting_id)
    return cards.overview(shown, errors=sentences(mistakes), notice=notice)


def deposited(session: Session, now: datetime, person_id: int, meeting_id: int) -> Card:
    """The answer to « Déposer »: the minutes as they stand, and what happens next."""
    found = minutes_of(session, meeting_id)
    assert found is not None
    return overview(session, now, person_id, meeting_id, notice=say.minutes_deposited(found.version))


def form(
    session: Session,
    now: datetime,
    person_id: int,
    meeting_id: int,
    step: int,
    *,
    mistakes: Sequence[Mistake] = (),
    typed: Mapping[str, str] | None = None,
    conflict: bool = False,
) -> Card:
    """One step; `typed` takes the place of what is saved, and with `conflict` both are shown. What is no step
    shows the whole.
    """
    if step not in rules.STEPS:
        return overview(session, now, person_id, meeting_id, mistakes=mistakes)
    meeting, found = session.get_one(Meeting, meeting_id), minutes_of(session, meeting_id)
    saved = dict(rules.read(found.draft).texts) if found else {}
    values = {**saved, **(typed or {})}
    meanwhile = [
        (say.LABELS[name], saved.get(name, ""))
        for name in rules.STEPS[step]
        if conflict and values.get(name, "").strip() != saved.get(name, "")
    ]
    return cards.form(
        draft(session, now, person_id, meeting_id),
        step,
        values,
        _doers(session, meeting),
        errors=sentences(mistakes),
        notice=say.CONFLICT if conflict else "",
        meanwhile=meanwhile,
    )


def _doers(session: Session, meeting: Meeting) -> list[str]:
    """Who may have something to do before the next meeting: who animates, then the members of today."""
    network = session.get_one(Network, meeting.network_id)
    active = [one for one in enrollments_of(session, network.id) if one.state == EnrollmentState.ACTIVE.value]
    return [network.animator.name, *sorted((one.person.name for one in active), key=alphabetical)]


def sentences(mistakes: Sequence[Mistake]) -> list[str]:
    return [_sentence(one) for one in mistakes]


def _sentence(one: Mistake) -> str:
    match one.fault:
        case Fault.NO_SUMMARY:
            return say.NO_SUMMARY
        case Fault.TOO_LONG:
            return say.minutes_too_long(say.LABELS[one.field], one.count, one.limit)
        case Fault.TOO_MANY:
            return say.too_many_follow_ups(one.limit)
        case Fault.NO_WHAT:
            return say.NO_WHAT
        case Fault.BAD_DAY:
            return say.BAD_DAY


def may_read(session: Session, person_id: int, meeting: Meeting) -> bool:
    """Who takes part now, was there, animates, or is responsible (DOMAIN.md §1.9)."""
    network = session.get_one(Network, meeting.network_id)
    there = person_id in present_at(session, meeting.id)
    return there or plan_view.is_member(session, person_id, network)


def read(session: Session, now: datetime, person_id: int, meeting_id: int) -> Card:
    """The minutes deposited last, for who may read them; a sentence for anybody else."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return menu_cards.sentence(say_menu.STALE)
    if not may_read(session, person_id, meeting):
        return cards.members_only(meeting.network_id)
    return _ready(session, now, person_id, meeting) or menu_cards.sentence(say_menu.STALE)


def letter(session: Session, now: datetime, person_id: int, meeting_id: int) -> Card | None:
    """To a member in chat; None for who may not read it any more, and where no meeting took place."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or not may_read(session, person_id, meeting):
        return None
    return _ready(session, now, person_id, meeting)


def _ready(session: Session, now: datetime, person_id: int, meeting: Meeting) -> Card | None:
    found, version = minutes_of(session, meeting.id), deposited_minutes(session, meeting.id)
    if found is None or version is None or meeting.state not in HELD:
        return None
    network = session.get_one(Network, meeting.network_id)
    here = {"meeting": meeting.id}
    ways = [TaskButton(say.EDIT, actions.MINUTES, here), TaskButton(say.FOLLOW_UPS, actions.FOLLOW_UPS, here)]
    return cards.ready(
        Ready(
            meeting_id=meeting.id,
            title=network.title,
            line=agenda_view.line_of(session, meeting),
            deposited=_version_line(now, version),
            rows=rows(rules.read(version.content), found.done),
            ways=ways if network.animator_id == person_id else (),
        )
    )


def in_channel(session: Session, _now: datetime, meeting_id: int) -> Card | None:
    """None once the meeting turns out not to have taken place."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.state not in HELD or deposited_minutes(session, meeting_id) is None:
        return None
    network = session.get_one(Network, meeting.network_id)
    return cards.in_channel(meeting_id, network.title, short_date(meeting.day))
