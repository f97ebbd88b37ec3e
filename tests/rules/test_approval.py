"""When a decision may be recorded, and what its form lacks (guide §3, §8.1; R12, R15; S04–S08)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.approval import (
    ACCEPTED,
    CHANGES_REQUESTED,
    DECLINED,
    DecisionMistake,
    Refusal,
    Standing,
    Verdict,
    mistakes,
    refusal,
)

TODAY = date(2026, 11, 23)
LIMIT = 1500
OPEN = Standing(
    actor_id=1,
    actor_roles=frozenset({"CEE_RESPONSIBLE"}),
    proposer_id=2,
    withdrawn=False,
    is_current_version=True,
    decided=False,
    animates_already=False,
    school_year="2027-2028",
)
STRANGER = replace(OPEN, actor_roles=frozenset({"COMMITTEE_MEMBER"}))
OWN = replace(OPEN, proposer_id=1)
DONE = replace(OPEN, decided=True)
OLD = replace(OPEN, is_current_version=False)
TAKEN_BACK = replace(OPEN, withdrawn=True)
SECOND = replace(OPEN, animates_already=True)
LATE = replace(OPEN, school_year="2026-2027")
OTHER_STAFF = replace(OPEN, proposer_teaches=False)
ALL = (ACCEPTED, DECLINED, CHANGES_REQUESTED)


def verdict(decision: str, message: str = "", answer_by: str = "") -> Verdict:
    return Verdict(decision, message, answer_by)


@pytest.mark.parametrize(
    ("standing", "decision", "expected"),
    [
        *((OPEN, decision, None) for decision in ALL),
        # S26: a member of the committee comments, and decides nothing.
        *((STRANGER, decision, Refusal.NOT_RESPONSIBLE) for decision in ALL),
        # S04.
        *((OWN, decision, Refusal.OWN_PROPOSAL) for decision in ALL),
        # S06: the second of two decisions.
        *((DONE, decision, Refusal.ALREADY_DECIDED) for decision in ALL),
        # S05: the card of version 1 when version 2 was sent.
        *((OLD, decision, Refusal.REPLACED) for decision in ALL),
        *((TAKEN_BACK, decision, Refusal.WITHDRAWN) for decision in ALL),
        # S08: only an acceptance makes a second animation; a no needs none of this.
        (SECOND, ACCEPTED, Refusal.SECOND_ANIMATION),
        (SECOND, DECLINED, None),
        (SECOND, CHANGES_REQUESTED, None),
        # R04, R13: a network is animated by teaching staff.
        (OTHER_STAFF, ACCEPTED, Refusal.NOT_TEACHING),
        (OTHER_STAFF, DECLINED, None),
        (OTHER_STAFF, CHANGES_REQUESTED, None),
        # S07, R15: chosen in its own year.
        (LATE, ACCEPTED, Refusal.LATE_YEAR),
        (LATE, DECLINED, None),
        (LATE, CHANGES_REQUESTED, None),
    ],
)
def test_refusal(standing: Standing, decision: str, expected: Refusal | None) -> None:
    assert refusal(standing, verdict(decision), TODAY) is expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("", Refusal.LATE_YEAR),
        (" \n\u00a0 ", Refusal.LATE_YEAR),
        ("Dérogation : désistement en octobre.", None),
    ],
)
def test_a_late_year_needs_an_exemption_s_reason(message: str, expected: Refusal | None) -> None:
    """S07: refused « unless the responsible records a dérogation with a reason »."""
    assert refusal(LATE, verdict(ACCEPTED, message), TODAY) is expected


def test_s07_an_exemption_written_before_needs_no_message() -> None:
    assert refusal(replace(LATE, exempted=True), verdict(ACCEPTED, ""), TODAY) is None


@pytest.mark.parametrize(
    ("year", "today", "expected"),
    [
        ("2027-2028", date(2027, 6, 30), None),
        ("2027-2028", date(2027, 7, 1), Refusal.LATE_YEAR),
        ("2026-2027", date(2026, 6, 30), None),
        ("2026-2027", date(2026, 7, 1), Refusal.LATE_YEAR),
        ("2028-2029", date(2026, 11, 23), None),
    ],
)
def test_the_year_before_ends_on_30_june(year: str, today: date, expected: Refusal | None) -> None:
    assert refusal(replace(OPEN, school_year=year), verdict(ACCEPTED), today) is expected


def test_the_order_of_reasons() -> None:
    """Everything wrong at once, mended one by one: who may act is asked first, so that a stranger learns
    nothing (S26), and a decided request says so whatever else became of it (S06).
    """
    worst = Standing(
        actor_id=1,
        actor_roles=frozenset(),
        proposer_id=1,
        withdrawn=True,
        is_current_version=False,
        decided=True,
        proposer_teaches=False,
        animates_already=True,
        accepted_elsewhere=True,
        school_year="2026-2027",
    )
    mending: list[dict[str, object]] = [
        {},
        {"actor_roles": frozenset({"CEE_RESPONSIBLE"})},
        {"proposer_id": 2},
        {"decided": False},
        {"is_current_version": True},
        {"withdrawn": False},
        {"proposer_teaches": True},
        {"animates_already": False},
        {"accepted_elsewhere": False},
        {"school_year": "2027-2028"},
    ]
    told = []
    for mend in mending:
        worst = replace(worst, **mend)  # type: ignore[arg-type]
        told.append(refusal(worst, verdict(ACCEPTED), TODAY))
    assert told == [
        Refusal.NOT_RESPONSIBLE,
        Refusal.OWN_PROPOSAL,
        Refusal.ALREADY_DECIDED,
        Refusal.REPLACED,
        Refusal.WITHDRAWN,
        Refusal.NOT_TEACHING,
        Refusal.SECOND_ANIMATION,
        Refusal.HELD_ANIMATION,
        Refusal.LATE_YEAR,
        None,
    ]
    # A new reason must take its place in this order.
    assert set(told) == {None, *Refusal}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (verdict(ACCEPTED), ()),
        (verdict(ACCEPTED, "Bravo!"), ()),
        # What another decision would need is not looked at.
        (verdict(ACCEPTED, "", "demain"), ()),
        (verdict(DECLINED, "Le CEE l’offre déjà."), ()),
        (verdict(DECLINED), (DecisionMistake.NO_REASON,)),
        (verdict(DECLINED, " \u00a0\n"), (DecisionMistake.NO_REASON,)),
        (verdict(CHANGES_REQUESTED, "Précisez.", "2026-12-11"), ()),
        (verdict(CHANGES_REQUESTED, "Précisez.", "2026-11-23"), ()),
        (verdict(CHANGES_REQUESTED, "Précisez.", "2026-11-22"), (DecisionMistake.PAST_DATE,)),
        (verdict(CHANGES_REQUESTED, "Précisez.", "0001-01-01"), (DecisionMistake.PAST_DATE,)),
        (verdict(CHANGES_REQUESTED, "Précisez."), (DecisionMistake.NO_DATE,)),
        (verdict(CHANGES_REQUESTED, "Précisez.", "demain"), (DecisionMistake.BAD_DATE,)),
        (verdict(CHANGES_REQUESTED, "Précisez.", "2026-02-30"), (DecisionMistake.BAD_DATE,)),
        (verdict(CHANGES_REQUESTED, "Précisez.", "11/12/2026"), (DecisionMistake.BAD_DATE,)),
        (verdict(CHANGES_REQUESTED, "Précisez.", "2026-12-11T10:00"), (DecisionMistake.BAD_DATE,)),
        (verdict(CHANGES_REQUESTED, " ", "2026-12-11"), (DecisionMistake.NO_MESSAGE,)),
        (verdict(CHANGES_REQUESTED), (DecisionMistake.NO_MESSAGE, DecisionMistake.NO_DATE)),
        (verdict(""), (DecisionMistake.NO_DECISION,)),
        (verdict("accepted", "m", "2026-12-11"), (DecisionMistake.NO_DECISION,)),
        (verdict("WITHDRAWN"), (DecisionMistake.NO_DECISION,)),
        (verdict(ACCEPTED, "é" * LIMIT), ()),
        (verdict(ACCEPTED, "é" * (LIMIT + 1)), (DecisionMistake.TOO_LONG,)),
        (verdict(DECLINED, " " * (LIMIT + 1)), (DecisionMistake.TOO_LONG, DecisionMistake.NO_REASON)),
        (verdict("", "é" * (LIMIT + 1)), (DecisionMistake.NO_DECISION, DecisionMistake.TOO_LONG)),
    ],
)
def test_mistakes(said: Verdict, expected: tuple[DecisionMistake, ...]) -> None:
    assert mistakes(said, TODAY, LIMIT) == expected


ANY_TEXT = st.text() | st.sampled_from(
    [*ALL, "2026-12-11", "2026-11-22", "9999-12-31", "0000-00-00", "\ud800"]
)


@given(st.builds(Verdict, ANY_TEXT, ANY_TEXT, ANY_TEXT))
def test_whatever_was_sent_is_judged(said: Verdict) -> None:
    """S27: the readers hand on what was sent; the rules answer, and each mistake is said once."""
    found = mistakes(said, TODAY, LIMIT)
    assert len(set(found)) == len(found)
    assert (DecisionMistake.NO_DECISION in found) is (said.decision not in ALL)
    assert refusal(OPEN, said, TODAY) is None
