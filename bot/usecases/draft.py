"""The working copy of a proposal: begun, filled with what is known, written step by step (R43, S02)."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.rules import proposal as rules
from bot.settings import Settings
from storage import audit
from storage import proposal as stored
from storage.catalog import ListName, entries
from storage.people import Person, school_names
from storage.proposal import Proposal, ProposalState, ProposalVersion

EDITABLE = {
    ProposalState.SUBMITTED.value,
    ProposalState.UNDER_REVIEW.value,
    ProposalState.CHANGES_REQUESTED.value,
}
WRITABLE = {ProposalState.DRAFT.value, *EDITABLE}


CHOICES: Mapping[str, Callable[[Session], Collection[str]]] = {
    "school_id": lambda session: {rules.OTHER, *dict(school_names(session))},
    "target_group": lambda session: _codes(session, ListName.TARGET_GROUP),
    "discipline": lambda session: _codes(session, ListName.DISCIPLINE),
    "priority_id": lambda session: {rules.OTHER, *_codes(session, ListName.PRIORITY)},
    "duration": lambda _: rules.MODALITIES,
}


def bounds(session: Session, settings: Settings, step: int | None = None) -> rules.Bounds:
    """What the form, or one step of it, may hold now: the settings' limits and the lists' active codes."""
    names = rules.FIELDS if step is None else rules.fields_of(step)
    return rules.Bounds(
        text_limit=settings.TEXT_LIMIT,
        email_domains=settings.EMAIL_DOMAINS,
        choices={name: codes(session) for name, codes in CHOICES.items() if name in names},
    )


def _codes(session: Session, name: ListName) -> set[str]:
    return {entry.code for entry in entries(session, name)}


def working_copy(session: Session, proposal: Proposal) -> ProposalVersion | None:
    """The version that is being written; None once a decision has closed the proposal."""
    if proposal.state not in WRITABLE:
        return None
    return stored.version_of(session, proposal.id, proposal.version + 1)


def keep(
    proposal: Proposal,
    working: ProposalVersion,
    now: datetime,
    revision: int,
    step: int,
    values: Mapping[str, str],
) -> bool:
    """Write one step's values; False when they were typed over a save that this form never saw."""
    content = merged(working.content, step, values)
    same = content == working.content
    if revision != proposal.revision and not same:
        return False
    if not same:
        working.content = content
        working.saved_at = now
        proposal.revision += 1
    proposal.updated_at = now
    return True


def merged(content: Mapping[str, Any], step: int, values: Mapping[str, str]) -> dict[str, str]:
    """The content with what was typed in one step; the very same when nothing in it changes."""
    kept = {str(name): str(value) for name, value in content.items()}
    typed = {name: values.get(name, "").strip() for name in rules.fields_of(step)}
    same = all(kept.get(name, "") == value for name, value in typed.items())
    return kept if same else kept | typed


def begin(
    session: Session,
    now: datetime,
    person: Person,
    content: Mapping[str, str],
    taken_from_id: int | None = None,
) -> Proposal:
    draft = Proposal(
        proposer_id=person.id,
        school_year=rules.target_year(now.date()),
        taken_from_id=taken_from_id,
        created_at=now,
        updated_at=now,
    )
    session.add(draft)
    session.flush()
    add_working_copy(session, now, draft, content)
    audit.record(session, now, action="drafted", subject=("proposal", draft.id), person_id=person.id)
    return draft


def add_working_copy(session: Session, now: datetime, proposal: Proposal, content: Mapping[str, str]) -> None:
    session.add(
        ProposalVersion(
            proposal_id=proposal.id, version=proposal.version + 1, content=dict(content), saved_at=now
        )
    )
    proposal.revision += 1
    session.flush()


def prefilled(session: Session, person: Person) -> dict[str, str]:
    last = stored.last_submitted_content(session, person.id) or {}
    kept = {name: str(last[name]) for name in rules.KEPT_FOR_NEXT if last.get(name)}
    known = {
        "email": person.email or "",
        "school_id": person.school_id or "",
        "job_title": person.job_title,
    }
    return {**rules.FIRST_VALUES, **kept, **{name: value for name, value in known.items() if value}}
