"""Requests for a second year, as who decides, a member and who animates see them now."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules import continuation as rules
from bot.rules.calendar import following
from bot.rules.continuation import Mistake
from bot.rules.roles import may_decide
from bot.settings import Settings
from bot.views.approval import continuation_line, paged
from cards import continuation as cards
from cards.continuation import ContinuationForm
from cards.desk import DeskTask
from cards.elements import Card
from cards.phrases import continuation as say
from cards.phrases.dates import short_date
from storage.attendance import marks_of
from storage.continuation import (
    Continuation,
    continuation_of,
    half_days_used,
    open_continuations,
    second_year_of,
    version_text,
    wish_of,
    wishes,
)
from storage.enrollment import EnrollmentState, enrollments_of
from storage.invitation import invited
from storage.people import Person
from storage.schedule import HELD, meetings_of

HOURS_A_HALF_DAY = 3  # guide §6: four half-days are twelve hours
ACCEPTED, DECLINED = "ACCEPTED", "DECLINED"


def request(
    session: Session, now: datetime, viewer_id: int, network_id: int, *, notice: str = ""
) -> Card | None:
    """The request's card as things stand; None when there is no such request."""
    found = continuation_of(session, network_id)
    if found is None:
        return None
    if found.withdrawn_at is not None:
        return cards.withdrawn(found.network.title)
    shown, decision = _facts(session, now, found), _decision(session, now, found)
    if decision is not None:
        return cards.decided(shown, decision, notice)
    return cards.request(shown, may_decide=_may_decide(session, viewer_id, found), notice=notice)


def _may_decide(session: Session, viewer_id: int, found: Continuation) -> bool:
    roles = session.get_one(Person, viewer_id).roles
    own = {found.asker_id, found.network.animator_id}
    return all(may_decide(roles, proposer_id=one, actor_id=viewer_id) for one in own)


def _decision(session: Session, now: datetime, found: Continuation) -> cards.DecidedFacts | None:
    if found.decision is None or found.decided_by is None or found.decided_at is None:
        return None
    second = second_year_of(session, found.network_id) if found.decision == ACCEPTED else None
    counted = invited(session, second.id) if second is not None else {}
    ended = counted.get(EnrollmentState.WITHDRAWN.value, 0) + counted.get(EnrollmentState.CANCELLED.value, 0)
    answered = say.invitations_answered(
        counted.get(EnrollmentState.ACTIVE.value, 0), counted.get(EnrollmentState.OFFERED.value, 0), ended
    )
    return cards.DecidedFacts(
        name=found.decided_by.name,
        day=short_date(found.decided_at.astimezone(now.tzinfo).date()),
        decision=found.decision,
        message=found.message,
        until=short_date(found.invited_until) if found.invited_until else "",
        answered=answered if second is not None else "",
    )


def _facts(session: Session, now: datetime, found: Continuation) -> cards.ContinuationFacts:
    network, text = found.network, version_text(session, found)
    school = network.animator.school.name if network.animator.school else ""
    return cards.ContinuationFacts(
        network_id=network.id,
        version=found.bilan_version,
        title=network.title,
        year=following(network.school_year),
        day=short_date(found.asked_at.astimezone(now.tzinfo).date()),
        animator=", ".join(part for part in (network.animator.name, school) if part),
        attendance=_attendance(session, network.id),
        released=say.releases_used(half_days_used(session, network.id)),
        wishes=_wishes(session, network.id),
        reasons=str(text.content.get("continuation_reasons", "")) if text else "",
    )


def _attendance(session: Session, network_id: int) -> list[str]:
    """One line a meeting that took place: how many were there, and their hours together."""
    lines = []
    for meeting in meetings_of(session, network_id):
        if meeting.state not in HELD:
            continue
        day, marks = short_date(meeting.day), marks_of(session, meeting.id)
        if not marks:
            lines.append(say.meeting_untaken(day))
            continue
        halves = [sum(one != "ABSENT" for one in each.values()) for each in marks.values()]
        there, hours = sum(one > 0 for one in halves), sum(halves) * HOURS_A_HALF_DAY
        lines.append(say.meeting_attendance(day, there, len(marks), hours))
    return lines


def _wishes(session: Session, network_id: int) -> str:
    told = wishes(session, network_id)
    members = sum(one.state == EnrollmentState.ACTIVE.value for one in enrollments_of(session, network_id))
    yes, maybe, no = (told.get(one, 0) for one in (rules.YES, rules.MAYBE, rules.NO))
    return say.members_wishes(yes, maybe, no, max(members - yes - maybe - no, 0))


def bilan(session: Session, _now: datetime, network_id: int, page: int) -> Card | None:
    """One page of the bilan that asks; the nearest page to the one asked for."""
    found = continuation_of(session, network_id)
    text = version_text(session, found) if found is not None else None
    if found is None or text is None:
        return None
    pages = paged([(label, str(text.content.get(name, ""))) for name, label in say.POINTS.items()])
    at = min(max(page, 1), len(pages))
    return cards.bilan(network_id, found.network.title, at, len(pages), pages[at - 1])


def decision_form(
    session: Session,
    now: datetime,
    settings: Settings,
    viewer_id: int,
    network_id: int,
    *,
    typed: ContinuationForm | None = None,
    errors: Sequence[str] = (),
) -> Card | None:
    """The empty form, or what was typed with what is wrong; the request's card when it is decided already."""
    found = continuation_of(session, network_id)
    if found is None:
        return None
    if not found.waits or not _may_decide(session, viewer_id, found):
        return request(session, now, viewer_id, network_id)
    closed = closed_around(session, now.date())
    until = rules.usual_deadline(now.date(), settings.INVITATION_DAYS, closed).isoformat()
    form = typed or ContinuationForm(network_id, found.bilan_version, "", "", until)
    return cards.decision_form(form, found.network.title, errors)


def mistake_sentences(mistakes: Sequence[Mistake], limit: int) -> list[str]:
    return [
        say.message_too_long(limit) if one is Mistake.TOO_LONG else say.MISTAKES[one.value]
        for one in mistakes
    ]


def tasks(session: Session, now: datetime, viewer_id: int) -> list[DeskTask]:
    """What waits for a decision; one's own network's is for somebody else (S04)."""
    return [
        cards.task(one.network_id, one.asked_at, one.network.title, continuation_line(now, one))
        for one in open_continuations(session)
        if viewer_id not in {one.asker_id, one.network.animator_id}
    ]


def wish(session: Session, _now: datetime, person_id: int, network_id: int) -> Card | None:
    """The question to a member while it waits for an answer; None afterwards, and for anybody else."""
    found = continuation_of(session, network_id)
    members = {
        one.person_id
        for one in enrollments_of(session, network_id)
        if one.state == EnrollmentState.ACTIVE.value
    }
    if found is None or not found.waits or person_id not in members:
        return None
    year = following(found.network.school_year)
    said = wish_of(session, network_id, person_id) or ""
    return cards.wish(network_id, found.network.title, year, said)


def letter(session: Session, _now: datetime, network_id: int) -> Card | None:
    """The answer to who animates; None before there is one."""
    found = continuation_of(session, network_id)
    if found is None or found.withdrawn_at is not None:
        return None
    network, year = found.network, following(found.network.school_year)
    first_name = network.animator.first_name
    match found.decision:
        case "ACCEPTED":
            second = second_year_of(session, network_id)
            until = short_date(found.invited_until) if found.invited_until else ""
            return cards.accepted_letter(
                network.title, year, until, found.message, second.id if second else 0
            )
        case "DECLINED":
            return cards.declined_letter(first_name, network.title, year, found.message)
        case "CHANGES_REQUESTED":
            return cards.precisions_letter(network.id, first_name, network.title, found.message)
        case _:
            return cards.precisions_given()
