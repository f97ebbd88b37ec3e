"""Two presses about one bilan at the very same moment, on real sessions, with their control (S25, S30)."""

import threading
from functools import partial
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.teams.bilan import WORDS
from bot.usecases import bilan, cee_meeting
from bot.usecases.bilan import Conflict, Deposited, Saved
from storage.bilan import BilanVersion, bilan_of
from storage.cee_meeting import CeeMoment
from storage.database import Database
from storage.outbox import OutboxRow
from tests.factories import SETTINGS
from tests.usecases.test_bilan import IN_JUNE, TEXTS, stage, start
from tests.usecases.test_races import at_once

Scene = tuple[int, int, list[int], int]


def scene(database: Database) -> Scene:
    def work(session: Session) -> Scene:
        found = stage(session)
        start(session, found[0], found[1])
        return found

    return database.write(work)[0]


def pressing(database: Database, usecase: Any, *args: Any, **more: Any) -> Any:
    def run(barrier: threading.Barrier) -> object:
        barrier.wait()
        return database.write(lambda session: usecase(session, IN_JUNE, *args, **more))[0]

    return run


def depositing(database: Database, network: int, ada: int, achievement: str) -> Any:
    values = {**TEXTS, "achievement": achievement}
    return pressing(database, bilan.deposit, ada, SETTINGS, network, WORDS, revision=0, values=values)


def counted(session: Session, model: Any) -> int:
    return session.execute(select(func.count()).select_from(model)).scalar_one()


def messages(session: Session) -> int:
    query = select(func.count()).where(OutboxRow.kind == bilan.DEPOSITED)
    return session.execute(query).scalar_one()


def test_the_same_deposit_twice_at_once_is_one(database: Database) -> None:
    network, ada, _, _ = scene(database)
    found = at_once(*[depositing(database, network, ada, "Une trousse.")] * 2)
    assert found == [Deposited(network, 1)] * 2
    assert database.read(lambda session: (counted(session, BilanVersion), messages(session))) == (1, 1)


def test_of_two_different_deposits_at_once_one_stands_and_the_other_is_told(database: Database) -> None:
    network, ada, _, _ = scene(database)
    found = at_once(*(depositing(database, network, ada, text) for text in ("Un.", "Deux.")))
    assert sorted(type(one).__name__ for one in found) == ["Conflict", "Deposited"]
    assert database.read(lambda session: (counted(session, BilanVersion), messages(session))) == (1, 1)


def test_a_save_and_a_deposit_at_once_lose_nothing(database: Database) -> None:
    network, ada, _, _ = scene(database)
    saving = pressing(
        database,
        bilan.save,
        ada,
        SETTINGS,
        network,
        WORDS,
        revision=0,
        step=1,
        values={"dates": "Deux dates", "purpose": "Lire"},
    )
    saved, deposited = at_once(saving, depositing(database, network, ada, "Une trousse."))
    if isinstance(saved, Saved):
        assert deposited == Conflict(network)
    else:
        assert (saved, deposited) == (Conflict(network), Deposited(network, 1))

    def left(session: Session) -> tuple[bool, int]:
        found = bilan_of(session, network)
        assert found is not None
        return found.draft["dates"] == "Deux dates", found.version

    assert database.read(left) == ((True, 0) if isinstance(saved, Saved) else (False, 1))


def test_control_without_the_lock_both_would_write_the_same_version(database: Database) -> None:
    network, _, _, _ = scene(database)

    def naive(barrier: threading.Barrier) -> object:
        def look(session: Session) -> tuple[int, int]:
            found = bilan_of(session, network)
            assert found is not None
            return found.id, found.version + 1

        bilan_id, version = database.read(look)
        barrier.wait()

        def work(session: Session) -> None:
            session.add(BilanVersion(bilan_id=bilan_id, version=version, content={}, deposited_at=IN_JUNE))

        return database.write(work)

    failed = [one for one in at_once(naive, naive) if isinstance(one, Exception)]
    assert [type(one).__name__ for one in failed] == ["IntegrityError"]


def test_r64_of_two_answers_at_once_one_moment_is_agreed_on(database: Database) -> None:
    network, ada, _, rita = scene(database)
    proposing = partial(cee_meeting.propose, day="2027-06-15", starts="9 h", place="Au CEE")
    database.write(lambda session: proposing(session, IN_JUNE, ada, network))

    def moment(session: Session) -> int:
        return session.scalars(select(CeeMoment.id)).one()

    first = database.read(moment)
    other = partial(cee_meeting.propose, day="2027-06-16", starts="9 h", place="Au CEE")
    at_once(
        pressing(database, cee_meeting.accept, rita, network, first),
        pressing(database, other, ada, network),
    )

    def states(session: Session) -> list[str]:
        return sorted(session.scalars(select(CeeMoment.state)))

    assert database.read(states) in (["AGREED", "PROPOSED"], ["PROPOSED", "REPLACED"])
