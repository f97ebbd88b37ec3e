"""The envelope of a year: set by a responsible alone, audited, once (S19)."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.budget import Fault
from bot.usecases.budget import EnvelopeSet, Mistaken, Refused, set_envelope
from storage.audit import AuditRow
from storage.budget import envelope_of
from storage.database import Database
from storage.people import Role
from tests.factories import NOW, add_lists, add_person
from tests.usecases.test_races import ROUNDS, at_once

YEAR = "2026-2027"


def journal(session: Session) -> list[tuple[int | None, str | None, str | None]]:
    rows = session.scalars(select(AuditRow).where(AuditRow.action == "envelope_set").order_by(AuditRow.id))
    return [(row.person_id, row.before, row.after) for row in rows]


def test_it_is_set_changed_and_taken_away_each_time_in_the_journal(database: Database) -> None:
    def work(session: Session) -> None:
        add_lists(session)
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE).id
        put = [("215", "", 430), ("21,5 jours", "215", 43), ("", "21,5", None), ("0", "", 0)]
        for typed, was, half_days in put:
            assert set_envelope(session, NOW, rita, YEAR, typed, drawn_from=was) == EnvelopeSet(
                YEAR, half_days
            )
            assert envelope_of(session, YEAR) == half_days
            # The same press, delivered twice.
            assert set_envelope(session, NOW, rita, YEAR, typed, drawn_from=was) == EnvelopeSet(
                YEAR, half_days
            )
        assert journal(session) == [
            (rita, None, "430"),
            (rita, "430", "43"),
            (rita, "43", None),
            (rita, None, "0"),
        ]

    database.write(work)


def test_what_is_wrong_or_old_changes_nothing(database: Database) -> None:
    def work(session: Session) -> None:
        add_lists(session)
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE).id
        set_envelope(session, NOW, rita, YEAR, "215", drawn_from="")
        outcomes = {
            ("21,25", "215"): Mistaken(Fault.NO_HALF),
            ("beaucoup", "215"): Mistaken(Fault.NO_NUMBER),
            ("10001", "215"): Mistaken(Fault.TOO_MUCH),
            ("100", ""): Refused.STALE,
            ("", "100"): Refused.STALE,
        }
        for (typed, was), outcome in outcomes.items():
            assert set_envelope(session, NOW, rita, YEAR, typed, drawn_from=was) == outcome
        for year in ("1999-2000", "2028-2029", "0-1", "2026-2028", "x"):
            assert set_envelope(session, NOW, rita, year, "1", drawn_from="") is Refused.NO_YEAR
        assert (envelope_of(session, YEAR), len(journal(session))) == (430, 1)

    database.write(work)


@pytest.mark.parametrize("role", [None, Role.COMMITTEE_MEMBER])
def test_a_responsible_alone_sets_it(database: Database, role: Role | None) -> None:
    def work(session: Session) -> None:
        add_lists(session)
        ada = add_person(session, "Ada", *([role] if role else [])).id
        refused = set_envelope(session, NOW, ada, YEAR, "215", drawn_from="")
        assert (refused, envelope_of(session, YEAR)) == (Refused.NOT_RESPONSIBLE, None)

    database.write(work)


def test_of_two_at_once_one_is_told_what_the_other_set(database: Database) -> None:
    def people(session: Session) -> tuple[int, int]:
        add_lists(session)
        return tuple(add_person(session, name, Role.CEE_RESPONSIBLE).id for name in ("Rita", "Paul"))  # type: ignore[return-value]

    actors = database.write(people)[0]

    def setting(actor: int, typed: str, was: str) -> Callable[[threading.Barrier], object]:
        def run(barrier: threading.Barrier) -> object:
            barrier.wait()
            return database.write(
                lambda session: set_envelope(session, NOW, actor, YEAR, typed, drawn_from=was)
            )[0]

        return run

    was = ""
    for number in range(1, ROUNDS + 1):
        mine, theirs = str(10 * number), str(10 * number + 1)
        found = at_once(setting(actors[0], mine, was), setting(actors[1], theirs, was))
        assert Refused.STALE in found, found
        (won,) = (one for one in found if isinstance(one, EnvelopeSet))
        assert won.half_days is not None
        assert database.read(lambda session: envelope_of(session, YEAR)) == won.half_days
        was = str(won.half_days // 2)
    assert len(database.read(journal)) == ROUNDS
