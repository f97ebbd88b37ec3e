"""Drafts, sending, editing, withdrawing, taking up again (guide §2, §8.1; R04–R17, R43; S01, S02, S07)."""

from collections.abc import Mapping

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.proposal import Fault, Mistake, fields_of
from bot.usecases import proposal
from storage.database import Database
from storage.people import Role
from storage.proposal import Proposal, version_of
from tests.factories import (
    CONTENT,
    NOW,
    SETTINGS,
    add_lists,
    add_person,
    draft,
    revision,
    submit,
    write,
)


def save(
    session: Session, person_id: int, number: int, step: int, *, seen: int | None = None, **values: str
) -> object:
    typed = {name: values.get(name, CONTENT.get(name, "")) for name in fields_of(step)}
    return proposal.save(
        session,
        NOW,
        person_id,
        SETTINGS,
        number,
        revision=revision(session, number) if seen is None else seen,
        step=step,
        next_step=step + 1,
        values=typed,
    )


def content(session: Session, number: int, version: int) -> Mapping[str, str]:
    found = version_of(session, number, version)
    assert found is not None
    return found.content


def test_start_prefills_from_the_profile_and_the_last_proposal(database: Database) -> None:
    def work(session: Session) -> tuple[Mapping[str, str], Mapping[str, str]]:
        add_lists(session)
        ada = add_person(session, "Ada")
        ada.job_title = "Orthopédagogue"
        first = proposal.start(session, NOW, ada.id).proposal_id
        fresh = dict(content(session, first, 1))
        write(session, ada.id, first, CONTENT)
        submit(session, ada.id, first)
        ada.job_title = ""
        second = proposal.start(session, NOW, ada.id).proposal_id
        return fresh, content(session, second, 1)

    fresh, second = database.write(work)[0]
    known = {"email": "ada@exemple.invalid", "school_id": "E1"}
    standing = {
        "required_material": "Aucun",
        "prerequisites": "Aucun",
        "bio_public": "false",
        "mission_ack": "false",
        "attendance_ack": "false",
    }
    assert fresh == {**standing, **known, "job_title": "Orthopédagogue"}
    assert second == {
        **standing,
        **known,
        "job_title": CONTENT["job_title"],
        "experience": CONTENT["experience"],
        "bio": CONTENT["bio"],
    }


def test_start_pressed_twice_opens_the_same_draft(database: Database) -> None:
    def work(session: Session) -> tuple[object, object, int]:
        ada = add_person(session, "Ada", school_id=None)
        first, second = proposal.start(session, NOW, ada.id), proposal.start(session, NOW, ada.id)
        return first, second, len(session.scalars(select(Proposal)).all())

    first, second, count = database.write(work)[0]
    assert (first, count) == (second, 1)


def test_a_second_draft_cannot_be_stored(database: Database) -> None:
    """The constraint behind the lock: two presses at once, had the lock failed."""

    def work(session: Session) -> None:
        ada = add_person(session, "Ada", school_id=None)
        for _ in range(2):
            session.add(Proposal(proposer_id=ada.id, school_year="2027-2028", created_at=NOW, updated_at=NOW))
        session.flush()

    with pytest.raises(Exception, match=r"uq_proposals_one_new_draft|proposer_id"):
        database.write(work)


def test_s02_a_draft_survives_and_opens_where_it_was_left(database: Database) -> None:
    def write_two_steps(session: Session) -> tuple[int, int]:
        add_lists(session)
        ada = add_person(session, "Ada")
        number = proposal.start(session, NOW, ada.id).proposal_id
        assert save(session, ada.id, number, 1) == proposal.Saved(number, ())
        assert save(session, ada.id, number, 2) == proposal.Saved(number, ())
        return ada.id, number

    ada_id, number = database.write(write_two_steps)[0]
    opened, _ = database.write(lambda session: proposal.start(session, NOW, ada_id))
    assert opened == proposal.Opened(number, 3)
    kept = database.read(lambda session: dict(content(session, number, 1)))
    assert {name: kept[name] for name in (*fields_of(1), *fields_of(2))} == {
        name: CONTENT[name] for name in (*fields_of(1), *fields_of(2))
    }


def test_a_step_with_mistakes_is_kept_and_stays_open(database: Database) -> None:
    def work(session: Session) -> tuple[object, int, str]:
        add_lists(session)
        ada = add_person(session, "Ada")
        number = proposal.start(session, NOW, ada.id).proposal_id
        outcome = save(session, ada.id, number, 2, title="t" * 151)
        return outcome, session.get_one(Proposal, number).step, content(session, number, 1)["title"]

    outcome, step, title = database.write(work)[0]
    assert isinstance(outcome, proposal.Saved)
    assert outcome.mistakes == (Mistake("title", Fault.TOO_LONG, 151, 150),)
    assert (step, title) == (2, "t" * 151)


def test_a_step_delivered_twice_changes_nothing_more(database: Database) -> None:
    def work(session: Session) -> tuple[object, object, int, int]:
        add_lists(session)
        ada = add_person(session, "Ada")
        number = proposal.start(session, NOW, ada.id).proposal_id
        seen = revision(session, number)
        first = save(session, ada.id, number, 1, seen=seen)
        after = revision(session, number)
        return first, save(session, ada.id, number, 1, seen=seen), after, revision(session, number)

    first, second, after, at_the_end = database.write(work)[0]
    assert first == second
    assert after == at_the_end


def test_a_form_drawn_before_another_save_overwrites_nothing(database: Database) -> None:
    """Two devices: the older form is a conflict, and the newer text stands (S02)."""

    def work(session: Session) -> tuple[object, str]:
        add_lists(session)
        ada = add_person(session, "Ada")
        number = proposal.start(session, NOW, ada.id).proposal_id
        seen = revision(session, number)
        save(session, ada.id, number, 1, seen=seen, experience="Du téléphone.")
        stale = save(session, ada.id, number, 1, seen=seen, experience="De l’ordinateur.")
        return stale, content(session, number, 1)["experience"]

    outcome, experience = database.write(work)[0]
    assert isinstance(outcome, proposal.Conflict)
    assert experience == "Du téléphone."


def test_somebody_elses_draft_does_not_exist_for_anybody(database: Database) -> None:
    """S02, S27: not even a responsible reaches a draft, and the answer tells nothing."""

    def work(session: Session) -> list[object]:
        add_lists(session)
        ada = add_person(session, "Ada")
        responsible = add_person(session, "Rita", Role.CEE_RESPONSIBLE)
        number = draft(session, ada.id)
        before = dict(content(session, number, 1))
        outcomes: list[object] = [
            save(session, responsible.id, number, 1, experience="Forgé"),
            proposal.resume(session, NOW, responsible.id, number),
            proposal.withdraw(session, NOW, responsible.id, number),
            proposal.take_up_again(session, NOW, responsible.id, SETTINGS, number),
            proposal.submit(session, NOW, responsible.id, SETTINGS, number, revision=0, values={}),
            proposal.resume(session, NOW, responsible.id, 999),
        ]
        assert content(session, number, 1) == before
        return outcomes

    assert database.write(work)[0] == [proposal.NotTheirs()] * 6


def words(count: int) -> str:
    """« l’examen », bullets and no-break spaces among them: none changes the count (DOMAIN.md §2)."""
    return "- l’examen\u00a0final\n" + " ".join(["mot"] * (count - 2))


def test_s01_150_words_are_sent(database: Database) -> None:
    def work(session: Session) -> str:
        add_lists(session)
        ada = add_person(session, "Ada")
        text = {**CONTENT, "summary": words(150)}
        number = draft(session, ada.id, text)
        submit(session, ada.id, number, text)
        return session.get_one(Proposal, number).state

    assert database.write(work)[0] == "SUBMITTED"


def test_s01_151_words_are_refused_with_their_count_and_nothing_is_lost(database: Database) -> None:
    def work(session: Session) -> tuple[object, Mapping[str, str], str]:
        add_lists(session)
        ada = add_person(session, "Ada")
        text = {**CONTENT, "summary": words(151)}
        number = draft(session, ada.id, text)
        outcome = proposal.submit(
            session,
            NOW,
            ada.id,
            SETTINGS,
            number,
            revision=revision(session, number),
            values={name: text[name] for name in fields_of(5)},
        )
        return outcome, content(session, number, 1), session.get_one(Proposal, number).state

    outcome, kept, state = database.write(work)[0]
    assert isinstance(outcome, proposal.Saved)
    assert outcome.mistakes == (Mistake("summary", Fault.TOO_MANY_WORDS, 151, 150),)
    assert kept == {**CONTENT, "summary": words(151)}
    assert state == "DRAFT"
