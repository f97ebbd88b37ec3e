"""The journal as it stands, for responsibles alone: the callers ask the role, the file asks it again."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from bot.documents import csv_table
from bot.rules.journal import GROUP_OF, GROUPS, Group
from bot.rules.names import normalized, same_name
from bot.views.paper import CSV, Paper
from cards import journal as cards
from cards.elements import Card
from cards.journal import Filter, Told
from cards.phrases import journal as say
from cards.phrases import my_data as say_data
from cards.phrases.dates import hour, short_date
from storage.journal import EXPORTED, JournalLine, Wanted, count_lines, line_of, lines, networks_named
from storage.network import every_title
from storage.people import Person, Role, names_of_everybody, person_by_email

JOURNAL = "journal"
# A reason has up to 1,500 characters: so many lines of them are still a card that Teams takes.
SHOWN = 4


def named(session: Session, _now: datetime, typed: str) -> int:
    """The person whom an e-mail or a whole name means; 0 for nobody."""
    written = typed.strip()
    if not written:
        return 0
    found = person_by_email(session, written)
    if found is not None:
        return found.id
    return next((number for number, name in names_of_everybody(session) if same_name(written, name)), 0)


def titled(session: Session, _now: datetime, typed: str) -> int:
    """The newest network whose title holds these words, or is this; 0 for none."""
    written = normalized(typed)
    if not written:
        return 0
    found = [(number, normalized(title)) for number, title in every_title(session)]
    exact = [number for number, title in found if title == written]
    return next(iter([*exact, *(number for number, title in found if written in title)]), 0)


def journal(session: Session, now: datetime, asked: Filter, page: int = 1) -> Card:
    """A page of the lines that were asked for; a name that nobody bears filters nothing, and it is said."""
    person_id, network_id = named(session, now, asked.person), titled(session, now, asked.network)
    notices = [say.NO_NETWORK] if asked.network.strip() and not network_id else []
    notices += [say.NOBODY] if asked.person.strip() and not person_id else []
    wanted = _wanted(network_id, person_id, asked.group)
    count = count_lines(session, wanted)
    pages = max(1, -(-count // SHOWN))
    at = min(max(page, 1), pages)
    found = lines(session, wanted, skip=(at - 1) * SHOWN, limit=SHOWN)
    titles = networks_named(session, found)
    told = [_told(one, titles, now) for one in found]
    return cards.journal(asked, told, count, at, pages, notices)


def _wanted(network_id: int, person_id: int, group: str, until: int | None = None) -> Wanted:
    actions = GROUPS[Group(group)] if group in set(Group) else None
    return Wanted(network_id or None, person_id or None, actions, until)


def _told(one: JournalLine, titles: Mapping[tuple[str, int], str], now: datetime) -> Told:
    local = one.at.astimezone(now.tzinfo)
    title = say.line_title(short_date(local.date()), hour(local), say.words_of(one.action))
    who = say.line_who(one.name or say.CLOCK, _subject(one, titles))
    details = [say.from_to(_code(one.before), _code(one.after)), one.why]
    return Told(title, who, [detail for detail in details if detail])


def _code(stored: str) -> str:
    """A state of ours in words; whatever else stood there, as it stood."""
    return say_data.VALUES.get(stored, stored)


def _subject(one: JournalLine, titles: Mapping[tuple[str, int], str]) -> str:
    if one.subject_id is None:
        return ""
    return titles.get((one.subject_type, one.subject_id)) or say.numbered_subject(
        one.subject_type, one.subject_id
    )


def paper(session: Session, now: datetime, reader: Person, line_id: int) -> Paper | None:
    """The lines that an export asked for, up to the export's own; None for who is no responsible today, or
    asked for another one's.
    """
    export = line_of(session, line_id)
    if export is None or export.action != EXPORTED or export.person_id != reader.id:
        return None
    if Role.CEE_RESPONSIBLE not in reader.roles:
        return None
    asked: dict[str, Any] = json.loads(export.why)
    found = lines(session, _wanted(asked["network"], asked["person"], asked["group"], until=export.id))
    titles = networks_named(session, found)
    table = [_cells(one, titles, now) for one in found]
    return Paper(f"CEE_Journal_{now.date()}.csv", partial(csv_table.table, say.HEAD, table), CSV)


def _cells(one: JournalLine, titles: Mapping[tuple[str, int], str], now: datetime) -> Sequence[str]:
    local = one.at.astimezone(now.tzinfo)
    group = GROUP_OF.get(one.action)
    key = (one.subject_type, one.subject_id or 0)
    subject = say.numbered_subject(one.subject_type, one.subject_id) if one.subject_id else one.subject_type
    return (
        local.date().isoformat(),
        local.strftime("%H:%M"),
        one.name or say.CLOCK,
        say.words_of(one.action),
        say.GROUPS[group.value] if group else "",
        subject,
        titles.get(key, ""),
        _code(one.before),
        _code(one.after),
        one.why,
    )
