"""`python -m bot doctor` on a tenant: whether Graph lets the bot into its Team, and what to do if not."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fakes.activities import APP_ID, TENANT
from tests.fakes.entra import SECRET, FakeLogin
from tests.fakes.graph import TEAM, FakeGraph
from tests.test_main import bot


@pytest.fixture
def login() -> Iterator[FakeLogin]:
    with FakeLogin() as server:
        yield server


@pytest.fixture
def graph(login: FakeLogin) -> Iterator[FakeGraph]:
    with FakeGraph() as server:
        server.accept_if(lambda token: token.startswith("graph-token-"))
        login.graph_url = server.origin
        yield server


Doctor = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a migrated database, which no test here writes in."""
    made = tmp_path_factory.mktemp("doctor")
    assert bot(made, "migrate")[0] == 0
    return made


@pytest.fixture
def doctor(folder: Path, login: FakeLogin, graph: FakeGraph) -> Doctor:
    """The command, as on a server that trusts the login's certificate."""

    def run(**changes: str) -> tuple[int, str, str]:
        given = {
            "APP_ID": APP_ID,
            "APP_PASSWORD": SECRET,
            "APP_TENANT_ID": TENANT,
            "TEAM_ID": TEAM,
            "CEE_RESPONSIBLES": "oid-rita",
            "LINK_SECRET": "x" * 32,
            "LOGIN_URL": login.origin,
            "GRAPH_URL": graph.origin,
            "REQUESTS_CA_BUNDLE": str(login.ca_file),
        }
        return bot(folder, "doctor", **(given | changes))

    return run


def test_a_team_that_answers_is_counted(doctor: Doctor, graph: FakeGraph) -> None:
    """Whoever is responsible is read at the bot's first start, so there is nobody yet."""
    graph.add("R2027-0001 Lire dehors")
    status, output, errors = doctor()
    assert output.splitlines()[0] == "Mode: Teams; listens on 127.0.0.1:3978"
    assert output.splitlines()[-1] == "Team: 2 channels, of 1,000 at most"
    assert (status, errors) == (
        1,
        "Nobody would receive an approval request: set CEE_RESPONSIBLES.\n",
    )


def no_reading(graph: FakeGraph) -> None:
    graph.may_read = False


def away(graph: FakeGraph) -> None:
    graph.go_down()


def untouched(_graph: FakeGraph) -> None: ...


@pytest.mark.parametrize(
    ("spoil", "changes", "named"),
    [
        (no_reading, {}, "Team: a permission is missing; an owner adds the app to the Team"),
        (away, {}, "Team: no answer; can this machine reach LOGIN_URL and GRAPH_URL?"),
        (untouched, {"TEAM_ID": "another"}, "Team: not found; check TEAM_ID"),
        (untouched, {"APP_PASSWORD": "wrong"}, "Team: the bot's identity is refused; check APP_ID"),
        (untouched, {"REQUESTS_CA_BUNDLE": ""}, "Team: no answer; can this machine reach LOGIN_URL"),
    ],
)
def test_what_keeps_the_bot_out_is_named_with_what_to_do(
    doctor: Doctor,
    graph: FakeGraph,
    spoil: Callable[[FakeGraph], None],
    changes: dict[str, str],
    named: str,
) -> None:
    spoil(graph)
    status, output, errors = doctor(**changes)
    assert status == 1
    assert "Team:" not in output
    assert [line for line in errors.splitlines() if line.startswith(named)] != [], errors
    assert SECRET not in errors
