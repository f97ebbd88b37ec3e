"""May a network go on, and who is invited (R12, R13, R15, R17, R22, R23; S03–S06, B14)."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import continuation as rules
from bot.rules.continuation import Bar, Held, Mistake, Refusal, Standing, Told, Verdict

TODAY = date(2027, 6, 10)
YES = Verdict("ACCEPTED", "", "2027-06-30")
FREE = Standing(
    actor_id=1,
    actor_roles={"CEE_RESPONSIBLE"},
    animator_ids={2},
    school_year="2026-2027",
    year_index=1,
    animator_teaches=True,
    decided=False,
    withdrawn=False,
    is_current_version=True,
    animates_already=False,
    acceptance_held=False,
)


@pytest.mark.parametrize(
    ("index", "teaches", "cancelled", "today", "wrong"),
    [
        (1, True, False, TODAY, None),
        # Late, it still belongs to its year: the second one runs (S30).
        (1, True, False, date(2027, 7, 2), None),
        (1, True, False, date(2028, 7, 1), Bar.YEAR_OVER),
        (2, True, False, TODAY, Bar.THIRD_YEAR),
        (1, False, False, TODAY, Bar.NOT_TEACHING),
        (1, True, True, TODAY, Bar.CANCELLED),
    ],
)
def test_who_may_ask(index: int, teaches: bool, cancelled: bool, today: date, wrong: Bar | None) -> None:
    found = rules.bar(
        year_index=index, animator_teaches=teaches, cancelled=cancelled, year="2026-2027", today=today
    )
    assert found is wrong


@pytest.mark.parametrize(
    ("changes", "today", "reason"),
    [
        ({}, TODAY, None),
        ({"actor_roles": {"COMMITTEE_MEMBER"}, "decided": True}, TODAY, Refusal.NOT_RESPONSIBLE),
        ({"animator_ids": {1, 2}, "decided": True}, TODAY, Refusal.OWN_NETWORK),
        ({"decided": True, "is_current_version": False}, TODAY, Refusal.ALREADY_DECIDED),
        ({"is_current_version": False, "withdrawn": True}, TODAY, Refusal.REPLACED),
        ({"withdrawn": True}, TODAY, Refusal.WITHDRAWN),
        ({"year_index": 2}, TODAY, Refusal.THIRD_YEAR),
        ({"animator_teaches": False}, TODAY, Refusal.NOT_TEACHING),
        ({"animates_already": True}, TODAY, Refusal.SECOND_ANIMATION),
        ({"acceptance_held": True}, TODAY, Refusal.HELD_ANIMATION),
        ({}, date(2027, 7, 1), Refusal.LATE_YEAR),
        ({}, date(2028, 7, 1), Refusal.YEAR_OVER),
    ],
)
def test_when_a_yes_is_refused(changes: dict[str, object], today: date, reason: Refusal | None) -> None:
    assert rules.refusal(replace(FREE, **changes), YES, today) is reason  # type: ignore[arg-type]


def test_a_late_yes_takes_a_reason_and_a_no_none_of_these() -> None:
    """R15, S07: the exemption's reason is the message."""
    late = replace(YES, message="Le comité a siégé en juillet.")
    assert rules.refusal(FREE, late, date(2027, 7, 1)) is None
    stuck = replace(FREE, year_index=2, animator_teaches=False, animates_already=True)
    assert rules.refusal(stuck, Verdict("DECLINED", "Non.", ""), date(2027, 7, 1)) is None


@pytest.mark.parametrize(
    ("verdict", "wrong"),
    [
        (YES, ()),
        (Verdict("", "", ""), (Mistake.NO_DECISION,)),
        (Verdict("DECLINED", " ", ""), (Mistake.NO_REASON,)),
        (Verdict("DECLINED", "x" * 11, ""), (Mistake.TOO_LONG,)),
        (Verdict("CHANGES_REQUESTED", "", ""), (Mistake.NO_MESSAGE,)),
        (Verdict("ACCEPTED", "", ""), (Mistake.NO_DATE,)),
        (Verdict("ACCEPTED", "", "demain"), (Mistake.BAD_DATE,)),
        (Verdict("ACCEPTED", "", "2027-06-10"), (Mistake.PAST_DATE,)),
        (Verdict("ACCEPTED", "", "2027-06-11"), ()),
        (Verdict("ACCEPTED", "", "2027-10-08"), ()),
        (Verdict("ACCEPTED", "", "2027-10-09"), (Mistake.FAR_DATE,)),
    ],
)
def test_what_the_form_lacks(verdict: Verdict, wrong: tuple[Mistake, ...]) -> None:
    assert rules.mistakes(verdict, TODAY, 10) == wrong


def test_the_usual_last_day_counts_working_days() -> None:
    """24 June and 1 July are holidays."""
    closed = {date(2027, 6, 24), date(2027, 7, 1)}
    assert rules.usual_deadline(TODAY, 15, closed) == date(2027, 7, 5)
    assert rules.usual_deadline(TODAY, 15, ()) == date(2027, 7, 1)


@dataclass(frozen=True)
class One:
    person_id: int
    school_id: str | None
    not_teaching: bool = False


@pytest.mark.parametrize(
    ("former", "capacity", "found"),
    [
        # B14: three teach at one school by now; the third is told.
        ([One(1, "A"), One(2, "A"), One(3, "A"), One(4, "B")], 10, [Held(1), Held(2), Told(3), Held(4)]),
        # Who has no school takes no school's place; who does not teach any more is not invited.
        ([One(1, None), One(2, None), One(3, None)], 10, [Held(1), Held(2), Held(3)]),
        ([One(1, "A", not_teaching=True), One(2, "A"), One(3, "A")], 10, [Held(2), Held(3)]),
        ([One(1, "A"), One(2, "B")], 1, [Held(1), Told(2)]),
        ([], 10, []),
    ],
)
def test_b14_who_is_invited(former: list[One], capacity: int, found: list[Held | Told]) -> None:
    assert rules.invitations(former, capacity) == found


@given(
    st.lists(st.tuples(st.sampled_from(["A", "B", "C", "D", None]), st.booleans()), max_size=14),
    st.integers(6, 10),
)
def test_never_over_the_seats_nor_two_of_a_school(rows: list[tuple[str | None, bool]], capacity: int) -> None:
    former = [One(number, school, gone) for number, (school, gone) in enumerate(rows)]
    found = rules.invitations(former, capacity)
    school_of = {one.person_id: one.school_id for one in former}
    held = [one.person_id for one in found if isinstance(one, Held)]
    assert len(held) <= capacity
    assert all(count <= 2 for school, count in Counter(map(school_of.get, held)).items() if school)
    # Everybody who still teaches hears of it, once.
    assert [one.person_id for one in found] == [one.person_id for one in former if not one.not_teaching]
