"""What may never happen around a second year and a past one is found when it did (R17; DOMAIN.md §1.8)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.orm import Session

from bot.usecases import audit, rollover
from storage.channel_archive import ChannelArchive
from storage.database import Database
from storage.enrollment import Enrollment
from storage.network import Network
from storage.outbox import OutboxRow
from tests.continuing import JUNE, OVER, Year, accepted, add_channel, deposit, finished
from tests.factories import SETTINGS

LATER = JUNE + timedelta(hours=1)
Plant = Callable[[Session, Year, int], list[int]]
"""(session, the first year, its second one) -> the ids at fault."""


def second_year_missing(session: Session, year: Year, second: int) -> list[int]:
    session.execute(update(Network).where(Network.id == second).values(continued_from_id=None))
    return [year.network]


def second_year_not_accepted(session: Session, _year: Year, second: int) -> list[int]:
    session.execute(text("UPDATE continuations SET decision = 'DECLINED', invited_until = NULL"))
    return [second]


def continuation_behind_its_bilan(session: Session, _year: Year, _second: int) -> list[int]:
    other = finished(session, round_number=1)
    deposit(session, other.network)
    session.execute(text(f"UPDATE bilans SET version = 2 WHERE network_id = {other.network}"))
    return [other.network]


def continuation_without_letter(session: Session, year: Year, _second: int) -> list[int]:
    session.execute(delete(OutboxRow).where(OutboxRow.kind == "continuation_letter"))
    return [year.network]


def invitation_into_a_first_year(session: Session, year: Year, _second: int) -> list[int]:
    session.execute(
        update(Enrollment)
        .where(Enrollment.network_id == year.network, Enrollment.person_id == year.members[0])
        .values(source="invitation")
    )
    return [1]


def past_year_still_waited_for(session: Session, _year: Year, second: int) -> list[int]:
    session.execute(update(Network).where(Network.id == second).values(state="ARCHIVED"))
    query = text(f"SELECT id FROM enrollments WHERE network_id = {second} ORDER BY id")
    return list(session.scalars(query))


def offer_past_its_deadline(session: Session, _year: Year, second: int) -> list[int]:
    over = update(Enrollment).where(Enrollment.network_id == second, Enrollment.state == "OFFERED")
    session.execute(over.values(offered_until=LATER - timedelta(days=2)))
    query = text(f"SELECT id FROM enrollments WHERE network_id = {second} AND state = 'OFFERED' ORDER BY id")
    return list(session.scalars(query))


def channel_archived_too_early(session: Session, year: Year, _second: int) -> list[int]:
    add_channel(session, year.network)
    session.add(ChannelArchive(network_id=year.network, state="BY_HAND", since=JUNE, not_before=JUNE))
    session.flush()
    return [year.network]


BREACHES: dict[str, Plant] = {
    plant.__name__: plant
    for plant in (
        second_year_missing,
        second_year_not_accepted,
        continuation_behind_its_bilan,
        continuation_without_letter,
        invitation_into_a_first_year,
        past_year_still_waited_for,
        offer_past_its_deadline,
        channel_archived_too_early,
    )
}


@pytest.mark.parametrize("breach", BREACHES)
def test_each_breach_is_found_by_its_name_and_its_rows(session: Session, breach: str) -> None:
    year = finished(session)
    second = accepted(session, year)
    assert audit.breaches(session, LATER) == {}
    ids = BREACHES[breach](session, year, second)
    session.expire_all()
    assert sorted(audit.breaches(session, LATER)[breach]) == ids


def test_a_year_that_turned_breaks_nothing(database: Database) -> None:
    def run(session: Session) -> None:
        year = finished(session)
        accepted(session, year)
        add_channel(session, year.network)
        rollover.plan(session, OVER, SETTINGS)
        assert audit.breaches(session, OVER + timedelta(hours=1)) == {}

    database.write(run)


def test_an_invitation_over_for_less_than_a_day_is_not_late(session: Session) -> None:
    """The clock may have stood still for a night."""
    second = accepted(session, finished(session))
    over = update(Enrollment).where(Enrollment.network_id == second, Enrollment.state == "OFFERED")
    session.execute(over.values(offered_until=LATER - timedelta(hours=23)))
    assert audit.breaches(session, LATER) == {}
