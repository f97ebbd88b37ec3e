"""A past year is read-only, but for a responsible's corrections and a late bilan (DOMAIN.md §1.8, 11).

A table of use cases is walked: whatever stands in it changes nothing of a network that is archived.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.usecases import (
    absence,
    acting,
    agenda,
    attendance,
    cancellation,
    channel,
    deadlines,
    enrollment,
    folio,
    follow_ups,
    minimum,
    minutes,
    minutes_due,
    moves,
    plan,
    release,
    revision,
    rollover,
    schedule,
    shared_documents,
    waiting,
)
from bot.usecases.acting import Wanted
from bot.usecases.enrollment import Asked
from storage.base import Base
from storage.schedule import meetings_of
from tests.continuing import JUNE, Year, deposit
from tests.enrolling import clean
from tests.factories import SETTINGS
from tests.usecases.test_agenda import WORDS as AGENDA_WORDS
from tests.usecases.test_rollover import JULY, staged, state_of

Use = Callable[[Session, datetime, Year, int, int], object]
"""(session, now, the year, its first meeting, its last) -> what the use case answers."""

READ_ONLY: Mapping[str, Use] = {
    "absence.say_absent": lambda s, now, y, first, _: absence.say_absent(s, now, y.members[0], first),
    "absence.say_coming": lambda s, now, y, first, _: absence.say_coming(s, now, y.members[0], first),
    "acting: enroll": lambda s, now, y, *_: acting.act(s, now, y.rita, _act(y, "enroll")),
    "acting: admit": lambda s, now, y, *_: acting.act(s, now, y.rita, _act(y, "admit")),
    "agenda.start": lambda s, now, y, first, _: agenda.start(s, now, y.ada, first, AGENDA_WORDS),
    "agenda.deposit": lambda s, now, y, first, _: agenda.deposit(s, now, y.ada, SETTINGS, first, revision=0),
    "agenda.deposit_link": lambda s, now, y, first, _: agenda.deposit_link(
        s, now, y.ada, first, "https://exemple.invalid/a"
    ),
    "attendance.mark": lambda s, now, y, first, _: attendance.mark(
        s, now, y.ada, first, y.members[0], "present", activity_id="b"
    ),
    "attendance.everybody": lambda s, now, y, first, _: attendance.everybody(
        s, now, y.ada, first, activity_id="b"
    ),
    "attendance.complete": lambda s, now, y, first, _: attendance.complete(
        s, now, y.ada, first, activity_id="b"
    ),
    "attendance.name_keeper": lambda s, now, y, first, _: attendance.name_keeper(
        s, now, y.ada, first, y.members[0]
    ),
    "cancellation.call_off": lambda s, now, y, first, _: cancellation.call_off(
        s, now, y.rita, first, "closed", ""
    ),
    "channel.retry": lambda s, now, y, *_: channel.retry(s, now, y.rita, y.network),
    "channel.claim": lambda s, now, *_: channel.claim(s, now, timedelta(minutes=5)),
    "deadlines.grant": lambda s, now, y, first, _: deadlines.grant(
        s, now, y.rita, "AGENDA", first, "2027-07-05", "Tempête."
    ),
    "deadlines.on_paper": lambda s, now, y, first, _: deadlines.on_paper(s, now, y.rita, "AGENDA", first),
    "enrollment.enroll": lambda s, now, y, *_: enrollment.enroll(
        s, now, y.paul, y.network, Asked(wait=True, teaches=True, schoolless=True)
    ),
    "enrollment.withdraw": lambda s, now, y, *_: enrollment.withdraw(s, now, y.members[0], y.network),
    "folio.publish": lambda s, now, y, *_: folio.publish(s, now, SETTINGS, y.rita, y.network),
    "follow_ups.mark_done": lambda s, now, y, _, last: follow_ups.mark_done(
        s, now, y.ada, last, 1, done=True
    ),
    "minimum.cancel": lambda s, now, y, *_: minimum.cancel(s, now, y.rita, y.network, "Motif."),
    "minimum.extend": lambda s, now, y, *_: minimum.extend(s, now, y.rita, y.network, date(2027, 7, 9)),
    "minimum.keep": lambda s, now, y, *_: minimum.keep(s, now, y.rita, y.network, "Motif."),
    "minimum.set_capacity": lambda s, now, y, *_: minimum.set_capacity(s, now, y.ada, y.network, 8),
    "minutes.start": lambda s, now, y, _, last: minutes.start(s, now, y.ada, last, _minutes_words()),
    "minutes.name_writer": lambda s, now, y, _, last: minutes.name_writer(
        s, now, y.ada, last, y.members[0], _minutes_words()
    ),
    "minutes_due.on_paper": lambda s, now, y, _, last: minutes_due.on_paper(s, now, y.rita, last),
    "moves.ask": lambda s, now, y, first, _: moves.ask(
        s,
        now,
        y.rita,
        first,
        {"day": "2027-10-13", "starts": "8 h 45", "ends": "15 h 45", "place": "CEE", "room": ""},
        "Motif.",
    ),
    "plan.start": lambda s, now, y, *_: plan.start(s, now, y.ada, y.network, AGENDA_WORDS.plan),
    "plan.deposit": lambda s, now, y, *_: plan.deposit(s, now, y.ada, SETTINGS, y.network, revision=0),
    "release.tick": lambda s, now, y, first, _: release.tick(s, now, y.members[0], first),
    "release.tick_every": lambda s, now, y, *_: release.tick_every(s, now, y.members[0]),
    "release.choose_planning_day": lambda s, now, y, *_: release.choose_planning_day(
        s, now, y.ada, y.network, date(2027, 6, 15)
    ),
    "release.choose_bilan_day": lambda s, now, y, *_: release.choose_bilan_day(
        s, now, y.ada, y.network, date(2027, 6, 15)
    ),
    "revision.ask": lambda s, now, y, *_: revision.ask(s, now, y.paul, y.network, "full"),
    "schedule.choose_modality": lambda s, now, y, *_: schedule.choose_modality(
        s, now, y.ada, y.network, "HALF_4"
    ),
    "schedule.send": lambda s, now, y, *_: schedule.send(s, now, y.ada, y.network),
    "schedule.confirm_room": lambda s, now, y, *_: schedule.confirm_room(s, now, y.rita, y.network),
    "schedule.ask_change": lambda s, now, y, *_: schedule.ask_change(s, now, y.rita, y.network, "Motif."),
    "schedule.remind_now": lambda s, now, y, *_: schedule.remind_now(s, now, y.rita, y.network, SETTINGS),
    "shared_documents.add": lambda s, now, y, *_: shared_documents.add(
        s, now, y.ada, y.network, "Grille", "https://exemple.invalid/g"
    ),
    "waiting.accept": lambda s, now, y, *_: waiting.accept(s, now, y.members[0], y.network),
    "waiting.decline": lambda s, now, y, *_: waiting.decline(s, now, y.members[0], y.network),
}
CORRECTIONS: Mapping[str, Use] = {
    "attendance.mark": lambda s, now, y, _, last: attendance.mark(
        s, now, y.rita, last, y.members[0], "absent", activity_id="c"
    ),
    "attendance.complete": lambda s, now, y, first, _: attendance.complete(
        s, now, y.rita, first, activity_id="c"
    ),
    "a late bilan": lambda s, now, y, *_: deposit(s, y.network, "no", now),
}


def _act(year: Year, action: str) -> Wanted:
    return Wanted("paul0@exemple.invalid", action, year.network, "", "Motif.")


def _minutes_words() -> minutes.Words:
    return minutes.Words(lambda _: "", lambda _: "", lambda *_: "")


def snapshot(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that is stored, the journal and what is told apart."""
    session.flush()
    left_out = {"audit", "outbox", "subject_changes"}
    return {
        table.name: sorted(map(tuple, session.execute(select(table))), key=repr)
        for table in Base.metadata.sorted_tables
        if table.name not in left_out
    }


@pytest.fixture
def archived(session: Session) -> tuple[Session, Year, int, int]:
    year = staged(session)
    first, last = (one.id for one in meetings_of(session, year.network))
    rollover.plan(session, JULY, SETTINGS)
    session.flush()
    return session, year, first, last


def test_a_past_year_is_read_only(archived: tuple[Session, Year, int, int]) -> None:
    """§1.8, 11: whatever anybody presses changes nothing of a network that is archived."""
    session, year, first, last = archived
    for name, use in READ_ONLY.items():
        before = snapshot(session)
        said = use(session, JULY + timedelta(hours=9), year, first, last)
        changed = {table for table, rows in snapshot(session).items() if rows != before[table]}
        assert not changed, (name, said, changed)
        assert state_of(session, year.network) == "ARCHIVED"


def test_control_before_july_much_of_this_does_change(session: Session) -> None:
    year = staged(session)
    first, last = (one.id for one in meetings_of(session, year.network))
    changing = [
        "attendance.mark",
        "cancellation.call_off",
        "enrollment.withdraw",
        "minimum.set_capacity",
        "minutes.start",
        "plan.start",
        "revision.ask",
        "shared_documents.add",
    ]
    for name in changing:
        with session.begin_nested() as nested:
            before = snapshot(session)
            READ_ONLY[name](session, JUNE, year, first, last)
            assert snapshot(session) != before, name
            nested.rollback()
        session.expire_all()


def test_a_responsible_corrects_and_a_late_bilan_comes_in(archived: tuple[Session, Year, int, int]) -> None:
    session, year, first, last = archived
    for name, use in CORRECTIONS.items():
        before = snapshot(session)
        use(session, JULY + timedelta(hours=9), year, first, last)
        assert snapshot(session) != before, name
    clean(session, JULY)


def test_every_use_case_of_a_network_is_walked() -> None:
    """A use case that names a network or a meeting and stands in neither table is noticed here."""
    walked = {name.split(":")[0] for name in (*READ_ONLY, *CORRECTIONS)}
    modules = [
        absence,
        agenda,
        attendance,
        cancellation,
        channel,
        deadlines,
        enrollment,
        folio,
        follow_ups,
        minimum,
        minutes,
        minutes_due,
        moves,
        plan,
        release,
        schedule,
        shared_documents,
        waiting,
    ]
    elsewhere = {
        # Of no press: they are parts of those above, of the clock, of an import, or of Teams' answers.
        *("absence.plan", "agenda.for_newcomer", "attendance.may_name", "attendance.may_take"),
        *("attendance.is_keeper", "attendance.members", "cancellation.may_call_off"),
        *("channel.created", "channel.not_created", "channel.unheard", "channel.want_channel"),
        *("deadlines.late_document", "deadlines.missing", "deadlines.plan", "enrollment.judged"),
        *("folio.open_task", "folio.opening_day_set", "folio.plan", "follow_ups.open_points"),
        *("minimum.plan", "minutes.heads_of", "minutes.is_writer", "minutes.members", "minutes.readers"),
        *("minutes.writable", "minutes_due.plan", "moves.check", "moves.decides_at_once", "moves.may_move"),
        *("minutes.announce", "plan.follow_numbers"),
        *("moves.warnings", "plan.announce", "plan.is_late", "plan.shares_of", "schedule.around"),
        *("schedule.plan", "schedule.slot_warnings", "schedule.warnings", "shared_documents.may_add"),
        *("waiting.plan", "waiting.promote", "waiting.tell", "waiting.would_move"),
        # What they need can only stand before July: a draft, a request, a document.
        *("agenda.save", "minutes.save", "minutes.deposit", "plan.save", "plan.add_lines"),
        *("moves.confirm", "moves.decline", "moves.withdraw", "shared_documents.remove"),
        *("schedule.keep_meeting",),
        # A responsible's, of what was and what was not used.
        "attendance.decide_release",
    }
    public = {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in modules
        for name, value in vars(module).items()
        if not name.startswith("_") and getattr(value, "__module__", "") == module.__name__
        if callable(value) and not isinstance(value, type)
    }
    assert public - walked == elsewhere
