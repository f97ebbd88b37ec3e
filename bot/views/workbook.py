"""The workbook of a year: the facts of each of its sheets, for a responsible (DOMAIN.md §1.9; S19)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.documents import workbook
from bot.documents.workbook import Cell, Column, Sheet, WorkbookFacts
from bot.rules import budget as budget_rules
from bot.rules.budget import Sums, total
from bot.rules.names import alphabetical
from bot.rules.overview import Kind, Paper
from bot.views.budget import counted
from bot.views.paper import WORKBOOK
from bot.views.paper import Paper as File
from bot.views.workbook_people import attendance_rows, decision_rows, member_rows
from bot.views.year_papers import papers_of_year
from cards.phrases import exports as say
from cards.phrases.network import STATES
from cards.phrases.numbers import short_days
from storage.budget import YearRelease, every_school, releases_of_year, school_moves
from storage.enrollment import EnrollmentState
from storage.exports import decisions_of_year, marks_of_year, members_of_year
from storage.overview import (
    Turnout,
    YearMeeting,
    YearNetwork,
    enrolled_of_year,
    meetings_of_year,
    networks_of_year,
    turnout_of_year,
)
from storage.release import ReleaseKind
from storage.schedule import MeetingState

WIDTHS: Mapping[str, Sequence[int]] = {
    say.NETWORKS: (
        8,
        40,
        18,
        9,
        22,
        30,
        28,
        22,
        24,
        24,
        8,
        8,
        9,
        12,
        12,
        12,
        12,
        12,
        12,
        9,
        9,
        9,
        12,
        12,
        30,
        30,
    ),
    say.MEMBERS: (8, 28, 19, 31, 15, 22, 22, 14, 9, 11, 11),
    say.MEETINGS: (8, 36, 11, 12, 8, 8, 9, 26, 10, 10, 13, 12, 12),
    say.ATTENDANCE: (8, 40, 11, 12, 14, 24, 12, 20),
    say.RELEASES: (8, 30, 22, 28, 14, 12, 11, 7, 10, 12, 10, 18),
    say.DOCUMENTS: (8, 40, 18, 11, 12, 12, 16),
    say.DECISIONS: (11, 30, 8, 18, 11, 16, 20, 18, 12, 12, 34),
}


@dataclass(frozen=True, slots=True)
class YearFacts:
    """What several sheets take of a year; `turnout` and `meetings` by number, in their order."""

    networks: Sequence[YearNetwork]
    meetings: Sequence[YearMeeting]
    enrolled: Mapping[int, Mapping[str, int]]
    turnout: Mapping[int, Turnout]
    releases: Sequence[YearRelease]
    papers: Sequence[Paper]


def of_year(session: Session, now: datetime, reader_id: int, school_year: str) -> File:
    """All sheets; a decision whose letter is held, on a proposal of the reader's own, stands as one that
    waits (decision 0012).
    """
    networks = networks_of_year(session, school_year)
    meetings = meetings_of_year(session, school_year)
    year = YearFacts(
        networks,
        meetings,
        enrolled_of_year(session, school_year),
        {one.meeting_id: one for one in turnout_of_year(session, school_year)},
        releases_of_year(session, school_year),
        papers_of_year(session, now, school_year, networks, meetings),
    )
    titles = {one.network_id: one.title for one in networks}
    members = members_of_year(session, school_year)
    marks = marks_of_year(session, school_year)
    decisions = decisions_of_year(session, school_year)
    moves, schools = school_moves(session), every_school(session)
    sheets = [
        _sheet(say.NETWORKS, "Reseaux", say.NETWORK_HEADINGS, [_network(now, year, one) for one in networks]),
        _sheet(say.MEMBERS, "Membres", say.MEMBER_HEADINGS, member_rows(now, titles, members)),
        _sheet(say.MEETINGS, "Rencontres", say.MEETING_HEADINGS, _meetings(now, titles, year)),
        _sheet(say.ATTENDANCE, "Presences", say.ATTENDANCE_HEADINGS, attendance_rows(titles, marks)),
        _sheet(
            say.RELEASES,
            "Liberations",
            say.RELEASE_HEADINGS,
            [_release(titles, one, moves, schools) for one in _by_name(year.releases)],
        ),
        _sheet(say.DOCUMENTS, "Documents", say.DOCUMENT_HEADINGS, _documents(now, titles, year.papers)),
        _sheet(say.DECISIONS, "Decisions", say.DECISION_HEADINGS, decision_rows(now, reader_id, decisions)),
    ]
    facts = WorkbookFacts(
        title=say.workbook_title(school_year),
        author=say.AUTHOR,
        made_on=now.date(),
        page=say.PAGE,
        too_long=say.TOO_LONG,
        sheets=sheets,
    )
    name = f"CEE_{school_year}_Classeur_{now.date()}.xlsx"
    return File(name, partial(workbook.draw, facts), WORKBOOK)


def _sheet(name: str, table: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Sheet:
    columns = [Column(title, width) for title, width in zip(headings, WIDTHS[name], strict=True)]
    return Sheet(name, table, columns, rows)


def _network(now: datetime, year: YearFacts, one: YearNetwork) -> list[Cell]:
    people = year.enrolled.get(one.network_id, {})
    came = [each for each in year.turnout.values() if each.network_id == one.network_id]
    spent = total(counted(each) for each in year.releases if each.network_id == one.network_id)
    bilan = next(
        (each for each in year.papers if (each.kind, each.network_id) == (Kind.BILAN, one.network_id)), None
    )
    return [
        one.network_id,
        one.title,
        STATES[one.state],
        one.year_index,
        one.animator,
        one.email,
        one.school,
        say.MODALITIES.get(one.modality),
        one.target_group,
        one.discipline,
        one.capacity,
        people.get(EnrollmentState.ACTIVE.value, 0) + people.get(EnrollmentState.OFFERED.value, 0),
        people.get(EnrollmentState.WAITING.value, 0),
        one.closes_on,
        _day(now, one.accepted_at),
        _day(now, one.published_at),
        sum(each.present for each in came),
        sum(each.expected for each in came),
        *_spent(spent),
        say.STANDINGS[bilan.standing(now.date()).value] if bilan else None,
        _day(now, one.bilan.at),
        one.kept_reason,
        one.cancel_reason,
    ]


def _spent(spent: Sums) -> list[Cell]:
    """S19: « 21,5 j », with a comma wherever it is read; beside it the whole number that adds up."""
    return [spent.committed, *map(short_days, (spent.committed, spent.used, spent.freed))]


def _meetings(now: datetime, titles: Mapping[int, str], year: YearFacts) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for one in year.meetings:
        came = year.turnout.get(one.meeting_id)
        rows.append(
            [
                one.network_id,
                titles[one.network_id],
                one.number,
                one.day,
                one.starts,
                one.ends,
                one.half_days,
                one.venue,
                one.room,
                say.MEETING_STATES[MeetingState(one.state).value],
                _day(now, one.recorded_at),
                came.present if came else None,
                came.expected if came else None,
            ]
        )
    return rows


def _by_name(releases: Iterable[YearRelease]) -> list[YearRelease]:
    """As each network's people are listed elsewhere: by name, accents apart; each person's by day."""
    return sorted(
        releases,
        key=lambda one: (
            one.network_id,
            alphabetical(one.name),
            one.person_id,
            one.day or date.max,
            one.number,
        ),
    )


def _release(
    titles: Mapping[int, str],
    one: YearRelease,
    moves: Mapping[int, Sequence[tuple[date, str]]],
    schools: Mapping[str, str],
) -> list[Cell]:
    school = budget_rules.school_on(one.day, one.school_id, moves.get(one.person_id, ()))
    spent = counted(one)
    purpose = say.meeting(one.number) if one.kind == ReleaseKind.MEETING.value else say.PURPOSES[one.kind]
    return [
        one.network_id,
        titles[one.network_id],
        one.name,
        schools.get(school, ""),
        purpose,
        one.day,
        one.half_days,
        short_days(one.half_days),
        spent.used,
        spent.to_come,
        spent.freed,
        say.RELEASE_STATES["USED" if one.used == one.half_days else one.state],
    ]


def _documents(now: datetime, titles: Mapping[int, str], papers: Iterable[Paper]) -> list[list[Cell]]:
    return [
        [
            one.network_id,
            titles[one.network_id],
            say.KINDS[one.kind.value],
            one.number or None,
            one.due,
            one.done,
            say.STANDINGS[one.standing(now.date()).value],
        ]
        for one in papers
    ]


def _day(now: datetime, moment: datetime | None) -> date | None:
    return moment.astimezone(now.tzinfo).date() if moment else None
