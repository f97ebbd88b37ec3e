"""The dates of a network: each refusal and each warning, on a table of cases (S18; R14, R18–R20, R47)."""

from datetime import date, time

import pytest

from bot.rules.schedule import (
    Around,
    Fault,
    Planned,
    Warned,
    drafted,
    faults,
    missing,
    read,
    usual_hours,
    warnings,
)

DAY, HALF = (time(8, 45), time(15, 45)), (time(12, 45), time(15, 45))
AROUND = Around(
    year="2026-2027",
    today=date(2026, 9, 1),
    holidays=frozenset({date(2026, 10, 12)}),
    closed=frozenset({date(2027, 3, 3)}),
    pedagogical=frozenset({date(2026, 11, 13)}),
    places=frozenset({"S1"}),
    rooms=((date(2027, 1, 13), "CEE", "2.04", time(13), time(15)),),
    takes_part=frozenset({date(2027, 1, 27)}),
)


def planned(day: date | None, hours: tuple[time, time] = DAY, place: str = "CEE", room: str = "") -> Planned:
    return Planned(day, hours[0], hours[1], place, room, 2)


GOOD = planned(date(2027, 5, 5))


@pytest.mark.parametrize(
    ("one", "fault"),
    [
        (planned(None), Fault.NO_DAY),
        (planned(date(2027, 5, 5)), Fault.SAME_DAY),
        (planned(date(2027, 1, 16)), Fault.WEEKEND),  # a Saturday
        (planned(date(2026, 10, 12)), Fault.HOLIDAY),  # Action de grâce
        (planned(date(2027, 3, 3)), Fault.CLOSED),  # relâche
        (planned(date(2026, 8, 31)), Fault.PAST),
        (planned(date(2026, 9, 1)), Fault.PAST),
        (planned(date(2027, 7, 5)), Fault.OUTSIDE_YEAR),
        (planned(date(2026, 6, 30)), Fault.OUTSIDE_YEAR),
        (planned(date(2027, 1, 13), (time(7, 59), time(15))), Fault.OUTSIDE_HOURS),
        (planned(date(2027, 1, 13), (time(9), time(16, 1))), Fault.OUTSIDE_HOURS),
        (planned(date(2027, 1, 13), (time(12), time(12))), Fault.END_BEFORE_START),
        (planned(date(2027, 1, 13), place="12, rue Inventée"), Fault.UNKNOWN_PLACE),
        (planned(date(2027, 1, 13), place=""), Fault.UNKNOWN_PLACE),
        (planned(date(2027, 1, 13), room="a" * 101), Fault.LONG_ROOM),
    ],
)
def test_each_refusal_has_its_own_reason(one: Planned, fault: Fault) -> None:
    assert faults([GOOD, one], AROUND) == [(2, fault)]
    assert faults([GOOD, planned(date(2027, 1, 13), place="S1")], AROUND) == []


def test_everything_that_is_wrong_is_told_at_once() -> None:
    bad = Planned(date(2027, 1, 16), None, None, "?", "", 2)
    assert faults([bad], AROUND) == [
        (1, Fault.NO_HOURS),
        (1, Fault.UNKNOWN_PLACE),
        (1, Fault.WEEKEND),
    ]


def test_more_than_two_days_in_all_is_refused() -> None:
    """S19: a fifth half-day."""
    third = Planned(date(2027, 1, 13), *HALF, "CEE", "", 1)
    assert faults([GOOD, planned(date(2027, 2, 3)), third], AROUND) == [(3, Fault.TOO_MUCH)]


@pytest.mark.parametrize(
    ("one", "warned"),
    [
        (planned(date(2026, 11, 13)), [Warned.PEDAGOGICAL]),
        (planned(date(2027, 1, 14), (time(9), time(15))), [Warned.UNUSUAL_LENGTH]),
        (planned(date(2027, 1, 13), room="2.04"), [Warned.ROOM_TAKEN]),
        (planned(date(2027, 1, 13), (time(8), time(13)), room="2.04"), [Warned.UNUSUAL_LENGTH]),
        (planned(date(2027, 1, 13), room="2.05"), []),
        (planned(date(2027, 1, 27)), [Warned.TAKES_PART]),
        (planned(date(2027, 2, 3)), []),
    ],
)
def test_what_is_unusual_is_pointed_out_and_kept(one: Planned, warned: list[Warned]) -> None:
    """R19, R47: a pedagogical day, another length, a room or a day that something else takes."""
    assert faults([one], AROUND) == []
    assert [warning for _, warning in warnings([one], AROUND)] == warned


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("8:45", time(8, 45)),
        ("08:45", time(8, 45)),
        ("8\u00a0h\u00a045", time(8, 45)),
        ("13 h", time(13)),
        ("13h", time(13)),
        ("", None),
        ("midi", None),
        ("25:00", None),
        ("8:75", None),
    ],
)
def test_hours_are_read_as_people_write_them(written: str, at: time | None) -> None:
    assert read({"starts": written}, 1).starts == at


@pytest.mark.parametrize(
    ("modality", "days", "absent"),
    [
        ("FULL_1_HALF_2", [date(2027, 1, 13), date(2027, 2, 3)], [3]),
        ("FULL_1_HALF_2", [date(2027, 1, 13), None, date(2027, 2, 3)], [2]),
        ("FULL_2", [date(2027, 1, 13), date(2027, 2, 3)], []),
        ("HALF_4", [], [1, 2, 3, 4]),
        (None, [], [1]),
    ],
)
def test_nothing_is_published_before_all_dates_are_there(
    modality: str | None, days: list[date | None], absent: list[int]
) -> None:
    """S18, R50."""
    assert missing(modality, days) == absent


def test_a_draft_has_as_many_meetings_as_its_modality() -> None:
    draft = {"modality": "FULL_1_HALF_2", "meetings": [{"day": "2027-01-13"}, {}, {}, {"day": "2027-05-05"}]}
    assert [(one.day, one.half_days) for one in drafted(draft)] == [
        (date(2027, 1, 13), 2),
        (None, 1),
        (None, 1),
    ]
    assert drafted({}) == []
    assert (usual_hours(2), usual_hours(1)) == (DAY, HALF)
