"""A member's marks: kept, counted, refused, recalled (issue 3, point 1; R24–R30), on both databases."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.rating import RatingRefusal
from bot.usecases import proposal as proposals
from bot.usecases import rating as usecases
from bot.usecases.rating import CommentTooLong, NotRated, Rated
from bot.usecases.reminders import plan
from storage.audit import AuditRow
from storage.database import Database
from storage.outbox import OutboxRow
from storage.people import Role
from storage.posts import SubjectChanges
from storage.rating import Rating, rating_by, to_rate, version_read
from storage.school_year import YearDates
from tests.factories import (
    CONTENT,
    NOW,
    SETTINGS,
    TORONTO,
    add_lists,
    add_person,
    decide,
    submit,
    submitted,
    write,
)

FIRST = {"R24": "YES", "R25": "PARTLY", "R26": "NO", "R27": "YES"}
LAST = {"R28": "YES", "R29": "YES"}


def people(session: Session) -> tuple[int, int, int, int]:
    """Ada, who proposes; Rita, responsible; Léa and Noé of the committee."""
    add_lists(session)
    ada, rita = add_person(session, "Ada"), add_person(session, "Rita", Role.CEE_RESPONSIBLE)
    lea, noe = (add_person(session, name, Role.COMMITTEE_MEMBER) for name in ("Léa", "Noé"))
    return ada.id, rita.id, lea.id, noe.id


def rate(
    session: Session, actor_id: int, request_id: int, step: int, typed: dict[str, str], comment: str = ""
) -> object:
    return usecases.rate(
        session, NOW, actor_id, SETTINGS, request_id, step=step, typed=typed, comment=comment
    )


def rate_whole(session: Session, actor_id: int, request_id: int, comment: str = "") -> None:
    assert rate(session, actor_id, request_id, 1, FIRST) == Rated(request_id)
    assert rate(session, actor_id, request_id, 2, LAST, comment) == Rated(request_id)


def redraws(session: Session, request_id: int) -> int:
    session.flush()
    found = session.get(SubjectChanges, ("request", request_id), populate_existing=True)
    return found.changes if found else 0


def test_each_step_is_kept_and_only_the_whole_counts(database: Database) -> None:
    def work(session: Session) -> None:
        ada, _, lea, _ = people(session)
        _, request = submitted(session, ada)
        rate(session, lea, request, 1, FIRST)
        rating = rating_by(session, request, lea)
        assert rating is not None
        assert (rating.marks, rating.complete) == (FIRST, False)
        assert [one.id for one in to_rate(session, lea)] == [request]
        rate(session, lea, request, 2, LAST, "  Bien ancré.  ")
        assert (rating.marks, rating.comment, rating.complete) == (
            {**FIRST, **LAST, "R30": "NO_OPINION"},
            "Bien ancré.",
            True,
        )
        assert to_rate(session, lea) == []

    database.write(work)


def test_the_same_press_twice_changes_nothing(database: Database) -> None:
    def work(session: Session) -> None:
        ada, _, lea, _ = people(session)
        _, request = submitted(session, ada)
        for _ in (1, 2):
            rate_whole(session, lea, request, "Oui.")
        assert len(session.scalars(select(Rating)).all()) == 1
        assert len(session.scalars(select(AuditRow).where(AuditRow.action == "rated")).all()) == 2

    database.write(work)


@pytest.mark.parametrize("who", ["own", "responsible", "teacher", "decided", "replaced", "withdrawn", "none"])
def test_what_may_not_be_rated_keeps_nothing(database: Database, who: str) -> None:
    expected = {
        "own": RatingRefusal.OWN_PROPOSAL,
        "decided": RatingRefusal.ALREADY_DECIDED,
        "replaced": RatingRefusal.REPLACED,
        "withdrawn": RatingRefusal.WITHDRAWN,
    }.get(who, RatingRefusal.NOT_COMMITTEE)

    def work(session: Session) -> None:
        ada, rita, lea, noe = people(session)
        author = lea if who == "own" else ada
        content = {**CONTENT, "email": "léa@exemple.invalid"} if who == "own" else CONTENT
        number, request = submitted(session, author, content)
        actor = {"responsible": rita, "teacher": ada, "own": lea}.get(who, noe)
        if who == "decided":
            decide(session, rita, request)
        if who == "replaced":
            proposals.resume(session, NOW, ada, number)
            write(session, ada, number, CONTENT)
            submit(session, ada, number)
        if who == "withdrawn":
            proposals.withdraw(session, NOW, ada, number)
        asked = 999 if who == "none" else request
        assert rate(session, actor, asked, 1, FIRST) == NotRated(expected)
        assert session.scalars(select(Rating)).all() == []

    database.write(work)


def test_too_long_a_comment_is_refused_with_its_count(database: Database) -> None:
    def work(session: Session) -> None:
        ada, _, lea, _ = people(session)
        _, request = submitted(session, ada)
        assert rate(session, lea, request, 2, LAST, "x" * 1501) == CommentTooLong(1501, 1500)
        assert session.scalars(select(Rating)).all() == []
        assert rate(session, lea, request, 2, LAST, "x" * 1500) == Rated(request)

    database.write(work)


def test_others_cards_are_redrawn_only_once_everybody_has_answered(database: Database) -> None:
    """A redraw would take away the form that a colleague is filling in on her own card."""

    def work(session: Session) -> None:
        ada, _, lea, noe = people(session)
        _, request = submitted(session, ada)
        before = redraws(session, request)
        rate_whole(session, lea, request)
        rate(session, noe, request, 1, FIRST)
        assert redraws(session, request) == before
        rate(session, noe, request, 2, LAST)
        assert redraws(session, request) == before + 1

    database.write(work)


def test_reading_to_the_end_remembers_the_newest_version(database: Database) -> None:
    def work(session: Session) -> None:
        ada, _, lea, _ = people(session)
        number, first = submitted(session, ada)
        proposals.resume(session, NOW, ada, number)
        write(session, ada, number, {**CONTENT, "title": "Lire dehors en hiver"})
        second = submit(session, ada, number)
        assert version_read(session, number, lea) == 0
        for request, version in ((first, 1), (second, 2), (first, 2)):
            usecases.read_to_the_end(session, NOW, lea, request)
            session.expire_all()
            assert version_read(session, number, lea) == version

    database.write(work)


def test_members_are_recalled_once_five_working_days_before_the_sitting(database: Database) -> None:
    """Two requests, one recall; who rated everything gets none; another date recalls anew."""

    def at(written: str) -> datetime:
        return datetime.fromisoformat(written).replace(tzinfo=TORONTO)

    def recalls(session: Session, now: str) -> list[tuple[int | None, str]]:
        plan(session, at(now), SETTINGS)
        rows = session.scalars(
            select(OutboxRow).where(OutboxRow.kind == usecases.RECALL).order_by(OutboxRow.id)
        )
        return [(row.person_id, str(row.not_before.astimezone(TORONTO).date())) for row in rows]

    def work(session: Session) -> None:
        ada, _, lea, noe = people(session)
        zoe = add_person(session, "Zoé")
        _, first = submitted(session, ada)
        submitted(session, zoe.id, {**CONTENT, "email": "zoé@exemple.invalid"})
        dates = YearDates(school_year="2027-2028", committee_on=at("2027-03-31").date(), saved_at=NOW)
        session.add(dates)
        for request in to_rate(session, noe):
            rate_whole(session, noe, request.id)
        rate_whole(session, lea, first)
        # Friday 26 and Monday 29 March are holidays: five working days before Wednesday 31 March.
        assert recalls(session, "2027-03-21 10:00") == []
        for day in ("2027-03-22 09:00", "2027-03-23 09:00", "2027-03-31 16:00", "2027-04-01 09:00"):
            assert recalls(session, day) == [(lea, "2027-03-22")]
        dates.committee_on = at("2027-04-14").date()
        assert recalls(session, "2027-04-07 09:00") == [(lea, "2027-03-22"), (lea, "2027-04-07")]

    database.write(work)


def test_without_a_date_nobody_is_recalled(database: Database) -> None:
    def work(session: Session) -> None:
        ada, _, _, _ = people(session)
        submitted(session, ada)
        plan(session, NOW, SETTINGS)
        assert session.scalars(select(OutboxRow).where(OutboxRow.kind == usecases.RECALL)).all() == []

    database.write(work)
