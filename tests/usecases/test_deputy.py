"""A responsible who is away and who does her work meanwhile (issue 6, point 5), on both databases."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.rules.deputy import Mistake
from bot.usecases import deputy, desk, reminders, roles
from bot.usecases.deputy import Ended, Mistaken, Named, NotAllowed
from bot.views import deputy as views
from bot.views import desk as desk_views
from cards.deputy import Typed
from cards.phrases import deputy as say
from storage.audit import AuditRow
from storage.database import Database
from storage.deputy import DeputyTerm, living_term
from storage.outbox import OutboxRow
from storage.people import Person, Role
from tests.factories import NOW, SETTINGS, add_lists, add_person
from tests.scenarios.world import text

FIRST, LAST = "2026-12-01", "2026-12-04"


def stage(session: Session) -> tuple[Person, Person, Person]:
    add_lists(session)
    office = [add_person(session, name, Role.CEE_RESPONSIBLE) for name in ("Rita", "Paul")]
    return office[0], office[1], add_person(session, "Zoé", chat="a:zoe")


def on(day: str, hour: int = 8) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=NOW.tzinfo)


def named(session: Session, absent: Person, who: Person, first: str = FIRST, last: str = LAST) -> int:
    outcome = deputy.name(session, NOW, absent.id, who.id, first, last)
    assert isinstance(outcome, Named), outcome
    return outcome.term_id


def responsible(person: Person) -> bool:
    return Role.CEE_RESPONSIBLE in person.roles


def told(session: Session, *kinds: str) -> list[tuple[str, int | None]]:
    rows = session.scalars(select(OutboxRow).where(OutboxRow.kind.in_(kinds)).order_by(OutboxRow.id))
    return [(row.kind, row.person_id) for row in rows]


def test_the_deputy_is_responsible_on_these_days_and_on_no_other(session: Session) -> None:
    rita, _, zoe = stage(session)
    named(session, rita, zoe)
    assert told(session, "deputy_named") == [("deputy_named", zoe.id)]
    standing = []
    for day in ("2026-11-30", "2026-12-01", "2026-12-04", "2026-12-05"):
        for _ in range(2):  # run twice, a planner repeats nothing
            reminders.plan(session, on(day, 9), SETTINGS)
        standing.append(responsible(zoe))
    assert standing == [False, True, True, False]
    assert responsible(rita)
    assert told(session, "deputy_starts", "deputy_over") == [
        *(("deputy_starts", one.id) for one in (rita, zoe)),
        *(("deputy_over", one.id) for one in (rita, zoe)),
    ]
    assert living_term(session, rita.id) is None


def test_the_morning_goes_to_the_deputy_and_not_to_the_absent_one(session: Session) -> None:
    rita, paul, zoe = stage(session)
    named(session, rita, zoe)
    told_on = {}
    for day in ("2026-11-30", "2026-12-01", "2026-12-04", "2026-12-07"):
        deputy.plan(session, on(day, 6), SETTINGS)
        desk.plan_morning(session, on(day, 6), SETTINGS)
        rows = session.scalars(select(OutboxRow).where(OutboxRow.once.like(f"desk_morning:{day}:%")))
        told_on[day] = {row.person_id for row in rows}
    everybody = {rita.id, paul.id}
    assert told_on == {
        "2026-11-30": everybody,
        "2026-12-01": {paul.id, zoe.id},
        "2026-12-04": {paul.id, zoe.id},
        "2026-12-07": everybody,
    }
    # One that was written before she was away says nothing when it leaves.
    add_person(session, "Inconnue", confirmed=False)
    second = on("2026-12-02")
    assert desk_views.morning(session, second, paul.id, second.toordinal()) is not None
    term = deputy.name(session, second, rita.id, zoe.id, "2026-12-02", "2026-12-02")
    assert isinstance(term, Named)
    assert desk_views.morning(session, second, rita.id, second.toordinal()) is None


def test_from_today_the_role_is_there_at_once(session: Session) -> None:
    rita, _, zoe = stage(session)
    named(session, rita, zoe, "2026-11-23", "2026-11-24")
    assert responsible(zoe)
    reminders.plan(session, NOW, SETTINGS)
    assert told(session, "deputy_starts") == []  # she was told today already


@pytest.mark.parametrize("by", ["absent", "deputy"])
def test_either_ends_it_early_and_the_other_is_told(session: Session, by: str) -> None:
    rita, paul, zoe = stage(session)
    term = named(session, rita, zoe, "2026-11-23", "2026-12-04")
    assert deputy.end(session, NOW, paul.id, term) is NotAllowed.NOTHING
    actor, other = (rita, zoe) if by == "absent" else (zoe, rita)
    for _ in range(2):
        assert deputy.end(session, NOW, actor.id, term) == Ended(term)
    assert not responsible(zoe)
    assert told(session, "deputy_ended") == [("deputy_ended", other.id)]
    card = views.ended(session, NOW, other.id, term)
    assert card is not None
    assert say.term_ended(actor.name, "le 23 novembre 2026", "le 4 décembre 2026") in text(card)
    rows = session.scalars(select(AuditRow).where(AuditRow.action.like("deputy_%")).order_by(AuditRow.id))
    assert [(row.action, row.person_id, row.after) for row in rows] == [
        ("deputy_named", rita.id, str(zoe.id)),
        ("deputy_ended", actor.id, str(zoe.id)),
    ]
    # Somebody else may be named now.
    named(session, rita, paul)


def test_who_names_and_who_may_be_named(session: Session) -> None:
    rita, paul, zoe = stage(session)

    def tried(actor: Person, who: int, first: str = FIRST, last: str = LAST) -> object:
        return deputy.name(session, NOW, actor.id, who, first, last)

    assert tried(rita, rita.id) == Mistaken([Mistake.SELF])
    assert tried(rita, 4_000) == Mistaken([Mistake.NOBODY])
    assert tried(rita, 0, "", "2020-01-01") == Mistaken([Mistake.NOBODY, Mistake.NO_START])
    assert tried(zoe, rita.id) is NotAllowed.NOT_RESPONSIBLE
    term = named(session, rita, zoe, "2026-11-23", "2026-12-04")
    # A deputy names nobody, whatever role she has meanwhile.
    assert responsible(zoe)
    assert tried(zoe, paul.id) is NotAllowed.NOT_RESPONSIBLE
    assert tried(rita, zoe.id, "2026-11-23", "2026-12-04") == Named(term)
    assert tried(rita, paul.id) is NotAllowed.NAMED_ALREADY
    # Who is away on one of these days cannot stand for somebody; on others she can.
    assert tried(paul, rita.id) == Mistaken([Mistake.DEPUTY_AWAY])
    assert isinstance(tried(paul, rita.id, "2026-12-05", "2026-12-06"), Named)


def test_one_deputy_of_two_and_of_a_command_keeps_the_role_until_the_last_day(session: Session) -> None:
    rita, paul, zoe = stage(session)
    first = named(session, rita, zoe, "2026-11-23", "2026-11-25")
    named(session, paul, zoe, "2026-11-24", "2026-11-27")
    days = []
    for day in ("2026-11-24", "2026-11-26", "2026-11-28"):
        reminders.plan(session, on(day), SETTINGS)
        days.append(responsible(zoe))
    assert days == [True, True, False]
    assert session.get_one(DeputyTerm, first).ended_at is not None
    # What a command named outlasts an absence that ends early, and the other way round.
    assert roles.appoint_deputy(session, on("2026-12-01"), zoe, on("2026-12-10").date())
    again = deputy.name(session, on("2026-12-01"), rita.id, zoe.id, "2026-12-01", "2026-12-20")
    assert isinstance(again, Named)
    assert deputy.end(session, on("2026-12-02"), rita.id, again.term_id) == Ended(again.term_id)
    assert [grant.until for grant in zoe.grants] == [on("2026-12-10").date()]
    reminders.plan(session, on("2026-12-11"), SETTINGS)
    assert not responsible(zoe)


def test_a_responsible_who_stands_for_another_keeps_her_own_role(session: Session) -> None:
    rita, paul, _ = stage(session)
    term = named(session, rita, paul, "2026-11-23", "2026-11-24")
    assert deputy.end(session, NOW, paul.id, term) == Ended(term)
    assert responsible(paul)
    assert [grant.until for grant in paul.grants] == [None]


def test_the_form_finds_people_and_says_what_stands(session: Session) -> None:
    rita, paul, zoe = stage(session)
    assert say.chosen_person(paul.name, paul.email or "") in str(views.shown(session, NOW, rita.id))
    assert zoe.name not in str(views.shown(session, NOW, rita.id))
    searched = str(views.shown(session, NOW, rita.id, Typed("zoe")))
    assert zoe.name in searched
    assert paul.name not in searched
    # Who was chosen before a new search stays among the choices.
    assert paul.name in str(views.shown(session, NOW, rita.id, Typed("zoe", paul.id)))
    named(session, rita, zoe)
    standing = text(views.shown(session, NOW, rita.id))
    assert say.stands(zoe.name, "le 1er décembre 2026", "le 4 décembre 2026") in standing
    assert views.named_notice(session, NOW, rita.id) == say.NAMED_NEXT
    card = views.named(session, NOW, zoe.id, session.scalars(select(DeputyTerm.id)).one())
    assert card is not None
    assert say.stands_for(rita.name, "le 1er décembre 2026", "le 4 décembre 2026") in text(card)


def test_the_constraints_behind_the_rules(database: Database) -> None:
    """Nobody stands for herself, no term ends before it begins, one living term an absent person."""
    for days, same, twice in (((0, 1), True, False), ((1, 0), False, False), ((0, 1), False, True)):
        with Session(database.engine) as session:
            rita, _, zoe = stage(session)
            for _ in range(2 if twice else 1):
                first, last = (NOW.date() + timedelta(days=one) for one in days)
                session.add(
                    DeputyTerm(
                        absent_id=rita.id,
                        deputy_id=rita.id if same else zoe.id,
                        starts_on=first,
                        ends_on=last,
                        named_at=NOW,
                    )
                )
            with pytest.raises(IntegrityError):
                session.flush()
