"""A process that presses « M’inscrire » for many people at once: `python -m tests.usecases.racing URL WORK`.

It reads pairs of person and network from its standard input, says « ready », waits for a line, and prints
what became of each. WORK is « enroll », or « naive »: a count, then an insert, as one would without guards.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.usecases.enrollment import enroll
from storage.database import Database
from storage.enrollment import Enrollment, EnrollmentState
from tests.factories import NOW

Pairs = Sequence[tuple[int, int]]


def guarded(database: Database, person_id: int, network_id: int) -> str:
    outcome = database.write(lambda session: enroll(session, NOW, person_id, network_id))[0]
    return type(outcome).__name__


def naive(database: Database, person_id: int, network_id: int) -> str:
    """What the guards are there for: look, think, write."""

    def taken(session: Session) -> int:
        query = select(func.count(Enrollment.id)).where(
            Enrollment.network_id == network_id, Enrollment.state == EnrollmentState.ACTIVE.value
        )
        return session.execute(query).scalar_one()

    if database.read(taken) >= 10:
        return "Waitlisted"
    time.sleep(0.02)

    def add(session: Session) -> None:
        session.add(
            Enrollment(
                network_id=network_id,
                person_id=person_id,
                school_year="2026-2027",
                state=EnrollmentState.ACTIVE.value,
                source="self",
                created_at=NOW,
            )
        )

    database.write(add)
    return "Enrolled"


WORKS: dict[str, Callable[[Database, int, int], str]] = {"enroll": guarded, "naive": naive}


async def press(database: Database, work: str, pairs: Pairs) -> list[str]:
    """Every pair at once, as the bot would: on its database threads."""
    doing = [database.run(partial(WORKS[work], database, *pair)) for pair in pairs]
    return [
        one if isinstance(one, str) else type(one).__name__
        for one in await asyncio.gather(*doing, return_exceptions=True)
    ]


def main(url: str, work: str) -> None:
    pairs = [(one[0], one[1]) for one in json.loads(sys.stdin.readline())]
    database = Database(url)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sys.stdout.write(json.dumps(asyncio.run(press(database, work, pairs))) + "\n")
    database.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
