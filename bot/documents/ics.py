"""The meetings of networks as an iCalendar file: facts to bytes (issue 4, point 6; RFC 5545)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.documents.word import printable

PRODUCT = "-//CEE//Reseaux d'entraide//FR"
DOMAIN = "reseaux-entraide"


class Standing(StrEnum):
    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Event:
    """One meeting. `starts` and `ends` are aware, in the zone that the file names; `sequence` grows with
    each change, so that a calendar takes the newer of two files. `uid` names what is no meeting of a network.
    """

    network_id: int
    meeting_id: int
    starts: datetime
    ends: datetime
    title: str
    where: str
    about: str
    standing: Standing
    sequence: int
    uid: str = ""


def draw(name: str, events: Sequence[Event], now: datetime) -> bytes:
    """The file, in the order of the events, with the time zone's own rules in it (clocks change in
    November and March); the same facts give the same bytes. `name` is the calendar's.
    """
    # Read at the first calendar, not at every start: it brings tables of time zones along.
    from icalendar import Calendar  # noqa: PLC0415
    from icalendar import Event as Entry  # noqa: PLC0415

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", printable(name))
    calendar.add("x-published-ttl", "PT6H")
    for one in events:
        entry = Entry()
        entry.add("uid", f"{one.uid or f'{one.network_id}-{one.meeting_id}'}@{DOMAIN}")
        entry.add("dtstamp", now)
        entry.add("sequence", one.sequence)
        entry.add("dtstart", one.starts)
        entry.add("dtend", one.ends)
        entry.add("summary", printable(one.title))
        if one.where:
            entry.add("location", printable(one.where))
        entry.add("description", printable(one.about))
        entry.add("status", one.standing.value)
        calendar.add_component(entry)
    if events:
        # The clock changes of these years alone: the library would write those of seventy.
        years = [one.starts.year for one in events]
        calendar.add_missing_timezones(date(min(years), 1, 1), date(max(years) + 1, 1, 1))
    drawn: bytes = calendar.to_ical()
    return drawn
