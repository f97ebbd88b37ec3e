"""Sample facts for the sentences of the second year and of the new year; see tests/cards/sentences.py."""

from collections.abc import Mapping

from cards.phrases import continuation

DAY, TITLE, YEAR = ("le 30 juin 2027",), ("Lire dehors",), ("2027-2028",)
COUNTS = (0, 1, 2, 12)
SAMPLES: Mapping[str, Mapping[str, tuple[object, ...]]] = {
    "continuation_line": {"version": (1, 2)},
    "meeting_attendance": {"day": DAY, "present": COUNTS, "total": (10,), "hours": (0, 3, 48, 1200)},
    "meeting_untaken": {"day": DAY},
    "members_wishes": {"yes": COUNTS, "maybe": COUNTS, "no": COUNTS, "silent": COUNTS},
    "bilan_pages": {"title": TITLE},
    "message_too_long": {"limit": (1500,)},
    "continuation_decided": {"day": DAY},
    "continuation_decided_title": {"decision": tuple(continuation.DECISIONS)},
    "invitations_sent": {"until": DAY},
    "invitations_answered": {"accepted": COUNTS, "silent": COUNTS, "declined": COUNTS},
    "wish_text": {"title": TITLE},
    "wish_said": {"answer": tuple(continuation.ANSWERS.values())},
    "second_year_letter": {"until": DAY, "title": TITLE},
    "no_second_year_title": {"title": TITLE},
    "precisions": {"title": TITLE},
    "invitation": {"until": DAY, "title": TITLE},
    "is_invited": {"until": DAY},
    "invitation_elsewhere": {"title": TITLE},
    "no_place": {"school": ("École du Parc", "")},
    "recall_title": {"until": DAY},
    "held_for": {"until": DAY},
    "desk_line": {"left": COUNTS},
    "year_archived": {"count": COUNTS},
    "step_line": {"title": ("Calendrier scolaire",), "done": (True, False)},
    "list_renewed": {"name": ("disciplines",), "day": ("le 2 juillet 2027", "")},
    "calendar_days": {"count": COUNTS},
    "dates_set": {"window": ("du 14 septembre 2027 au 17 décembre 2027", "")},
    "window_of": {"opens": ("le 14 septembre 2027", ""), "closes": ("le 17 décembre 2027",)},
    "bilans_missing": {"count": COUNTS, "titles": ("« Lire dehors »",)},
    "and_more": {"titles": ("« Lire dehors »",), "count": COUNTS},
    "channels_left": {"by_hand": COUNTS, "by_bot": COUNTS},
    "closed_by": {"day": DAY},
    "list_file": {"name": ("disciplines",), "file": ("disciplines",)},
    "archive_line": {"count": (1, 2, 12)},
    "archive_channel": {"title": TITLE},
    "archive_refused": {"line": ("R2027-0001, « Lire dehors »",), "cause": ("Teams a refusé de l’archiver",)},
    "archive_noted": {"count": (1, 2, 12)},
    "archive_more": {"count": (1, 2, 12)},
}
