"""What the tests of the jobs stand on."""

from collections.abc import AsyncIterator, Iterator

import pytest

from storage.database import Database
from tests.fakes import activities
from tests.fakes.teams import FakeTeams
from tests.jobs.office import Office, office


@pytest.fixture
def teams() -> Iterator[FakeTeams]:
    with FakeTeams(activities.TENANT) as running:
        yield running


@pytest.fixture(name="office")
async def office_fixture(database: Database, teams: FakeTeams) -> AsyncIterator[Office]:
    async with office(database, teams) as opened:
        yield opened
