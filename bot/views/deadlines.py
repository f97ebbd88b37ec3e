"""The seven days as people see them now: reminders, the post in the channel, the desk (R32, R33)."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import partial

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules import deadlines as rules
from bot.rules.deadlines import Document
from bot.views import cancellation
from bot.views import plan as plan_view
from bot.views.network_dates import planned, spoken
from cards import actions
from cards import deadlines as cards
from cards.deadlines import DelayForm, Late, Week
from cards.desk import DeskTask, Pending, TaskButton
from cards.elements import Card, plain
from cards.phrases import deadlines as say
from cards.phrases import menu as say_menu
from cards.phrases.dates import long_date, short_date
from cards.reminders import Reminder
from storage.agenda import deposited_agenda
from storage.deadlines import Coming, Delay, coming_meetings, delays_of
from storage.enrollment import EnrollmentState, enrollments_of
from storage.moves import last_cancellation
from storage.network import Network
from storage.outbox import OutboxState, rows_about
from storage.people import Person
from storage.posts import posts_about
from storage.schedule import Meeting, MeetingState

# What a proposal says first of the material, and what others write of none.
NOTHING = frozenset({"", "aucun", "rien", "sans objet"})


def _coming(session: Session, now: datetime, meeting_id: int) -> Coming | None:
    found = coming_meetings(session, now.date(), now.date() + rules.HORIZON, meeting_id=meeting_id)
    return found[0] if found else None


def _is_missing(one: Coming, document: Document) -> bool:
    if document is Document.PLAN:
        return one.is_first and one.plan_version == 0
    return one.agenda_version == 0


def _way(session: Session, document: Document, meeting_id: int) -> Delay | None:
    return delays_of(session, [meeting_id]).get((document.value, meeting_id))


def plan_wanted(session: Session, now: datetime, person_id: int, network_id: int) -> Reminder | None:
    """To who animates; None once the plan was deposited, or came on paper."""
    last = now.date() + rules.HORIZON
    one = next(iter(coming_meetings(session, now.date(), last, network_id=network_id)), None)
    text = _wanted(session, now, one, Document.PLAN) if one else None
    if one is None or text is None or one.animator_id != person_id:
        return None
    return Reminder(
        title=say.PLAN_TITLE,
        text=[text, say.PLAN_READY],
        buttons=[
            TaskButton(say.OPEN_DRAFT, actions.PLAN, {"network": network_id}),
            TaskButton(say_menu.HELP, actions.HELP, {"about": "plan", "network": network_id}),
        ],
    )


def agenda_wanted(session: Session, now: datetime, person_id: int, meeting_id: int) -> Reminder | None:
    """None once the agenda was deposited, or came on paper, or the meeting does not take place."""
    one = _coming(session, now, meeting_id)
    text = _wanted(session, now, one, Document.AGENDA) if one else None
    if one is None or text is None or one.animator_id != person_id:
        return None
    here = {"meeting": meeting_id}
    return Reminder(
        title=say.agenda_title(long_date(one.day)),
        text=[text, say.AGENDA_READY],
        buttons=[
            TaskButton(say.OPEN_DRAFT, actions.AGENDA, here),
            TaskButton(say.OWN_DOCUMENT, actions.AGENDA_LINK, here),
            TaskButton(say_menu.HELP, actions.HELP, {"about": "agenda", "meeting": meeting_id}),
        ],
    )


def _wanted(session: Session, now: datetime, one: Coming, document: Document) -> str | None:
    """By when, as things stand today; None where nothing is due any more."""
    way = _way(session, document, one.meeting_id)
    if not _is_missing(one, document) or (way is not None and way.paper):
        return None
    title, due, today = plain(one.title), rules.due_on(one.day), now.date()
    if way is not None and way.until is not None and today <= way.until:
        return say.more_time(title, short_date(way.until))
    if today == due:
        return say.today(title)
    if today > due:
        return say.overdue(title, short_date(due))
    target = rules.target_on(one.day, closed_around(session, due))
    return say.aim(title, short_date(target), short_date(due))


def week_before(session: Session, now: datetime, meeting_id: int) -> Card | None:
    """The post in the channel; None once the meeting began, or where it does not take place. What stands
    there already says that it was moved, however far, or called off.
    """
    meeting = session.get_one(Meeting, meeting_id)
    stands = any(each.kind == "week_before" for each in posts_about(session, ("agenda", meeting_id)))
    called_off = last_cancellation(session, meeting_id)
    if stands and called_off is not None and meeting.state == MeetingState.CANCELLED.value:
        return cancellation.in_channel(session, now, 0, called_off.id)
    found = coming_meetings(session, now.date(), max(meeting.day, now.date()), meeting_id=meeting_id)
    one = found[0] if found else None
    # One that was held up since the meeting was moved away: its time comes again.
    closed = closed_around(session, meeting.day)
    if one is None or (not stands and now.date() < rules.target_on(one.day, closed)):
        return None
    if now >= datetime.combine(one.day, one.starts or time.max, tzinfo=now.tzinfo):
        return None
    network = session.get_one(Network, one.network_id)
    line = spoken(session, [each for each in planned(session, network.id) if each.id == meeting_id])[0]
    early = now.date() != rules.due_on(one.day)
    return cards.week_before(
        Week(
            network_id=network.id,
            meeting_id=meeting_id,
            title=network.title,
            first=say.meeting_on(line) if early else say.in_seven_days(line),
            material="" if network.material.strip(" .").casefold() in NOTHING else network.material,
            agenda=deposited_agenda(session, meeting_id) is not None,
            plan=plan_view.exists(session, network.id),
        )
    )


def tasks(session: Session, now: datetime, _viewer_id: int) -> list[Pending]:
    """Every document that is late, from the day after its due day (or after a delay), until the meeting."""
    today = now.date()
    found = coming_meetings(session, today, today + rules.NOTICE)
    delays = delays_of(session, [one.meeting_id for one in found]) if found else {}
    listed = []
    for one in found:
        for document in Document:
            way = delays.get((document.value, one.meeting_id))
            until = way.until if way else None
            settled = way is not None and way.paper
            if settled or not _is_missing(one, document) or not rules.is_escalated(one.day, today, until):
                continue
            last = max(rules.due_on(one.day), until or date.min)
            since = datetime.combine(last + timedelta(days=1), time.min, tzinfo=now.tzinfo)
            kind = f"{document.lower()}_late"
            draw = partial(_task, session, one, document, since)
            listed.append(Pending(kind, one.meeting_id, since, draw, one.network_id))
    return listed


def _task(session: Session, one: Coming, document: Document, since: datetime) -> DeskTask:
    return cards.task(_late(session, one, document), since)


def _late(session: Session, one: Coming, document: Document) -> Late:
    network = session.get_one(Network, one.network_id)
    line = spoken(session, [each for each in planned(session, network.id) if each.id == one.meeting_id])[0]
    members = [
        each for each in enrollments_of(session, network.id) if each.state == EnrollmentState.ACTIVE.value
    ]
    due = short_date(rules.due_on(one.day))
    said = say.task_line(plain(network.animator.name), due, plain(say.meeting_on(line)), len(members))
    return Late(document.value, one.meeting_id, one.title, said)


def late(
    session: Session,
    now: datetime,
    document: str,
    meeting_id: int,
    typed: DelayForm | None = None,
    errors: Sequence[str] = (),
) -> Card | None:
    """The ways out of one; None when there is nothing of the kind."""
    one = _coming(session, now, meeting_id)
    if one is None or document not in set(Document):
        return None
    wanted = Document(document)
    animator = session.get_one(Person, one.animator_id)
    return cards.late(
        _late(session, one, wanted),
        reminded=say.reminded(", ".join(_reminded(session, now, one, wanted))),
        animator=animator.first_name or animator.name,
        address=animator.email or "",
        typed=typed,
        errors=errors,
    )


def _reminded(session: Session, now: datetime, one: Coming, document: Document) -> list[str]:
    """The days on which the animator was reminded."""
    plan = document is Document.PLAN
    subject = ("plan", one.network_id) if plan else ("agenda", one.meeting_id)
    kind = "plan_wanted" if plan else "agenda_wanted"
    return [
        short_date(row.done_at.astimezone(now.tzinfo).date())
        for row in rows_about(session, subject)
        if row.kind == kind and row.state == OutboxState.SENT.value and row.done_at is not None
    ]


def granted(session: Session, now: datetime, delay_id: int) -> Card | None:
    """To the animator; None once the document is there, or the meeting is past."""
    delay = session.get(Delay, delay_id)
    one = _coming(session, now, delay.meeting_id) if delay else None
    if delay is None or one is None or delay.until is None:
        return None
    document = Document(delay.document)
    if not _is_missing(one, document):
        return None
    subject = {"network": one.network_id} if document is Document.PLAN else {"meeting": one.meeting_id}
    return cards.granted(delay.document, subject, one.title, short_date(delay.until), delay.reason)
