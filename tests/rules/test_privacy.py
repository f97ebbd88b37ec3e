"""When requests about one's own data are answered, and how long what is kept (s. 73, 98; DOMAIN.md §3.5)."""

from datetime import date, datetime

import pytest

from bot.rules import incidents
from bot.rules.incidents import Fault, Mistake
from bot.rules.names import normalized, same_name
from bot.rules.privacy import due_on, is_late, may_extend
from bot.rules.retention import KEPT, Kind, cut, living_since
from cards.phrases import menu as say_menu
from cards.phrases import privacy as say
from tests.factories import TORONTO

DUE = date(2026, 12, 13)


def test_twenty_days_all_of_them_counted() -> None:
    assert due_on(date(2026, 11, 23)) == DUE


@pytest.mark.parametrize(
    ("today", "extended", "may"),
    [(DUE, False, True), (date(2026, 12, 14), False, False), (date(2026, 11, 24), True, False)],
)
def test_ten_days_more_once_and_before_the_twenty_are_over(today: date, extended: bool, may: bool) -> None:
    assert may_extend(DUE, today, extended=extended) is may


def test_late_from_the_day_after() -> None:
    assert [is_late(DUE, day) for day in (DUE, date(2026, 12, 14))] == [False, True]


@pytest.mark.parametrize(
    ("today", "first"), [(date(2030, 6, 30), "2026-2027"), (date(2030, 7, 1), "2027-2028")]
)
def test_a_year_is_named_until_three_years_after_its_end(today: date, first: str) -> None:
    """2026-2027 ends on 30 June 2027: its people are named to 30 June 2030."""
    assert living_since(Kind.PEOPLE, today) == first
    now = datetime(today.year, today.month, today.day, 9, tzinfo=TORONTO)
    assert cut(Kind.PEOPLE, now) == datetime(int(first[:4]), 7, 1, tzinfo=TORONTO)


def test_the_notice_says_the_durations_of_the_table() -> None:
    assert {KEPT[kind].days for kind in Kind if KEPT[kind].days} == {365}
    assert {KEPT[kind].school_years for kind in Kind if not KEPT[kind].days} == {3}
    assert "un an" in say.NOTICE[say.KEPT]
    assert "trois ans" in say.NOTICE[say.KEPT]
    assert "trois ans" in say_menu.PRIVACY_NOTICE


@pytest.mark.parametrize(
    ("written", "name", "same"),
    [
        ("elise marcoux", "Élise Marcoux", True),
        ("Noémie Lavallée Roy", "Noémie Lavallée-Roy", True),
        ("Élise", "Élise Marcoux", False),
        ("", "", False),
        ("—", "—", False),
    ],
)
def test_one_name_however_it_is_written(written: str, name: str, same: bool) -> None:
    assert same_name(written, name) is same


def test_words_without_accents() -> None:
    assert normalized("  Lire, dehors: l’ÉTÉ 2026 ") == "lire dehors l ete 2026"


GOOD = {
    "data": "Noms",
    "circumstances": "Courriel à la mauvaise personne",
    "period": "20 novembre",
    "discovered_on": "2026-11-20",
    "people": "",
}


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, []),
        ({"people": "12"}, []),
        ({"people": "douze"}, [Mistake("people", Fault.BAD_NUMBER)]),
        ({"people": "²"}, [Mistake("people", Fault.BAD_NUMBER)]),
        ({"data": ""}, [Mistake("data", Fault.MISSING)]),
        ({"discovered_on": "hier"}, [Mistake("discovered_on", Fault.BAD_DAY)]),
        ({"discovered_on": "2026-11-24"}, [Mistake("discovered_on", Fault.FUTURE)]),
        ({"period": "x" * 201}, [Mistake("period", Fault.TOO_LONG, 201, 200)]),
        ({"circumstances": "x" * 1001}, [Mistake("circumstances", Fault.TOO_LONG, 1001, 1000)]),
    ],
)
def test_what_is_wrong_with_an_incident(typed: dict[str, str], wrong: list[Mistake]) -> None:
    assert incidents.mistakes(incidents.read({**GOOD, **typed}, 1), date(2026, 11, 23)) == wrong


def test_the_second_step_asks_for_nothing_and_knows_its_choices() -> None:
    typed = incidents.read({"serious": "peut-être", "risk": " Faible. "}, 2)
    assert typed == {"risk": "Faible.", "serious": "", "notices": "", "measures": ""}
    assert incidents.mistakes(typed, date(2026, 11, 23)) == []
