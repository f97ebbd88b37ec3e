"""Microsoft's signing keys: kept, renewed, shared, missing (TEAMS_FACTS §4), over real HTTP."""

import asyncio
from typing import Any

import pytest

from tests.fakes.activities import message
from tests.fakes.edge import Edge
from tests.fakes.keys import SigningKey, new_key
from tests.fakes.teams import FakeTeams


async def test_the_keys_are_read_once_for_a_day(hosted_edge: Edge, teams: FakeTeams) -> None:
    for seconds in (0.0, 3600.0, 20 * 3600.0):
        hosted_edge.ticker.seconds = 1000 + seconds
        assert (await hosted_edge.send(message("bonjour", teams.url)))[0] == 200
    assert hosted_edge.openid.fetches == 1
    hosted_edge.ticker.seconds = 1000 + 24 * 3600.0
    assert (await hosted_edge.send(message("bonjour", teams.url)))[0] == 200
    assert hosted_edge.openid.fetches == 2


async def test_a_key_withdrawn_is_refused_after_a_day(hosted_edge: Edge, teams: FakeTeams) -> None:
    openid = hosted_edge.openid
    old = openid.token(teams.url)
    assert (await hosted_edge.send(message("un", teams.url), token=old))[0] == 200
    openid.rotate()
    hosted_edge.ticker.seconds += 24 * 3600
    assert (await hosted_edge.send(message("deux", teams.url), token=old))[0] == 401
    assert [turn.text for turn in hosted_edge.heard] == ["un"]


async def test_new_keys_are_found_at_once_without_a_restart(hosted_edge: Edge, teams: FakeTeams) -> None:
    """botbuilder fails for up to a day here (TEAMS_FACTS §4)."""
    assert (await hosted_edge.send(message("un", teams.url)))[0] == 200
    hosted_edge.openid.rotate()
    assert (await hosted_edge.send(message("deux", teams.url)))[0] == 200
    assert [turn.text for turn in hosted_edge.heard] == ["un", "deux"]


async def test_a_flood_of_invented_keys_asks_microsoft_once_a_minute(
    hosted_edge: Edge, teams: FakeTeams
) -> None:
    openid = hosted_edge.openid
    assert (await hosted_edge.send(message("bonjour", teams.url)))[0] == 200
    for number in range(20):
        token = openid.token(teams.url, kid=f"invented-{number}")
        assert (await hosted_edge.send(message("bonjour", teams.url), token=token))[0] == 401
    assert openid.fetches == 2
    hosted_edge.ticker.seconds += 60
    token = openid.token(teams.url, kid="invented-again")
    assert (await hosted_edge.send(message("bonjour", teams.url), token=token))[0] == 401
    assert openid.fetches == 3


async def test_requests_that_come_together_share_one_reading_of_the_keys(
    hosted_edge: Edge, teams: FakeTeams
) -> None:
    openid = hosted_edge.openid
    openid.hold()
    together = [asyncio.create_task(hosted_edge.send(message("a", teams.url))) for _ in range(10)]
    await asyncio.to_thread(openid.asked.wait, 10)
    openid.release()
    assert [status for status, _ in await asyncio.gather(*together)] == [200] * 10
    assert openid.fetches == 1


async def test_a_rotation_seen_by_many_at_once_is_read_once(hosted_edge: Edge, teams: FakeTeams) -> None:
    openid = hosted_edge.openid
    assert (await hosted_edge.send(message("un", teams.url)))[0] == 200
    openid.rotate()
    openid.hold()
    openid.asked.clear()
    together = [asyncio.create_task(hosted_edge.send(message("b", teams.url))) for _ in range(10)]
    await asyncio.to_thread(openid.asked.wait, 10)
    openid.release()
    assert [status for status, _ in await asyncio.gather(*together)] == [200] * 10
    assert openid.fetches == 2


async def test_without_any_key_the_answer_is_503_until_microsoft_is_back(
    hosted_edge: Edge, teams: FakeTeams
) -> None:
    openid = hosted_edge.openid
    token = openid.token(teams.url)
    openid.go_down()
    assert await hosted_edge.send(message("bonjour", teams.url), token=token) == (503, None)
    openid.come_back()
    assert await hosted_edge.send(message("bonjour", teams.url), token=token) == (503, None)
    hosted_edge.ticker.seconds += 5
    assert await hosted_edge.send(message("bonjour", teams.url), token=token) == (200, None)


async def test_known_keys_go_on_serving_while_microsoft_is_away(hosted_edge: Edge, teams: FakeTeams) -> None:
    openid = hosted_edge.openid
    token = openid.token(teams.url)
    assert (await hosted_edge.send(message("un", teams.url), token=token))[0] == 200
    openid.go_down()
    hosted_edge.ticker.seconds += 24 * 3600
    assert (await hosted_edge.send(message("deux", teams.url), token=token))[0] == 200
    unknown = openid.token(teams.url, kid="never-published")
    assert (await hosted_edge.send(message("trois", teams.url), token=unknown))[0] == 401
    assert [turn.text for turn in hosted_edge.heard] == ["un", "deux"]
    openid.come_back()


@pytest.mark.parametrize(
    "metadata", [[], {}, {"jwks_uri": 5}, {"jwks_uri": "http://127.0.0.1:1/none"}, "text"]
)
async def test_metadata_that_makes_no_sense_is_like_none(
    hosted_edge: Edge, teams: FakeTeams, metadata: Any
) -> None:
    hosted_edge.openid.metadata = metadata
    assert await hosted_edge.send(message("bonjour", teams.url)) == (503, None)


async def test_a_key_that_cannot_be_read_is_passed_over(hosted_edge: Edge, teams: FakeTeams) -> None:
    openid = hosted_edge.openid
    good = openid.keys[0]
    openid.keys = [good, {"kid": "broken", "kty": "RSA"}, {"kid": "other", "kty": "oct", "k": "AAAA"}, {}]
    openid.keys.append("not even an object")  # type: ignore[arg-type]
    odd = SigningKey("odd", new_key()).jwk() | {"endorsements": "msteams"}
    openid.keys.append(odd)
    assert await hosted_edge.send(message("bonjour", teams.url)) == (200, None)


async def test_a_document_without_a_usable_key_is_like_none(hosted_edge: Edge, teams: FakeTeams) -> None:
    openid = hosted_edge.openid
    token = openid.token(teams.url)
    openid.keys = [{"kid": "key-1", "kty": "oct", "k": "AAAA"}]
    assert await hosted_edge.send(message("bonjour", teams.url), token=token) == (503, None)
