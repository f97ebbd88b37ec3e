"""Lists from CSV: schools, teachers, target groups, disciplines, priorities (R04; DOMAIN.md §3.4)."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.usecases.imports_calendar import import_calendar
from bot.usecases.imports_csv import Fault, Line, LineError, Outcome, Row, imported, read
from bot.usecases.imports_enrollments import import_enrollments
from bot.usecases.imports_networks import import_networks
from storage.catalog import ListEntry, ListName, entry
from storage.people import Person, School, person_by_code, person_by_email, person_by_object_id, school_ids


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
    return imported(session, now, "schools", added, changed)


def import_teachers(session: Session, now: datetime, content: bytes) -> Outcome:
    """Columns id;nom;courriel;etablissement, and fonction, objet_id, enseigne where they are known.

    Everyone listed is a confirmed teacher (R04), unless `enseigne` says « non »: a conseiller pédagogique,
    say, who stands there because of a network of before 2025 (S03).
    """
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
    return imported(session, now, "teachers", added, changed - added)


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
    return imported(session, now, list_name.value.lower(), added, changed - added)


IMPORTS: dict[str, Callable[[Session, datetime, bytes], Outcome]] = {
    "schools": import_schools,
    "teachers": import_teachers,
    "target-groups": lambda s, now, content: import_list(s, now, content, ListName.TARGET_GROUP),
    "disciplines": lambda s, now, content: import_list(s, now, content, ListName.DISCIPLINE),
    "calendar": import_calendar,
    "networks": import_networks,
    "enrollments": import_enrollments,
    "priorities": lambda s, now, content: import_list(s, now, content, ListName.PRIORITY),
}


def _teacher_errors(session: Session, lines: Sequence[Line]) -> list[LineError]:
    schools = school_ids(session)
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
        if line.cells.get("enseigne", "") not in {"", "oui", "non"}:
            errors.append(LineError(line.number, Fault.BAD_YES_NO, line.cells["enseigne"]))
        bound = line.cells.get("objet_id", "")
        bearer = person_by_object_id(session, bound) if bound else None
        if bearer is not None and bearer.code not in {None, line.cells["id"]}:
            errors.append(LineError(line.number, Fault.OTHERS_OBJECT_ID, bound))
        owner = person_by_email(session, address)
        if owner is not None and owner.code not in {None, line.cells["id"]}:
            errors.append(LineError(line.number, Fault.OTHERS_EMAIL, address))
    return errors


def _listed(session: Session, cells: Row) -> Person | None:
    """The person of this line: by the id, else by the account or the address known from before."""
    bound = cells.get("objet_id", "")
    return (
        person_by_code(session, cells["id"])
        or (person_by_object_id(session, bound) if bound else None)
        or person_by_email(session, cells["courriel"])
    )


def _fill(person: Person, cells: Row) -> bool:
    """Whether anything changed; an optional cell that is empty leaves what is known."""
    teaches = cells.get("enseigne", "") != "non"
    wanted = {
        "code": cells["id"],
        "name": cells["nom"],
        "email": cells["courriel"].lower(),
        "school_id": cells["etablissement"],
        "confirmed_teacher": teaches,
        "not_teaching": not teaches,
        "job_title": cells.get("fonction") or person.job_title or "",
        "object_id": cells.get("objet_id") or person.object_id,
    }
    if all(getattr(person, name) == value for name, value in wanted.items()):
        return False
    for name, value in wanted.items():
        setattr(person, name, value)
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
