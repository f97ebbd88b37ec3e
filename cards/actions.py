"""The verbs behind the buttons. What a button carries is data to check, never a right."""

from collections.abc import Mapping
from typing import Any, Final

MENU: Final = "menu"
HELP: Final = "help"
PRIVACY: Final = "privacy"
PROFILE: Final = "profile.open"
PROFILE_SAVE: Final = "profile.save"
PEOPLE_UNKNOWN: Final = "people.unknown"
PEOPLE_CONFIRM: Final = "people.confirm"
PEOPLE_REFUSE: Final = "people.refuse"
PEOPLE_NOTE_SCHOOL: Final = "people.note_school"
PROPOSE: Final = "proposal.start"
PROPOSALS: Final = "proposal.list"
PROPOSAL_OPEN: Final = "proposal.open"
PROPOSAL_STEP: Final = "proposal.step"
PROPOSAL_SUBMIT: Final = "proposal.submit"
PROPOSAL_EDIT: Final = "proposal.edit"
PROPOSAL_WITHDRAW: Final = "proposal.withdraw"
PROPOSAL_AGAIN: Final = "proposal.again"
APPROVALS: Final = "approval.list"
APPROVAL_OPEN: Final = "approval.open"
APPROVAL_SHEET: Final = "approval.sheet"
APPROVAL_FORM: Final = "approval.form"
APPROVAL_DECIDE: Final = "approval.decide"
SITTING: Final = "sitting.open"
SITTING_PUT_BACK: Final = "sitting.put_back"
LETTERS: Final = "sitting.letters"
LETTERS_SEND: Final = "sitting.send"
CHANGES_EXTEND: Final = "changes_due.extend"
CHANGES_EXTEND_SAVE: Final = "changes_due.extend_save"
CHANGES_DECLINE: Final = "changes_due.decline"
CHANGES_DECLINE_SAVE: Final = "changes_due.decline_save"
DOCUMENT_PROPOSAL: Final = "document.proposal"
DOCUMENT_COMPARISON: Final = "document.comparison"
RATING: Final = "rating.open"
RATING_SAVE: Final = "rating.save"
RATING_OPINIONS: Final = "rating.opinions"
RATING_CHANGES: Final = "rating.changes"
DESK: Final = "desk.open"
YEAR_DATES: Final = "year_dates.open"
YEAR_DATES_SAVE: Final = "year_dates.save"
SCHOOL_CALENDAR: Final = "school_calendar.open"
SCHOOL_CALENDAR_ADD: Final = "school_calendar.add"
SCHOOL_CALENDAR_REMOVE: Final = "school_calendar.remove"
MY_CALENDAR: Final = "my_calendar"
MY_CALENDAR_NEW: Final = "my_calendar.new"
DOCUMENT_ICS: Final = "document.ics"
DUTIES: Final = "duties.mine"
MY_NETWORK: Final = "network.mine"
CHANNEL_RETRY: Final = "network.retry_channel"
CATALOG: Final = "catalog.list"
CATALOG_FILTER: Final = "catalog.filter"
NETWORK_SHEET: Final = "catalog.sheet"
SCHEDULE: Final = "schedule.open"
SCHEDULE_MODALITY: Final = "schedule.modality"
SCHEDULE_STEP: Final = "schedule.step"
SCHEDULE_MEETING: Final = "schedule.meeting"
SCHEDULE_SEND: Final = "schedule.send"
SCHEDULE_SHOW: Final = "schedule.show"
SCHEDULE_CONFIRM: Final = "schedule.confirm"
SCHEDULE_CHANGE: Final = "schedule.change"
SCHEDULE_REMIND: Final = "schedule.remind"
MEMBERSHIP: Final = "membership.open"
MEMBERSHIP_DONE: Final = "membership.done"
FOLIO: Final = "folio.open"
FOLIO_DONE: Final = "folio.done"
DOCUMENT_FOLIO: Final = "document.folio"
ACTING: Final = "acting.open"
ACTING_SAVE: Final = "acting.save"
ANNOUNCE: Final = "acting.announce"
ANNOUNCE_SEND: Final = "acting.announce_send"
RELEASES: Final = "release.mine"
RELEASE_TICK: Final = "release.tick"
ABSENT: Final = "release.absent"
COMING: Final = "release.coming"
PLANNING: Final = "release.planning"
PLANNING_SAVE: Final = "release.planning_save"
LEDGER: Final = "release.ledger"
ENROLL: Final = "enrollment.enroll"
WITHDRAW: Final = "enrollment.withdraw"
OFFER_ACCEPT: Final = "enrollment.accept"
OFFER_DECLINE: Final = "enrollment.decline"
SCHOOL_TEXT: Final = "enrollment.school_text"
REVISION: Final = "revision.ask"
REVISION_OPEN: Final = "revision.open"
MINIMUM: Final = "minimum.open"
MINIMUM_EXTEND: Final = "minimum.extend"
MINIMUM_KEEP: Final = "minimum.keep"
MINIMUM_CANCEL: Final = "minimum.cancel"
ROSTER: Final = "roster.open"
CAPACITY: Final = "roster.capacity"
NETWORK_CANCEL: Final = "roster.cancel"
NETWORK_CANCEL_SURE: Final = "roster.cancel_sure"
REVISION_ANSWER: Final = "revision.answer"
PLAN: Final = "plan.open"
PLAN_STEP: Final = "plan.step"
PLAN_ADD: Final = "plan.add"
PLAN_DEPOSIT: Final = "plan.deposit"
PLAN_READ: Final = "plan.read"
DOCUMENT_PLAN: Final = "document.plan"
AGENDA: Final = "agenda.open"
AGENDA_STEP: Final = "agenda.step"
AGENDA_DEPOSIT: Final = "agenda.deposit"
AGENDA_LINK: Final = "agenda.link"
AGENDA_LINK_DEPOSIT: Final = "agenda.link_deposit"
AGENDA_READ: Final = "agenda.read"
DOCUMENT_AGENDA: Final = "document.agenda"
MINUTES: Final = "minutes.open"
MINUTES_STEP: Final = "minutes.step"
MINUTES_DEPOSIT: Final = "minutes.deposit"
MINUTES_READ: Final = "minutes.read"
MINUTES_WRITER: Final = "minutes.writer"
MINUTES_WRITER_SAVE: Final = "minutes.writer_save"
MINUTES_LATE: Final = "minutes.late"
MINUTES_ON_PAPER: Final = "minutes.on_paper"
FOLLOW_UPS: Final = "follow_ups.open"
FOLLOW_UP_DONE: Final = "follow_ups.done"
DOCUMENT_MINUTES: Final = "document.minutes"
DOCUMENTS: Final = "documents.open"
DOCUMENT_ADD: Final = "documents.add"
DOCUMENT_ADD_SAVE: Final = "documents.add_save"
FILES_RETRY: Final = "files.retry"
DOCUMENT_REMOVE: Final = "documents.remove"
MEETINGS: Final = "meeting.list"
MEETING_MOVE: Final = "meeting.move"
MOVE_STEP: Final = "meeting.move_step"
MOVE_ASK: Final = "meeting.move_ask"
MOVE_WITHDRAW: Final = "meeting.move_withdraw"
MOVE_OPEN: Final = "move.open"
MOVE_CONFIRM: Final = "move.confirm"
MOVE_DECLINE: Final = "move.decline"
MEETING_CANCEL: Final = "meeting.cancel"
MEETING_CANCEL_SURE: Final = "meeting.cancel_sure"
MEETING_CANCELLED: Final = "meeting.cancelled"
MISSED_NOTED: Final = "missed.noted"
ATTENDANCE: Final = "attendance.open"
ATTENDANCE_MARK: Final = "attendance.mark"
ATTENDANCE_PERSON: Final = "attendance.person"
ATTENDANCE_EVERYBODY: Final = "attendance.everybody"
ATTENDANCE_COMPLETE: Final = "attendance.complete"
ATTENDANCE_HISTORY: Final = "attendance.history"
ATTENDANCE_KEEPER: Final = "attendance.keeper"
ATTENDANCE_KEEPER_SAVE: Final = "attendance.keeper_save"
RELEASES_OF_MEETING: Final = "release.meeting"
RELEASES_UNDECIDED: Final = "release.undecided"
RELEASE_DECIDE: Final = "release.decide"
LATE_DOCUMENT: Final = "deadline.open"
DELAY_GRANT: Final = "deadline.grant"
LATE_ON_PAPER: Final = "deadline.on_paper"

_LARGEST = 2**31 - 1


def number(data: Mapping[str, Any], name: str) -> int:
    """A whole number from a button's data; 0, which no row has, for anything else."""
    value = data.get(name)
    if isinstance(value, bool) or not isinstance(value, int | str):
        return 0
    try:
        read = int(value)
    except ValueError:
        return 0
    return read if 0 <= read <= _LARGEST else 0


def several(data: Mapping[str, Any], name: str) -> tuple[int, ...]:
    """The numbers chosen in a list of several, which Teams joins by commas; what is no number is left out."""
    chosen = (number({name: part.strip()}, name) for part in typed(data, name).split(","))
    return tuple(one for one in chosen if one)


def typed(data: Mapping[str, Any], name: str) -> str:
    """What was typed in an input; "" when it was left empty (Teams then sends nothing) or is no text.

    A null character and lone surrogates, which no database takes, are left out.
    """
    value = data.get(name)
    if not isinstance(value, str):
        return ""
    return (
        value.replace("\x00", "")
        .encode("utf-8", "ignore")
        .decode("utf-8")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )
