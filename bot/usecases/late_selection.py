"""A proposal for next year, selected for the current one: an exemption with its reason (R15, S07)."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules import approval as rules
from bot.rules.approval import ACCEPTED, Refusal, Verdict
from bot.rules.calendar import school_year
from bot.rules.derogations import REASON_LIMIT, Rule
from bot.rules.proposal import target_year
from bot.rules.texts import TooLong, too_long
from bot.settings import Settings
from bot.usecases import derogations
from bot.usecases.approval import locked, refuse, standing_of
from bot.usecases.proposal import show_change
from storage import audit
from storage.network import animated_by
from storage.people import Person


class Mistake(StrEnum):
    NO_REASON = "no_reason"
    NOT_NEXT = "not_next"  # it is for the current year already, or for one that is over


@dataclass(frozen=True, slots=True)
class Selected:
    """The proposal is now for `school_year`; its decision is recorded as any other."""

    request_id: int
    school_year: str


def select(
    session: Session, now: datetime, actor_id: int, settings: Settings, request_id: int, reason: str
) -> Selected | Refusal | Mistake | TooLong:
    """Move an undecided proposal to the current year, where it could be accepted today; else why not."""
    today = now.astimezone(settings.zone).date()
    actor = session.get_one(Person, actor_id)
    found = locked(session, request_id)
    if found is None:
        return refuse(session, now, actor, Refusal.NOT_RESPONSIBLE, None).reason
    request, proposal = found
    this = school_year(today)
    standing = replace(
        standing_of(session, actor, request, proposal, corrects=False),
        school_year=this,
        exempted=True,
        animates_already=bool(animated_by(session, proposal.proposer_id, this)),
    )
    why_not = rules.refusal(standing, Verdict(ACCEPTED, "", ""), today)
    if why_not is not None:
        return refuse(session, now, actor, why_not, proposal).reason
    if proposal.school_year != target_year(today):
        return Mistake.NOT_NEXT
    written = reason.strip()
    if not written:
        return Mistake.NO_REASON
    if (wrong := too_long(written, REASON_LIMIT)) is not None:
        return wrong
    before, proposal.school_year = proposal.school_year, this
    session.flush()
    derogations.record(
        session,
        now,
        actor_id,
        Rule.LATE_SELECTION,
        written,
        proposal_id=proposal.id,
        person_id=proposal.proposer_id,
    )
    audit.record(
        session,
        now,
        action="selected_late",
        subject=("proposal", proposal.id),
        person_id=actor_id,
        before=before,
        after=this,
        why=written,
    )
    show_change(session, now, proposal.id)
    return Selected(request.id, this)
