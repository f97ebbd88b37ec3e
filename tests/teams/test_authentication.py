"""Only Teams, for this bot, from its tenant (issue 2 point 4; TEAMS_FACTS §4), over real HTTP with real keys.

Every refusal is the good request of `test_a_good_token_is_heard` with one thing spoilt: that one passing is
their control.
"""

import base64
import hmac
import json
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from bot.teams.authentication import Authenticator, Refusal, bearer
from tests.fakes.activities import APP_ID, TENANT, message
from tests.fakes.edge import Edge
from tests.fakes.entra import FakeOpenId
from tests.fakes.keys import SigningKey, new_key
from tests.fakes.teams import FakeTeams

OTHER = "00000000-0000-0000-0000-00000000dead"
Spoil = Callable[[FakeOpenId, str], str]


def segment(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def with_header(openid: FakeOpenId, url: str, header: Any) -> str:
    _, claims, signature = openid.token(url).split(".")
    return f"{segment(header)}.{claims}.{signature}"


def unsigned(openid: FakeOpenId, url: str) -> str:
    """`alg` none: the claims of a good token, and no signature."""
    claims = openid.token(url).split(".")[1]
    return f"{segment({'alg': 'none', 'typ': 'JWT', 'kid': 'key-1'})}.{claims}."


def hmac_with_the_public_key(openid: FakeOpenId, url: str) -> str:
    """HS256 confusion: the published public key, which everybody has, used as a shared secret."""

    published = openid.keys[0]
    assert isinstance(published, SigningKey)
    head = segment({"alg": "HS256", "typ": "JWT", "kid": "key-1"})
    claims = openid.token(url).split(".")[1]
    signature = hmac.digest(published.public_pem(), f"{head}.{claims}".encode(), "sha256")
    return f"{head}.{claims}.{segment(signature)}"


def tampered(openid: FakeOpenId, url: str) -> str:
    head, claims, signature = openid.token(url).split(".")
    longer = json.loads(base64.urlsafe_b64decode(claims + "==")) | {"exp": 4_000_000_000}
    return f"{head}.{segment(longer)}.{signature}"


UNPROVEN: dict[str, Spoil] = {
    "expired": lambda o, u: o.token(u, expires_in=-301),
    "not yet valid": lambda o, u: o.token(u, begins_in=400),
    "no end": lambda o, u: o.token(u, leave_out=("exp",)),
    "signed by another key": lambda o, u: o.token(u, key=new_key()),
    "claims changed after signing": tampered,
    "unknown kid": lambda o, u: o.token(u, kid="never-published"),
    "foreign audience": lambda o, u: o.token(u, audience=OTHER),
    "our audience among others": lambda o, u: o.token(u, audience=[APP_ID, OTHER]),
    "foreign issuer": lambda o, u: o.token(u, issuer="https://sts.windows.net/somebody/"),
    "no issuer": lambda o, u: o.token(u, leave_out=("iss",)),
    "alg none": unsigned,
    "HS256 with the public key": hmac_with_the_public_key,
    "PS256 with the right key": lambda o, u: o.token(u, algorithm="PS256"),
    "two parts": lambda o, u: o.token(u).rpartition(".")[0],
    "garbage": lambda _o, _u: "AAAA.BBBB.CCCC",
    "header not an object": lambda o, u: with_header(o, u, [1]),
    "header too deep": lambda o, u: with_header(o, u, b"[" * 5000),
    "kid a number": lambda o, u: with_header(o, u, {"alg": "RS256", "kid": 7}),
    "kid missing": lambda o, u: with_header(o, u, {"alg": "RS256"}),
}

FOREIGN: dict[str, Spoil] = {
    "another service URL": lambda o, _u: o.token("https://smba.example/amer/"),
    "a longer service URL": lambda o, u: o.token(f"{u}x/"),
    "no service URL": lambda o, _u: o.token(None),
    "service URL not a string": lambda o, _u: o.token(5),  # type: ignore[arg-type]
}


async def test_a_good_token_is_heard(hosted_edge: Edge, teams: FakeTeams) -> None:
    assert await hosted_edge.send(message("bonjour", teams.url)) == (200, None)
    assert [turn.text for turn in hosted_edge.heard] == ["bonjour"]


@pytest.mark.parametrize("expires_in", [-290, 3600])
async def test_two_clocks_may_differ_by_five_minutes(
    hosted_edge: Edge, teams: FakeTeams, expires_in: float
) -> None:
    """The control of « expired »: ten seconds more, and it is refused."""
    token = hosted_edge.openid.token(teams.url, expires_in=expires_in, begins_in=290)
    status, _ = await hosted_edge.send(message("bonjour", teams.url), token=token)
    assert (status, len(hosted_edge.heard)) == (200, 1)


@pytest.mark.parametrize("spoil", UNPROVEN.values(), ids=UNPROVEN.keys())
async def test_a_token_that_proves_nothing_is_401(hosted_edge: Edge, teams: FakeTeams, spoil: Spoil) -> None:
    token = spoil(hosted_edge.openid, teams.url)
    assert await hosted_edge.send(message("bonjour", teams.url), token=token) == (401, None)
    assert hosted_edge.heard == []


@pytest.mark.parametrize("spoil", FOREIGN.values(), ids=FOREIGN.keys())
async def test_a_token_for_another_activity_is_403(hosted_edge: Edge, teams: FakeTeams, spoil: Spoil) -> None:
    token = spoil(hosted_edge.openid, teams.url)
    assert await hosted_edge.send(message("bonjour", teams.url), token=token) == (403, None)
    assert hosted_edge.heard == []


@pytest.mark.parametrize(
    "authorization", ["", "Bearer", "Bearer ", "Basic Ym90OmJvdA==", "{good}", "Basic {good}", "Bearer é"]
)
async def test_without_a_bearer_token_the_body_is_not_even_read(
    hosted_edge: Edge, teams: FakeTeams, authorization: str
) -> None:
    header = authorization.format(good=hosted_edge.openid.token(teams.url))
    assert await hosted_edge.send(b"not json", Authorization=header) == (401, None)
    assert hosted_edge.heard == []


@pytest.mark.parametrize("given", ["", "/"])
async def test_only_the_trailing_slash_of_a_service_url_may_differ(
    hosted_edge: Edge, teams: FakeTeams, given: str
) -> None:
    token = hosted_edge.openid.token(teams.url.rstrip("/") + given)
    assert await hosted_edge.send(message("bonjour", teams.url), token=token) == (200, None)


@pytest.mark.parametrize("endorsements", [None, (), ("webchat",)])
async def test_a_key_not_endorsed_for_teams_is_403(
    hosted_edge: Edge, teams: FakeTeams, endorsements: tuple[str, ...] | None
) -> None:
    hosted_edge.openid.rotate(endorsements)
    assert await hosted_edge.send(message("bonjour", teams.url)) == (403, None)
    assert hosted_edge.heard == []


@pytest.mark.parametrize("channel", ["webchat", "", None, {"a": 1}, ["msteams"], 5])
async def test_an_activity_of_another_channel_is_403(
    hosted_edge: Edge, teams: FakeTeams, channel: Any
) -> None:
    spoilt = message("bonjour", teams.url) | {"channelId": channel}
    assert await hosted_edge.send(spoilt) == (403, None)
    assert hosted_edge.heard == []


def tenants(conversation: Any, channel_data: Any) -> Callable[[dict[str, Any]], None]:
    def spoil(activity: dict[str, Any]) -> None:
        activity["conversation"]["tenantId"] = conversation
        activity["channelData"] = channel_data

    return spoil


@pytest.mark.parametrize(
    "spoil",
    [
        tenants(OTHER, {"tenant": {"id": OTHER}}),
        tenants(TENANT, {"tenant": {"id": OTHER}}),
        tenants(OTHER, {"tenant": {"id": TENANT}}),
        tenants(None, None),
        tenants(None, {"tenant": TENANT}),
        tenants({"id": TENANT}, {}),
        tenants("", []),
    ],
)
async def test_a_foreign_or_absent_tenant_is_403(
    hosted_edge: Edge, teams: FakeTeams, spoil: Callable[[dict[str, Any]], None]
) -> None:
    spoilt = message("bonjour", teams.url)
    spoil(spoilt)
    assert await hosted_edge.send(spoilt) == (403, None)
    assert hosted_edge.heard == []


@pytest.mark.parametrize(
    "spoil",
    [
        tenants(TENANT.upper(), None),
        tenants(None, {"tenant": {"id": TENANT}}),
        tenants(TENANT, {"tenant": {"id": TENANT}}),
    ],
)
async def test_our_tenant_is_heard_wherever_it_is_named(
    hosted_edge: Edge, teams: FakeTeams, spoil: Callable[[dict[str, Any]], None]
) -> None:
    activity = message("bonjour", teams.url)
    spoil(activity)
    assert await hosted_edge.send(activity) == (200, None)


async def test_a_missing_token_is_refused_without_asking_for_keys(openid: FakeOpenId) -> None:
    """The adapter asks first; whoever else calls `check` is told the same."""
    async with aiohttp.ClientSession() as http:
        authenticator = Authenticator(APP_ID, TENANT, openid.openid_url, http)
        refusal = await authenticator.check(None, message("bonjour", "https://smba.example/"))
    assert refusal == Refusal(401, "no_token")
    assert openid.fetches == 0


def test_a_header_that_is_no_text_is_no_token() -> None:
    """aiohttp hands over such bytes as halves of surrogate pairs."""
    assert bearer("Bearer \udcff.\udcff.\udcff") is None
