"""The rows of the minutes, their follow-ups, their dates (R62; DOMAIN.md §2.4)."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import agenda
from bot.rules import minutes as rules
from bot.rules.minutes import Content, Fault, FollowUp, Mistake
from tests.factories import TORONTO

LIMIT = 1500
HEADS = ["Essais", "Photo"]
FIRST = rules.first_content("L’assemblée débute à 8 h 45.", "Lu.", HEADS, "Levée.")
WRITTEN = rules.merged(FIRST, 2, {"summary": "Essais\nTrois grilles."})
DAY = date(2026, 12, 10)


def typed(what: str = "Écrire", **more: str) -> dict[str, str]:
    return {"what": what, **more}


def test_the_first_draft_has_the_agendas_points_as_headings_and_they_are_no_summary() -> None:
    assert FIRST.texts["summary"] == "Essais\n\nPhoto"
    assert rules.mistakes(FIRST, HEADS, LIMIT) == [Mistake(Fault.NO_SUMMARY)]
    assert rules.mistakes(WRITTEN, HEADS, LIMIT) == []
    assert rules.mistakes(FIRST, [], LIMIT) == []
    assert rules.mistakes(FIRST, HEADS, LIMIT, 1) == []
    assert set(FIRST.texts) == set(rules.TEXTS)


def test_the_headings_are_the_items_of_the_agenda_without_their_minutes() -> None:
    content = {"items": "Essais (40 min)\nPhoto", "others": "Buffet (5 min)", "follow_up": "Non"}
    assert rules.heads(content) == ["Essais", "Photo", "Buffet"]
    assert rules.heads({"link": "https://exemple.invalid"}) == []


@pytest.mark.parametrize(
    ("name", "limit"),
    [("summary", 4500), ("questions", 1500), ("opening", 300), ("closing_done", 300)],
)
def test_each_text_has_its_limit(name: str, limit: int) -> None:
    def found(count: int) -> list[Mistake]:
        return rules.mistakes(replace(WRITTEN, texts={**WRITTEN.texts, name: "x" * count}), HEADS, LIMIT)

    assert found(limit) == []
    assert found(limit + 1) == [Mistake(Fault.TOO_LONG, name, limit + 1, limit)]


def test_a_step_keeps_its_own_fields() -> None:
    kept = rules.merged(WRITTEN, 4, {"questions": " Rien. ", "summary": "forged"})
    assert kept.texts == {**WRITTEN.texts, "questions": "Rien.", "closing": ""}
    assert rules.merged(WRITTEN, 9, {"summary": "x"}) == WRITTEN
    assert rules.STEPS.keys() == {1, 2, 3, 4}


def test_follow_ups_are_added_once_and_a_key_is_never_given_again() -> None:
    one = rules.added(WRITTEN, typed(who="Eva", when="2026-12-10"))
    assert one.follow_ups == [FollowUp(1, "Écrire", "Eva", DAY)]
    assert rules.added(one, typed(who="Eva", when="2026-12-10")) == one
    two = rules.added(one, typed("Lire\n deux  fois", who="Eva", who_other=" La classe "))
    assert two.follow_ups[1] == FollowUp(2, "Lire deux fois", "La classe", None)
    left = rules.without(two, 2)
    assert left.follow_ups == one.follow_ups
    assert rules.added(left, typed("Autre")).follow_ups[1].key == 3
    assert rules.added(two, {}) == two
    assert [each.key for each in rules.still_open(two, [1])] == [2]


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"who": "Eva"}, [Mistake(Fault.NO_WHAT)]),
        ({"when": "2026-12-10", "what": " "}, [Mistake(Fault.NO_WHAT)]),
        ({"what": "x" * 141}, [Mistake(Fault.TOO_LONG, "what", 141, 140)]),
        ({"what": "x", "who_other": "y" * 101}, [Mistake(Fault.TOO_LONG, "who_other", 101, 100)]),
        ({"what": "x", "when": "demain"}, [Mistake(Fault.BAD_DAY)]),
        ({"what": "x" * 140, "who_other": "y" * 100, "when": "2026-12-10"}, []),
        ({"follow_up_done": "Fait"}, []),
        ({}, []),
    ],
)
def test_each_mistake_of_a_follow_up_is_told(values: dict[str, str], wrong: list[Mistake]) -> None:
    assert rules.new_mistakes(WRITTEN, values) == wrong


def test_ten_follow_ups_at_most_and_they_fit_in_the_next_agenda() -> None:
    content = WRITTEN
    for number in range(10):
        content = rules.added(content, typed(f"{number}" * rules.LONGEST_WHAT))
    assert rules.new_mistakes(content, typed("x")) == [Mistake(Fault.TOO_MANY, count=10, limit=10)]
    # The one that stands there already, as from a press that comes twice, is no eleventh.
    assert rules.new_mistakes(content, typed("3" * rules.LONGEST_WHAT)) == []
    points = [one.what for one in content.follow_ups]
    prefilled = agenda.first_content(["Un"], (), None, 1, points)
    assert agenda.mistakes(prefilled, LIMIT) == []
    assert prefilled["follow_up"].split("\n") == points


@given(st.text(max_size=50), st.text(max_size=20), st.dates())
def test_what_is_stored_is_read_back(what: str, who: str, day: date) -> None:
    content = Content({"summary": what}, [FollowUp(1, what, who, day), FollowUp(2, who, what, None)], 2)
    assert rules.read(rules.stored(content)) == content
    assert rules.read({}) == Content({}, [], 0)


def test_nothing_is_written_before_the_meeting_begins() -> None:
    day = date(2026, 12, 1)
    for moment, begun in (((8, 44), False), ((8, 45), True)):
        now = datetime(2026, 12, 1, *moment, tzinfo=TORONTO)
        assert rules.has_begun(day, time(8, 45), now) is begun
        assert rules.has_begun(day, None, now)


def test_reminders_fall_on_the_working_day_on_or_after() -> None:
    # Friday 18 December: the 19th is a Saturday, the 25th a holiday.
    closed = [date(2026, 12, 25)]
    assert rules.recall_days(date(2026, 12, 18), closed) == [date(2026, 12, 21), date(2026, 12, 28)]
    assert rules.recall_days(date(2026, 12, 1), ()) == [date(2026, 12, 2), date(2026, 12, 8)]


def test_the_soft_limit_is_ten_days() -> None:
    assert rules.due_on(date(2026, 12, 1)) == date(2026, 12, 11)
    assert not rules.is_overdue(date(2026, 12, 1), date(2026, 12, 11))
    assert rules.is_overdue(date(2026, 12, 1), date(2026, 12, 12))
