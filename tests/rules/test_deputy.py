"""Who stands for an absent responsible, and for how long (issue 6, point 5)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.deputy import FOUND, LONGEST, Days, Mistake, days, found, holds_until

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("first", "last", "outcome"),
    [
        ("2026-11-23", "2026-11-23", Days(TODAY, TODAY)),
        ("2026-12-01", "2026-12-11", Days(date(2026, 12, 1), date(2026, 12, 11))),
        ("2026-11-23", "2027-11-24", Days(TODAY, TODAY + LONGEST)),
        ("2026-11-23", "2027-11-25", [Mistake.TOO_LONG]),
        ("2026-11-22", "2026-12-01", [Mistake.PAST]),
        ("2026-12-02", "2026-12-01", [Mistake.BACKWARDS]),
        ("2026-11-20", "2026-11-19", [Mistake.PAST, Mistake.BACKWARDS]),
        ("", "2026-12-01", [Mistake.NO_START]),
        ("2026-12-01", "", [Mistake.NO_END]),
        ("demain", "12/01", [Mistake.NO_START, Mistake.NO_END]),
        ("2020-01-01", "jamais", [Mistake.PAST, Mistake.NO_END]),
    ],
)
def test_the_days_as_typed(first: str, last: str, outcome: Days | list[Mistake]) -> None:
    assert days(first, last, TODAY) == outcome


@pytest.mark.parametrize(
    ("named", "ends", "until"),
    [
        (None, [], None),
        (None, [-1], None),
        (None, [0], 0),
        (None, [3, 9], 9),
        (5, [], 5),
        (5, [3], 5),
        (5, [9], 9),
        (-1, [3], 3),
        (-1, [-1], None),
    ],
)
def test_the_role_holds_until_the_last_reason_for_it(
    named: int | None, ends: list[int], until: int | None
) -> None:
    def day(offset: int) -> date:
        return TODAY + timedelta(days=offset)

    wanted = None if until is None else day(until)
    assert holds_until(TODAY, None if named is None else day(named), [day(one) for one in ends]) == wanted


def test_days_meet_when_they_share_one() -> None:
    week = Days(date(2026, 12, 1), date(2026, 12, 5))
    for first, last, meet in ((5, 9, True), (6, 9, False), (1, 1, True), (2, 3, True)):
        assert week.meets(Days(date(2026, 12, first), date(2026, 12, last))) is meet
    assert not week.meets(Days(date(2026, 11, 23), date(2026, 11, 30)))


PEOPLE = [
    (1, "Marie-Ève Laurin", "laurin.me@exemple.invalid"),
    (2, "Joël Aubertin", "aubertin.j@exemple.invalid"),
    (3, "Maïka Saint-Fleur", "saint-fleur.m@exemple.invalid"),
    (4, "Élise Marcoux", ""),
    (5, "Marie Laurier", "laurier.m@exemple.invalid"),
]


@pytest.mark.parametrize(
    ("search", "ids"),
    [
        ("Laurin", [1]),
        ("laur", [1, 5]),
        ("marie eve", [1]),
        ("joel", [2]),
        ("AUBERTIN", [2]),
        ("auberti", [2]),
        ("aubretin", [2]),
        ("saint fleur", [3]),
        ("elise", [4]),
        ("laurin.me@exemple.invalid", [1]),
        ("Zoé", []),
        ("", []),
        ("!!!", []),
    ],
)
def test_a_search_without_accents_and_with_typos(search: str, ids: list[int]) -> None:
    assert found(search, PEOPLE) == ids


@given(st.text(), st.lists(st.tuples(st.integers(), st.text(max_size=30), st.text(max_size=30)), max_size=20))
def test_a_search_finds_some_of_the_people_and_not_too_many(
    search: str, people: list[tuple[int, str, str]]
) -> None:
    chosen = found(search, people)
    assert len(chosen) <= FOUND
    assert set(chosen) <= {one[0] for one in people}
