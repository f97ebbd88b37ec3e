"""Two school years of one network, day by day: `audit` finds nothing (R12–R17, R32–R42; S17, S19, S30; B14).

From the proposal in November 2026 to the archived second year in July 2029, with every planner, the channels
and the real deliveries; what people do is in `tests.jobs.two_years`. On PostgreSQL, of the weeks in which
nothing is to happen one day is played, unless SOAK asks for all: at the end no message turns out to have been
due on another.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.jobs import deliver, provision
from bot.jobs import reminders as clock_job
from bot.rules.hours import minutes_of
from bot.rules.quiet_time import is_working_day
from bot.usecases import desk as morning
from bot.usecases.audit import breaches
from bot.views import desk, notices
from storage.bilan import bilan_of
from storage.channel_archive import ArchiveState, archives
from storage.enrollment import EnrollmentState, Seat, enrollments_of
from storage.hours import attended
from storage.network import Network
from storage.outbox import OutboxRow, OutboxState
from storage.release import ReleaseState, releases_of
from storage.rollover import rollover_of
from tests.conftest import SOAK
from tests.enrolling import members, offered, queue, schools
from tests.factories import TORONTO
from tests.jobs.office import Office
from tests.jobs.two_years import (
    ACCEPTING,
    EVENING,
    FIRST_YEAR,
    MEETINGS,
    MORNING,
    SECOND_YEAR,
    Channels,
    Play,
    Work,
)

FIRST, LAST = date(2026, 11, 23), date(2029, 7, 13)
MEETING_DAYS = {*MEETINGS[1], *MEETINGS[2]}
WAITING = {
    date(2026, 11, 30): ["decide"],
    date(2026, 12, 31): ["decide"],
    date(2029, 6, 30): ["bilan_late"],
}
# Between what is told of one event and what is asked for before the next one.
QUIET = (
    (date(2026, 12, 12), date(2027, 1, 17)),
    (date(2027, 4, 17), date(2027, 8, 29)),
    (date(2027, 11, 6), date(2028, 4, 2)),
    (date(2028, 7, 15), date(2028, 8, 27)),
    (date(2028, 11, 11), date(2029, 4, 1)),
)
Diary = Mapping[date, Sequence[Work]]


def is_played(day: date, *, every: bool = False) -> bool:
    """In quiet weeks the Monday, and the last day of a month; with `every` all of them."""
    if every or SOAK or day.weekday() == 0 or (day + timedelta(days=1)).day == 1:
        return True
    return not any(first <= day <= last for first, last in QUIET)


def first_year(play: Play) -> Diary:
    return {
        date(2026, 11, 23): [play.propose],
        date(2026, 12, 7): [play.rate],
        date(2027, 1, 20): [play.accept],
        date(2027, 2, 10): [partial(play.dates, year=1)],
        date(2027, 2, 15): [play.common_opening],
        date(2027, 2, 17): [partial(play.room, year=1)],
        date(2027, 2, 24): [partial(play.publish, year=1)],
        date(2027, 4, 5): [partial(play.too_early, year=1, name="Eva")],
        date(2027, 4, 6): [lambda session, now: play.enrolls(session, now, 1, *FIRST_YEAR), play.waits],
        date(2027, 9, 8): [lambda session, now: play.ticks(session, now, *FIRST_YEAR[:-1])],
        date(2027, 9, 15): [partial(play.planning_day, year=1, day=date(2027, 10, 1))],
        date(2027, 9, 29): [partial(play.plans, year=1), partial(play.agenda, year=1, number=1)],
        date(2027, 10, 13): [partial(play.meets, year=1, number=1, absent="Zoé")],
        date(2027, 10, 14): [partial(play.minutes, year=1, number=1)],
        date(2027, 10, 15): [partial(play.decides_release, year=1, used=False)],
        date(2028, 4, 26): [partial(play.agenda, year=1, number=2)],
        date(2028, 5, 10): [partial(play.meets, year=1, number=2)],
        date(2028, 5, 11): [
            partial(play.minutes, year=1, number=2),
            partial(play.bilan_day, year=1, day=date(2028, 5, 26)),
        ],
        date(2028, 6, 2): [partial(play.writes_bilan, year=1, answer="yes")],
        date(2028, 6, 5): [play.wishes],
        date(2028, 6, 8): [play.continues, lambda session, _: invited(session, play)],
        date(2028, 6, 12): [play.answers],
    }


def second_year(play: Play) -> Diary:
    return {
        date(2028, 6, 14): [partial(play.dates, year=2)],
        date(2028, 6, 15): [partial(play.room, year=2)],
        date(2028, 6, 16): [partial(play.publish, year=2)],
        date(2028, 6, 28): [
            partial(play.too_early, year=2, name="Wes"),
            lambda session, _: still_held(session, play),
        ],
        # The invitations are over: the silent one has lost her seat, and the catalogue takes people.
        date(2028, 6, 29): [lambda session, now: play.enrolls(session, now, 2, "Wes")],
        date(2028, 7, 1): [lambda session, _: turned(session, play)],
        date(2028, 7, 4): [partial(play.renews, year=1)],
        date(2028, 9, 6): [lambda session, now: play.enrolls(session, now, 2, "Nora")],
        date(2028, 9, 12): [play.changes_school],
        date(2028, 9, 13): [lambda session, now: play.ticks(session, now, *SECOND_YEAR)],
        date(2028, 9, 20): [partial(play.planning_day, year=2, day=date(2028, 10, 4))],
        date(2028, 10, 4): [partial(play.plans, year=2), partial(play.agenda, year=2, number=1)],
        date(2028, 10, 18): [partial(play.meets, year=2, number=1, absent="Noé")],
        date(2028, 10, 19): [partial(play.minutes, year=2, number=1)],
        date(2028, 10, 20): [partial(play.decides_release, year=2, used=True)],
        date(2029, 4, 25): [partial(play.agenda, year=2, number=2)],
        date(2029, 5, 9): [partial(play.meets, year=2, number=2)],
        date(2029, 5, 10): [
            partial(play.minutes, year=2, number=2),
            partial(play.bilan_day, year=2, day=date(2029, 5, 25)),
        ],
        # Refused in time, and filed late: it belongs to its year all the same (R17, R37).
        date(2029, 5, 14): [partial(play.writes_bilan, year=2, answer="yes")],
        date(2029, 7, 3): [partial(play.writes_bilan, year=2, answer="no")],
        date(2029, 7, 4): [partial(play.renews, year=2)],
    }


def invited(session: Session, play: Play) -> None:
    """Everybody's seat is held, and nobody is enrolled by itself (R17)."""
    second = play.networks[2]
    assert offered(session, second) == sorted(play.people[name] for name in FIRST_YEAR)
    assert members(session, second) == []


def still_held(session: Session, play: Play) -> None:
    assert offered(session, play.networks[2]) == [play.people["Guy"]]


def turned(session: Session, play: Play) -> None:
    """On the Saturday itself (R14): nobody waits for a year that is over; the second one goes on."""
    first, second = (session.get_one(Network, play.networks[year]) for year in (1, 2))
    assert (first.state, second.state) == ("ARCHIVED", "OPEN")
    assert (queue(session, first.id), offered(session, second.id)) == ([], [])
    assert rollover_of(session, "2028-2029") is not None


async def test_two_years_from_the_proposal_to_the_archive(office: Office) -> None:
    play = Play()
    office.services = replace(office.services, channels=Channels(office.teams))
    office.database.write(lambda session: play.stage(session, office))
    diary = {**first_year(play), **second_year(play)}
    assert all(map(is_played, diary))
    day = FIRST
    while day <= LAST:
        for hour in hours(day, every=office.database.is_sqlite):
            office.clock.move(datetime.combine(day, hour, tzinfo=TORONTO))
            await clock_job.plan(office.services)
            if day - timedelta(days=1) in diary:
                await office.services.transact(play.clears)
            await deliver.deliver(office.services, notices.draw, jitter=lambda: 0.0)
            # The list of a meeting is taken at its end, all else in the morning.
            if hour is hours(day, every=office.database.is_sqlite)[-1]:
                for event in diary.get(day, ()):
                    await office.services.transact(event)
                    await clean(office)
                    # A channel is wanted by what people do, and by nothing else.
                    await provision.provision(office.services)
                    await deliver.deliver(office.services, notices.draw, jitter=lambda: 0.0)
        day += timedelta(days=1)
        if day.day == 1 or day > LAST:
            await clean(office)
            await office.services.read(on_the_desk, play)
    await office.services.read(ended, play)
    office.database.write(lambda session: people_and_half_days(session, play))
    await office.services.read(messages)
    await office.services.transact(planted, play)


def hours(day: date, *, every: bool) -> Sequence[time]:
    if day in MEETING_DAYS:
        return MORNING, EVENING
    return (MORNING,) if is_played(day, every=every) else ()


async def clean(office: Office) -> None:
    assert await office.services.read(breaches) == {}, office.clock.now()


def on_the_desk(session: Session, now: datetime, play: Play) -> None:
    """At the end of a month nothing waits for Rita but a decision that has its time, or a late bilan."""
    kinds = [task.kind for task in desk.tasks(session, now, play.people["Rita"])]
    assert kinds == WAITING.get(now.date(), []), now


def ended(session: Session, _now: datetime, play: Play) -> None:
    """Two archived networks, the second of the first; both channels archived; each bilan of its own day."""
    first, second = (session.get_one(Network, play.networks[year]) for year in (1, 2))
    assert len(session.scalars(select(Network)).all()) == 2
    assert [
        (one.school_year, one.year_index, one.state, one.continued_from_id) for one in (first, second)
    ] == [("2027-2028", 1, "ARCHIVED", None), ("2028-2029", 2, "ARCHIVED", first.id)]
    assert archives(session) == {ArchiveState.DONE.value: 2}
    for year in ("2028-2029", "2029-2030"):
        kept = rollover_of(session, year)
        assert kept is not None
        assert kept.done_by_id == play.people["Rita"]
    deposited = []
    for one in (first, second):
        bilan = bilan_of(session, one.id)
        assert bilan is not None
        assert bilan.deposited_at is not None
        deposited.append(bilan.deposited_at.astimezone(TORONTO).date())
    assert deposited == [date(2028, 6, 2), date(2029, 7, 3)]


def people_and_half_days(session: Session, play: Play) -> None:
    """Ten seats, two of a school; one network a year; four half-days each, the animator's three."""
    first, second = play.networks[1], play.networks[2]
    who = {first: FIRST_YEAR, second: SECOND_YEAR}
    for network, names in who.items():
        assert members(session, network) == sorted(play.people[name] for name in names)
        assert session.scalar(select(func.count()).where(Seat.network_id == network)) == 7
        assert max(Counter(schools(session, network)).values()) == 2
    states = [Counter(one.state for one in enrollments_of(session, network)) for network in (first, second)]
    assert states == [{"ACTIVE": 7, "CANCELLED": 1}, {"ACTIVE": 7, "WITHDRAWN": 2}]
    live = [
        (one.person_id, one.school_year)
        for network in (first, second)
        for one in enrollments_of(session, network)
        if one.state == EnrollmentState.ACTIVE.value
    ]
    assert len(set(live)) == len(live) == 14
    # S19: four half-days a participant, three of the animator; Zoé's two went back, Noé's were spent.
    for network, names in who.items():
        shares = Counter[int]()
        for one in releases_of(session, network):
            shares[one.person_id] += one.half_days
        assert shares == {play.people[name]: 4 for name in names} | {play.people["Ada"]: 3}
        assert shares.total() == 31
        unused = [one for one in releases_of(session, network) if one.state == ReleaseState.NOT_USED.value]
        assert [(one.person_id, one.half_days, one.used) for one in unused] == (
            [(play.people["Zoé"], 2, 0)] if network == first else []
        )
    # Six hours a day: both years of Eva's, what Zoé and Noé missed, Wes's only year, all of Ada's.
    expected = {"Eva": (12, 12), "Zoé": (6, 12), "Noé": (12, 6), "Max": (12, 0), "Wes": (0, 12)}
    for name, hours in (expected | {"Ada": (12, 12)}).items():
        minutes = Counter[str]()
        for met in attended(session, play.people[name], LAST):
            minutes[met.school_year] += minutes_of(met.starts, met.ends, met.half_days, met.there)
        assert (minutes["2027-2028"], minutes["2028-2029"]) == (hours[0] * 60, hours[1] * 60), name
    assert set(ACCEPTING) == set(FIRST_YEAR) & set(SECOND_YEAR)


def messages(session: Session, _now: datetime) -> None:
    """Everything left; nobody heard the clock twice on one day, nor on a day off (design.md §4)."""
    told = session.scalars(select(OutboxRow)).all()
    # « Missed »: nothing was left to say when it was due.
    assert {one.state for one in told} == {OutboxState.SENT.value, OutboxState.MISSED.value}
    days: Counter[tuple[int | None, date]] = Counter()
    for one in told:
        if one.by_clock and one.together_with_id is None:
            assert one.done_at is not None
            days[one.person_id, one.done_at.astimezone(TORONTO).date()] += 1
    assert [key for key, times in days.items() if times > 1] == []
    assert [key for key in days if not is_working_day(key[1], closed_around(session, key[1]))] == []
    assert len(days) > 50
    due = {one.not_before.astimezone(TORONTO).date() for one in told if one.kind != morning.MORNING}
    assert [day for day in due if not is_played(day)] == []


def planted(session: Session, now: datetime, play: Play) -> None:
    """The control: a seat that is gone is named."""
    lost = next(one for one in enrollments_of(session, play.networks[2]) if one.state == "ACTIVE")
    session.execute(delete(Seat).where(Seat.enrollment_id == lost.id))
    assert breaches(session, now) == {"enrolled_without_seat": [lost.id]}
