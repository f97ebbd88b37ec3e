"""The dates of a network in words, one line a meeting."""

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from cards.enrollment import NetworkFacts
from cards.phrases import agenda as say_agenda
from cards.phrases import enrollment as say
from cards.phrases import plan as say_plan
from cards.phrases import schedule as say_schedule
from cards.phrases.dates import hour, long_date, short_date
from storage.people import School
from storage.schedule import Meeting, MeetingState, meetings_of
from storage.standing import MeetingFact, Standing

CEE = "CEE"


def date_lines(session: Session, meetings: Sequence[MeetingFact]) -> list[str]:
    """One whole line a meeting: number, day, hours, place."""
    names = _school_names(session, meetings)
    return [
        say.meeting(one.number, long_date(one.day), _hours(one.starts, one.ends), _place(one, names))
        for one in sorted(meetings, key=lambda one: one.day)
    ]


def spoken(session: Session, meetings: Sequence[MeetingFact]) -> list[str]:
    """« le mardi 1er décembre 2026, de 8 h 45 à 15 h 45, au CEE (2.04) », one a meeting, as they come."""
    names = _school_names(session, meetings)
    return [f"{long_date(one.day)}{_hours(one.starts, one.ends)}{_place(one, names)}" for one in meetings]


def headings(session: Session, network_id: int) -> list[str]:
    """« Rencontre 1 — le mercredi 14 octobre 2026, de 8 h 45 à 15 h 45 », one a meeting, by day."""
    return [
        say_plan.column(one.number, long_date(one.day), _hours(one.starts, one.ends))
        for one in sorted(planned(session, network_id), key=lambda one: one.day)
    ]


def _school_names(session: Session, meetings: Sequence[MeetingFact]) -> dict[str, str]:
    return {
        code: school.name
        for code in {one.venue for one in meetings if one.venue and one.venue != CEE}
        if (school := session.get(School, code)) is not None
    }


def annex_header(session: Session, meeting: Meeting) -> str:
    """« 13/01/2027 / 8 h 45 à 15 h 45 / En présentiel, Le CEE, 2.04 »: the header of annexes 3 and 4."""
    school = session.get(School, meeting.venue) if meeting.venue and meeting.venue != CEE else None
    place = say_schedule.CEE if meeting.venue == CEE else school.name if school else ""
    hours = ""
    if meeting.starts and meeting.ends:
        hours = say_agenda.hours_of(_hour(meeting.starts), _hour(meeting.ends))
    return say_agenda.header(meeting.day.strftime("%d/%m/%Y"), hours, say_agenda.located(place, meeting.room))


def _hours(starts: time | None, ends: time | None) -> str:
    return say.hours(_hour(starts), _hour(ends)) if starts and ends else ""


def _hour(at: time) -> str:
    return hour(datetime.combine(date.min, at))


def _place(one: MeetingFact, names: dict[str, str]) -> str:
    if not one.venue:
        return ""
    return say.place(where(one.venue, names.get(one.venue, "")), one.room)


def where(venue: str, school: str) -> str:
    """« au CEE », or at which school; `school` is its name, where it is known."""
    return say.CEE if venue == CEE else say.at_school(school or venue)


def network_facts(session: Session, found: Standing, now: datetime, *, coming: bool = False) -> NetworkFacts:
    """With `coming`, only the meetings that are still to come: what a late seat is worth."""
    kept = [one for one in found.meetings if not coming or one.day > now.date()]
    return NetworkFacts(
        network_id=found.network_id,
        title=found.title,
        year=found.school_year,
        dates=date_lines(session, kept),
        until=short_date(found.closes_on) if found.closes_on else "",
        half_days=sum(one.half_days for one in kept),
    )


def planned(session: Session, network_id: int) -> list[MeetingFact]:
    """The meetings of a network, cancelled ones apart."""
    return [
        MeetingFact(one.id, one.number, one.day, one.starts, one.ends, one.half_days, one.venue, one.room)
        for one in meetings_of(session, network_id)
        if one.state in {MeetingState.PLANNED.value, MeetingState.HELD.value}
    ]
