"""The members of networks that already run, from CSV: enrolled, waiting, withdrawn (R11, R22, R23)."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.rules import imports as rules
from bot.usecases.imports_csv import Fault, Line, LineError, Outcome, imported, read
from storage import seats
from storage.enrollment import (
    LIVE,
    SCHOOL_SEATS,
    SEATS,
    Enrollment,
    EnrollmentState,
    Seat,
    active_enrollments,
    enrollments_of,
    free_number,
    free_school_number,
)
from storage.network import Network, network_by_code
from storage.people import Person, School, person_by_code

SOURCE = "import"
COLUMNS = ("reseau", "enseignant", "etablissement", "etat")


def import_enrollments(session: Session, now: datetime, content: bytes) -> Outcome:
    """Columns reseau;enseignant;etablissement;etat: « inscrit », « liste d’attente N », « désisté »."""
    lines = read(content, COLUMNS, COLUMNS, COLUMNS[:2])
    if isinstance(lines, tuple):
        return lines
    errors = [error for line in lines for error in _enrollment_errors(session, line)]
    if not errors:
        errors = _seat_errors(session, lines)
    if errors:
        return tuple(sorted(errors, key=lambda error: error.line))
    # Seats that are given up first: the file may move somebody into them.
    ranks = seats.set_ranks_aside(session, {line.cells["reseau"] for line in lines})
    ordered = sorted(lines, key=lambda line: line.cells["etat"] == rules.ENROLLED)
    outcomes = [_enroll(session, now, line, ranks) for line in ordered]
    session.flush()
    seats.put_ranks_behind(session)
    return imported(session, now, "enrollments", outcomes.count("added"), outcomes.count("changed"))


def _enrollment_errors(session: Session, line: Line) -> list[LineError]:
    cells, found = line.cells, []
    network, person = network_by_code(session, cells["reseau"]), person_by_code(session, cells["enseignant"])
    if network is None:
        found.append(LineError(line.number, Fault.UNKNOWN_NETWORK, cells["reseau"]))
    if person is None:
        found.append(LineError(line.number, Fault.UNKNOWN_PERSON, cells["enseignant"]))
    if session.get(School, cells["etablissement"]) is None:
        found.append(LineError(line.number, Fault.UNKNOWN_SCHOOL, cells["etablissement"]))
    known = cells["etat"] in {rules.ENROLLED, rules.WITHDRAWN} or rules.rank(cells["etat"]) is not None
    if not known:
        found.append(LineError(line.number, Fault.BAD_STATE, cells["etat"]))
    if network is not None and person is not None and network.animator_id == person.id:
        found.append(LineError(line.number, Fault.OWN_NETWORK, person.name))
    return found


def _seat_errors(session: Session, lines: Sequence[Line]) -> list[LineError]:
    """R11, R22, R23 over the file and what is stored beside it; ranks from 1 without a gap."""
    taken = _stored_seats(session, {(line.cells["reseau"], line.cells["enseignant"]) for line in lines})
    found, ranks = [], defaultdict[str, list[tuple[int, int]]](list)
    for line in lines:
        code, who, school, written = (line.cells[name] for name in COLUMNS)
        position = rules.rank(written)
        if position is not None:
            ranks[code].append((position, line.number))
        if written != rules.ENROLLED:
            continue
        network = network_by_code(session, code)
        assert network is not None
        for key, most, fault, detail in (
            (("year", who, network.school_year), 1, Fault.SECOND_NETWORK, who),
            (("seats", code, ""), SEATS, Fault.ELEVENTH, code),
            (("school", code, school), SCHOOL_SEATS, Fault.THIRD_OF_SCHOOL, school),
        ):
            taken[key] += 1
            if taken[key] > most:
                found.append(LineError(line.number, fault, detail))
    for code, listed in ranks.items():
        if sorted(position for position, _ in listed) != list(range(1, len(listed) + 1)):
            found.append(LineError(listed[0][1], Fault.BAD_RANKS, code))
    return found


def _stored_seats(session: Session, named: set[tuple[str, str]]) -> Counter[tuple[str, str, str]]:
    """What those who are stored, and not in the file, hold."""
    taken: Counter[tuple[str, str, str]] = Counter()
    for one in active_enrollments(session):
        code, who = one.network.code or "", one.person.code or ""
        if (code, who) in named:
            continue
        taken["year", who, one.school_year] += 1
        taken["seats", code, ""] += 1
        if one.seat is not None and one.seat.school_number is not None:
            taken["school", code, one.seat.school_id or ""] += 1
    return taken


def _enroll(session: Session, now: datetime, line: Line, ranks: Mapping[int, int]) -> str:
    """« added », « changed » or « same »; `ranks` are those that the entries had."""
    network, person = _named(session, line)
    position = rules.rank(line.cells["etat"])
    state = (
        EnrollmentState.WAITING
        if position is not None
        else EnrollmentState.ACTIVE
        if line.cells["etat"] == rules.ENROLLED
        else EnrollmentState.WITHDRAWN
    )
    # Who left and came back has two: the one that lives is meant, else the last.
    theirs = [one for one in enrollments_of(session, network.id) if one.person_id == person.id]
    stored = max(theirs, key=lambda one: (one.state in LIVE, one.id), default=None)
    had = ranks.get(stored.id) if stored is not None else None
    same = stored is not None and (stored.state, had) == (state.value, position)
    enrollment = stored or Enrollment(
        network_id=network.id,
        person_id=person.id,
        school_year=network.school_year,
        school_at_enrollment_id=line.cells["etablissement"],
        source=SOURCE,
        created_at=now,
    )
    enrollment.state, enrollment.position, enrollment.offered_until = state.value, position, None
    enrollment.ended_at = now if state is EnrollmentState.WITHDRAWN else None
    session.add(enrollment)
    session.flush()
    _seat(session, network, enrollment, line.cells["etablissement"])
    if same:
        return "same"
    return "changed" if stored is not None else "added"


def _seat(session: Session, network: Network, enrollment: Enrollment, school_id: str) -> None:
    """A seat for who is enrolled, none for anybody else."""
    held = enrollment.seat
    if enrollment.state != EnrollmentState.ACTIVE.value:
        if held is not None:
            session.delete(held)
    elif held is None:
        number = free_number(session, network.id)
        assert number is not None
        session.add(
            Seat(
                network_id=network.id,
                number=number,
                enrollment_id=enrollment.id,
                school_id=school_id,
                school_number=free_school_number(session, network.id, school_id),
            )
        )
    session.flush()
    session.expire(enrollment, ["seat"])
    if enrollment.state == EnrollmentState.ACTIVE.value:
        seats.replan(session, network.id)
    else:
        # Nothing tells which meetings she or he attended: the whole share goes to who took the seat.
        seats.drop_releases(session, network.id, enrollment.person_id, date.min)


def _named(session: Session, line: Line) -> tuple[Network, Person]:
    network = network_by_code(session, line.cells["reseau"])
    person = person_by_code(session, line.cells["enseignant"])
    assert network is not None
    assert person is not None
    return network, person
