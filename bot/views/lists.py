"""A list of the CEE's as a responsible edits it, and the card of one line."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules.lists import Entry, Listing, Mistake
from cards import lists as cards
from cards.elements import Card
from cards.lists import NOTHING_TYPED, Line, LineForm
from cards.phrases import lists as say
from storage import lists


def _lines(session: Session, listing: str) -> list[Line]:
    found = lists.entries_of(session, listing, Entry)
    return [Line(one.code, one.label, one.active, one.example, one.level, one.mark) for one in found]


def shown(
    session: Session,
    _now: datetime,
    listing: str,
    page: int = 1,
    typed: LineForm = NOTHING_TYPED,
    *,
    at: str = "",
    notice: str = "",
    mistakes: Sequence[Mistake] = (),
) -> Card | None:
    """A page of a list; with `at`, the page of the line of this code. None when there is no such list."""
    if listing not in {one.value for one in Listing}:
        return None
    found = _lines(session, listing)
    codes = [one.code for one in found]
    page = codes.index(at) // cards.SHOWN + 1 if at in codes else page
    return cards.shown(listing, found, page, typed, notice=notice, errors=sentences(mistakes))


def line(
    session: Session,
    _now: datetime,
    listing: str,
    code: str,
    page: int = 1,
    typed: LineForm | None = None,
    *,
    notice: str = "",
    mistakes: Sequence[Mistake] = (),
) -> Card | None:
    """None when there is no such line."""
    known = {one.code: one for one in _lines(session, listing)}
    if code not in known:
        return None
    return cards.line(listing, known[code], page, typed, notice=notice, errors=sentences(mistakes))


def sentences(mistakes: Sequence[Mistake]) -> list[str]:
    return [say.line_mistake(one.fault.value, one.found, one.length, one.limit) for one in mistakes]
