"""Meetings as an iCalendar file, read back with the library (issue 4, point 6; TEAMS: clock changes)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from bot.documents import ics
from bot.documents.ics import Event, Standing
from tests.factories import NOW, TORONTO

MEETING = Event(
    network_id=3,
    meeting_id=7,
    starts=datetime(2026, 11, 4, 8, 45, tzinfo=TORONTO),
    ends=datetime(2026, 11, 4, 15, 45, tzinfo=TORONTO),
    title="Lire, écrire; « dehors »",
    where="École du Parc, local 12",
    about="Animation : Ada Essai.\nDeuxième ligne, \\ et virgule",
    standing=Standing.CONFIRMED,
    sequence=4,
)


def read(content: bytes) -> Calendar:
    found = Calendar.from_ical(content)
    assert isinstance(found, Calendar)
    return found


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        ("2026-10-30", 12),  # the Friday before the clocks go back, on 2026-11-01
        ("2026-11-02", 13),
        ("2027-03-12", 13),  # the Friday before they go forward, on 2027-03-14
        ("2027-03-15", 12),
    ],
)
def test_the_hour_is_that_of_the_clocks_on_that_day(day: str, utc_hour: int) -> None:
    starts = datetime.fromisoformat(f"{day} 08:45").replace(tzinfo=TORONTO)
    one = replace(MEETING, starts=starts, ends=starts + timedelta(hours=7))
    calendar = read(ics.draw("Mes réseaux", [one], NOW))
    (event,) = calendar.events
    assert isinstance(event.start, datetime)
    assert event.start.astimezone(UTC) == datetime(
        starts.year, starts.month, starts.day, utc_hour, 45, tzinfo=UTC
    )
    assert event["DTSTART"].params["TZID"] == "America/Toronto"
    # The rules in the file say the same, for a calendar that knows no zone by its name.
    (zone,) = calendar.timezones
    own = zone.to_tz(lookup_tzid=False)
    assert starts.replace(tzinfo=own).utcoffset() == starts.utcoffset()


def test_every_field_comes_back_as_it_was_given() -> None:
    cancelled = replace(MEETING, meeting_id=8, standing=Standing.CANCELLED, where="", sequence=5)
    calendar = read(ics.draw("Mes réseaux", [MEETING, cancelled], NOW))
    assert (calendar["METHOD"], str(calendar["X-WR-CALNAME"])) == ("PUBLISH", "Mes réseaux")
    shown = [
        (str(one["UID"]), str(one["SUMMARY"]), str(one.get("LOCATION")), str(one["DESCRIPTION"]))
        for one in calendar.events
    ]
    assert shown == [
        ("3-7@reseaux-entraide", MEETING.title, MEETING.where, MEETING.about),
        ("3-8@reseaux-entraide", MEETING.title, "None", MEETING.about),
    ]
    assert [(str(one["STATUS"]), one["SEQUENCE"]) for one in calendar.events] == [
        ("CONFIRMED", 4),
        ("CANCELLED", 5),
    ]
    assert [one.decoded("dtstamp") for one in calendar.events] == [NOW.astimezone(UTC)] * 2


def test_the_same_facts_give_the_same_bytes_and_lines_stay_short() -> None:
    long = replace(MEETING, about="é" * 500)
    first, again = (ics.draw("Mes réseaux", [long], NOW) for _ in range(2))
    assert first == again
    assert [line for line in first.split(b"\r\n") if len(line) > 75] == []
    assert first.count(b"BEGIN:VTIMEZONE") == 1


def test_what_somebody_typed_cannot_add_a_line() -> None:
    """B2: a title is a title, whatever it holds."""
    hostile = replace(MEETING, title="x\r\nATTENDEE:mailto:y@exemple.invalid\x00\x07", where="a\nB:c")
    (event,) = read(ics.draw("n", [hostile], NOW)).events
    assert "ATTENDEE" not in event
    assert str(event["SUMMARY"]) == "x\nATTENDEE:mailto:y@exemple.invalid"
    assert str(event["LOCATION"]) == "a\nB:c"


def test_no_meeting_yet_is_an_empty_calendar() -> None:
    assert read(ics.draw("Mes réseaux", [], NOW)).events == []
