"""Lists from CSV: schools, teachers, target groups, disciplines, priorities (R04; DOMAIN.md §3.4).

UTF-8 (with or without BOM), « ; », one header line. A file is read whole and checked whole: with one
wrong line nothing of it is written.
"""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import audit
from storage.catalog import ListEntry, ListName, entry
from storage.people import Person, School, person_by_code, person_by_email

Row = dict[str, str]


class Fault(StrEnum):
    NOT_UTF8 = "not_utf8"
    NO_COLUMN = "no_column"
    EMPTY = "empty"
    TWICE = "twice"
    BAD_EMAIL = "bad_email"
    UNKNOWN_SCHOOL = "unknown_school"
    OTHERS_EMAIL = "others_email"
    BAD_YES_NO = "bad_yes_no"
    TOO_MANY_CELLS = "too_many_cells"


@dataclass(frozen=True, slots=True)
class LineError:
    """`line` counts from 1, the header being line 1; `detail` is the column or the value at fault."""

    line: int
    fault: Fault
    detail: str


@dataclass(frozen=True, slots=True)
class Imported:
    added: int
    changed: int


Outcome = Imported | tuple[LineError, ...]


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    cells: Row


def read(
    content: bytes, columns: Sequence[str], required: Sequence[str]
) -> list[Line] | tuple[LineError, ...]:
    """The file's lines, or everything that is wrong with its form."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return (LineError(1, Fault.NOT_UTF8, ""),)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";", restkey="\0more")
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        return tuple(LineError(1, Fault.NO_COLUMN, column) for column in missing)
    lines: list[Line] = []
    errors: list[LineError] = []
    seen: set[str] = set()
    for cells in reader:
        number = reader.line_num
        if "\0more" in cells:
            errors.append(LineError(number, Fault.TOO_MANY_CELLS, ""))
            continue
        row = {name: (value or "").strip() for name, value in cells.items()}
        errors += [LineError(number, Fault.EMPTY, name) for name in required if not row[name]]
        key = row[columns[0]]
        if key and key in seen:
            errors.append(LineError(number, Fault.TWICE, key))
        seen.add(key)
        lines.append(Line(number, row))
    return tuple(errors) or lines


def import_schools(session: Session, now: datetime, content: bytes) -> Outcome:
    """Columns id;nom;ordre. A school that the file does not name stays as it is."""
    lines = read(content, ("id", "nom", "ordre"), ("id", "nom"))
    if isinstance(lines, tuple):
        return lines
    added = changed = 0
    for line in lines:
        school = session.get(School, line.cells["id"])
        wanted = (line.cells["nom"], line.cells["ordre"])
        if school is None:
            session.add(School(id=line.cells["id"], name=wanted[0], level=wanted[1], active=True))
            added += 1
        elif (school.name, school.level) != wanted:
            school.name, school.level = wanted
            changed += 1
    return _done(session, now, "schools", added, changed)


def import_teachers(session: Session, now: datetime, content: bytes) -> Outcome:
    """Columns id;nom;courriel;etablissement. Everyone listed is a confirmed teacher (R04)."""
    columns = ("id", "nom", "courriel", "etablissement")
    lines = read(content, columns, columns)
    if isinstance(lines, tuple):
        return lines
    errors = _teacher_errors(session, lines)
    if errors:
        return tuple(errors)
    added = changed = 0
    for line in lines:
        person = _listed(session, line.cells)
        if person is None:
            person = Person(created_at=now)
            session.add(person)
            added += 1
        changed += _fill(person, line.cells)
    session.flush()
    return _done(session, now, "teachers", added, changed - added)


def import_list(session: Session, now: datetime, content: bytes, list_name: ListName) -> Outcome:
    """Columns code;libelle;actif;statut (code_emploi too, for target groups). Nothing is ever deleted."""
    lines = read(content, ("code", "libelle", "actif", "statut"), ("code", "libelle"))
    if isinstance(lines, tuple):
        return lines
    errors = tuple(
        LineError(line.number, Fault.BAD_YES_NO, line.cells["actif"])
        for line in lines
        if line.cells["actif"] not in {"oui", "non"}
    )
    if errors:
        return errors
    added = changed = 0
    for line in lines:
        found = entry(session, list_name, line.cells["code"])
        if found is None:
            found = ListEntry(list_name=list_name.value, code=line.cells["code"])
            session.add(found)
            added += 1
        changed += _fill_entry(found, line.cells)
    session.flush()
    return _done(session, now, list_name.value.lower(), added, changed - added)


IMPORTS: dict[str, Callable[[Session, datetime, bytes], Outcome]] = {
    "schools": import_schools,
    "teachers": import_teachers,
    "target-groups": lambda s, now, content: import_list(s, now, content, ListName.TARGET_GROUP),
    "disciplines": lambda s, now, content: import_list(s, now, content, ListName.DISCIPLINE),
    "priorities": lambda s, now, content: import_list(s, now, content, ListName.PRIORITY),
}


def _teacher_errors(session: Session, lines: Sequence[Line]) -> list[LineError]:
    schools = set(session.scalars(select(School.id)))
    errors: list[LineError] = []
    addresses: set[str] = set()
    for line in lines:
        address = line.cells["courriel"].lower()
        name, at, domain = address.partition("@")
        if not (name and at and "." in domain) or " " in address:
            errors.append(LineError(line.number, Fault.BAD_EMAIL, address))
        if address in addresses:
            errors.append(LineError(line.number, Fault.TWICE, address))
        addresses.add(address)
        if line.cells["etablissement"] not in schools:
            errors.append(LineError(line.number, Fault.UNKNOWN_SCHOOL, line.cells["etablissement"]))
        owner = person_by_email(session, address)
        if owner is not None and owner.code not in {None, line.cells["id"]}:
            errors.append(LineError(line.number, Fault.OTHERS_EMAIL, address))
    return errors


def _listed(session: Session, cells: Row) -> Person | None:
    """The person of this line: by her or his id, else by the address under which she or he spoke before."""
    return person_by_code(session, cells["id"]) or person_by_email(session, cells["courriel"])


def _fill(person: Person, cells: Row) -> bool:
    wanted = (cells["id"], cells["nom"], cells["courriel"].lower(), cells["etablissement"], True)
    if (person.code, person.name, person.email, person.school_id, person.confirmed_teacher) == wanted:
        return False
    person.code, person.name, person.email, person.school_id, person.confirmed_teacher = wanted
    return True


def _fill_entry(found: ListEntry, cells: Row) -> bool:
    label = cells["libelle"]
    if cells.get("code_emploi"):
        label = f"{label} ({cells['code_emploi']})"
    if found.list_name == ListName.TARGET_GROUP.value and not found.code.startswith("X."):
        # The CEE's own codes are part of what people copy from the list (Annexe 1, field 7).
        label = f"{found.code} {label}"
    wanted = (label, cells["actif"] == "oui", cells["statut"] == "exemple_a_remplacer")
    if (found.label, found.active, found.example) == wanted:
        return False
    found.label, found.active, found.example = wanted
    return True


def _done(session: Session, now: datetime, what: str, added: int, changed: int) -> Imported:
    audit.record(
        session, now, action="imported", subject=(what, None), why=f"{added} added, {changed} changed"
    )
    return Imported(added, changed)
