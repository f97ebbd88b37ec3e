"""The CEE’s lists edited on cards: priorities, target groups, disciplines, schools (R10; DOMAIN.md §3.4)."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules import lists as rules
from bot.rules.lists import Entry, Fault, Listing, Mistake
from storage import audit, lists
from storage.people import Person, Role


class NotDone(StrEnum):
    NOT_RESPONSIBLE = "not_responsible"
    UNKNOWN = "unknown"  # no such list or line
    STALE = "stale"  # somebody changed the line since the card was drawn


class Act(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    CONFIRMED = "confirmed"
    DEACTIVATED = "deactivated"
    REACTIVATED = "reactivated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Done:
    act: Act
    code: str


@dataclass(frozen=True, slots=True)
class Mistaken:
    mistakes: tuple[Mistake, ...]


Outcome = Done | Mistaken | NotDone


def add(
    session: Session, now: datetime, actor_id: int, listing: str, *, code: str, label: str, level: str = ""
) -> Outcome:
    """A new line, active at once; refused when its code or its words stand in the list already."""
    found = _listing(session, actor_id, listing)
    if isinstance(found, NotDone):
        return found
    wanted = Entry(rules.cleaned(code), rules.cleaned(label), level=_level(found, level))
    lists.hold(session, found.value)
    wrong = rules.mistakes(found, wanted, lists.entries_of(session, found.value, Entry), new=True)
    if wrong:
        return Mistaken(tuple(wrong))
    lists.put(session, found.value, wanted)
    return _noted(session, now, actor_id, found, Act.ADDED, None, wanted)


def rename(
    session: Session,
    now: datetime,
    actor_id: int,
    listing: str,
    code: str,
    mark: str,
    *,
    label: str,
    level: str = "",
) -> Outcome:
    """Other words for a line, whose code stays; saved, with the same words too, it is no example any more."""
    found = _listing(session, actor_id, listing)
    if isinstance(found, NotDone):
        return found
    before = _line(session, found, code, mark)
    if isinstance(before, NotDone):
        return before
    wanted = replace(before, label=rules.cleaned(label), level=_level(found, level), example=False)
    others = [one for one in lists.entries_of(session, found.value, Entry) if one.code != code]
    wrong = rules.mistakes(found, wanted, others, new=False)
    if wrong:
        return Mistaken(tuple(wrong))
    if wanted == before:
        return Done(Act.UNCHANGED, code)
    lists.put(session, found.value, wanted)
    same = (wanted.label, wanted.level) == (before.label, before.level)
    return _noted(session, now, actor_id, found, Act.CONFIRMED if same else Act.CHANGED, before, wanted)


def set_active(
    session: Session, now: datetime, actor_id: int, listing: str, code: str, mark: str, *, active: bool
) -> Outcome:
    """Offered in forms or not any more; what was chosen before keeps its words. The last one stays."""
    found = _listing(session, actor_id, listing)
    if isinstance(found, NotDone):
        return found
    before = _line(session, found, code, mark)
    if isinstance(before, NotDone):
        return before
    if before.active == active:
        return Done(Act.UNCHANGED, code)
    wanted = replace(before, active=active)
    others = [one for one in lists.entries_of(session, found.value, Entry) if one.code != code]
    if rules.is_last(wanted, others):
        return Mistaken((Mistake(Fault.LAST),))
    lists.put(session, found.value, wanted)
    act = Act.REACTIVATED if active else Act.DEACTIVATED
    return _noted(session, now, actor_id, found, act, before, wanted)


def _listing(session: Session, actor_id: int, listing: str) -> Listing | NotDone:
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return NotDone.NOT_RESPONSIBLE
    return Listing(listing) if listing in {one.value for one in Listing} else NotDone.UNKNOWN


def _line(session: Session, listing: Listing, code: str, mark: str) -> Entry | NotDone:
    """The line as it stands, the list held."""
    lists.hold(session, listing.value)
    known = {one.code: one for one in lists.entries_of(session, listing.value, Entry)}
    if code not in known:
        return NotDone.UNKNOWN
    return known[code] if known[code].mark == mark else NotDone.STALE


def _level(listing: Listing, typed: str) -> str:
    return rules.cleaned(typed) if listing is Listing.SCHOOL else ""


def _noted(
    session: Session,
    now: datetime,
    actor_id: int,
    listing: Listing,
    act: Act,
    before: Entry | None,
    after: Entry,
) -> Done:
    old = f"{before.label} → " if before is not None and before.label != after.label else ""
    audit.record(
        session,
        now,
        action=f"list_{act.value}",
        subject=("list", None),
        person_id=actor_id,
        before=listing.value,
        after=after.code,
        why=f"{old}{after.label}",
    )
    return Done(act, after.code)
