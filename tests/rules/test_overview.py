"""Where documents stand, percentages and neighbouring years (R32, R33, R37, R62; S21)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.overview import Kind, Paper, Standing, neighbours, percent, tally

DUE = date(2026, 11, 24)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("done", "on_paper", "today", "standing"),
    [
        (None, False, DUE - DAY, Standing.TO_COME),
        (None, False, DUE, Standing.TO_COME),
        (None, False, DUE + DAY, Standing.MISSING),
        (None, True, DUE + DAY, Standing.ON_PAPER),
        (DUE, False, DUE + DAY, Standing.ON_TIME),
        (DUE + DAY, False, DUE + DAY, Standing.LATE),
        (DUE + DAY, True, DUE + DAY, Standing.LATE),  # it came after all
    ],
)
def test_where_a_document_stands(
    *, done: date | None, on_paper: bool, today: date, standing: Standing
) -> None:
    paper = Paper(Kind.AGENDA, 1, due=DUE, number=2, done=done, on_paper=on_paper)
    assert paper.standing(today) is standing


def test_every_kind_and_every_standing_is_counted() -> None:
    papers = [
        Paper(Kind.PLAN, 1, due=DUE, done=DUE),
        Paper(Kind.PLAN, 2, due=DUE),
        Paper(Kind.PLAN, 3, due=DUE),
        Paper(Kind.BILAN, 1, due=DUE + DAY),
    ]
    counted = tally(papers, DUE + DAY)
    none = dict.fromkeys(Standing, 0)
    assert counted == {
        Kind.PLAN: none | {Standing.ON_TIME: 1, Standing.MISSING: 2},
        Kind.AGENDA: none,
        Kind.MINUTES: none,
        Kind.BILAN: none | {Standing.TO_COME: 1},
    }


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 0, 0), (0, 8, 0), (1, 8, 13), (7, 8, 88), (8, 8, 100), (399, 400, 99), (1, 400, 0), (1, 200, 1)],
)
def test_percentages_are_whole_and_only_everybody_is_a_hundred(part: int, whole: int, said: int) -> None:
    assert percent(part, whole) == said


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_percentage_is_within_half_of_the_truth_but_for_nearly_all(part: int, whole: int) -> None:
    part = min(part, whole)
    assert abs(100 * part / whole - percent(part, whole)) <= (1 if part < whole else 0)
    assert (percent(part, whole) == 100) == (part == whole)


@pytest.mark.parametrize(
    ("known", "year", "beside"),
    [
        (["2026-2027"], "2026-2027", ("", "")),
        (["2027-2028", "2025-2026", "2026-2027"], "2026-2027", ("2025-2026", "2027-2028")),
        (["2020-2021", "2023-2024"], "2023-2024", ("2020-2021", "")),
    ],
)
def test_the_years_beside_one(known: list[str], year: str, beside: tuple[str, str]) -> None:
    assert neighbours(known, year) == beside
