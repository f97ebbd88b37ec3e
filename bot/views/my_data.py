"""« Mes données »: the card with its links, and the two files, both from the same rows."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from bot import links
from bot.documents import my_data as document
from bot.documents.my_data import DataRow, DataSection, MyDataFacts
from bot.documents.proposal import Answer
from bot.links import Link
from bot.rules.names import same_name
from bot.rules.proposal import FIELDS
from bot.views import privacy
from bot.views.paper import JSON, Paper
from bot.views.proposal import shown_value
from cards import my_data as cards
from cards.elements import Card
from cards.phrases import journal as say_journal
from cards.phrases import my_data as say
from cards.phrases import proposal as say_proposal
from cards.phrases import unreached as say_unreached
from cards.phrases.dates import hour, short_date
from storage.my_data import OWNED, journal_about, meeting_names, minutes_around, rows_of
from storage.network import titles_of
from storage.people import Person, School

MY_DATA, MY_DATA_WORD = "my_data", "my_data_word"
Row = Mapping[str, Any]
# Read from Microsoft or the CEE's own lists: what the file calls by its name.
_SCHOOLS = frozenset({"school_id", "from_school_id", "to_school_id", "school_at_enrollment_id"})


def card(session: Session, now: datetime, person_id: int, secret: str, public_url: str) -> Card:
    """Both links live a day, and lead to what is kept when they are opened."""
    urls = []
    for kind in (MY_DATA, MY_DATA_WORD):
        token, until = links.signed(secret, Link(person_id, kind, person_id, 0), now)
        urls.append(f"{public_url.rstrip('/')}/documents/{token}")
    local = until.astimezone(now.tzinfo)
    lines = privacy.own_lines(session, now, person_id)
    return cards.mine(urls[0], urls[1], short_date(local.date()), hour(local), lines)


def collected(session: Session, person: Person) -> dict[str, Sequence[Row]]:
    """Every row about this person, by section, in the order of the file."""
    found: dict[str, Sequence[Row]] = {one.table: rows_of(session, person.id, one) for one in OWNED}
    found["follow_ups"] = _follow_ups(session, person)
    found["audit"] = journal_about(session, person.id)
    return {name: found[name] for name in say.SECTIONS}


def _follow_ups(session: Session, person: Person) -> list[Row]:
    """Those of minutes as deposited last that bear this person's name."""
    return [
        {"meeting_id": one.meeting_id, "what": each["what"], "who": each["who"], "when": each["when"]}
        for one in minutes_around(session, person.id)
        for each in one.content.get("follow_ups", ())
        if same_name(str(each["who"]), person.name)
    ]


def as_json(session: Session, now: datetime, reader: Person, person_id: int) -> Paper | None:
    """One's own, as other software reads it; None for anybody else's."""
    if reader.id != person_id:
        return None
    sections = collected(session, reader)
    names = _Names(session, sections)
    told = {
        "titre": say.my_data_title(reader.name),
        "date": now.isoformat(),
        "libelles": dict(say.FIELDS),
        "sections": [
            {
                "nom": name,
                "titre": say.SECTIONS[name],
                "lignes": [{**row, **names.beside(row)} for row in rows],
            }
            for name, rows in sections.items()
        ],
    }
    return Paper(_file_name(reader, now, "json"), partial(_dumped, told), JSON)


def _dumped(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=2, default=_plain).encode()


def _plain(value: Any) -> str:
    """Days and moments as ISO 8601 writes them."""
    return str(value.isoformat())


def as_word(session: Session, now: datetime, reader: Person, person_id: int) -> Paper | None:
    """The same for people; None for anybody else's."""
    if reader.id != person_id:
        return None
    sections = collected(session, reader)
    names = _Names(session, sections)
    facts = MyDataFacts(
        heading=say.my_data_title(reader.name),
        intro=say.PAPER_INTRO,
        sections=[
            *(
                DataSection(say.SECTIONS[name], _rows(rows, names, now))
                for name, rows in sections.items()
                if rows
            ),
            *_empty([say.SECTIONS[name] for name, rows in sections.items() if not rows]),
        ],
        footer=say.my_data_footer(short_date(now.date())),
    )
    return Paper(_file_name(reader, now, "docx"), partial(document.draw, facts))


def _empty(titles: Sequence[str]) -> list[DataSection]:
    """All sections without a row as one, last: a page for each would hide what is kept."""
    lines = [Answer(title, "") for title in titles]
    return [DataSection(say.NOTHING_ELSE, [DataRow(say.NOTHING_KEPT, lines)])] if lines else []


def _file_name(person: Person, now: datetime, ending: str) -> str:
    return f"CEE_Mes-donnees_{person.id}_{now.date()}.{ending}"


def _rows(rows: Sequence[Row], names: "_Names", now: datetime) -> list[DataRow]:
    return [
        DataRow(
            say.row_title(number),
            [line for name, value in row.items() for line in _lines(name, value, names, now)],
        )
        for number, row in enumerate(rows, start=1)
    ]


def _lines(name: str, value: Any, names: "_Names", now: datetime) -> list[Answer]:
    if name == "content":
        return names.proposal(value)
    known = names.of(name, value)
    return [Answer(say.label_of(name), known if known is not None else _text(value, now, name))]


def _text(value: Any, now: datetime, name: str = "") -> str:
    """A value in words, days and hours as Québec writes them."""
    match value:
        case None | "":
            return say.NOTHING
        case bool():
            return say.YES if value else say.NO
        case datetime():
            local = value.astimezone(now.tzinfo)
            return f"{short_date(local.date())}, {hour(local)}"
        case date():
            return short_date(value)
        case dict():
            return (
                ", ".join(f"{say.with_colon(key)} {_text(one, now)}" for key, one in value.items())
                or say.NOTHING
            )
    if name == "when":
        return short_date(date.fromisoformat(value))
    said = _SAID.get(name)
    if said is not None:
        return said(str(value), now)
    return say.VALUES.get(str(value), str(value))


def _kind(value: str, _now: datetime) -> str:
    """Of a release or a request, or of a message."""
    return say.VALUES.get(value) or say_unreached.KINDS.get(value, say_unreached.OTHER_KIND)


def _why(value: str, now: datetime) -> str:
    """Somebody's own words, but for the few that the bot writes itself."""
    until = value.removeprefix("until ")
    if until != value:
        return say.lasting_until(_text(datetime.fromisoformat(until), now))
    return say.REASONS.get(value, value)


_SAID: Mapping[str, Callable[[str, datetime], str]] = {
    "action": lambda value, _now: say_journal.words_of(value),
    "kind": _kind,
    "subject_type": lambda value, _now: say_journal.SUBJECTS.get(value, value),
    "why": _why,
}


class _Names:
    """The names behind the numbers that rows carry: networks, meetings, schools."""

    def __init__(self, session: Session, sections: Mapping[str, Sequence[Row]]) -> None:
        self._session = session
        every = [row for rows in sections.values() for row in rows]
        self._networks = titles_of(session, {row["network_id"] for row in every if row.get("network_id")})
        meetings = [row["meeting_id"] for row in every if row.get("meeting_id")]
        self._meetings = meeting_names(session, meetings)
        codes = {row[name] for row in every for name in _SCHOOLS if row.get(name)}
        found = {code: session.get(School, code) for code in codes}
        self._schools = {code: school.name for code, school in found.items() if school is not None}

    def of(self, name: str, value: Any) -> str | None:
        """The name behind a value; None for what is no number of ours."""
        if name == "network_id":
            return self._networks.get(value)
        if name == "meeting_id" and value in self._meetings:
            title, day = self._meetings[value]
            return say.in_network(title, short_date(day))
        return self._schools.get(value) if name in _SCHOOLS else None

    def proposal(self, content: Row) -> list[Answer]:
        """A proposal's answers as its sheet prints them; what was left empty is left out."""
        read = (
            (field, self._shown(field, str(value))) for field, value in content.items() if field in FIELDS
        )
        return [Answer(say.with_colon(say_proposal.read_label(field)), text) for field, text in read if text]

    def _shown(self, field: str, value: str) -> str:
        return shown_value(self._session, field, value)

    def beside(self, row: Row) -> dict[str, str]:
        """{field without `_id`: name}, to stand beside the numbers."""
        named = {name.removesuffix("_id"): self.of(name, value) for name, value in row.items()}
        return {name: found for name, found in named.items() if found is not None}
