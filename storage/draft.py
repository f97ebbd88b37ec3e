"""The working copy of a proposal, as its form asks for it and saves it: what runs most often.

Columns instead of objects, and each statement built once (docs/decisions/0011).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, select, update
from sqlalchemy.orm import Session

from storage.base import rows, write
from storage.people import Person
from storage.proposal import Proposal, ProposalVersion

_NUMBER: BindParameter[int] = bindparam("number")
_FORM = (
    select(Proposal.revision, Proposal.school_year, Proposal.version, Person.name, ProposalVersion.content)
    .join(Person, Person.id == Proposal.proposer_id)
    .outerjoin(
        ProposalVersion,
        (ProposalVersion.proposal_id == Proposal.id) & (ProposalVersion.version == Proposal.version + 1),
    )
    .where(Proposal.id == _NUMBER)
)
_LOCKED = (
    select(Proposal.proposer_id, Proposal.state, Proposal.version, Proposal.revision)
    .where(Proposal.id == _NUMBER)
    .with_for_update(of=Proposal)
)
# Not joined to the lock: what was read before the lock was had may be old by then.
_CONTENT = select(ProposalVersion.content).where(
    ProposalVersion.proposal_id == _NUMBER, ProposalVersion.version == bindparam("written")
)
_STEP = (
    update(Proposal)
    .where(Proposal.id == _NUMBER)
    .values(step=bindparam("to"), revision=bindparam("saves"), updated_at=bindparam("now"))
)
_TEXT = (
    update(ProposalVersion)
    .where(ProposalVersion.proposal_id == _NUMBER, ProposalVersion.version == bindparam("written"))
    .values(content=bindparam("text"), saved_at=bindparam("now"))
)


@dataclass(frozen=True, slots=True)
class Form:
    """A proposal as its form shows it; `version` is the last one sent, `content` the working copy's."""

    revision: int
    school_year: str
    version: int
    proposer_name: str
    content: Mapping[str, Any]


def form(session: Session, proposal_id: int) -> Form:
    """What the form of an existing proposal needs; without a working copy nothing is in it."""
    [(revision, year, version, name, content)] = rows(session, _FORM, number=proposal_id)
    return Form(revision, year, version, name, content or {})


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal whose row is locked, and its working copy; `content` is None when there is none."""

    proposal_id: int
    proposer_id: int
    state: str
    version: int
    revision: int
    content: Mapping[str, Any] | None


def locked(session: Session, proposal_id: int) -> Draft | None:
    """Locked until the transaction ends (PostgreSQL; SQLite has one writer)."""
    found = rows(session, _LOCKED, number=proposal_id)
    if not found:
        return None
    [(proposer_id, state, version, revision)] = found
    written = rows(session, _CONTENT, number=proposal_id, written=version + 1)
    return Draft(proposal_id, proposer_id, state, version, revision, written[0].content if written else None)


def keep(session: Session, now: datetime, draft: Draft, content: Mapping[str, str], step: int) -> None:
    """Remember the step, and the content when it is another one: then it counts as a save."""
    changed = content != draft.content
    saves = draft.revision + changed
    write(session, _STEP, number=draft.proposal_id, to=step, saves=saves, now=now)
    if changed:
        write(
            session, _TEXT, number=draft.proposal_id, written=draft.version + 1, text=dict(content), now=now
        )
