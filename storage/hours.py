"""The meetings at which somebody was, as a member or to animate them."""

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session

from storage.attendance import AttendanceMark, Presence
from storage.base import rows
from storage.minutes import Minutes
from storage.network import Network
from storage.replacement import Replacement
from storage.schedule import HELD, Meeting, MeetingState


@dataclass(frozen=True, slots=True)
class Attended:
    """A meeting of `half_days`, at `there` of which the person was; with `partly` she or he came late or left
    early at one of them. `animated`: it was hers or his to animate.
    """

    title: str
    school_year: str
    day: date
    starts: time | None
    ends: time | None
    half_days: int
    there: int
    partly: bool = False
    animated: bool = False


_MEETING = (Network.title, Network.school_year, Meeting.day, Meeting.starts, Meeting.ends, Meeting.half_days)


def _as_member(person_id: int) -> Select[str, str, date, time | None, time | None, int, int, int]:
    partly = func.count().filter(AttendanceMark.presence == Presence.PARTLY.value)
    return (
        select(*_MEETING, func.count().label("there"), partly.label("partly"))
        .join(Meeting, Meeting.id == AttendanceMark.meeting_id)
        .join(Network, Network.id == Meeting.network_id)
        .where(
            AttendanceMark.person_id == person_id,
            AttendanceMark.presence != Presence.ABSENT.value,
            Meeting.state.in_(HELD),
        )
        .group_by(Meeting.id, *_MEETING)
    )


def _animated(person_id: int, today: date) -> Select[str, str, date, time | None, time | None, int]:
    """Somebody vouched for them: attendance was recorded, or minutes were deposited.

    Who animated on the day counts, whoever does today (B13); and who is marked was a member on that day.
    """
    later = (
        select(Replacement.old_id)
        .where(Replacement.network_id == Network.id, Replacement.day > Meeting.day)
        .order_by(Replacement.id)
        .limit(1)
        .correlate(Network, Meeting)
        .scalar_subquery()
    )
    marked = exists().where(AttendanceMark.meeting_id == Meeting.id, AttendanceMark.person_id == person_id)
    hers = (func.coalesce(later, Network.animator_id) == person_id) & ~marked
    held = or_(Meeting.state == MeetingState.HELD.value, Minutes.version > 0)
    return (
        select(*_MEETING)
        .join(Network, Network.id == Meeting.network_id)
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        .where(hers, Meeting.state.in_(HELD), Meeting.day <= today, held)
    )


def attended(session: Session, person_id: int, today: date) -> list[Attended]:
    """Of every year, the latest first."""
    found = [
        Attended(
            one.title,
            one.school_year,
            one.day,
            one.starts,
            one.ends,
            one.half_days,
            one.there,
            partly=one.partly > 0,
        )
        for one in rows(session, _as_member(person_id))
    ]
    found += [
        Attended(
            one.title,
            one.school_year,
            one.day,
            one.starts,
            one.ends,
            one.half_days,
            one.half_days,
            animated=True,
        )
        for one in rows(session, _animated(person_id, today))
    ]
    return sorted(found, key=lambda one: (one.day, one.title), reverse=True)
