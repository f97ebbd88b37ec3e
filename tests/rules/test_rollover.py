"""The school year turns on 1 July (R14; DOMAIN.md §1.8, 11)."""

from datetime import date

import pytest

from bot.rules import rollover as rules


def test_the_year_before_and_the_bounds_of_a_year() -> None:
    assert rules.year_before("2027-2028") == "2026-2027"
    assert rules.bounds("2027-2028") == (date(2027, 7, 1), date(2028, 6, 30))
    assert rules.fresh_from("2027-2028") == date(2027, 6, 1)


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        (date(2027, 6, 30), False),
        (date(2027, 7, 1), True),
        (date(2027, 10, 31), True),
        (date(2027, 11, 1), False),
        (date(2028, 1, 15), False),
    ],
)
def test_the_list_opens_from_july_to_october(day: date, opens: bool) -> None:
    assert rules.opens_list(day) is opens
