"""A second year: asked in the bilan, decided once, opened by a yes (R12, R13, R17; S03–S06, S26, S30)."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.rules.continuation import Bar, Mistake, Refusal
from bot.usecases import continuation
from bot.usecases.continuation import Asking
from bot.usecases.second_year import Decided, Incomplete, Refused
from storage.audit import AuditRow
from storage.bilan import bilan_of
from storage.continuation import Continuation, continuation_of, second_year_of, wish_of, wishes
from storage.database import Database
from storage.network import Network
from storage.outbox import OutboxRow
from storage.people import Person, Role
from tests.continuing import JUNE, NEXT_YEAR, UNTIL, accepted, decide, deposit, finished
from tests.enrolling import add_network, clean, letters, offered
from tests.factories import add_lists, add_person, submitted
from tests.factories import decide as decide_proposal
from tests.usecases.test_races import at_once


def sent(session: Session, kind: str) -> list[int | None]:
    return sorted((person for one, person in letters(session) if one == kind), key=lambda one: one or 0)


def actions(session: Session) -> list[str]:
    return [
        row.action
        for row in session.scalars(select(AuditRow).order_by(AuditRow.id))
        if row.action.startswith("continuation") or row.action in {"refused_role", "refused_decision"}
    ]


def test_s30_a_yes_in_the_bilan_makes_one_request(session: Session) -> None:
    year = finished(session)
    cleo = add_person(session, "Cleo", Role.COMMITTEE_MEMBER, school_id=None).id
    assert deposit(session, year.network) is Asking.ASKED
    assert continuation.asked(session, JUNE, year.network) is Asking.KNOWN
    assert sent(session, "continuation_request") == [year.rita, year.paul, cleo]
    assert sent(session, "continuation_wish") == sorted(year.members)
    assert actions(session) == ["continuation_asked"]
    clean(session, JUNE)


def test_a_no_makes_none_and_a_later_no_takes_it_back(session: Session) -> None:
    year = finished(session)
    assert deposit(session, year.network, "no") is Asking.NOT_ASKED
    assert continuation_of(session, year.network) is None
    assert deposit(session, year.network) is Asking.ASKED
    assert deposit(session, year.network, "no") is Asking.WITHDRAWN
    assert continuation.asked(session, JUNE, year.network) is Asking.NOT_ASKED
    assert decide(session, year.rita, year.network) == Refused(Refusal.WITHDRAWN)
    # Asked again by a later version: each who decides gets the new card, no member is asked twice.
    assert deposit(session, year.network) is Asking.ASKED
    assert len(sent(session, "continuation_request")) == 4
    assert len(sent(session, "continuation_wish")) == 7
    clean(session, JUNE)


def test_without_a_deposited_bilan_nothing_is_asked_nor_could_be_stored(database: Database) -> None:
    """R17: blocked until the bilan is in; the control is the foreign key."""

    def run(session: Session) -> tuple[int, int]:
        year = finished(session)
        assert continuation.asked(session, JUNE, year.network) is Asking.NOT_ASKED
        return year.network, year.ada

    network, ada = database.write(run)[0]

    def force(session: Session, version: int) -> None:
        found = bilan_of(session, network)
        row = Continuation(
            network_id=network,
            bilan_id=found.id if found else 1,
            bilan_version=version,
            asker_id=ada,
            asked_at=JUNE,
            message="",
        )
        session.add(row)
        session.flush()

    with pytest.raises(IntegrityError):
        database.write(partial(force, version=1))
    database.write(lambda session: deposit(session, network, "no"))
    with pytest.raises(IntegrityError):
        database.write(partial(force, version=2))
    database.write(partial(force, version=1))


@pytest.mark.parametrize("bar", [Bar.THIRD_YEAR, Bar.NOT_TEACHING, Bar.CANCELLED])
def test_s03_s30_who_may_not_ask_makes_no_request(session: Session, bar: Bar) -> None:
    year = finished(session)
    network = session.get_one(Network, year.network)
    if bar is Bar.THIRD_YEAR:
        network.year_index = 2
    elif bar is Bar.NOT_TEACHING:
        session.get_one(Person, year.ada).not_teaching = True
    else:
        network.state = "CANCELLED"
    session.flush()
    assert deposit(session, year.network) is bar
    assert continuation_of(session, year.network) is None
    assert actions(session) == ["continuation_barred"]


def test_a_yes_opens_the_second_year(session: Session) -> None:
    """R17: same title and animator, a channel of its own, everybody invited and nobody enrolled."""
    year = finished(session)
    second = session.get_one(Network, accepted(session, year))
    first = session.get_one(Network, year.network)
    assert (second.title, second.animator_id, second.year_index) == (first.title, year.ada, 2)
    assert (second.school_year, second.continued_from_id, second.state) == (NEXT_YEAR, first.id, "ACCEPTED")
    assert second.channel is not None
    assert second.channel.key == f"R2027-{second.id:04d}"
    assert str(second.invited_until) == UNTIL
    assert offered(session, second.id) == sorted(year.members)
    assert sent(session, "invitation") == sorted(year.members)
    assert sent(session, "continuation_letter") == [year.ada]
    # The same press delivered twice shows the decision; another one changes nothing (S06).
    assert decide(session, year.rita, year.network) == Decided(year.network)
    assert decide(session, year.paul, year.network, "DECLINED", message="Non.") == Refused(
        Refusal.ALREADY_DECIDED
    )
    # What is decided stays so, whatever a later bilan says.
    assert deposit(session, year.network, "no") is Asking.DECIDED
    clean(session, JUNE)


def test_a_no_is_told_with_its_reason(session: Session) -> None:
    year = finished(session)
    deposit(session, year.network)
    assert decide(session, year.rita, year.network, "DECLINED") == Incomplete((Mistake.NO_REASON,))
    assert decide(session, year.rita, year.network, "DECLINED", message="Budget.") == Decided(year.network)
    assert second_year_of(session, year.network) is None
    found = continuation_of(session, year.network)
    assert found is not None
    assert (found.decision, found.message, found.invited_until) == ("DECLINED", "Budget.", None)
    assert sent(session, "continuation_letter") == [year.ada]
    clean(session, JUNE)


def test_precisions_are_given_by_a_new_version(session: Session) -> None:
    year = finished(session)
    deposit(session, year.network)
    assert decide(session, year.rita, year.network, "CHANGES_REQUESTED", message="Quels outils?") == Decided(
        year.network
    )
    assert deposit(session, year.network, reasons="Deux outils.") is Asking.ASKED
    # S05: the card of the first version decides nothing any more.
    assert decide(session, year.rita, year.network, version=1) == Refused(Refusal.REPLACED)
    assert decide(session, year.rita, year.network, version=2) == Decided(year.network)
    assert len(sent(session, "continuation_letter")) == 2
    clean(session, JUNE)


def test_s04_nobody_decides_on_her_own_network(session: Session) -> None:
    year = finished(session)
    add = session.get_one(Person, year.rita)
    session.get_one(Network, year.network).animator_id = add.id
    session.flush()
    deposit(session, year.network)
    assert year.rita not in sent(session, "continuation_request")
    assert decide(session, year.rita, year.network) == Refused(Refusal.OWN_NETWORK)
    assert decide(session, year.paul, year.network) == Decided(year.network)


def test_s26_a_forged_decision_leaves_a_security_line(session: Session) -> None:
    year = finished(session)
    deposit(session, year.network)
    for actor, network in ((year.members[0], year.network), (year.ada, year.network), (year.ada, 99)):
        assert decide(session, actor, network) == Refused(Refusal.NOT_RESPONSIBLE)
    assert actions(session) == ["continuation_asked", *["refused_role"] * 3]
    assert second_year_of(session, year.network) is None


def test_r12_one_animation_a_year(session: Session) -> None:
    """Another network of Ada's next year, or an acceptance whose letter is held, stands in the way (S08)."""
    year = finished(session)
    deposit(session, year.network)
    other = add_network(session, "B", animator_id=year.ada, school_year=NEXT_YEAR)
    assert decide(session, year.rita, year.network) == Refused(Refusal.SECOND_ANIMATION)
    session.get_one(Network, other).state = "CANCELLED"
    session.flush()
    assert decide(session, year.rita, year.network) == Decided(year.network)


def test_s08_a_held_acceptance_counts(session: Session) -> None:
    add_lists(session)
    year = finished(session)
    _, request = submitted(session, year.ada)
    decide_proposal(session, year.rita, request, hold=True)
    deposit(session, year.network)
    assert decide(session, year.rita, year.network) == Refused(Refusal.HELD_ANIMATION)


def test_only_members_say_what_they_wish_until_the_decision(session: Session) -> None:
    year = finished(session)
    one, two, *_ = year.members
    assert not continuation.wish(session, JUNE, one, year.network, "YES")
    deposit(session, year.network)
    assert continuation.wish(session, JUNE, one, year.network, "MAYBE")
    assert continuation.wish(session, JUNE, one, year.network, "YES")
    assert continuation.wish(session, JUNE, two, year.network, "NO")
    assert not continuation.wish(session, JUNE, two, year.network, "PERHAPS")
    for stranger in (year.ada, year.rita):
        assert not continuation.wish(session, JUNE, stranger, year.network, "NO")
    assert wishes(session, year.network) == {"YES": 1, "NO": 1}
    decide(session, year.rita, year.network)
    assert not continuation.wish(session, JUNE, one, year.network, "NO")
    assert wish_of(session, year.network, one) == "YES"


def test_s06_of_two_decisions_at_once_one_stands(database: Database) -> None:
    for number in range(2):
        year = database.write(partial(finished, round_number=number))[0]
        database.write(partial(deposit, network=year.network))

        def deciding(
            actor: int, decision: str, network: int = year.network
        ) -> Callable[[threading.Barrier], object]:
            def run(barrier: threading.Barrier) -> object:
                barrier.wait()
                return database.write(
                    lambda session: decide(session, actor, network, decision, message="Motif.")
                )[0]

            return run

        results = at_once(deciding(year.rita, "ACCEPTED"), deciding(year.paul, "DECLINED"))
        assert sorted(map(str, results)) == [
            str(Decided(year.network)),
            str(Refused(Refusal.ALREADY_DECIDED)),
        ]

        def check(session: Session, network: int = year.network) -> None:
            found = continuation_of(session, network)
            assert found is not None
            assert (second_year_of(session, network) is not None) is (found.decision == "ACCEPTED")
            told = session.scalars(select(OutboxRow.once).where(OutboxRow.kind == "continuation_letter"))
            assert len([one for one in told if one.startswith(f"continuation_letter:{network}:")]) == 1
            clean(session, JUNE)

        database.write(check)
