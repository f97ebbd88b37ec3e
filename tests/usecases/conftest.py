"""One transaction for a test that needs a single one."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from storage.database import Database


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """It is rolled back at the end."""
    with Session(database.engine, expire_on_commit=False) as opened:
        yield opened
