"""Networks that already run, and those of past years, from CSV (S03; R12–R19; docs/imports.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from bot.rules import imports as rules
from bot.rules.calendar import following
from bot.usecases.imports_csv import Fault, Line, LineError, Outcome, imported, read
from storage import posts, seats
from storage.deadlines import forget_documents
from storage.minutes import forget_minutes
from storage.network import Network, NetworkState, living_networks, network_by_code
from storage.people import School, person_by_code
from storage.schedule import Meeting, MeetingState, meetings_of

CEE = "CEE"
TEXTS = {
    "groupe": "target_group",
    "discipline": "discipline",
    "resume": "summary",
    "materiel": "material",
    "prealables": "prerequisites",
}
NOT_PUBLISHED = {NetworkState.ACCEPTED.value, NetworkState.CANCELLED.value}
COLUMNS = ("id", "titre", "annee_scolaire", "etape", "animation", "modalite", "dates")


@dataclass(frozen=True, slots=True)
class _Planned:
    day: date
    starts: time | None
    ends: time | None
    half_days: int
    venue: str | None
    room: str


def import_networks(session: Session, now: datetime, content: bytes) -> Outcome:
    """Columns of COLUMNS, and depose_le, heures, lieux, locaux, suite_de, limite and those of TEXTS where
    they are known.

    No channel is made for a network that runs already: its members have their own ways.
    """
    lines = read(content, COLUMNS, COLUMNS[:5])
    if isinstance(lines, tuple):
        return lines
    errors = [error for line in lines for error in _network_errors(session, line)]
    if not errors:
        errors = [*_animation_errors(session, lines), *_continuation_errors(session, lines)]
    if errors:
        return tuple(sorted(errors, key=lambda error: error.line))
    added = changed = 0
    for line in lines:
        network = network_by_code(session, line.cells["id"])
        if network is None:
            _fill_network(session, now, Network(code=line.cells["id"]), line)
            added += 1
        else:
            changed += _fill_network(session, now, network, line)
    return imported(session, now, "networks", added, changed)


def _network_errors(session: Session, line: Line) -> list[LineError]:
    cells, found = line.cells, []

    def wrong(fault: Fault, detail: str) -> None:
        found.append(LineError(line.number, fault, detail))

    year = cells["annee_scolaire"]
    if not (year[:4].isdecimal() and len(year) == 9 and following(f"{int(year[:4]) - 1}-{year[:4]}") == year):  # noqa: PLR2004
        return [LineError(line.number, Fault.BAD_YEAR, year)]
    if rules.stage(cells["etape"]) is None:
        wrong(Fault.NOT_A_STAGE, cells["etape"])
    animator = person_by_code(session, cells["animation"])
    filed = _day(cells.get("depose_le", ""))
    if isinstance(filed, str):
        wrong(Fault.BAD_DATE, filed)
    elif animator is None:
        wrong(Fault.UNKNOWN_PERSON, cells["animation"])
    elif not rules.may_animate(teaches=not animator.not_teaching, filed_on=filed):
        wrong(Fault.NOT_TEACHING, animator.name)
    limit = _day(cells.get("limite", ""))
    if isinstance(limit, str):
        wrong(Fault.BAD_DATE, limit)
    if cells["modalite"] and cells["modalite"] not in rules.MODALITIES:
        wrong(Fault.BAD_MODALITY, cells["modalite"])
        return found
    return [*found, *_meeting_errors(session, line, year)]


def _meeting_errors(session: Session, line: Line, year: str) -> list[LineError]:
    cells, found = line.cells, []
    days = [_day(one) for one in _parts(cells["dates"])]
    for day in days:
        if isinstance(day, date) and rules.bad_day(day, year):
            found.append(LineError(line.number, Fault.DAY_REFUSED, str(day)))
        if isinstance(day, str):
            found.append(LineError(line.number, Fault.BAD_DATE, day))
    if days and (
        not cells["modalite"]
        or len(set(days)) < len(days)
        or rules.half_days(rules.MODALITIES[cells["modalite"]], len(days)) is None
    ):
        found.append(LineError(line.number, Fault.DATES_AND_MODALITY, cells["dates"]))
    return [*found, *_place_errors(session, line, len(days))]


def _place_errors(session: Session, line: Line, meetings: int) -> list[LineError]:
    """Hours, places and rooms: as many as meetings, or none; each readable."""
    cells = line.cells
    hours, venues = _parts(cells.get("heures", "")), _parts(cells.get("lieux", ""))
    rooms = _parts(cells.get("locaux", ""))
    faults = [(Fault.BAD_HOURS, written) for written in hours if rules.hours(written) is None]
    faults += [
        (Fault.UNKNOWN_SCHOOL, venue)
        for venue in venues
        if venue != CEE and session.get(School, venue) is None
    ]
    faults += [
        (Fault.NOT_AS_MANY, cells[name])
        for name, given in (("heures", hours), ("lieux", venues), ("locaux", rooms))
        if given and len(given) != meetings
    ]
    return [LineError(line.number, fault, detail) for fault, detail in faults]


def _animation_errors(session: Session, lines: Sequence[Line]) -> list[LineError]:
    """R12: one animation a person and year, with those that are stored and not in the file."""
    codes = {line.cells["id"] for line in lines}
    taken = {
        (network.animator_id, network.school_year)
        for network in living_networks(session)
        if network.code not in codes
    }
    found = []
    for line in lines:
        if rules.stage(line.cells["etape"]) == NetworkState.CANCELLED.value:
            continue
        animator = person_by_code(session, line.cells["animation"])
        assert animator is not None
        named = (animator.id, line.cells["annee_scolaire"])
        if named in taken:
            found.append(LineError(line.number, Fault.SECOND_ANIMATION, animator.name))
        taken.add(named)
    return found


def _continuation_errors(session: Session, lines: Sequence[Line]) -> list[LineError]:
    """R17: what a network continues is above it or stored, a first year, and of the year before."""
    above: dict[str, tuple[str, bool]] = {}
    continued: set[str] = set()
    found = []
    for line in lines:
        code, year, before = line.cells["id"], line.cells["annee_scolaire"], line.cells.get("suite_de", "")
        stored = network_by_code(session, before) if before else None
        first = above.get(before) or ((stored.school_year, stored.year_index == 1) if stored else None)
        if before and (first is None or not first[1] or following(first[0]) != year or before in continued):
            found.append(LineError(line.number, Fault.BAD_CONTINUATION, before))
        continued.add(before)
        above[code] = (year, not before)
    return found


def _fill_network(session: Session, now: datetime, network: Network, line: Line) -> bool:
    """Whether anything changed."""
    cells = line.cells
    animator, filed = person_by_code(session, cells["animation"]), _day(cells.get("depose_le", ""))
    before = network_by_code(session, cells.get("suite_de", "")) if cells.get("suite_de") else None
    assert animator is not None
    assert not isinstance(filed, str)
    wanted = {
        "title": cells["titre"],
        "school_year": cells["annee_scolaire"],
        "state": _state(network, rules.stage(cells["etape"])),
        "animator_id": animator.id,
        "modality": rules.MODALITIES.get(cells["modalite"]),
        "filed_on": filed,
        "year_index": 2 if before else 1,
        "continued_from_id": before.id if before else None,
        # A column that the file has not takes nothing away; nor does a deadline left empty.
        **{field: cells[column] for column, field in TEXTS.items() if column in cells},
        **({"closes_on": _day(cells["limite"])} if cells.get("limite") else {}),
    }
    changed = any(getattr(network, name) != value for name, value in wanted.items())
    for name, value in wanted.items():
        setattr(network, name, value)
    if network.id is None:
        network.accepted_at = datetime.combine(filed, time(12), tzinfo=now.tzinfo) if filed else now
        session.add(network)
    if network.state not in NOT_PUBLISHED and network.published_at is None:
        # It was announced before the bot was there: all its dates stand in Folio.
        network.scheduled_at = network.room_confirmed_at = network.published_at = network.accepted_at
    session.flush()
    return _plan(session, now, network, _planned(line)) or changed


def _state(network: Network, stage: str | None) -> str | None:
    """« terminé » does not open again a past year that the clock has archived."""
    archived = network.state == NetworkState.ARCHIVED.value
    return network.state if archived and stage == NetworkState.COMPLETED.value else stage


def _planned(line: Line) -> list[_Planned]:
    cells = line.cells
    days = [_day(one) for one in _parts(cells["dates"])]
    if not days:
        return []
    share = rules.half_days(rules.MODALITIES[cells["modalite"]], len(days)) or ()
    hours = [rules.hours(one) for one in _parts(cells.get("heures", ""))] or [None] * len(days)
    venues: list[str | None] = [*_parts(cells.get("lieux", ""))] or [None] * len(days)
    rooms = _parts(cells.get("locaux", "")) or [""] * len(days)
    return [
        _Planned(day, one.starts if one else None, one.ends if one else None, half, venue, room)
        for day, one, half, venue, room in zip(days, hours, share, venues, rooms, strict=True)
        if isinstance(day, date)
    ]


def _plan(session: Session, now: datetime, network: Network, planned: Sequence[_Planned]) -> bool:
    """Make the network's meetings these; whether that changed anything."""
    stored = meetings_of(session, network.id)
    seen = [_Planned(one.day, one.starts, one.ends, one.half_days, one.venue, one.room) for one in stored]
    if seen == list(planned):
        return False
    seats.forget_releases(session, network.id)
    # A meeting keeps its row, on which an agenda may hang; two that change places would meet on one day.
    kept = {one.number: one for one in stored[: len(planned)]}
    for one in stored:
        one.state = MeetingState.MOVED.value
    for one in stored[len(planned) :]:
        forget_documents(session, one.id)
        forget_minutes(session, one.id)
        session.delete(one)
    session.flush()
    for number, wanted in enumerate(planned, start=1):
        state = MeetingState.HELD if wanted.day < now.date() else MeetingState.PLANNED
        if network.state == NetworkState.CANCELLED.value:
            state = MeetingState.CANCELLED
        one = kept.get(number) or Meeting(network_id=network.id, number=number)
        one.day, one.starts, one.ends = wanted.day, wanted.starts, wanted.ends
        one.half_days, one.venue, one.room = wanted.half_days, wanted.venue, wanted.room
        one.state = state.value
        session.add(one)
    session.flush()
    for one in kept.values():
        posts.changed(session, ("agenda", one.id), now)
    seats.replan(session, network.id)
    return True


def _parts(written: str) -> list[str]:
    """What stands between « | »; nothing for an empty cell."""
    return [part.strip() for part in written.split("|")] if written else []


def _day(written: str) -> date | str | None:
    """The day, None for an empty cell, or the text itself when it is no day."""
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return written
