"""Two replacements, or one and an enrollment, at the very same moment (R12; B13), with their control."""

import threading
from datetime import date, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.replacement import Refusal
from bot.usecases.audit import breaches
from bot.usecases.enrollment import Enrolled, Refused, enroll
from bot.usecases.minimum import set_capacity
from bot.usecases.replacement import Replaced, replace
from storage.database import Database
from storage.enrollment import Enrollment
from storage.network import Network
from tests.enrolling import FAR, add_network, clean, members
from tests.factories import NOW
from tests.usecases.test_races import ROUNDS, at_once
from tests.usecases.test_replacement import REASON, Scene, stage
from tests.usecases.test_sitting_races import Press, pressing


def animator_of(session: Session, network: int) -> int:
    return session.get_one(Network, network).animator_id


def animate(session: Session, network: int, person: int) -> None:
    session.get_one(Network, network).animator_id = person


def room_for_two(session: Session, scene: Scene) -> None:
    """Noé has one of the two seats, the other is free."""
    assert set_capacity(session, NOW, scene.rita, scene.network, 8) == 8


def press(database: Database, scene: Scene, person: int, network: int = 0, expected: int = 0) -> Press:
    one = partial(
        replace, expected_id=expected or scene.maude, person_id=person, reason=REASON, despite_days=True
    )
    return pressing(database, one, scene.rita, network or scene.network)


def test_of_two_replacements_at_once_one_stands(database: Database) -> None:
    for number in range(ROUNDS):
        scene = database.write(partial(stage, number=number))[0]
        found = at_once(press(database, scene, scene.lea), press(database, scene, scene.zoe))
        assert sorted(type(one).__name__ for one in found) == ["Refusal", "Replaced"]
        assert Refusal.CHANGED in found
        winner = scene.lea if isinstance(found[0], Replaced) else scene.zoe
        assert database.read(partial(animator_of, network=scene.network)) == winner
        database.read(clean)


def test_r12_one_person_given_two_networks_at_once_animates_one(database: Database) -> None:
    for number in range(ROUNDS):
        scene = database.write(partial(stage, number=number))[0]
        name, days = f"X{number}", (date(2027, 2, 3), FAR[1])
        other = database.write(partial(add_network, name=name, days=days))[0]
        owner = database.read(partial(animator_of, network=other))
        found = at_once(
            press(database, scene, scene.zoe),
            press(database, scene, scene.zoe, other, owner),
        )
        assert sorted(type(one).__name__ for one in found) == ["Refusal", "Replaced"]
        assert Refusal.ANIMATES in found


def test_b13_taking_over_and_enrolling_there_at_once_is_taking_over(database: Database) -> None:
    """In either order: enrolled and withdrawn again, or refused as one’s own network."""
    for number in range(ROUNDS):
        scene = database.write(partial(stage, number=number))[0]
        database.write(
            partial(set_capacity, now=NOW, actor_id=scene.rita, network_id=scene.network, capacity=8)
        )
        replaced, enrolled = at_once(
            press(database, scene, scene.zoe),
            pressing(database, enroll, scene.zoe, scene.network),
        )
        assert isinstance(replaced, Replaced)
        assert isinstance(enrolled, Enrolled | Refused)
        assert scene.zoe not in database.read(partial(members, network_id=scene.network))
        database.read(clean)


def test_control_without_the_hold_she_animates_and_takes_part(database: Database) -> None:
    """Look in one transaction, write in the next, as nobody does: the nightly check finds it."""
    scene = database.write(stage)[0]
    database.write(partial(room_for_two, scene=scene))

    def naive(barrier: threading.Barrier) -> None:
        query = select(Enrollment.id).where(Enrollment.person_id == scene.zoe)
        assert database.read(lambda session: session.scalar(query)) is None
        barrier.wait()
        barrier.wait()
        database.write(
            lambda session: setattr(session.get_one(Network, scene.network), "animator_id", scene.zoe)
        )

    def joining(barrier: threading.Barrier) -> None:
        barrier.wait()
        database.write(lambda session: enroll(session, NOW, scene.zoe, scene.network))
        barrier.wait()

    at_once(naive, joining)
    found = database.read(lambda session: breaches(session, NOW + timedelta(hours=1)))
    assert "animator_in_own_network" in found
