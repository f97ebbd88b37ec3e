"""By when a bilan is due, and what is wrong with one (R36, R37, R63; S30)."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.closed_days import closed_days
from bot.rules import bilan as rules
from bot.rules.bilan import Fault, Mistake
from bot.rules.deadlines import Fault as DelayFault
from bot.rules.deadlines import delay_faults
from bot.rules.quiet_time import is_working_day, on_or_after
from tests.factories import TORONTO

CLOSED = closed_days(2027)
DUE, OUTER = date(2027, 6, 23), date(2027, 6, 30)


@pytest.mark.parametrize(
    ("year", "due"),
    [
        ("2024-2025", "2025-06-23"),
        ("2025-2026", "2026-06-23"),
        ("2026-2027", "2027-06-23"),
        ("2027-2028", "2028-06-23"),
        ("2028-2029", "2029-06-22"),  # 23 June 2029 is a Saturday
        ("2029-2030", "2030-06-21"),  # and in 2030 a Sunday
        ("2030-2031", "2031-06-23"),
    ],
)
def test_due_the_last_working_day_before_saint_jean(year: str, due: str) -> None:
    assert rules.due_on(year, None, closed_days(int(year[-4:]))) == date.fromisoformat(due)


def test_a_closed_day_before_saint_jean_moves_it_and_a_kept_day_counts_up_to_30_june() -> None:
    assert rules.due_on("2026-2027", None, CLOSED | {DUE}) == date(2027, 6, 22)
    for kept, due in (
        ("2027-06-11", "2027-06-11"),
        ("2027-06-30", "2027-06-30"),
        ("2027-07-02", "2027-06-30"),
    ):
        assert rules.due_on("2026-2027", date.fromisoformat(kept), CLOSED) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("last", "granted", "due"),
    [
        ("2027-04-28", None, "2027-06-23"),
        ("2027-06-22", None, "2027-06-23"),
        ("2027-06-23", None, "2027-06-30"),  # nobody writes a bilan before its last meeting
        ("2027-06-28", None, "2027-06-30"),
        ("2027-04-28", "2027-06-29", "2027-06-29"),
        ("2027-04-28", "2027-06-01", "2027-06-23"),
    ],
)
def test_a_network_is_due_after_its_last_meeting_and_after_its_delay(
    last: str, granted: str | None, due: str
) -> None:
    more = date.fromisoformat(granted) if granted else None
    assert rules.due_for(DUE, date.fromisoformat(last), OUTER, more) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("last", "due", "days"),
    [
        # S30: N2's last meeting is on Wednesday 28 April 2027.
        ("2027-04-28", "2027-06-23", "2027-04-29 2027-06-02 2027-06-16 2027-06-23"),
        # A Friday; Monday the 24th of May is a holiday.
        ("2027-05-21", "2027-06-23", "2027-05-25 2027-06-02 2027-06-16 2027-06-23"),
        # Twenty-one days before is over by then.
        ("2027-06-10", "2027-06-23", "2027-06-11 2027-06-16 2027-06-23"),
        # Recalls on a Sunday and a Saturday leave on the Friday before.
        ("2027-04-28", "2027-06-27", "2027-04-29 2027-06-04 2027-06-18 2027-06-25"),
        ("2027-06-28", "2027-06-30", "2027-06-29 2027-06-30"),
    ],
)
def test_asked_the_day_after_and_recalled_21_and_7_days_before_and_on_the_day(
    last: str, due: str, days: str
) -> None:
    found = rules.recall_days(date.fromisoformat(last), date.fromisoformat(due), CLOSED)
    assert [str(day) for day in found] == days.split()


def test_the_last_day_of_a_delay_is_recalled_too() -> None:
    days = rules.recall_days(date(2027, 4, 28), DUE, CLOSED, date(2027, 6, 29))
    assert [str(day) for day in days[-2:]] == ["2027-06-23", "2027-06-29"]


@given(st.dates(date(2026, 9, 1), date(2027, 6, 29)), st.dates(date(2027, 6, 1), OUTER))
def test_every_reminder_is_on_a_working_day_after_the_last_meeting(last: date, kept: date) -> None:
    due = rules.due_for(rules.due_on("2026-2027", kept, CLOSED), last, OUTER)
    days = rules.recall_days(last, due, CLOSED)
    assert days[0] == on_or_after(last + timedelta(days=1), CLOSED)
    assert all(is_working_day(day, CLOSED) and day > last for day in days)
    assert all(day <= due for day in days[1:])
    assert due <= OUTER


@pytest.mark.parametrize(("moment", "over"), [("15:44", False), ("15:45", True)])
def test_the_half_day_opens_once_the_last_meeting_is_over(moment: str, over: bool) -> None:
    """R41"""
    now = datetime.combine(DUE, time.fromisoformat(moment), tzinfo=TORONTO)
    assert rules.is_over(DUE, time(15, 45), now) is over
    assert not rules.is_over(DUE, None, now)


@pytest.mark.parametrize(
    ("typed", "reason", "faults"),
    [
        ("2027-06-30", "Tempête", []),
        ("2027-06-25", "Tempête", []),
        ("2027-06-24", "Tempête", [DelayFault.PAST]),
        ("2027-07-01", "Tempête", [DelayFault.TOO_LATE]),
        ("demain", " ", [DelayFault.NO_DATE, DelayFault.NO_REASON]),
        ("2027-06-30", "a" * 1001, [DelayFault.LONG_REASON]),
    ],
)
def test_a_delay_has_a_reason_and_ends_by_30_june(typed: str, reason: str, faults: list[DelayFault]) -> None:
    assert delay_faults(typed, reason, OUTER, date(2027, 6, 25)) == faults


HEADS = ["Rencontre 1", "Rencontre 2"]
GOOD = rules.read({"summary": "Rencontre 1\nTrois grilles.", "achievement": "Une trousse."})


@pytest.mark.parametrize(
    ("change", "year", "found"),
    [
        ({}, 1, []),
        ({"summary": "Rencontre 1\n\nRencontre 2"}, 1, [Mistake(Fault.NO_SUMMARY)]),
        ({"achievement": ""}, 1, [Mistake(Fault.NO_ACHIEVEMENT)]),
        ({"summary": "a" * 4500, "achievement": "a" * 1500}, 1, []),
        ({"summary": "a" * 4501}, 1, [Mistake(Fault.TOO_LONG, "summary", 4501, 4500)]),
        ({"questions": "a" * 1501}, 1, [Mistake(Fault.TOO_LONG, "questions", 1501, 1500)]),
        ({"work": "https://exemple.invalid/a", "work_shared": "true"}, 1, []),
        ({"no_work": "Un échange de vive voix."}, 1, []),
        ({"work": "http://exemple.invalid/a"}, 1, [Mistake(Fault.BAD_LINK)]),
        ({"work": "javascript:alert(1)"}, 1, [Mistake(Fault.BAD_LINK)]),
        ({"work": "https://e.invalid/" + "a" * 500}, 1, [Mistake(Fault.TOO_LONG, "work", 518, 500)]),
        ({"work": "https://exemple.invalid", "no_work": "Rien"}, 1, [Mistake(Fault.TWO_WORKS)]),
        ({"continuation": "yes", "continuation_reasons": "Le groupe."}, 1, []),
        ({"continuation": "yes"}, 1, [Mistake(Fault.NO_REASONS)]),
        ({"continuation": "yes", "continuation_reasons": "Encore."}, 2, [Mistake(Fault.THIRD_YEAR)]),
    ],
)
def test_what_is_wrong_with_a_bilan(change: dict[str, str], year: int, found: list[Mistake]) -> None:
    assert rules.mistakes({**GOOD, **change}, HEADS, 1500, year_index=year) == found


def test_a_step_is_judged_alone_and_keeps_its_own_answers() -> None:
    assert rules.mistakes(rules.read({}), HEADS, 1500, year_index=1, step=1) == []
    merged = rules.merged(GOOD, 4, {"continuation": "peut-être", "summary": "Non."})
    assert merged == {**GOOD, "continuation": "no", "continuation_reasons": ""}
    shared = {"work_shared": "true", "no_work": "Rien à partager"}
    assert rules.merged(GOOD, 3, shared)["work_shared"] == ""
    assert rules.merged(GOOD, 3, {**shared, "work": "https://e.invalid"})["work_shared"] == "true"


@pytest.mark.parametrize(
    ("texts", "gathered"),
    [
        (["Un.", ""], "A\nUn.\n\nB"),
        (["a" * 60, "Deux."], "A\n" + "a" * 60 + "\n\nB\nDeux."),
        # What does not fit is said, never cut.
        (["a" * 95, "Deux."], "A\nVoir.\n\nB\nDeux."),
        (["Un.", "b" * 95], "A\nUn.\n\nB\nVoir."),
    ],
)
def test_the_summary_gathers_the_minutes_and_cuts_none(texts: list[str], gathered: str) -> None:
    assert rules.gathered(list(zip("AB", texts, strict=True)), 100, "Voir.") == gathered


@given(st.lists(st.text("ab ", max_size=120), max_size=4), st.integers(60, 300))
def test_what_is_gathered_fits_and_each_text_is_whole_or_said(texts: list[str], limit: int) -> None:
    found = rules.gathered([(f"R{at}", text) for at, text in enumerate(texts)], limit, "Voir.")
    assert len(found) <= limit
    parts = found.split("\n\n") if found else []
    assert len(parts) == len(texts)
    for at, (part, text) in enumerate(zip(parts, texts, strict=True)):
        assert part in {f"R{at}\n{text}".strip(), f"R{at}\nVoir."}
