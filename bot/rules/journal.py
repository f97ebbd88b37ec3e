"""What the journal's lines are about, for its filter (DOMAIN.md §1.9; S26).

Every action that the code writes stands in one of these groups: a test reads the code. Its French words are
in cards/phrases/journal.py.
"""

from collections.abc import Mapping
from enum import StrEnum


class Group(StrEnum):
    SECURITY = "security"
    PROPOSALS = "proposals"
    NETWORKS = "networks"
    MEMBERS = "members"
    MEETINGS = "meetings"
    DOCUMENTS = "documents"
    PEOPLE = "people"
    PRIVACY = "privacy"
    OFFICE = "office"
    TECHNICAL = "technical"


GROUPS: Mapping[Group, tuple[str, ...]] = {
    Group.SECURITY: ("refused_role", "refused_decision", "address_taken"),
    Group.PROPOSALS: (
        "submitted",
        "withdrawn",
        "review_begun",
        "rated",
        "decided",
        "decided_held",
        "held_corrected",
        "held_put_back",
        "released",
        "letter_stays",
        "changes_extended",
        "late_changes_declined",
        "selected_late",
        "continuation_asked",
        "continuation_withdrawn",
        "continuation_barred",
        "continuation_decided",
    ),
    Group.NETWORKS: (
        "network_accepted",
        "network_moved",
        "network_cancelled",
        "kept_below_six",
        "capacity_set",
        "enrollment_extended",
        "opening_day_set",
        "folio_published",
        "dates_sent",
        "dates_sent_back",
        "room_confirmed",
        "channel",
        "channel_archived",
        "network_archived",
        "animator_replaced",
    ),
    Group.MEMBERS: (
        "enrolled",
        "invited",
        "waits",
        "seat_offered",
        "seat_passed",
        "enrollment_refused",
        "acted_for",
        "seat_moved_school",
        "school_over_noted",
        "enrollment_announced",
        "revision_asked",
        "revision_answered",
    ),
    Group.MEETINGS: (
        "meeting_moved",
        "meeting_cancelled",
        "move_asked",
        "move_declined",
        "move_withdrawn",
        "move_exempted",
        "attendance_recorded",
        "attendance_keeper_named",
        "absence_said",
        "absence_taken_back",
        "release_ticked",
        "release_decided",
        "release_of_changed_meeting",
        "planning_day_chosen",
        "bilan_day_chosen",
        "missed_noted",
    ),
    Group.DOCUMENTS: (
        "plan_deposited",
        "plan_delayed",
        "plan_on_paper",
        "agenda_deposited",
        "agenda_delayed",
        "agenda_on_paper",
        "minutes_deposited",
        "minutes_on_paper",
        "minutes_writer_named",
        "follow_up_done",
        "follow_up_reopened",
        "document_added",
        "document_removed",
        "bilan_deposited",
        "bilan_delayed",
        "bilan_on_paper",
        "bilan_noted",
        "bilan_comments_asked",
        "cee_moment_proposed",
        "cee_moment_agreed",
    ),
    Group.PEOPLE: (
        "profile_saved",
        "access_asked",
        "teacher_judged",
        "role_granted",
        "role_revoked",
        "deputy_named",
        "deputy_ended",
        "question_asked",
        "question_answered",
        "question_closed",
        "question_reopened",
        "mailing_sent",
    ),
    Group.PRIVACY: (
        "privacy_asked",
        "privacy_extended",
        "privacy_answered",
        "incident_recorded",
        "attestation_prepared",
        "journal_exported",
        "exported",
        "purged",
    ),
    Group.OFFICE: (
        "year_dates_saved",
        "calendar_days_said",
        "calendar_days_removed",
        "imported",
        "year_renewed",
        "envelope_set",
        "set_closing_days",
        "set_bilan_due_on",
        "set_release_text",
        "set_release_link",
        "set_alliance_link",
        "set_adagio_link",
        "set_privacy_title",
        "set_privacy_contact",
        "set_cee_address",
        "list_added",
        "list_changed",
        "list_confirmed",
        "list_deactivated",
        "list_reactivated",
    ),
    Group.TECHNICAL: (
        "recognized",
        "left",
        "drafted",
        "feed_renewed",
        "message_failed",
        "messages_noted",
        "messages_retried",
        "team_joined",
        "team_left",
    ),
}
GROUP_OF: Mapping[str, Group] = {action: group for group, actions in GROUPS.items() for action in actions}
