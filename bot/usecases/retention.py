"""The purge: what is no longer kept, by kind, counted first and done when it is said to (s. 73; B3)."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules.journal import GROUPS, Group
from bot.rules.retention import Kind, cut, living_since
from storage import audit, journal, nameless, outbox, proposal, retention
from storage.retention import Cuts

Count = Callable[[Session, datetime], int]


def _technical(session: Session, before: datetime) -> list[int]:
    return journal.old_lines(session, GROUPS[Group.TECHNICAL], before)


def _people(session: Session, now: datetime) -> list[int]:
    cuts = Cuts(
        first_year=living_since(Kind.PEOPLE, now.date()),
        since=cut(Kind.PEOPLE, now),
        drafts=cut(Kind.DRAFTS, now),
        questions=cut(Kind.QUESTIONS, now),
        unsent=cut(Kind.UNSENT_MAILINGS, now),
        technical=GROUPS[Group.TECHNICAL],
    )
    return retention.people_over(session, cuts)


def _first_years(now: datetime) -> tuple[str, str]:
    """The oldest school years of which letters sent, and comments on bilans, are kept."""
    return (
        living_since(Kind.SENT_MAILINGS, now.date()),
        living_since(Kind.BILAN_COMMENTS, now.date()),
    )


def found(session: Session, now: datetime) -> dict[Kind, int]:
    """How much of each kind is over; reads only."""
    sent, comments = _first_years(now)
    counts: Mapping[Kind, Count] = {
        Kind.DRAFTS: proposal.count_old_drafts,
        Kind.MESSAGES: outbox.count_done,
        Kind.POSTS: retention.count_posts,
        Kind.TECHNICAL: lambda session, before: len(_technical(session, before)),
        Kind.REVISIONS: retention.count_revisions,
        Kind.PRIVACY_REQUESTS: retention.count_privacy_requests,
        Kind.QUESTIONS: retention.count_questions,
        Kind.UNSENT_MAILINGS: retention.count_unsent_mailings,
        Kind.SENT_MAILINGS: lambda session, _: retention.count_sent_mailings(session, sent),
        Kind.BILAN_COMMENTS: lambda session, _: retention.count_bilan_comments(session, comments),
        Kind.PEOPLE: lambda session, _: len(_people(session, now)),
    }
    return {kind: count(session, cut(kind, now)) for kind, count in counts.items()}


def purge(session: Session, now: datetime) -> dict[Kind, int]:
    """Delete what is over, and let people who are over be nameless; how much of each, also in the journal."""

    def technical(session: Session, before: datetime) -> int:
        over = _technical(session, before)
        journal.forget_lines(session, over)
        return len(over)

    def people(session: Session, _before: datetime) -> int:
        over = _people(session, now)
        nameless.make_nameless(session, over, now)
        return len(over)

    sent, comments = _first_years(now)
    # Messages before the cards they redraw; people last, when what keeps a name for a while is gone.
    steps: Mapping[Kind, Count] = {
        Kind.DRAFTS: proposal.forget_drafts,
        Kind.MESSAGES: outbox.forget_done,
        Kind.POSTS: retention.forget_posts,
        Kind.TECHNICAL: technical,
        Kind.REVISIONS: retention.forget_revisions,
        Kind.PRIVACY_REQUESTS: retention.forget_privacy_requests,
        Kind.QUESTIONS: retention.forget_questions,
        Kind.UNSENT_MAILINGS: retention.forget_unsent_mailings,
        Kind.SENT_MAILINGS: lambda session, _: retention.forget_sent_mailings(session, sent),
        Kind.BILAN_COMMENTS: lambda session, _: retention.forget_bilan_comments(session, comments),
        Kind.PEOPLE: people,
    }
    done = {kind: forget(session, cut(kind, now)) for kind, forget in steps.items()}
    audit.record(
        session,
        now,
        action="purged",
        subject=("database", None),
        why=", ".join(f"{count} {kind}" for kind, count in done.items()),
    )
    return done
