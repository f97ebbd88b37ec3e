"""The committee's answers as the proposer reads them, and as they are previewed before they leave."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.views import kept_settings
from bot.views import proposal as proposal_view
from cards import letters as cards
from cards.elements import Card, Element
from cards.phrases.dates import short_date
from storage import proposal as stored
from storage.approval import ApprovalRequest
from storage.proposal import ProposalState

ACCEPTED, DECLINED = ProposalState.ACCEPTED.value, ProposalState.DECLINED.value


def letter(session: Session, now: datetime, request_id: int) -> Card | None:
    """The answer to the proposer; once changes were sent, the letter shows the new state instead.

    None while there is no answer: a letter that is held says nothing.
    """
    found = session.get(ApprovalRequest, request_id)
    if found is None or found.decision is None or found.held:
        return None
    proposal = found.proposal
    if found.decision == ACCEPTED:
        pay = kept_settings.pay_of(session)
        return cards.accepted_letter(title_of(session, found), proposal.school_year, found.message, pay)
    if found.decision == DECLINED and found.answer_by is None:
        return closing_letter(session, now, request_id)
    answered = proposal.state != ProposalState.CHANGES_REQUESTED.value or proposal.version != found.version
    if answered or found.answer_by is None:
        # The letter becomes what its answer was: thanks while the new version waits, else where it stands.
        return proposal_view.sent(session, now, proposal.id)
    until = short_date(found.answer_by)
    first_name, title = proposal.proposer.first_name, title_of(session, found)
    return cards.changes_letter(first_name, title, found.message, until, proposal.id)


def closing_letter(session: Session, _now: datetime, request_id: int) -> Card | None:
    """The no to a proposal; a letter of its own when changes were asked for before."""
    found = session.get(ApprovalRequest, request_id)
    if found is None or found.decision != DECLINED or found.held:
        return None
    proposal = found.proposal
    first_name, title = proposal.proposer.first_name, title_of(session, found)
    return cards.declined_letter(first_name, title, proposal.school_year, found.message, proposal.id)


def words(session: Session, found: ApprovalRequest) -> list[Element]:
    """What the letter of a held decision will say, without its buttons."""
    proposal, title = found.proposal, title_of(session, found)
    if found.decision == ACCEPTED:
        return cards.accepted_words(title, proposal.school_year, found.message, kept_settings.pay_of(session))
    first_name = proposal.proposer.first_name
    if found.decision == DECLINED:
        return cards.declined_words(first_name, title, proposal.school_year, found.message)
    until = short_date(found.answer_by) if found.answer_by else ""
    return cards.changes_words(first_name, title, found.message, until)


def title_of(session: Session, found: ApprovalRequest) -> str:
    """The title of the version that was decided."""
    version = stored.version_of(session, found.proposal_id, found.version)
    return str(version.content.get("title", "")) if version else ""
