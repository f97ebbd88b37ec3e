"""Half-days against an envelope: whole numbers throughout (S19; DOMAIN.md §1.5)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.budget import MOST_HALF_DAYS, Fault, Sums, counted, read_days, school_on, total, written
from cards.phrases.numbers import days, short_days
from storage.release import ReleaseState


@pytest.mark.parametrize(
    ("half_days", "used", "state", "sums"),
    [
        (2, 0, "PLANNED", Sums(0, 2, 0)),
        (2, 0, "REQUESTED", Sums(0, 2, 0)),
        (2, 0, "CONFIRMED", Sums(0, 2, 0)),
        (2, 2, "REQUESTED", Sums(2, 0, 0)),
        (2, 1, "PLANNED", Sums(1, 1, 0)),  # the morning only: the afternoon is to decide (B10)
        (2, 1, "NOT_USED", Sums(1, 0, 1)),
        (2, 1, "USED", Sums(2, 0, 0)),  # a substitute was engaged all the same
        (1, 0, "NOT_USED", Sums(0, 0, 1)),
    ],
)
def test_what_a_row_of_the_ledger_counts(half_days: int, used: int, state: str, sums: Sums) -> None:
    assert counted(half_days, used, state) == sums


ROW = st.tuples(st.integers(1, 2), st.integers(0, 2), st.sampled_from([one.value for one in ReleaseState]))


@given(st.lists(ROW))
def test_nothing_is_lost_between_used_to_come_and_freed(listed: list[tuple[int, int, str]]) -> None:
    kept = [(half_days, min(used, half_days), state) for half_days, used, state in listed]
    sums = total(counted(*one) for one in kept)
    assert sums.committed + sums.freed == sum(half_days for half_days, _, _ in kept)
    assert sums.committed == sums.used + sums.to_come


MOVES = [(date(2026, 10, 1), "S1"), (date(2027, 1, 15), "S2")]


@pytest.mark.parametrize(
    ("day", "school"),
    [
        (date(2026, 9, 30), "S1"),
        (date(2026, 10, 1), "S2"),
        (date(2027, 1, 14), "S2"),
        (date(2027, 1, 15), "S3"),
        (date(2027, 5, 5), "S3"),
        (None, "S3"),
    ],
)
def test_s17_the_school_of_the_day(day: date | None, school: str) -> None:
    assert school_on(day, "S3", MOVES) == school


TYPED: list[tuple[str, int | Fault | None]] = [
    ("", None),
    ("  ", None),
    ("215", 430),
    ("21,5", 43),
    ("21.5", 43),
    ("21,50", 43),
    ("21,0", 42),
    ("0", 0),
    ("0,5", 1),
    ("215 j", 430),
    ("21,5\u00a0jours", 43),
    ("1 jour", 2),
    ("1\u00a0500", 3000),
    ("10 000", MOST_HALF_DAYS),
    ("10 000,5", Fault.TOO_MUCH),
    ("999999999", Fault.TOO_MUCH),
    ("21,25", Fault.NO_HALF),
    ("21,05", Fault.NO_HALF),
    ("-1", Fault.NO_NUMBER),
    ("1e3", Fault.NO_NUMBER),
    ("21,", Fault.NO_NUMBER),
    (",5", Fault.NO_NUMBER),
    ("deux cents", Fault.NO_NUMBER),
    ("430 demi-journées", Fault.NO_NUMBER),
    ("٢١", Fault.NO_NUMBER),
    ("21,5,5", Fault.NO_NUMBER),
]


@pytest.mark.parametrize(("typed", "half_days"), TYPED)
def test_an_envelope_is_typed_in_days(typed: str, half_days: int | Fault | None) -> None:
    assert read_days(typed) == half_days


@given(st.none() | st.integers(0, MOST_HALF_DAYS))
def test_what_is_written_is_read_again(half_days: int | None) -> None:
    assert read_days(written(half_days)) == half_days


@given(st.integers(0, MOST_HALF_DAYS))
def test_s19_what_is_shown_is_read_again_without_drift(half_days: int) -> None:
    assert read_days(days(half_days)) == read_days(short_days(half_days)) == half_days


def test_s19_a_comma_and_no_useless_zero() -> None:
    shown = [short_days(half_days) for half_days in (0, 1, 3, 4, 43, 3001)]
    assert shown == [f"{text}\u00a0j" for text in ("0", "0,5", "1,5", "2", "21,5", "1\u00a0500,5")]
