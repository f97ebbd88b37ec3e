"""The rows of a year's workbook that name people one by one: members, attendance, decisions."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from bot.documents.workbook import Cell
from bot.rules.names import alphabetical
from cards.phrases import approval as say_approval
from cards.phrases import attendance as say_attendance
from cards.phrases import exports as say
from cards.phrases import proposal as say_proposal
from storage.exports import YearDecision, YearMark, YearMember


def member_rows(now: datetime, titles: Mapping[int, str], members: Iterable[YearMember]) -> list[list[Cell]]:
    """By network, then by name, accents apart: the order of a French list on both databases."""
    listed = sorted(members, key=lambda one: (one.network_id, alphabetical(one.name), one.created_at))
    return [
        [
            one.network_id,
            titles[one.network_id],
            one.name,
            one.email,
            one.job_title,
            one.school_then,
            one.school_now,
            say.ENROLLMENTS[one.state],
            one.position,
            _day(now, one.created_at),
            _day(now, one.ended_at),
        ]
        for one in listed
    ]


def attendance_rows(titles: Mapping[int, str], marks: Iterable[YearMark]) -> list[list[Cell]]:
    """A row a person and half-day; « avant-midi » and « après-midi » where a meeting has both."""
    listed = sorted(marks, key=lambda one: (one.network_id, one.day, alphabetical(one.name), one.half))
    return [
        [
            one.network_id,
            titles[one.network_id],
            one.number,
            one.day,
            say_attendance.HALVES[one.half] if one.half_days > 1 else None,
            one.name,
            say.ANIMATES if one.animates else say.TAKES_PART,
            say_attendance.PRESENCES[one.presence],
        ]
        for one in listed
    ]


def decision_rows(now: datetime, reader_id: int, decisions: Iterable[YearDecision]) -> list[list[Cell]]:
    """A row a version. What is held on a proposal of the reader's own is not there yet (decision 0012)."""
    rows: list[list[Cell]] = []
    for one in decisions:
        hidden = one.released_at is None and (not one.decision or one.proposer_id == reader_id)
        said = say_approval.DECISIONS[one.decision] if one.decision else ""
        if one.decision and one.released_at is None:
            said = say.held(said)
        rows.append(
            [
                one.proposal_id,
                one.title,
                one.version,
                one.proposer,
                _day(now, one.opened_at),
                say_proposal.STATES[one.state],
                say.WAITS if hidden else said,
                None if hidden else one.decider,
                None if hidden else _day(now, one.decided_at),
                _day(now, one.released_at),
                None if hidden else one.message,
            ]
        )
    return rows


def _day(now: datetime, moment: datetime | None) -> date | None:
    return moment.astimezone(now.tzinfo).date() if moment else None
