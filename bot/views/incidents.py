"""The register of privacy incidents as it stands, for responsibles alone: the callers ask the role."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.documents import csv_table
from bot.rules import incidents as rules
from bot.rules.incidents import Mistake
from bot.views.paper import CSV, Paper
from cards import incidents as cards
from cards.elements import Card, plain
from cards.phrases import incidents as say
from cards.phrases.dates import hour, short_date
from storage.incidents import Recorded, current_incidents, history_of
from storage.people import Person, Role

INCIDENTS = "incidents"


def register(session: Session, now: datetime, page: int = 1) -> Card:
    return cards.register([_shown(session, now, one) for one in current_incidents(session)], page)


def incident(session: Session, now: datetime, incident_id: int, notice: str = "") -> Card:
    """As it is now; the register when there is no such incident."""
    versions = history_of(session, incident_id)
    if not versions:
        return register(session, now)
    return cards.incident(_shown(session, now, versions[0]), notice)


def history(session: Session, now: datetime, incident_id: int, page: int = 1) -> Card:
    versions = history_of(session, incident_id)
    if not versions:
        return register(session, now)
    return cards.history([_shown(session, now, one) for one in versions], page)


def form(
    session: Session,
    _now: datetime,
    incident_id: int,
    step: int,
    *,
    typed: Mapping[str, str] | None = None,
    version: int | None = None,
    wrong: Sequence[Mistake] = (),
    stale: bool = False,
) -> Card:
    """`typed` is kept when it could not be saved, with the `version` that it was typed on; `stale`: somebody
    saved meanwhile, and what is saved next stands on that.
    """
    versions = history_of(session, incident_id) if incident_id else []
    if not versions:
        incident_id, step = 0, 1
    current = versions[0] if versions else None
    values = typed if typed is not None else current.content if current else {}
    drawn_from = version if version is not None else current.version if current else 0
    errors = [say.STALE] if stale else []
    errors += [say.incident_mistake(one.field, one.fault.value, one.count, one.limit) for one in wrong]
    return cards.form(incident_id, drawn_from, step if step in rules.STEPS else 1, values, errors)


def paper(session: Session, now: datetime, reader: Person, _subject_id: int) -> Paper | None:
    """The register as a CSV, a line a version, so that its whole history leaves with it."""
    if Role.CEE_RESPONSIBLE not in reader.roles:
        return None
    head = [say.NUMBER, say.VERSION, *say.FIELDS.values(), say.RECORDED_BY, say.RECORDED_AT]
    lines = [
        [
            str(one.incident_id),
            str(one.version),
            *_content(one).values(),
            _name(session, one),
            _moment(one, now),
        ]
        for current in reversed(current_incidents(session))
        for one in reversed(history_of(session, current.incident_id))
    ]
    return Paper(f"CEE_Incidents_{now.date()}.csv", partial(csv_table.table, head, lines), CSV)


def _shown(session: Session, now: datetime, one: Recorded) -> cards.Incident:
    content = _content(one)
    day = short_date(date.fromisoformat(one.content["discovered_on"]))
    people = str(one.content.get("people", ""))
    many = say.people_concerned(int(people)) if people else say.PEOPLE_UNKNOWN
    by = say.version_line(one.version, plain(_name(session, one)), _moment(one, now))
    return cards.Incident(
        one.incident_id, one.version, content, say.incident_line(one.incident_id, day, many), by
    )


def _content(one: Recorded) -> dict[str, str]:
    """By field in the register's order, as it is to be read."""
    read = {name: str(one.content.get(name, "")) for name in rules.FIELDS}
    return {**read, "serious": say.SERIOUS.get(read["serious"], "")}


def _name(session: Session, one: Recorded) -> str:
    return session.get_one(Person, one.by_id).name


def _moment(one: Recorded, now: datetime) -> str:
    local = one.at.astimezone(now.tzinfo)
    return say.moment_of(short_date(local.date()), hour(local))
