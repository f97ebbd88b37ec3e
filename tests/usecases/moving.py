"""A network with two meetings and two members, and what becomes of them when one is moved or called off."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.usecases.moves import Asked, ask
from storage.audit import AuditRow
from storage.outbox import OutboxRow
from storage.people import Role
from storage.release import releases_of
from storage.schedule import meetings_of
from tests.enrolling import add_network, add_schools, add_teacher, fill
from tests.factories import NOW, add_person

DAYS = (date(2027, 1, 27), date(2027, 5, 5))
TYPED = {"day": "2027-01-20", "starts": "8 h 45", "ends": "15 h 45", "place": "CEE", "room": "2.04"}
PLACE = {**TYPED, "day": "2027-01-27", "room": "3.12"}
MOVED, CALLED_OFF = "meeting_moved", "meeting_cancelled"


@dataclass(frozen=True)
class Scene:
    """Ada animates; Eva and Zoé are members, Rita and Paul responsible; `first` meets on DAYS[0]."""

    network: int
    first: int
    second: int
    ada: int
    eva: int
    zoe: int
    rita: int
    paul: int


def stage(
    session: Session, round_number: int = 0, days: tuple[date, ...] = DAYS, modality: str = "FULL_2"
) -> Scene:
    if round_number == 0:
        add_schools(session, 4)
    names = (f"{name}{round_number}" for name in ("Ada", "Eva", "Zoé"))
    ada, eva, zoe = (add_teacher(session, name, f"S{at}") for at, name in enumerate(names, start=1))
    office = (
        add_person(session, f"{name}{round_number}", Role.CEE_RESPONSIBLE, school_id=None).id
        for name in ("Rita", "Paul")
    )
    network = add_network(session, f"N{round_number}", days=days, animator_id=ada, modality=modality)
    fill(session, network, [eva, zoe])
    first, second, *_ = (one.id for one in meetings_of(session, network))
    return Scene(network, first, second, ada, eva, zoe, *office)


def asked(session: Session, scene: Scene, typed: dict[str, str] = TYPED, reason: str = "") -> int:
    outcome = ask(session, NOW, scene.ada, scene.first, typed, reason)
    assert isinstance(outcome, Asked)
    return outcome.move_id


def told(session: Session, kind: str) -> Counter[int | None]:
    """{person: messages of this kind}"""
    rows = session.scalars(select(OutboxRow).where(OutboxRow.kind == kind, OutboxRow.post_id.is_(None)))
    return Counter(row.person_id for row in rows)


def states(session: Session, scene: Scene) -> list[str]:
    session.expire_all()
    rows = releases_of(session, scene.network)
    return sorted(one.state for one in rows if one.meeting_id == scene.first)


def journal(session: Session, action: str) -> list[tuple[int | None, str | None, str | None, str]]:
    found = session.scalars(select(AuditRow).where(AuditRow.action == action).order_by(AuditRow.id))
    return [(row.person_id, row.before, row.after, row.why) for row in found]
