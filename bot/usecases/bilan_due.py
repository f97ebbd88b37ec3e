"""What the clock makes of a bilan that is owed: asked, recalled, then the desk (R37; S30, B1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.due_days import bilan_due, year_due
from bot.rules import bilan as rules
from bot.rules import deadlines
from bot.rules.deadlines import Fault, delay_faults, read_day
from bot.rules.quiet_time import ONE_DAY
from bot.settings import Settings
from bot.usecases.bilan import complete
from bot.usecases.quiet_time import remind
from storage import audit, outbox, posts, seats, ticks
from storage.bilan_due import BilanDelay, Owed, owed_bilans
from storage.network import Network
from storage.people import Person, Role

WANTED, GRANTED = "bilan_wanted", "bilan_delay"


class Refused(StrEnum):
    NOT_ALLOWED = "not_allowed"
    NOTHING_LATE = "nothing_late"  # deposited or settled meanwhile, or not due yet


@dataclass(frozen=True, slots=True)
class Kept:
    network_id: int


@dataclass(frozen=True, slots=True)
class Mistaken:
    faults: Sequence[Fault]


def plan(session: Session, now: datetime, settings: Settings) -> None:
    """Write the reminders that are due by now, the most urgent of each network only; once a day, for in June
    every network of the year is among them.
    """
    today = now.date()
    if not ticks.take(session, "bilans", str(today), now):
        return
    found = owed_bilans(session, today - rules.KEPT, today - ONE_DAY)
    dues = {year: year_due(session, year) for year in {one.school_year for one in found}}
    closed = closed_around(session, today)
    due_days = {}
    for one in found:
        due = rules.due_for(dues[one.school_year], one.last_day, rules.outer_limit(one.school_year))
        day = deadlines.recall_due(rules.recall_days(one.last_day, due, closed, one.until), today)
        if day is not None and today <= max(due, one.until or due) + rules.LOOK_BACK:
            due_days[f"{WANTED}:{one.network_id}:{day}"] = (one, day)
    # Most of them were written on a day before this one.
    known = outbox.written_already(session, list(due_days))
    for once, (one, day) in due_days.items():
        if once not in known:
            remind(
                session,
                now,
                settings,
                once=once,
                kind=WANTED,
                subject=("bilan", one.network_id),
                person_id=one.animator_id,
                day=day,
            )


def late_bilan(session: Session, now: datetime, actor_id: int, network_id: int) -> Owed | Refused:
    """The bilan that this responsible may settle: late, and not settled yet."""
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return Refused.NOT_ALLOWED
    today = now.date()
    for one in owed_bilans(session, today - rules.KEPT, today - ONE_DAY, network_id=network_id):
        if today > bilan_due(one, year_due(session, one.school_year)):
            return one
    return Refused.NOTHING_LATE


def grant(
    session: Session, now: datetime, actor_id: int, network_id: int, typed: str, reason: str
) -> Kept | Mistaken | Refused:
    """More time, to the end of a day up to 30 June, with a reason that the animator reads."""
    seats.hold_networks(session, [network_id])
    one = late_bilan(session, now, actor_id, network_id)
    if isinstance(one, Refused):
        return one
    faults = delay_faults(typed, reason, rules.outer_limit(one.school_year), now.date())
    until = read_day(typed)
    if faults or until is None:
        return Mistaken(faults)
    delay = BilanDelay(network_id=network_id, until=until, reason=reason.strip(), person_id=actor_id, at=now)
    session.add(delay)
    session.flush()
    audit.about_network(
        session,
        now,
        network_id,
        "bilan_delayed",
        person_id=actor_id,
        after=str(until),
        why=reason.strip(),
    )
    outbox.add(
        session,
        once=f"{GRANTED}:{delay.id}",
        kind=GRANTED,
        subject=("bilan_delay", delay.id),
        person_id=one.animator_id,
        not_before=now,
    )
    return Kept(network_id)


def on_paper(session: Session, now: datetime, actor_id: int, network_id: int) -> Kept | Refused:
    """It came on paper: the network is completed, and nothing more is asked about it."""
    seats.hold_networks(session, [network_id])
    one = late_bilan(session, now, actor_id, network_id)
    if isinstance(one, Refused):
        return one
    session.add(BilanDelay(network_id=network_id, paper=True, person_id=actor_id, at=now))
    complete(session, session.get_one(Network, network_id, populate_existing=True))
    audit.about_network(session, now, network_id, "bilan_on_paper", person_id=actor_id)
    posts.changed(session, ("bilan", network_id), now)
    return Kept(network_id)
