"""A whole school year written in a few statements: as many networks as wanted, each alike."""

from datetime import date, datetime, time
from itertools import product
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from storage.agenda import Agenda
from storage.attendance import AttendanceMark, AttendanceSheet
from storage.bilan import Bilan
from storage.enrollment import Enrollment
from storage.minutes import Minutes
from storage.network import Network
from storage.people import Person, School
from storage.plan import Plan
from storage.release import Release
from storage.schedule import Meeting
from tests.factories import NOW, TORONTO

YEAR = "2026-2027"
DAYS = (date(2026, 10, 14), date(2026, 12, 2), date(2027, 2, 10), date(2027, 4, 14))
MEMBERS = 10
HELD_AT = datetime(2026, 10, 14, 16, tzinfo=TORONTO)
PLAN_AT = datetime(2026, 10, 7, 23, 59, tzinfo=TORONTO)  # the last minute on which it is on time (S21)
AGENDA_AT = datetime(2026, 10, 8, 0, 0, tzinfo=TORONTO)  # a minute late


def whole_year(session: Session, networks: int, title: str = "Réseau") -> list[int]:
    """Networks of four half-days with ten members and two who wait; returns their ids.

    Of each the first meeting was held: nine were there, of the tenth nobody decided yet. Its plan is on time,
    its agenda late, its minutes are missing. Everybody teaches at one of thirty schools.
    """
    session.execute(
        insert(School),
        [{"id": f"S{n}", "name": f"École {n:02d}", "level": "primaire", "active": True} for n in range(30)],
    )
    people = [
        {"name": f"Essai {n:04d}", "email": f"p{n}@exemple.invalid", "school_id": f"S{n % 30}"}
        for n in range(networks * (MEMBERS + 3))
    ]
    ids = _add(session, Person, [one | {"confirmed_teacher": True, "created_at": NOW} for one in people])
    teams = [ids[at : at + MEMBERS + 3] for at in range(0, len(ids), MEMBERS + 3)]
    made = _add(
        session, Network, [_network(f"{title} {n}", team[0]) for n, team in enumerate(teams, start=1)]
    )
    _people(session, made, teams)
    meetings = _meetings(session, made)
    _papers(session, made, meetings)
    _attendance(session, made, teams, meetings)
    return made


def _add(session: Session, model: Any, rows: list[dict[str, Any]]) -> list[int]:
    found = session.execute(insert(model).returning(model.id, sort_by_parameter_order=True), rows)
    return list(found.scalars())


def _network(title: str, animator: int) -> dict[str, Any]:
    return {
        "title": title,
        "animator_id": animator,
        "school_year": YEAR,
        "state": "IN_PROGRESS",
        "accepted_at": NOW,
        "scheduled_at": NOW,
        "published_at": NOW,
        "modality": "HALF_4",
    }


def _people(session: Session, networks: list[int], teams: list[list[int]]) -> None:
    rows = []
    for network, (_, *people) in zip(networks, teams, strict=True):
        for at, person in enumerate(people, start=1):
            waits = at > MEMBERS
            rows.append(
                {
                    "network_id": network,
                    "person_id": person,
                    "school_year": YEAR,
                    "state": "WAITING" if waits else "ACTIVE",
                    "position": at - MEMBERS if waits else None,
                    "source": "self",
                    "created_at": NOW,
                }
            )
    session.execute(insert(Enrollment), rows)


def _meetings(session: Session, networks: list[int]) -> dict[tuple[int, int], int]:
    """{(network, number): meeting}"""
    keys = list(product(networks, range(1, len(DAYS) + 1)))
    rows = [
        {
            "network_id": network,
            "number": number,
            "day": DAYS[number - 1],
            "starts": time(12, 45),
            "ends": time(15, 45),
            "half_days": 1,
            "venue": "CEE",
            "room": "2.04",
            "state": "HELD" if number == 1 else "PLANNED",
        }
        for network, number in keys
    ]
    return dict(zip(keys, _add(session, Meeting, rows), strict=True))


def _papers(session: Session, networks: list[int], meetings: dict[tuple[int, int], int]) -> None:
    written = {"draft": {}, "version": 1, "saved_at": NOW}
    session.execute(insert(Plan), [written | {"network_id": n, "deposited_at": PLAN_AT} for n in networks])
    session.execute(
        insert(Agenda),
        [written | {"meeting_id": meetings[n, 1], "deposited_at": AGENDA_AT} for n in networks],
    )
    begun = written | {"version": 0, "deposited_at": None}
    session.execute(insert(Minutes), [begun | {"meeting_id": meetings[n, 1]} for n in networks])
    session.execute(insert(Bilan), [begun | {"network_id": n} for n in networks])


def _attendance(
    session: Session, networks: list[int], teams: list[list[int]], meetings: dict[tuple[int, int], int]
) -> None:
    """The animator was there too, and is not counted; the planning day is chosen."""
    sheets = [{"meeting_id": meetings[n, 1], "recorded_at": HELD_AT} for n in networks]
    session.execute(insert(AttendanceSheet), sheets)
    marks, releases = [], []
    for network, (animator, *people) in zip(networks, teams, strict=True):
        members = people[:MEMBERS]
        for person in (animator, *members):
            absent = person == members[-1]
            there = {"meeting_id": meetings[network, 1], "person_id": person, "half": 1}
            marks.append(there | {"presence": "ABSENT" if absent else "PRESENT"})
        row = {"network_id": network, "half_days": 1, "kind": "MEETING", "state": "REQUESTED", "used": 0}
        for person, number in product(members, range(1, len(DAYS) + 1)):
            used = int(number == 1 and person != members[-1])
            here = {"person_id": person, "meeting_id": meetings[network, number], "day": None}
            releases.append(row | here | {"used": used})
        planning = {"person_id": animator, "meeting_id": None, "day": DAYS[0], "half_days": 2}
        releases.append(row | planning | {"kind": "PLANNING"})
    session.execute(insert(AttendanceMark), marks)
    session.execute(insert(Release), releases)
