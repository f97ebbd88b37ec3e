"""Requests about one's own data, and the register of incidents (Loi sur l’accès, s. 63.8, 65, 83, 89, 98)."""

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.rules.incidents import Fault, Mistake
from bot.rules.texts import TooLong
from bot.usecases import incidents, privacy
from bot.usecases.incidents import NotSaved, Saved
from bot.usecases.privacy import Answered, Asked, NotAnswered, NotAsked
from storage.audit import AuditRow
from storage.database import Database
from storage.incidents import current_incidents, history_of
from storage.outbox import OutboxRow
from storage.people import Role
from storage.privacy import PrivacyRequest, all_requests, was_shown
from tests.factories import NOW, add_lists, add_person
from tests.rules.test_privacy import GOOD
from tests.usecases.test_races import at_once

DUE = date(2026, 12, 13)


def cast(session: Session) -> tuple[int, int, int]:
    """(Ada, Rita and Paul, who are responsible)."""
    add_lists(session)
    rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE)
    return add_person(session, "Ada").id, rita.id, add_person(session, "Paul", Role.CEE_RESPONSIBLE).id


def told(session: Session) -> list[tuple[str, int | None]]:
    return [(row.kind, row.person_id) for row in session.scalars(select(OutboxRow).order_by(OutboxRow.id))]


def test_a_request_is_one_of_its_kind_and_comes_to_every_responsible(session: Session) -> None:
    ada, rita, paul = cast(session)
    asked = privacy.ask(session, NOW, ada, "CORRECTION", "Mon école est la Rive.")
    assert asked == Asked(DUE, known=False)
    later = privacy.ask(session, NOW + timedelta(days=1), ada, "CORRECTION", "Encore.")
    assert later == Asked(DUE, known=True)
    assert privacy.ask(session, NOW, ada, "DELETION", "Tout.") == Asked(DUE, known=False)
    assert told(session) == [("privacy_asked", rita), ("privacy_asked", paul)] * 2
    assert [one.words for one in all_requests(session)] == ["Tout.", "Mon école est la Rive."]


@pytest.mark.parametrize(
    ("kind", "words", "outcome"),
    [
        ("CORRECTION", "  ", NotAsked.NO_WORDS),
        ("CORRECTION", "x" * 1001, TooLong(1001, 1000)),
        ("ANYTHING", "x", NotAsked.NO_KIND),
    ],
)
def test_what_is_no_request_writes_nothing(session: Session, kind: str, words: str, outcome: object) -> None:
    ada, _, _ = cast(session)
    assert privacy.ask(session, NOW, ada, kind, words) == outcome
    assert (all_requests(session), told(session)) == ([], [])


def asked(session: Session) -> tuple[int, int, int, int]:
    ada, rita, paul = cast(session)
    privacy.ask(session, NOW, ada, "CORRECTION", "Mon école.")
    return ada, rita, paul, all_requests(session)[0].id


def test_a_refusal_needs_its_reason_and_is_told_once(session: Session) -> None:
    ada, rita, paul, number = asked(session)
    assert privacy.answer(session, NOW, ada, number, "Non.", accept=False) is NotAnswered.NOT_RESPONSIBLE
    assert privacy.answer(session, NOW, rita, number, " ", accept=False) is NotAnswered.NO_ANSWER
    assert privacy.answer(session, NOW, rita, number, "Non.", accept=False) == Answered(number)
    assert privacy.answer(session, NOW, paul, number, "Oui.", accept=True) is NotAnswered.GONE
    one = session.get_one(PrivacyRequest, number)
    assert (one.accepted, one.answer, one.answered_by_id) == (False, "Non.", rita)
    assert told(session)[-1] == ("privacy_answered", ada)
    assert [kind for kind, _ in told(session)].count("privacy_answered") == 1
    actions = [row.action for row in session.scalars(select(AuditRow).order_by(AuditRow.id))]
    assert actions == ["privacy_asked", "privacy_answered"]


def test_ten_days_more_once_with_a_notice(session: Session) -> None:
    """S. 98: before the twenty days are over."""
    ada, rita, _, number = asked(session)
    assert privacy.extend(session, NOW + timedelta(days=21), rita, number) is NotAnswered.NO_EXTENSION
    assert privacy.extend(session, NOW + timedelta(days=20), rita, number) == Answered(number)
    assert session.get_one(PrivacyRequest, number).due_on == date(2026, 12, 23)
    assert privacy.extend(session, NOW + timedelta(days=20), rita, number) is NotAnswered.NO_EXTENSION
    assert told(session)[-1] == ("privacy_extended", ada)


def test_nobody_answers_her_own_request(session: Session) -> None:
    """Like S04; the database holds it too."""
    _, rita, paul = cast(session)
    privacy.ask(session, NOW, rita, "ACCESS", "Le journal.")
    assert told(session) == [("privacy_asked", paul)]
    number = all_requests(session)[0].id
    assert privacy.answer(session, NOW, rita, number, "Oui.", accept=True) is NotAnswered.OWN
    one = session.get_one(PrivacyRequest, number)
    one.answered_at, one.answered_by_id, one.accepted = NOW, rita, True
    with pytest.raises(IntegrityError, match="not_ones_own"):
        session.flush()
    session.rollback()


def test_two_answers_at_once_and_one_stands(database: Database) -> None:
    _, rita, paul, request = database.write(asked)[0]

    def answers(who: int) -> Callable[[threading.Barrier], object]:
        def work(barrier: threading.Barrier) -> object:
            barrier.wait()
            return database.write(
                lambda session: privacy.answer(session, NOW, who, request, "Lu.", accept=True)
            )[0]

        return work

    outcomes = at_once(answers(rita), answers(paul))
    assert sorted(map(str, outcomes)) == sorted([str(Answered(request)), str(NotAnswered.GONE)])
    kinds = database.read(lambda session: [kind for kind, _ in told(session)])
    assert kinds.count("privacy_answered") == 1


def test_the_same_asked_twice_at_once_is_one_request(database: Database) -> None:
    ada = database.write(cast)[0][0]

    def asks(barrier: threading.Barrier) -> object:
        barrier.wait()
        return database.write(lambda session: privacy.ask(session, NOW, ada, "DELETION", "Tout."))[0]

    outcomes = at_once(asks, asks)
    assert sorted(map(str, outcomes)) == sorted([str(Asked(DUE, known=known)) for known in (False, True)])
    assert database.read(lambda session: len(all_requests(session))) == 1


def test_the_first_notice_counts(session: Session) -> None:
    ada, _, _ = cast(session)
    assert not was_shown(session, ada)
    for hours in (0, 5):
        privacy.notice_shown(session, NOW + timedelta(hours=hours), ada)
    assert was_shown(session, ada)


def test_an_incident_keeps_every_version(session: Session) -> None:
    ada, rita, paul = cast(session)
    assert incidents.save(session, NOW, ada, 0, 0, 1, GOOD) is NotSaved.NOT_RESPONSIBLE
    assert incidents.save(session, NOW, rita, 0, 0, 1, {**GOOD, "data": ""}) == [
        Mistake("data", Fault.MISSING)
    ]
    saved = incidents.save(session, NOW, rita, 0, 0, 1, GOOD)
    assert isinstance(saved, Saved)
    # The same press again, and a step that says nothing new, write nothing.
    assert incidents.save(session, NOW, rita, 0, 0, 1, GOOD) == Saved(saved.incident_id, new=False)
    assert incidents.save(session, NOW, rita, saved.incident_id, 1, 1, GOOD) == Saved(
        saved.incident_id, new=False
    )
    more = {"risk": "Faible", "serious": "no"}
    assert incidents.save(session, NOW, paul, saved.incident_id, 1, 2, more) == Saved(
        saved.incident_id, new=True
    )
    stale = {**GOOD, "people": "3"}
    assert incidents.save(session, NOW, rita, saved.incident_id, 1, 1, stale) is NotSaved.STALE
    assert incidents.save(session, NOW, rita, saved.incident_id, 2, 1, stale) == Saved(
        saved.incident_id, new=True
    )
    assert incidents.save(session, NOW, rita, 99, 1, 1, GOOD) is NotSaved.GONE
    assert incidents.save(session, NOW, rita, 0, 0, 2, more) is NotSaved.GONE
    history = history_of(session, saved.incident_id)
    assert [(one.version, one.by_id, one.content["people"], one.content["risk"]) for one in history] == [
        (3, rita, "3", "Faible"),
        (2, paul, "", "Faible"),
        (1, rita, "", ""),
    ]
    assert [one.version for one in current_incidents(session)] == [3]
