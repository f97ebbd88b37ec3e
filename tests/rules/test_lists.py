"""Lists edited line by line: doubles refused, the last line stays (DOMAIN.md §3.4)."""

from dataclasses import replace
from typing import Any

import pytest

from bot.rules.lists import Entry, Fault, Listing, Mistake, cleaned, folded, is_last, mistakes

OTHERS = [Entry("P1", "Réussite des élèves"), Entry("P2", "Évaluation", active=False)]
NEW = Entry("P3", "Inclusion")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"code": ""}, [Mistake(Fault.NO_CODE)]),
        ({"code": "", "label": ""}, [Mistake(Fault.NO_CODE), Mistake(Fault.NO_LABEL)]),
        ({"code": "x" * 41}, [Mistake(Fault.LONG_CODE, length=41, limit=40)]),
        ({"label": "x" * 301}, [Mistake(Fault.LONG_LABEL, length=301, limit=300)]),
        ({"code": "p1"}, [Mistake(Fault.DOUBLE_CODE, "Réussite des élèves")]),
        ({"label": "REUSSITE des eleves"}, [Mistake(Fault.DOUBLE_LABEL, "Réussite des élèves")]),
        # An inactive line is a double too: it is to be reactivated.
        ({"label": "evaluation"}, [Mistake(Fault.DOUBLE_LABEL, "Évaluation")]),
    ],
)
def test_a_new_line(change: dict[str, Any], expected: list[Mistake]) -> None:
    assert mistakes(Listing.PRIORITY, replace(NEW, **change), OTHERS, new=True) == expected


def test_a_known_line_keeps_its_code_and_may_keep_its_words() -> None:
    assert mistakes(Listing.PRIORITY, OTHERS[0], OTHERS[1:], new=False) == []
    double = replace(OTHERS[0], label="évaluation")
    assert mistakes(Listing.PRIORITY, double, OTHERS[1:], new=False) == [
        Mistake(Fault.DOUBLE_LABEL, "Évaluation")
    ]


def test_a_school_s_columns_are_narrower() -> None:
    wide = Entry("x" * 21, "y" * 201, level="z" * 41)
    assert [one.fault for one in mistakes(Listing.SCHOOL, wide, [], new=True)] == [
        Fault.LONG_CODE,
        Fault.LONG_LABEL,
        Fault.LONG_LEVEL,
    ]


def test_the_last_active_line_stays() -> None:
    off = replace(NEW, active=False)
    assert is_last(off, [])
    assert is_last(off, OTHERS[1:])
    assert not is_last(off, OTHERS)
    assert not is_last(NEW, [])


def test_one_line_without_doubled_spaces() -> None:
    assert cleaned("  Réussite \n des   élèves ") == "Réussite des élèves"
    assert folded("Été  À Montréal") == folded("ete a montreal")


def test_a_mark_names_the_line_as_it_stands() -> None:
    marks = {NEW.mark, replace(NEW, label="x").mark, replace(NEW, active=False).mark}
    assert len(marks | {replace(NEW, example=True).mark, replace(NEW, level="x").mark}) == 5
