"""The menu and the welcome, as things stand for this person now."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules import proposal as rules
from bot.views import agenda, bilan, desk, minutes, untaken, year_dates
from cards import menu as cards
from cards.elements import Card
from cards.phrases import menu as say
from cards.phrases import questions as say_questions
from storage.network import animated_by
from storage.people import Person, Role
from storage.privacy import was_shown
from storage.proposal import new_draft_of, proposals_of
from storage.rating import to_rate

# Of what was typed, on a card of 28 KB; what is longer stands in the chat, just above.
DRAFT_BYTES = 9_000


def menu(session: Session, now: datetime, person_id: int, notice: str = "") -> Card:
    """The menu card: different for a teacher, an animator, a responsible."""
    return cards.menu(_facts(session, now, person_id), notice)


def not_understood(session: Session, now: datetime, person_id: int, typed: str) -> Card:
    """The menu, the guide, and help, which takes along what was typed as far as a card holds it."""
    facts = _facts(session, now, person_id)
    draft = typed.strip()
    if len(draft.encode()) > DRAFT_BYTES:
        return cards.menu(facts, f"{say.NOT_UNDERSTOOD} {say_questions.TOO_LONG_HERE}", guide=True)
    return cards.menu(facts, say.NOT_UNDERSTOOD, draft, guide=True)


def opened(session: Session, now: datetime, person_id: int) -> tuple[Card, bool]:
    """The menu; to who was never shown the notice of s. 65, the welcome, which bears it, and True."""
    first = not was_shown(session, person_id)
    return (welcome if first else menu)(session, now, person_id), first


def welcome(session: Session, now: datetime, person_id: int) -> Card:
    return cards.welcome(_facts(session, now, person_id))


def _facts(session: Session, now: datetime, person_id: int) -> cards.MenuFacts:
    person = session.get_one(Person, person_id)
    networks = animated_by(session, person_id)
    tasks = len(desk.tasks(session, now, person_id)) if Role.CEE_RESPONSIBLE in person.roles else None
    waiting = len(to_rate(session, person_id)) if Role.COMMITTEE_MEMBER in person.roles else None
    writes = bool(networks and minutes.awaited(session, now, person_id))
    return cards.MenuFacts(
        first_name=person.first_name,
        next_year=rules.target_year(now.date()),
        has_draft=new_draft_of(session, person_id) is not None,
        has_proposals=bool(proposals_of(session, person_id)),
        animated_title=networks[0].title if networks else "",
        animated_year=networks[0].school_year if networks else "",
        tasks=tasks,
        to_rate=waiting,
        window=year_dates.window_line(session, now),
        prepares=bool(writes or (networks and agenda.next_to_prepare(session, now, person_id))),
        writes=writes,
        takes=bool(untaken.takes_today(session, now, person_id)),
        sums_up=bool(networks and bilan.awaited(session, now, person_id)),
    )
