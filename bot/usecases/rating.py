"""Rating a proposal's version, and reading it (guide §4; R24–R30)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules import rating as rules
from bot.rules.proposal import target_year
from bot.rules.quiet_time import working_days_before
from bot.rules.rating import RatingRefusal, RatingStanding
from bot.settings import Settings
from bot.usecases.approval import show_deciders
from bot.usecases.quiet_time import remind
from storage import audit
from storage import proposal as stored
from storage.approval import ApprovalRequest
from storage.people import Person, Role, people_with_role
from storage.proposal import ProposalState
from storage.rating import Rating, mark_read, rating_by, ratings_of, to_rate
from storage.school_year import dates_of

RECALL = "rating_recall"


@dataclass(frozen=True, slots=True)
class Rated:
    request_id: int


@dataclass(frozen=True, slots=True)
class NotRated:
    """Nothing was kept."""

    reason: RatingRefusal


@dataclass(frozen=True, slots=True)
class CommentTooLong:
    """Nothing of the step was kept; `count` and `limit` are in characters."""

    count: int
    limit: int


def rate(
    session: Session,
    now: datetime,
    actor_id: int,
    settings: Settings,
    request_id: int,
    *,
    step: int,
    typed: Mapping[str, str],
    comment: str,
) -> Rated | NotRated | CommentTooLong:
    """Keep one step of a member's marks; the comment comes with the last. Said twice, it changes nothing.

    Other people's cards are redrawn only once the whole committee has answered: a redraw takes away
    the form that somebody may be filling in on that very card.
    """
    actor, request = session.get_one(Person, actor_id), session.get(ApprovalRequest, request_id)
    if request is None:
        return NotRated(RatingRefusal.NOT_COMMITTEE)
    proposal = stored.locked(session, request.proposal_id)
    assert proposal is not None
    session.refresh(request)
    standing = RatingStanding(
        actor_id=actor_id,
        actor_roles=actor.roles,
        proposer_id=proposal.proposer_id,
        withdrawn=proposal.state == ProposalState.WITHDRAWN.value,
        is_current_version=proposal.version == request.version,
        decided=request.decision is not None,
    )
    reason = rules.refusal(standing)
    if reason is not None:
        return NotRated(reason)
    if len(comment) > settings.TEXT_LIMIT:
        return CommentTooLong(len(comment), settings.TEXT_LIMIT)
    rating = rating_by(session, request_id, actor_id)
    if rating is None:
        rating = Rating(request_id=request_id, person_id=actor_id, marks={}, comment="", saved_at=now)
        session.add(rating)
    before = (dict(rating.marks), rating.comment)
    rating.marks = {**rating.marks, **rules.read_marks(step, typed)}
    if step == rules.LAST_STEP:
        rating.comment = comment.strip()
    mark_read(session, proposal.id, actor_id, request.version, now)
    if (rating.marks, rating.comment) == before:
        return Rated(request_id)
    rating.saved_at, rating.complete = now, rules.is_complete(rating.marks)
    session.flush()
    audit.record(session, now, action="rated", subject=("proposal", proposal.id), person_id=actor_id)
    if _all_answered(session, request):
        show_deciders(session, now, request)
    return Rated(request_id)


def read_to_the_end(session: Session, now: datetime, actor_id: int, request_id: int) -> None:
    """Remember that this person read this version whole, or all that changed in it."""
    request = session.get(ApprovalRequest, request_id)
    if request is not None:
        mark_read(session, request.proposal_id, actor_id, request.version, now)


def plan_recall(session: Session, now: datetime, settings: Settings) -> None:
    """Recall each member who has something left to rate, once, some working days before the sitting."""
    today = now.astimezone(settings.zone).date()
    year = target_year(today)
    dates = dates_of(session, year)
    if dates is None or dates.committee_on is None or today > dates.committee_on:
        return
    sitting = dates.committee_on
    day = working_days_before(sitting, settings.RATING_RECALL_DAYS, closed_around(session, sitting))
    if today < day:
        return
    for member in people_with_role(session, Role.COMMITTEE_MEMBER):
        if to_rate(session, member.id):
            remind(
                session,
                now,
                settings,
                once=f"{RECALL}:{year}:{sitting}:{member.id}",
                kind=RECALL,
                subject=("year", int(year[:4])),
                person_id=member.id,
                day=max(day, today),
            )


def _all_answered(session: Session, request: ApprovalRequest) -> bool:
    members = {person.id for person in people_with_role(session, Role.COMMITTEE_MEMBER)}
    complete = {one.person_id for one in ratings_of(session, [request.id]) if one.complete}
    return members - {request.proposer_id} <= complete
