"""Controls: the Graph of the tests refuses what the real one does (TEAMS_FACTS §2.1, §2.2, §2.7)."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.fakes.graph import TEAM, FakeGraph
from tests.fakes.graph_names import is_legal

Json = dict[str, Any]
GOOD = {"displayName": "Un canal", "description": "Ici.", "membershipType": "standard"}


@pytest.fixture
async def http(graph: FakeGraph) -> AsyncIterator[aiohttp.ClientSession]:
    graph.accept("good")
    async with aiohttp.ClientSession(headers={"Authorization": "Bearer good"}) as session:
        yield session


def url(graph: FakeGraph, team: str = TEAM) -> str:
    return f"{graph.origin}/v1.0/teams/{team}/channels"


async def post(http: aiohttp.ClientSession, graph: FakeGraph, **changes: Any) -> tuple[int, Json]:
    async with http.post(url(graph), json={**GOOD, **changes}) as answer:
        return answer.status, await answer.json()


async def test_a_channel_is_answered_201_with_all_that_graph_tells(
    http: aiohttp.ClientSession, graph: FakeGraph
) -> None:
    status, body = await post(http, graph)
    assert status == 201
    assert (body["displayName"], body["description"]) == ("Un canal", "Ici.")
    assert set(body) >= {"@odata.context", "id", "createdDateTime", "membershipType"}
    assert graph.names == ["General", "Un canal"]


WRONG: list[tuple[Json, int, str]] = [
    ({"displayName": "x" * 51}, 400, "not valid"),
    ({"displayName": ""}, 400, "not valid"),
    ({"displayName": None}, 400, "not valid"),
    ({"displayName": "forms"}, 400, "not valid"),
    ({"displayName": "GENERAL"}, 400, "already existed"),
    ({"displayName": "Ancien"}, 400, "already existed"),
    ({"membershipType": "private"}, 400, "members"),
    ({"colour": "red"}, 400, "Invalid property"),
]


@pytest.mark.parametrize(("changes", "status", "words"), WRONG)
async def test_what_graph_refuses_is_refused_in_its_shape(
    http: aiohttp.ClientSession, graph: FakeGraph, changes: Json, status: int, words: str
) -> None:
    graph.deleted.append("ancien")
    answered, body = await post(http, graph, **changes)
    assert answered == status
    assert words in body["error"]["message"]
    assert set(body["error"]) == {"code", "message", "innerError"}
    assert graph.names == ["General"]


@pytest.mark.parametrize("letter", list("~#%&*{}+/\\:<>?|'\",\x00\x1f\x80\x9f"))
def test_each_forbidden_character_is_refused(letter: str) -> None:
    assert not is_legal(f"a{letter}b")


@pytest.mark.parametrize(
    "name", ["a..b", "_a", ".a", "a.", "CON", "nul", "COM1", "lpt9", "desktop.ini", "x_vti_y", " a", "a "]
)
def test_each_forbidden_shape_is_refused(name: str) -> None:
    assert not is_legal(name)


@pytest.mark.parametrize("name", ["Réseau 1", "a.b", "a_", "CONTE", "x" * 50, "l’été", "🌱" * 25])
def test_what_is_allowed_is_taken(name: str) -> None:
    assert is_legal(name)


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer bad"}, {"Authorization": "good"}])
async def test_a_call_without_its_token_is_401(graph: FakeGraph, headers: dict[str, str]) -> None:
    graph.accept("good")
    async with (
        aiohttp.ClientSession() as session,
        session.get(url(graph), headers=headers) as listed,
        session.post(url(graph), json=GOOD, headers=headers) as created,
    ):
        assert (listed.status, created.status) == (401, 401)
    assert graph.names == ["General"]


async def test_a_body_that_is_not_json_is_refused(http: aiohttp.ClientSession, graph: FakeGraph) -> None:
    async with http.post(url(graph), data="displayName=x") as form:
        assert form.status == 415
    async with http.post(url(graph), data="{", headers={"Content-Type": "application/json"}) as half:
        assert half.status == 400


async def test_another_team_is_404_and_a_permission_that_is_missing_403(
    http: aiohttp.ClientSession, graph: FakeGraph
) -> None:
    async with http.get(url(graph, "another")) as unknown:
        assert unknown.status == 404
    graph.may_read = graph.may_create = False
    async with http.get(url(graph)) as listed:
        assert listed.status == 403
    assert (await post(http, graph))[0] == 403


async def test_a_team_holds_a_thousand_with_its_deleted_ones(
    http: aiohttp.ClientSession, graph: FakeGraph
) -> None:
    graph.deleted += [f"ancien {number}" for number in range(998)]
    assert (await post(http, graph))[0] == 201
    status, body = await post(http, graph, displayName="Un de trop")
    assert (status, body["error"]["code"]) == (403, "Forbidden")


async def test_a_list_comes_in_pages_with_the_asked_fields_only(
    http: aiohttp.ClientSession, graph: FakeGraph
) -> None:
    graph.page_size = 2
    for number in range(3):
        graph.add(f"Canal {number}")
    link, seen = f"{url(graph)}?$select=id,displayName", []
    while link:
        async with http.get(link) as answer:
            body = await answer.json()
        assert {name for each in body["value"] for name in each} == {"id", "displayName"}
        seen.append([each["displayName"] for each in body["value"]])
        link = body.get("@odata.nextLink", "")
    assert seen == [["General", "Canal 0"], ["Canal 1", "Canal 2"]]
    async with http.get(f"{url(graph)}?$top=5") as refused:
        assert refused.status == 400
