"""Who somebody is, as the Teams roster says it (PLAYGROUND §2)."""

import json
from typing import Any

import pytest

from bot.errors import TeamsUnavailableError
from bot.services import Member, Place
from bot.settings import Settings
from bot.teams.sender import ConnectorSender
from tests.fakes.activities import CAMILLE, TENANT
from tests.fakes.teams import FakeTeams, Trouble
from tests.teams.asking import CHAT, Answers, answered, connected, member


async def test_the_roster_says_who_somebody_is(sender: ConnectorSender, place: Place) -> None:
    assert await sender.member(place, CAMILLE.teams_id) == Member(
        CAMILLE.object_id, "Camille Roy", "camille.roy@exemple.invalid", guest=False
    )


@pytest.mark.parametrize(
    ("entry", "email", "guest"),
    [
        ({"userPrincipalName": "Camille@exemple.invalid"}, "camille@exemple.invalid", False),
        ({"email": " C@exemple.invalid ", "userRole": "user"}, "c@exemple.invalid", False),
        ({"email": "c@exemple.invalid", "userRole": "Guest"}, "c@exemple.invalid", True),
        ({"email": "c@exemple.invalid", "tenantId": "another"}, "c@exemple.invalid", True),
        ({"email": "c@exemple.invalid", "tenantId": TENANT.upper()}, "c@exemple.invalid", False),
        ({"userPrincipalName": "c_ailleurs.org#EXT#@exemple.invalid"}, "", True),
        ({"email": "c@ailleurs.org", "userPrincipalName": "c#EXT#@x"}, "c@ailleurs.org", True),
        ({"email": None, "userPrincipalName": 5, "userRole": [], "tenantId": {}}, "", False),
    ],
)
async def test_addresses_and_guests_of_the_roster(entry: dict[str, Any], email: str, guest: bool) -> None:
    body = json.dumps({"id": "29:x", "name": "Camille Roy", "objectId": "ABC"} | entry).encode()
    assert await answered(member, 200, body) == Member("abc", "Camille Roy", email, guest)


async def test_local_mode_knows_no_tenant() -> None:
    body = b'{"aadObjectId": "abc", "name": "N", "email": "n@exemple.invalid", "tenantId": "any"}'
    with Answers(200, body, {}) as server:
        async with connected(Settings()) as sender:
            found = await sender.member(Place(server.origin, CHAT), "29:x")
    assert found == Member("abc", "N", "n@exemple.invalid", guest=False)


@pytest.mark.parametrize(
    "trouble", [Trouble.SERVER_ERROR, Trouble.THROTTLED, Trouble.NOT_IN_ROSTER, Trouble.DROP]
)
async def test_a_roster_without_an_answer_is_unavailable(
    sender: ConnectorSender, teams: FakeTeams, place: Place, trouble: Trouble
) -> None:
    """A dropped GET is asked once more by aiohttp, which is harmless."""
    teams.script(trouble, 2)
    with pytest.raises(TeamsUnavailableError, match="roster: "):
        await sender.member(place, CAMILLE.teams_id)


@pytest.mark.parametrize("body", [b"", b"{}", b'{"aadObjectId": 5}', b"<html>"])
async def test_a_roster_without_an_object_id_is_unavailable(body: bytes) -> None:
    with pytest.raises(TeamsUnavailableError, match="no object id"):
        await answered(member, 200, body)


async def test_somebody_who_is_not_in_the_roster(sender: ConnectorSender, place: Place) -> None:
    with pytest.raises(TeamsUnavailableError, match="MemberNotFoundInConversation"):
        await sender.member(place, "29:nobody")
