"""The working copy on its shortest way: columns and prepared statements say what the objects say (S02)."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from storage import draft as drafts
from storage.database import Database
from storage.draft import Draft, Form
from storage.proposal import Proposal, ProposalState, version_of
from tests.factories import CONTENT, NOW, add_lists, add_person, draft, revision, submit

LATER = NOW + timedelta(hours=1)


def begun(session: Session) -> int:
    add_lists(session)
    return draft(session, add_person(session, "Ada").id)


def test_the_form_and_the_locked_copy_are_the_draft(database: Database) -> None:
    number, _ = database.write(begun)
    proposal = database.read(lambda session: session.get_one(Proposal, number))
    shown = database.read(lambda session: drafts.form(session, number))
    assert shown == Form(proposal.revision, proposal.school_year, 0, "Ada Essai", dict(CONTENT))
    held = database.read(lambda session: drafts.locked(session, number))
    assert held == Draft(
        number, proposal.proposer_id, ProposalState.DRAFT.value, 0, proposal.revision, dict(CONTENT)
    )


def test_what_is_sent_has_no_working_copy(database: Database) -> None:
    number, _ = database.write(begun)
    database.write(lambda session: submit(session, session.get_one(Proposal, number).proposer_id, number))
    held, shown = database.read(
        lambda session: (drafts.locked(session, number), drafts.form(session, number))
    )
    assert held is not None
    assert (held.version, held.content, shown.version, shown.content) == (1, None, 1, {})


def test_nothing_is_found_of_a_proposal_that_is_not(database: Database) -> None:
    assert database.read(lambda session: drafts.locked(session, 7)) is None


@pytest.mark.parametrize(("title", "saves"), [("Lire dedans", 1), (CONTENT["title"], 0)])
def test_a_save_counts_when_it_changes_something(database: Database, title: str, saves: int) -> None:
    number, _ = database.write(begun)
    before = database.read(lambda session: revision(session, number))

    def keep(session: Session) -> None:
        held = drafts.locked(session, number)
        assert held is not None
        drafts.keep(session, LATER, held, {**CONTENT, "title": title}, 4)

    database.write(keep)
    proposal = database.read(lambda session: session.get_one(Proposal, number))
    working = database.read(lambda session: version_of(session, number, 1))
    assert working is not None
    assert (proposal.step, proposal.revision, proposal.updated_at) == (4, before + saves, LATER)
    assert (working.content["title"], working.saved_at) == (title, LATER if saves else NOW)


def test_objects_of_the_same_transaction_agree(database: Database) -> None:
    """What they changed is asked for, and what is written is seen in them."""
    number, _ = database.write(begun)

    def work(session: Session) -> tuple[str, int]:
        proposal = session.get_one(Proposal, number)
        proposal.school_year = "2030-2031"
        year = drafts.form(session, number).school_year
        held = drafts.locked(session, number)
        assert held is not None
        drafts.keep(session, LATER, held, held.content or {}, 5)
        return year, proposal.step

    assert database.write(work)[0] == ("2030-2031", 5)
