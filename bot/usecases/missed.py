"""What could not be said of a meeting before it was over, because the bot was stopped: missed, and listed.

A notice that was held up and left in time is none of these; nor is one about a meeting that was called off,
or that nobody needed: who ticked the procedure, an agenda that was deposited (issue 5, point 5; B1).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules import releases as releases_rules
from bot.rules.deadlines import Document
from bot.rules.quiet_time import ONE_DAY
from bot.settings import Settings
from bot.usecases.absence import WANTED as RELEASE_WANTED
from bot.usecases.deadlines import WANTED, WEEK_BEFORE, missing
from storage import audit, missed, ticks
from storage.audit import AuditRow
from storage.deadlines import Coming, coming_meetings, delays_of
from storage.missed import Unsaid
from storage.network import places_of
from storage.people import Person, Role
from storage.release import ReleaseState, unticked

# What is older than a stop can be is nobody's news any more.
LOOK_BACK = timedelta(days=30)
TICK = "missed"
AGENDA_WANTED, PLAN_WANTED = WANTED[Document.AGENDA], WANTED[Document.PLAN]
SUBJECTS = ((WEEK_BEFORE, "agenda"), (AGENDA_WANTED, "agenda"), (RELEASE_WANTED, "meeting"))
# Asked of a network; missed, it stands with the meeting that was the first one.
OF_PLAN, MISSED_PLAN = (PLAN_WANTED, "plan"), (PLAN_WANTED, "meeting")


class Noted(StrEnum):
    NOTED = "noted"
    NOTHING = "nothing"  # somebody noted it before, or there is nothing of the kind
    NOT_ALLOWED = "not_allowed"


@dataclass(frozen=True, slots=True)
class _Notice:
    kind: str
    meeting: Coming
    person_id: int | None = None
    place_id: int | None = None

    @property
    def begins(self) -> str:
        """How the `once` keys of its own begin: a notice about an earlier date of the meeting is another."""
        return f"{self.kind}:{self.meeting.meeting_id}:{self.meeting.day}"


def plan(session: Session, now: datetime, _settings: Settings) -> None:
    """Once a day, write down what nobody was told about the meetings of the last days."""
    today = now.date()
    if not ticks.take(session, TICK, today.isoformat(), now):
        return
    over = coming_meetings(session, today - LOOK_BACK, today - ONE_DAY, taken=True)
    if not over:
        return
    said = missed.said(session, SUBJECTS, [one.meeting_id for one in over])
    known = {(":".join(one.once.split(":", 3)[:3]), one.person_id, one.place_id) for one in said}
    subjects = dict((*SUBJECTS, MISSED_PLAN))
    unsaid = [
        Unsaid(
            once=f"{one.begins}:missed:{one.person_id or one.place_id}",
            kind=one.kind,
            subject=(subjects[one.kind], one.meeting.meeting_id),
            person_id=one.person_id,
            place_id=one.place_id,
        )
        for one in _wanted(session, now, over)
        if (one.begins, one.person_id, one.place_id) not in known
    ]
    missed.miss(session, now, unsaid)


def _wanted(session: Session, now: datetime, over: Sequence[Coming]) -> Iterator[_Notice]:
    """Everything that these meetings ought to have caused."""
    by_id = {one.meeting_id: one for one in over}
    places = places_of(session, {one.network_id for one in over})
    ways = delays_of(session, list(by_id))
    asked_of = {one.subject_id for one in missed.said(session, [OF_PLAN], {one.network_id for one in over})}
    for one in over:
        for network_id, place_id in places:
            if network_id == one.network_id:
                yield _Notice(WEEK_BEFORE, one, place_id=place_id)
        for document in missing(one):
            way = ways.get((document.value, one.meeting_id))
            # The plan may have been asked for while another meeting was the first one.
            known = document is Document.PLAN and one.network_id in asked_of
            if not known and (way is None or not way.paper):
                yield _Notice(WANTED[document], one, person_id=one.animator_id)
    silent = [
        one for one in unticked(session, over[0].day, over[-1].day, held=True) if one.meeting_id in by_id
    ]
    said: dict[int, list[AuditRow]] = defaultdict(list)
    for row in audit.rows_of(session, "release", [one.release_id for one in silent]):
        said[row.subject_id or 0].append(row)
    for member in silent:
        since, closed = member.since.astimezone(now.tzinfo), closed_around(session, member.day)
        asked = releases_rules.ask_due(member.day, since, member.day, closed)
        if asked is not None and _said_nothing(said[member.release_id], asked, now):
            yield _Notice(RELEASE_WANTED, by_id[member.meeting_id], person_id=member.person_id)


def _said_nothing(said: Sequence[AuditRow], asked: date, now: datetime) -> bool:
    """Whether a member who says nothing now said nothing either on the day when she or he was to be asked:
    a tick that was taken back since had answered in time (R61).
    """
    since = (one for one in said if one.at.astimezone(now.tzinfo).date() > asked)
    first = next(since, None)
    return first is None or first.before == ReleaseState.PLANNED.value


def note(session: Session, now: datetime, actor_id: int, meeting_id: int) -> Noted:
    """« C’est noté »: a responsible knows; the row leaves every desk. Pressed twice, once."""
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return Noted.NOT_ALLOWED
    many = missed.note(session, meeting_id)
    if many == 0:
        return Noted.NOTHING
    audit.record(
        session,
        now,
        action="missed_noted",
        subject=("meeting", meeting_id),
        person_id=actor_id,
        after=str(many),
    )
    return Noted.NOTED
