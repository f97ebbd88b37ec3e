"""« Je m’absente »: whom to choose, what stands, what the two are told."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules.deputy import found
from cards import actions
from cards import deputy as cards
from cards.deputy import Typed
from cards.desk import TaskButton
from cards.elements import Card, plain
from cards.menu import sentence
from cards.phrases import deputy as say
from cards.phrases import desk as say_desk
from cards.phrases.dates import short_date
from cards.reminders import Reminder
from storage.conversations import chat_of
from storage.deputy import DeputyTerm, everybody, living_term, terms_as_deputy
from storage.people import Person, Role, people_with_role


def shown(
    session: Session,
    now: datetime,
    viewer_id: int,
    typed: Typed | None = None,
    *,
    notice: str = "",
    errors: Sequence[str] = (),
) -> Card:
    """What stands for the viewer; else the form, for who is responsible in her or his own right."""
    own = living_term(session, viewer_id)
    standing = [_term(one, viewer_id) for one in ([own] if own else []) + terms_as_deputy(session, viewer_id)]
    grants = session.get_one(Person, viewer_id).grants
    if not any(grant.role == Role.CEE_RESPONSIBLE.value and grant.until is None for grant in grants):
        return cards.standing(standing, notice=say.ONLY_OWN) if standing else sentence(say.ONLY_OWN)
    if own is not None or (standing and notice):
        return cards.standing(standing, notice=notice)
    return form(session, now, viewer_id, typed or Typed(), errors=errors)


def ending(session: Session, _now: datetime, viewer_id: int, term_id: int) -> Card | None:
    """The question before it ends; None when it is over, or neither of the two asks."""
    term = _living(session, term_id)
    if term is None or viewer_id not in {term.absent_id, term.deputy_id}:
        return None
    return cards.end(_term(term, viewer_id))


def form(
    session: Session, _now: datetime, viewer_id: int, typed: Typed, *, errors: Sequence[str] = ()
) -> Card:
    """Without a search, the other responsibles and the committee: whoever it is, most likely."""
    if typed.search:
        people = {number: (name, address) for number, name, address in everybody(session)}
        chosen = found(typed.search, ((number, *one) for number, one in people.items()))
        listed = [(number, say.chosen_person(*people[number])) for number in chosen]
    else:
        likeliest = {one.id: one for role in Role for one in people_with_role(session, role) if one.name}
        listed = [(number, say.chosen_person(one.name, one.email or "")) for number, one in likeliest.items()]
    if typed.deputy_id and typed.deputy_id not in dict(listed):
        kept = session.get(Person, typed.deputy_id)
        listed = (
            [(kept.id, say.chosen_person(kept.name, kept.email or ""))] if kept and kept.name else []
        ) + listed
    return cards.form([one for one in listed if one[0] != viewer_id], typed, errors=errors)


def _term(term: DeputyTerm, viewer_id: int) -> cards.Term:
    absent = term.absent_id == viewer_id
    other = term.deputy if absent else term.absent
    return cards.Term(term.id, other.name, short_date(term.starts_on), short_date(term.ends_on), absent)


def named_notice(session: Session, _now: datetime, absent_id: int) -> str:
    """What comes next for who has just named somebody: a message only reaches who has a chat."""
    term = living_term(session, absent_id)
    chat = chat_of(session, term.deputy_id) if term else None
    return say.NAMED_NEXT if chat is not None and chat.reachable else say.NEVER_SPOKE


def _living(session: Session, term_id: int) -> DeputyTerm | None:
    term = session.get(DeputyTerm, term_id)
    return term if term is not None and term.ended_at is None else None


def named(session: Session, _now: datetime, person_id: int, term_id: int) -> Card | None:
    """To the deputy; None once it is over."""
    term = _living(session, term_id)
    return cards.named(_term(term, person_id)) if term else None


def ended(session: Session, _now: datetime, person_id: int, term_id: int) -> Card | None:
    return cards.ended(_term(session.get_one(DeputyTerm, term_id), person_id))


def starts(session: Session, now: datetime, person_id: int, term_id: int) -> Reminder | None:
    """None when it was ended, or is over already."""
    term = _living(session, term_id)
    if term is None or term.ends_on < now.date():
        return None
    buttons = [TaskButton(say_desk.OPEN, actions.DESK), TaskButton(say.OPEN, actions.DEPUTY)]
    return Reminder(say.STARTS_TITLE, [_term(term, person_id).line()], buttons)


def over(session: Session, _now: datetime, person_id: int, term_id: int) -> Reminder | None:
    term = _term(session.get_one(DeputyTerm, term_id), person_id)
    told = say.over_absent if term.absent else say.over_deputy
    buttons = [TaskButton(say_desk.OPEN, actions.DESK)] if term.absent else []
    return Reminder(say.OVER_TITLE, [told(plain(term.name))], buttons)
