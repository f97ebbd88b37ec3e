"""Every kind of message that the outbox holds, drawn as things stand when it leaves."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.views import (
    absence,
    acting,
    agenda,
    approval,
    attendance,
    bilan,
    bilan_comments,
    bilan_due,
    cancellation,
    cee_meeting,
    changes_due,
    continuation,
    deadlines,
    deputy,
    desk,
    folio,
    invitation,
    letters,
    mailing,
    menu,
    minimum,
    minutes,
    minutes_due,
    moves,
    network,
    people,
    plan,
    privacy,
    questions,
    rating,
    replacement,
    revision,
    schedule,
    untaken,
    waiting,
    year_dates,
)
from cards import reminders as cards
from cards.elements import Card
from cards.reminders import Reminder

Drawer = Callable[[Session, datetime, int, int], Card | None]

DRAWERS: Mapping[str, Drawer] = {
    "access_answered": people.access_answered,
    "question_asked": questions.asked,
    "question_answered": questions.answered,
    "question_closed": questions.closed,
    "deputy_named": deputy.named,
    "deputy_ended": deputy.ended,
    "welcome": lambda session, now, person, _: menu.welcome(session, now, person),
    "approval_request": approval.request,
    "approvals_of_day": approval.of_day,
    "letter": lambda session, now, _, subject: letters.letter(session, now, subject),
    "closing_letter": lambda session, now, _, subject: letters.closing_letter(session, now, subject),
    "changes_extended": lambda session, now, _, subject: changes_due.extended(session, now, subject),
    "channel_welcome": lambda session, now, _, subject: network.welcome(session, now, subject),
    "schedule_sent": lambda session, now, _, subject: schedule.confirm(session, now, subject),
    "schedule_change": lambda session, now, _, subject: schedule.changed(session, now, subject),
    "dates_published": lambda session, now, _, subject: folio.published(session, now, subject),
    "channel_open": lambda session, now, _, subject: folio.in_channel(session, now, subject),
    "enrolled_for": lambda session, now, _, subject: acting.enrolled_for(session, now, subject),
    "withdrawn_for": lambda session, now, _, subject: acting.withdrawn_for(session, now, subject),
    "school_corrected": lambda session, now, _, subject: acting.school_corrected(session, now, subject),
    "seat_given": lambda session, now, _, subject: waiting.seat_given(session, now, subject),
    "seat_offered": lambda session, now, _, subject: waiting.seat_offered(session, now, subject),
    "offer_over": lambda session, now, _, subject: waiting.offer_over(session, now, subject),
    "seat_refused": lambda session, now, _, subject: waiting.seat_refused(session, now, subject),
    "network_cancelled": waiting.cancelled,
    "revision_asked": lambda session, now, _, subject: revision.asked(session, now, subject),
    "revised": lambda session, now, _, subject: revision.revised(session, now, subject),
    "privacy_asked": privacy.asked,
    "privacy_extended": privacy.extended,
    "privacy_answered": privacy.answered,
    "plan_deposited": lambda session, now, _, subject: plan.in_channel(session, now, subject),
    "plan_late": lambda session, now, _, subject: plan.late(session, now, subject),
    "agenda_deposited": agenda.letter,
    "agenda_late": lambda session, now, _, subject: agenda.late(session, now, subject),
    "minutes_deposited": minutes.letter,
    "minutes_in_channel": lambda session, now, _, subject: minutes.in_channel(session, now, subject),
    "minutes_writer": minutes_due.writer_asked,
    "bilan_deposited": bilan.ready,
    "work_in_channel": lambda session, now, _, subject: bilan.in_channel(session, now, subject),
    "bilan_comment": bilan_comments.asked,
    "bilan_commented": bilan_comments.news,
    "bilan_delay": lambda session, now, _, subject: bilan_due.granted(session, now, subject),
    "cee_proposed": cee_meeting.news,
    "cee_agreed": cee_meeting.news,
    "week_before": lambda session, now, _, subject: deadlines.week_before(session, now, subject),
    "delay_granted": lambda session, now, _, subject: deadlines.granted(session, now, subject),
    "attendance_in_channel": lambda session, now, _, subject: attendance.in_channel(session, now, subject),
    "attendance_open": attendance.called,
    "attendance_keeper": attendance.keeper_asked,
    "absence_said": lambda session, now, _, subject: absence.said(session, now, subject),
    "absence_taken_back": lambda session, now, _, subject: absence.taken_back(session, now, subject),
    "move_asked": lambda session, now, _, subject: moves.asked(session, now, subject),
    "move_declined": lambda session, now, _, subject: moves.declined(session, now, subject),
    "meeting_moved": moves.moved,
    "meeting_moved_office": moves.moved,
    "meeting_moved_in_channel": moves.moved_in_channel,
    "meeting_cancelled": cancellation.told,
    "meeting_cancelled_office": cancellation.told,
    "meeting_cancelled_in_channel": cancellation.in_channel,
    "continuation_request": continuation.request,
    "continuation_wish": continuation.wish,
    "continuation_letter": lambda session, now, _, subject: continuation.letter(session, now, subject),
    "invitation": lambda session, now, _, subject: invitation.invited(session, now, subject),
    "invitation_no_place": invitation.no_place,
    "invitation_over": lambda session, now, _, subject: invitation.over(session, now, subject),
    "invitation_dates": lambda session, now, _, subject: invitation.dates(session, now, subject),
    "animator_replaced": replacement.told,
    "mailing": mailing.received,
    "channel_failed": lambda session, now, _, subject: network.channel_task(session, now, subject),
}

Reminding = Callable[[Session, datetime, int, int], Reminder | None]
"""What a notice of the clock says to a person about a subject; None when it does not hold any more."""

REMINDERS: Mapping[str, Reminding] = {
    "deputy_starts": deputy.starts,
    "deputy_over": deputy.over,
    "rating_recall": rating.recall,
    "desk_morning": desk.morning,
    "changes_due_soon": changes_due.soon,
    "changes_due_today": changes_due.last_day,
    "window_opens": year_dates.window_opens,
    "window_closes": year_dates.window_closes,
    "draft_waits": year_dates.draft_waits,
    "enrollment_open": acting.enrollment_open,
    "dates_wanted": schedule.wanted,
    "members_missing": minimum.members_missing,
    "plan_wanted": deadlines.plan_wanted,
    "agenda_wanted": deadlines.agenda_wanted,
    "release_wanted": absence.wanted,
    "attendance_wanted": untaken.wanted,
    "minutes_wanted": minutes_due.wanted,
    "bilan_wanted": bilan_due.wanted,
    "invitation_waits": invitation.recall,
}

# Several notices of the clock in one message; `facts` hold the kind and the subject of each.
TOGETHER = "together"


def draw(
    session: Session,
    now: datetime,
    kind: str,
    subject: tuple[str, int],
    person_id: int | None,
    facts: Mapping[str, Any],
) -> Card | None:
    """The card of one message for its reader; None when there is nothing left to say.

    Raises KeyError for a kind that nobody draws.
    """
    if kind == TOGETHER:
        return _together(session, now, person_id or 0, facts["notices"])
    if kind in REMINDERS:
        said = REMINDERS[kind](session, now, person_id or 0, subject[1])
        return cards.reminder(said) if said else None
    return DRAWERS[kind](session, now, person_id or 0, subject[1])


def _together(
    session: Session, now: datetime, person_id: int, notices: Sequence[tuple[str, int]]
) -> Card | None:
    # Two reminders of one thing, held up together, say it once (B1).
    named = dict.fromkeys((kind, subject_id) for kind, subject_id in notices)
    drawn = (REMINDERS[kind](session, now, person_id, subject_id) for kind, subject_id in named)
    said = [one for one in drawn if one is not None]
    if len(said) > 1:
        return cards.together(said)
    return cards.reminder(said[0]) if said else None
