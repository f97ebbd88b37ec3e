"""What is kept, and how long (Loi sur l’accès, s. 73; DOMAIN.md §3.5, §7 Q13; docs/decisions/0021).

The table is the whole of it: a change of the CEE's retention schedule is a change of this table, reviewed and
dated like any other rule, on every installation at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.rules.calendar import FIRST_MONTH, school_year


class Kind(StrEnum):
    """What the purge looks for, each kind in its own way."""

    DRAFTS = "drafts"
    MESSAGES = "messages"
    POSTS = "posts"
    TECHNICAL = "technical journal lines"
    REVISIONS = "requests for revision"
    PRIVACY_REQUESTS = "requests about one's own data"
    QUESTIONS = "questions"
    UNSENT_MAILINGS = "letters not sent"
    SENT_MAILINGS = "letters sent"
    BILAN_COMMENTS = "comments on bilans"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Kept:
    """`days` after the last touch, or `school_years` after the end of the school year it belongs to."""

    days: int = 0
    school_years: int = 0


KEPT: Mapping[Kind, Kept] = {
    Kind.DRAFTS: Kept(days=365),
    Kind.MESSAGES: Kept(days=365),
    Kind.POSTS: Kept(days=365),
    Kind.TECHNICAL: Kept(days=365),
    Kind.REVISIONS: Kept(school_years=3),
    Kind.PRIVACY_REQUESTS: Kept(school_years=3),
    # After it was closed; an open one stays, with every message.
    Kind.QUESTIONS: Kept(days=365),
    Kind.UNSENT_MAILINGS: Kept(days=365),
    Kind.SENT_MAILINGS: Kept(school_years=3),
    Kind.BILAN_COMMENTS: Kept(school_years=3),
    # Enrollments, attendance, releases, wishes and replacements stay, and name nobody any more: statistics
    # do not change (B3).
    Kind.PEOPLE: Kept(school_years=3),
}
# Nothing here ends sent proposals and decisions, plans, agendas, minutes, bilans, privacy incidents, and the
# journal but for its technical lines: they follow the body's own schedule (incidents five years at least).


def cut(kind: Kind, now: datetime) -> datetime:
    """The moment before which what was touched last is not kept any more, in the zone of `now`."""
    kept = KEPT[kind]
    if kept.days:
        return now - timedelta(days=kept.days)
    first = int(living_since(kind, now.date())[:4])
    return datetime(first, FIRST_MONTH, 1, tzinfo=now.tzinfo)


def living_since(kind: Kind, today: date) -> str:
    """The oldest school year of which this kind, counted in school years, is still kept."""
    first = int(school_year(today)[:4]) - KEPT[kind].school_years
    return f"{first}-{first + 1}"
