"""By when what is due at the end of a school year is due, as it is set today (R37)."""

from datetime import date

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules import bilan as rules
from storage.bilan import last_meeting
from storage.bilan_due import Owed, bilan_delays
from storage.network import Network
from storage.school_year import dates_of


def year_due(session: Session, school_year: str) -> date:
    """By when the bilans of this school year are due."""
    kept = dates_of(session, school_year)
    closed = closed_around(session, rules.outer_limit(school_year))
    return rules.due_on(school_year, kept.bilan_due_on if kept else None, closed)


def bilan_due(one: Owed, of_year: date) -> date:
    """By when this one is, with its delay; `of_year` is `year_due` of its school year."""
    return rules.due_for(of_year, one.last_day, rules.outer_limit(one.school_year), one.until)


def due_of(session: Session, network: Network) -> date | None:
    """By when the bilan of a network is, or was, due; None where no meeting took place."""
    last = last_meeting(session, network.id)
    if last is None:
        return None
    way = bilan_delays(session, [network.id]).get(network.id)
    outer = rules.outer_limit(network.school_year)
    due = year_due(session, network.school_year)
    return rules.due_for(due, last.day, outer, way.until if way else None)
