"""The bilan that is owed, as people see it now: reminders, the desk, a delay (R37; S30)."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import partial

from sqlalchemy.orm import Session

from bot.due_days import bilan_due, year_due
from bot.rules import bilan as rules
from cards import actions
from cards import bilan_due as cards
from cards.bilan_due import DelayForm, LateBilan
from cards.desk import DeskTask, Pending, TaskButton
from cards.elements import Card, plain
from cards.phrases import bilan as say_bilan
from cards.phrases import bilan_due as say
from cards.phrases import deadlines as say_deadlines
from cards.phrases import menu as say_menu
from cards.phrases.dates import short_date
from cards.reminders import Reminder
from storage.bilan_due import BilanDelay, Owed, owed_bilans
from storage.network import Network
from storage.outbox import OutboxState, rows_about
from storage.people import Person

ASKED = "bilan_wanted"


def _owed(session: Session, now: datetime, network_id: int) -> Owed | None:
    found = owed_bilans(session, now.date() - rules.KEPT, now.date(), network_id=network_id)
    return found[0] if found else None


def _due(session: Session, one: Owed) -> date:
    return bilan_due(one, year_due(session, one.school_year))


def wanted(session: Session, now: datetime, person_id: int, network_id: int) -> Reminder | None:
    """To the animator (text 14); None once it was deposited, or came on paper, or is somebody else's."""
    one = _owed(session, now, network_id)
    if one is None or one.animator_id != person_id:
        return None
    due, today, title = _due(session, one), now.date(), plain(one.title)
    first_name = session.get_one(Person, person_id).first_name
    if today == due:
        told = say.bilan_today(title)
    elif today > due:
        told = say.bilan_past(title, short_date(due))
    elif due - today > timedelta(days=max(rules.RECALLS)):
        told = say.bilan_asked(plain(first_name), title, short_date(due))
    else:
        told = say.bilan_recalled(title, short_date(due))
    second = session.get_one(Network, network_id).year_index >= rules.LAST_YEAR
    here = {"network": network_id}
    return Reminder(
        title=say.WANTED_TITLE,
        text=[told, say.READY, *([] if second else [say.SECOND_YEAR])],
        buttons=[
            TaskButton(say.OPEN, actions.BILAN, here),
            TaskButton(say_bilan.ASK_COMMENTS, actions.BILAN_INVITE, here),
            TaskButton(say_bilan.GIVE_WORK, actions.BILAN, {**here, "step": 3}),
            TaskButton(say_bilan.CHOOSE_DAY, actions.BILAN_DAY, here),
            TaskButton(say_menu.HELP, actions.HELP, {"about": "bilan", **here}),
        ],
    )


def tasks(session: Session, now: datetime, _viewer_id: int) -> list[Pending]:
    """Every bilan that is late, from the day after its due day (or after a delay)."""
    today = now.date()
    found = owed_bilans(session, today - rules.KEPT, today - timedelta(days=1))
    dues = {year: year_due(session, year) for year in {one.school_year for one in found}}
    listed = []
    for one in found:
        due = bilan_due(one, dues[one.school_year])
        if today > due:
            since = datetime.combine(due + timedelta(days=1), time.min, tzinfo=now.tzinfo)
            draw = partial(_task, session, one, due, since)
            listed.append(Pending("bilan_late", one.network_id, since, draw, one.network_id))
    return listed


def _task(session: Session, one: Owed, due: date, since: datetime) -> DeskTask:
    return cards.task(_late(session, one, due), since)


def _late(session: Session, one: Owed, due: date) -> LateBilan:
    animator = session.get_one(Person, one.animator_id)
    line = say.late_bilan_line(plain(animator.name), short_date(due), short_date(one.last_day))
    return LateBilan(one.network_id, one.title, line)


def late(
    session: Session,
    now: datetime,
    network_id: int,
    typed: DelayForm | None = None,
    errors: Sequence[str] = (),
) -> Card | None:
    """The ways out of one; None when nothing is late."""
    one = _owed(session, now, network_id)
    if one is None or now.date() <= _due(session, one):
        return None
    animator, due = session.get_one(Person, one.animator_id), _due(session, one)
    name = animator.first_name or animator.name
    return cards.late(
        _late(session, one, due),
        reminded=say_deadlines.reminded(", ".join(_reminded(session, now, network_id))),
        animator=name,
        mail=(animator.email or "", say.bilan_mail_body(name, one.title, short_date(due))),
        delays=now.date() <= rules.outer_limit(one.school_year),
        typed=typed,
        errors=errors,
    )


def _reminded(session: Session, now: datetime, network_id: int) -> list[str]:
    """The days on which the animator was reminded."""
    return [
        short_date(row.done_at.astimezone(now.tzinfo).date())
        for row in rows_about(session, ("bilan", network_id))
        if row.kind == ASKED and row.state == OutboxState.SENT.value and row.done_at is not None
    ]


def granted(session: Session, now: datetime, delay_id: int) -> Card | None:
    """To the animator; None once the bilan is there."""
    delay = session.get(BilanDelay, delay_id)
    one = _owed(session, now, delay.network_id) if delay else None
    if delay is None or one is None or delay.until is None:
        return None
    return cards.granted(one.network_id, one.title, short_date(delay.until), delay.reason)
