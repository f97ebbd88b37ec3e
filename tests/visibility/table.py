"""Who may see what (DOMAIN.md §1.9), and how each verb and each document is reached on the stage.

A new verb needs one line in `VERBS`, a new kind of document one in `DOCUMENTS`: without it the test fails.
The values name ids of the stage, by the name under which the button carries them; what is not said is the
default.
"""

from collections.abc import Mapping

from bot.views import cee_meeting, documents, exports, hours, incidents, journal, my_calendar, my_data
from cards import actions as a

OFFICE = {"responsible", "deputy"}
NETWORK = {"member", "animator", *OFFICE}
READERS = {"committee", *OFFICE}

MAY_SEE: Mapping[str, set[str]] = {
    "member": NETWORK,
    # The minutes print who was there; what the members read of each other's attendance stands in them alone.
    "attendance": NETWORK,
    "release": {"animator", *OFFICE},
    "waiting": OFFICE,
    "elsewhere": OFFICE,
    "unknown": OFFICE,
    "minutes": NETWORK,
    "bilan": {"animator", *READERS},
    "shared": NETWORK,
    "bio": READERS,
    "proposal": READERS,
    "draft": set(),
    "comment": READERS,
    "decision": READERS,
    "audit": OFFICE,
    "request": OFFICE,
    "revision": OFFICE,
    "incident": OFFICE,
    "question": OFFICE,
    "bilan_comment": {"animator"},
    "derogation": OFFICE,
    # Who wrote it.
    "mailing": {"responsible"},
}
# Who may see it and has no card for it: an animator reads of releases beside the names of those who take
# part, not of who left.
NOT_SHOWN: Mapping[str, set[str]] = {"release": {"animator"}}

DEFAULT: Mapping[str, str] = {
    "network": "network",
    "meeting": "meeting",
    "person": "person",
    "document": "document",
    "move": "move",
    "enrollment": "enrollment",
    "id": "proposal",
    "proposal": "proposal",
    "request": "request",
    "incident": "incident",
}
HERE: Mapping[str, str] = {}
COMING = {"meeting": "coming"}
REVISING = {"request": "revision"}
ASKING = {"request": "privacy"}
DECLINED = {"request": "declined"}
QUESTIONING = {"question": "question"}
MAILED = {"mailing": "mailing"}
DRAFT = {"id": "draft", "proposal": "draft"}

VERBS: Mapping[str, Mapping[str, str]] = {
    **dict.fromkeys((a.MENU, a.HELP, a.PRIVACY, a.PROFILE, a.PROFILE_SAVE), HERE),
    **dict.fromkeys((a.PEOPLE_UNKNOWN, a.PEOPLE_CONFIRM, a.PEOPLE_REFUSE, a.PEOPLE_NOTE_SCHOOL), HERE),
    **dict.fromkeys((a.PROPOSE, a.PROPOSALS, a.PROPOSAL_STEP, a.PROPOSAL_SUBMIT, a.PROPOSAL_EDIT), DRAFT),
    **dict.fromkeys((a.PROPOSAL_OPEN, a.PROPOSAL_WITHDRAW, a.PROPOSAL_AGAIN), HERE),
    **dict.fromkeys((a.APPROVALS, a.APPROVAL_FORM, a.APPROVAL_DECIDE), HERE),
    a.APPROVAL_OPEN: DECLINED,
    a.APPROVAL_SHEET: HERE,
    **dict.fromkeys((a.SITTING, a.SITTING_PUT_BACK, a.LETTERS, a.LETTERS_SEND), HERE),
    **dict.fromkeys(
        (a.CHANGES_EXTEND, a.CHANGES_EXTEND_SAVE, a.CHANGES_DECLINE, a.CHANGES_DECLINE_SAVE), HERE
    ),
    **dict.fromkeys((a.DOCUMENT_PROPOSAL, a.DOCUMENT_COMPARISON, a.DOCUMENT_FOLIO, a.DOCUMENT_ICS), HERE),
    **dict.fromkeys((a.DOCUMENT_PLAN, a.DOCUMENT_AGENDA, a.DOCUMENT_MINUTES), HERE),
    **dict.fromkeys((a.RATING, a.RATING_SAVE, a.RATING_OPINIONS, a.RATING_CHANGES), HERE),
    **dict.fromkeys((a.DESK, a.YEAR_DATES, a.YEAR_DATES_SAVE), HERE),
    **dict.fromkeys((a.SCHOOL_CALENDAR, a.SCHOOL_CALENDAR_ADD, a.SCHOOL_CALENDAR_REMOVE), HERE),
    **dict.fromkeys((a.MY_CALENDAR, a.MY_CALENDAR_NEW, a.DUTIES, a.MY_NETWORK, a.CHANNEL_RETRY), HERE),
    **dict.fromkeys((a.CATALOG, a.CATALOG_FILTER, a.NETWORK_SHEET), HERE),
    **dict.fromkeys((a.SCHEDULE, a.SCHEDULE_MODALITY, a.SCHEDULE_STEP, a.SCHEDULE_MEETING), HERE),
    **dict.fromkeys((a.SCHEDULE_SEND, a.SCHEDULE_SHOW, a.SCHEDULE_CONFIRM, a.SCHEDULE_CHANGE), HERE),
    **dict.fromkeys((a.SCHEDULE_REMIND, a.MEMBERSHIP, a.MEMBERSHIP_DONE, a.FOLIO, a.FOLIO_DONE), HERE),
    **dict.fromkeys((a.ACTING, a.ACTING_SAVE, a.ANNOUNCE, a.ANNOUNCE_SEND), HERE),
    **dict.fromkeys((a.RELEASES, a.RELEASE_TICK, a.ABSENT, a.COMING), COMING),
    **dict.fromkeys((a.PLANNING, a.PLANNING_SAVE, a.LEDGER), HERE),
    **dict.fromkeys((a.ENROLL, a.WITHDRAW, a.OFFER_ACCEPT, a.OFFER_DECLINE, a.SCHOOL_TEXT), HERE),
    a.REVISION: HERE,
    **dict.fromkeys((a.REVISION_OPEN, a.REVISION_ANSWER), REVISING),
    **dict.fromkeys((a.MINIMUM, a.MINIMUM_EXTEND, a.MINIMUM_KEEP, a.MINIMUM_CANCEL), HERE),
    **dict.fromkeys((a.ROSTER, a.CAPACITY, a.NETWORK_CANCEL, a.NETWORK_CANCEL_SURE), HERE),
    **dict.fromkeys((a.PLAN, a.PLAN_STEP, a.PLAN_ADD, a.PLAN_DEPOSIT, a.PLAN_READ), HERE),
    **dict.fromkeys((a.AGENDA, a.AGENDA_STEP, a.AGENDA_DEPOSIT, a.AGENDA_LINK), HERE),
    **dict.fromkeys((a.AGENDA_LINK_DEPOSIT, a.AGENDA_READ), HERE),
    **dict.fromkeys((a.MINUTES, a.MINUTES_STEP, a.MINUTES_DEPOSIT, a.MINUTES_READ), HERE),
    **dict.fromkeys((a.MINUTES_WRITER, a.MINUTES_WRITER_SAVE, a.MINUTES_LATE, a.MINUTES_ON_PAPER), HERE),
    **dict.fromkeys((a.FOLLOW_UPS, a.FOLLOW_UP_DONE), HERE),
    **dict.fromkeys(
        (a.DOCUMENTS, a.DOCUMENT_ADD, a.DOCUMENT_ADD_SAVE, a.DOCUMENT_REMOVE, a.FILES_RETRY), HERE
    ),
    **dict.fromkeys((a.MEETINGS, a.MEETING_MOVE, a.MOVE_STEP, a.MOVE_ASK, a.MOVE_WITHDRAW), COMING),
    **dict.fromkeys((a.MOVE_OPEN, a.MOVE_CONFIRM, a.MOVE_DECLINE), HERE),
    **dict.fromkeys((a.MEETING_CANCEL, a.MEETING_CANCEL_SURE, a.MEETING_CANCELLED), COMING),
    **dict.fromkeys((a.ATTENDANCE, a.ATTENDANCE_MARK, a.ATTENDANCE_PERSON, a.ATTENDANCE_EVERYBODY), HERE),
    **dict.fromkeys((a.ATTENDANCE_COMPLETE, a.ATTENDANCE_HISTORY), HERE),
    **dict.fromkeys((a.ATTENDANCE_KEEPER, a.ATTENDANCE_KEEPER_SAVE), COMING),
    **dict.fromkeys((a.RELEASES_UNDECIDED, a.RELEASE_DECIDE), HERE),
    **dict.fromkeys((a.LATE_DOCUMENT, a.DELAY_GRANT, a.LATE_ON_PAPER), HERE),
    **dict.fromkeys((a.PRIVACY_ASK, a.PRIVACY_SEND, a.PRIVACY_REGISTER, a.MY_DATA), HERE),
    **dict.fromkeys((a.PRIVACY_OPEN, a.PRIVACY_ANSWER, a.PRIVACY_EXTEND), ASKING),
    **dict.fromkeys((a.INCIDENTS, a.INCIDENT, a.INCIDENT_FORM, a.INCIDENT_SAVE), HERE),
    **dict.fromkeys((a.INCIDENT_HISTORY, a.DOCUMENT_INCIDENTS), HERE),
    **dict.fromkeys((a.GUIDE, a.ACCESS, a.QUESTION_ASK), HERE),
    **dict.fromkeys((a.QUESTION_OPEN, a.QUESTION_WRITE, a.QUESTION_CLOSE), QUESTIONING),
    **dict.fromkeys((a.DESK_NETWORKS, a.DEPUTY, a.DEPUTY_NAME, a.DEPUTY_END), HERE),
    **dict.fromkeys((a.UNREACHED, a.UNREACHED_RETRY, a.UNREACHED_NOTE, a.MISSED_NOTED), HERE),
    **dict.fromkeys((a.BILAN, a.BILAN_STEP, a.BILAN_DEPOSIT, a.BILAN_READ, a.BILAN_NOTE), HERE),
    **dict.fromkeys((a.BILAN_LATE, a.BILAN_GRANT, a.BILAN_ON_PAPER, a.DOCUMENT_BILAN), HERE),
    **dict.fromkeys((a.BILAN_INVITE, a.BILAN_INVITE_SEND, a.BILAN_COMMENT, a.BILAN_COMMENTS), HERE),
    **dict.fromkeys((a.BILAN_DAY, a.BILAN_DAY_SAVE, a.RELEASES_OF_MEETING), HERE),
    **dict.fromkeys((a.CEE_MEETING, a.CEE_PROPOSE, a.CEE_ACCEPT, a.DOCUMENT_CEE), HERE),
    **dict.fromkeys((a.CONTINUATION, a.CONTINUATION_BILAN, a.CONTINUATION_FORM), HERE),
    **dict.fromkeys((a.CONTINUATION_DECIDE, a.CONTINUATION_WISH, a.INVITATION_WAIT), HERE),
    **dict.fromkeys((a.ROLLOVER, a.ROLLOVER_LISTS, a.ROLLOVER_DONE), HERE),
    **dict.fromkeys((a.CHANNELS_ARCHIVE, a.CHANNELS_ARCHIVED), HERE),
    **dict.fromkeys((a.YEAR, a.BUDGET, a.ENVELOPE, a.ENVELOPE_SAVE), HERE),
    **dict.fromkeys((a.DOCUMENT_WORKBOOK, a.DOCUMENT_ARCHIVE), HERE),
    **dict.fromkeys((a.SETTINGS, a.SETTING, a.SETTING_SAVE), HERE),
    **dict.fromkeys((a.LIST, a.LIST_ADD, a.LIST_LINE, a.LIST_SAVE, a.LIST_ACTIVE), HERE),
    **dict.fromkeys((a.DEROGATIONS, a.LATE_SELECT, a.LATE_SELECT_SURE), HERE),
    **dict.fromkeys((a.REPLACE, a.REPLACE_SEARCH, a.REPLACE_CHOOSE, a.REPLACE_SURE), HERE),
    **dict.fromkeys((a.MAILING, a.MAILING_PREVIEW, a.MAILING_SEND, a.MAILING_REACH), MAILED),
    **dict.fromkeys((a.JOURNAL, a.JOURNAL_EXPORT, a.HOURS, a.DOCUMENT_HOURS), HERE),
}

# Of which of the stage's ids each document is; "export" is the reader's own line of an export.
DOCUMENTS: Mapping[str, str] = {
    documents.PROPOSAL: "proposal",
    documents.COMPARISON: "year",
    documents.FOLIO: "network",
    documents.PLAN: "network",
    documents.AGENDA: "meeting",
    documents.MINUTES: "meeting",
    documents.BILAN: "network",
    cee_meeting.CEE_ICS: "network",
    exports.ARCHIVE: "network",
    exports.WORKBOOK: "this_year",
    my_calendar.ICS: "network",
    hours.HOURS: "person",
    my_data.MY_DATA: "person",
    my_data.MY_DATA_WORD: "person",
    incidents.INCIDENTS: "network",
    journal.JOURNAL: "export",
}
