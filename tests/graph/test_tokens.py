"""The bot's own tokens, from a real token endpoint over TLS through the real msal (TEAMS_FACTS §2.8, §4)."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.errors import NotReadyError
from bot.graph.tokens import TokenError, Tokens
from bot.settings import Settings
from tests.fakes.activities import APP_ID, TENANT
from tests.fakes.edge import Ticker
from tests.fakes.entra import SECRET, FakeLogin
from tests.fakes.keys import Certificate
from tests.graph.conftest import Make


async def test_a_token_is_asked_for_once_and_kept(make: Make, login: FakeLogin, ticker: Ticker) -> None:
    """botbuilder asks once a turn (TEAMS_FACTS §4)."""
    tokens = make()
    assert [await tokens.connector_token() for _ in range(5)] == ["connector-token-1"] * 5
    ticker.seconds += 3600 - 301
    assert await tokens.connector_token() == "connector-token-1"
    assert len(login.requests) == 1
    assert login.requests[0]["grant_type"] == "client_credentials"
    assert "https://api.botframework.com/.default" in login.requests[0]["scope"].split()


async def test_a_token_at_hand_costs_neither_a_thread_nor_a_turn_of_the_loop(make: Make) -> None:
    tokens = make()
    kept = await tokens.connector_token()
    with pytest.raises(StopIteration) as ended:
        tokens.connector_token().__await__().__next__()  # it would give something to wait for
    assert ended.value.value == kept


async def test_a_token_is_renewed_five_minutes_before_its_end(
    make: Make, login: FakeLogin, ticker: Ticker
) -> None:
    """One that lasts four minutes is due at once (msal reads its own clock); above is the control."""
    login.lasts = 240
    tokens = make()
    assert await tokens.connector_token() == "connector-token-1"
    login.lasts = 3600
    assert await tokens.connector_token() == "connector-token-2"
    ticker.seconds += 3600 - 301
    assert await tokens.connector_token() == "connector-token-2"
    assert len(login.requests) == 2


async def test_callers_who_come_together_share_one_request(make: Make, login: FakeLogin) -> None:
    tokens = make()
    login.hold()
    together = [asyncio.create_task(tokens.connector_token()) for _ in range(20)]
    await asyncio.to_thread(login.asked.wait, 10)
    login.release()
    assert await asyncio.gather(*together) == ["connector-token-1"] * 20
    assert len(login.requests) == 1


async def test_a_caller_who_leaves_takes_nothing_from_the_others(make: Make, login: FakeLogin) -> None:
    tokens = make()
    login.hold()
    leaving = asyncio.create_task(tokens.connector_token())
    staying = asyncio.create_task(tokens.connector_token())
    await asyncio.to_thread(login.asked.wait, 10)
    leaving.cancel()
    login.release()
    assert await staying == "connector-token-1"
    assert leaving.cancelled()


async def test_asking_does_not_block_the_loop(make: Make, login: FakeLogin) -> None:
    """The server answers only after the loop has run: a call on the loop would wait for itself."""
    order: list[str] = []
    tokens = make()
    login.hold()

    async def ask() -> None:
        await tokens.connector_token()
        order.append("token")

    asking = asyncio.create_task(ask())
    await asyncio.to_thread(login.asked.wait, 10)
    order.append("the loop ran")
    login.release()
    await asking
    assert order == ["the loop ran", "token"]


async def test_a_wrong_secret_is_named_by_its_code_alone(make: Make, login: FakeLogin) -> None:
    """Entra's description holds the tenant, the app and here even the secret: none of it may be seen."""
    tokens = make(APP_PASSWORD=SecretStr("wrong"))
    with capture_logs() as logs, pytest.raises(TokenError) as raised:
        await tokens.connector_token()
    assert (raised.value.code, str(raised.value)) == ("invalid_client", "invalid_client")
    assert raised.value.__cause__ is None
    assert logs == [{"event": "token_unavailable", "code": "invalid_client", "log_level": "warning"}]
    assert len(login.requests) == 1


async def test_an_outage_is_remembered_for_a_few_seconds(
    make: Make, login: FakeLogin, ticker: Ticker
) -> None:
    """A hundred messages that wait must not queue a hundred threads at a service that is down."""
    tokens = make()
    await tokens.connector_token()
    ticker.seconds += 3600
    tokens._connector._is_stale = True
    login.script(401, {"error": "temporarily_unavailable"}, 3)
    for _ in range(10):
        with pytest.raises(TokenError, match="temporarily_unavailable"):
            await tokens.connector_token()
    assert len(login.requests) == 2
    ticker.seconds += 5
    with pytest.raises(TokenError, match="temporarily_unavailable"):
        await tokens.connector_token()
    assert len(login.requests) == 3


async def test_it_comes_back_when_entra_does(make: Make, login: FakeLogin, ticker: Ticker) -> None:
    login.script(401, {"error": "temporarily_unavailable"})
    tokens = make()
    with pytest.raises(TokenError):
        await tokens.connector_token()
    ticker.seconds += 5
    assert await tokens.connector_token() == "connector-token-1"


async def test_a_token_that_still_holds_serves_while_entra_fails(
    make: Make, login: FakeLogin, ticker: Ticker
) -> None:
    login.lasts = 200
    tokens = make()
    assert await tokens.connector_token() == "connector-token-1"
    login.script(401, {"error": "temporarily_unavailable"}, 2)
    ticker.seconds += 100
    assert await tokens.connector_token() == "connector-token-1"
    ticker.seconds += 100
    with pytest.raises(TokenError, match="temporarily_unavailable"):
        await tokens.connector_token()


@pytest.mark.parametrize("body", [{}, {"error": ["x"]}, {"token_type": "Bearer"}])
async def test_an_answer_that_makes_no_sense_is_an_error(
    make: Make, login: FakeLogin, body: dict[str, Any]
) -> None:
    login.script(200, body)
    with pytest.raises(TokenError):
        await make().connector_token()


async def test_no_connection_is_an_error_with_a_name(make: Make, login: FakeLogin) -> None:
    tokens = make()
    login.go_down()
    with pytest.raises(TokenError, match=r"^ConnectionError$"):
        await tokens.connector_token()
    login.come_back()


async def test_a_certificate_that_nobody_trusts_is_not_spoken_to(login: FakeLogin, ticker: Ticker) -> None:
    """The control of every other test here, whose client trusts the server's certificate."""
    settings = Settings(
        APP_ID=APP_ID,
        APP_TENANT_ID=TENANT,
        LOGIN_URL=login.origin,
        APP_PASSWORD=SecretStr(SECRET),
    )
    with pytest.raises(TokenError, match=r"^SSLError$"):
        await Tokens(settings, ticker).connector_token()
    assert login.requests == []


@pytest.mark.parametrize("order", ["key first", "certificate first"])
async def test_a_certificate_signs_in_without_a_secret(
    make: Make, login: FakeLogin, tmp_path: Path, order: str
) -> None:
    parts = [login.app_certificate.key_pem(), login.app_certificate.pem()]
    pem = tmp_path / "app.pem"
    pem.write_bytes(b"".join(parts if order == "key first" else reversed(parts)))
    tokens = make(APP_CERTIFICATE=str(pem), APP_PASSWORD=SecretStr(""))
    assert await tokens.connector_token() == "connector-token-1"
    assert "client_secret" not in login.requests[0]


async def test_another_certificate_does_not_sign_in(make: Make, tmp_path: Path) -> None:
    other = Certificate.make()
    pem = tmp_path / "app.pem"
    pem.write_bytes(other.key_pem() + other.pem())
    tokens = make(APP_CERTIFICATE=str(pem), APP_PASSWORD=SecretStr(""))
    with pytest.raises(TokenError, match="invalid_client"):
        await tokens.connector_token()


@pytest.mark.parametrize("content", [None, b"", b"not a key", Certificate.make().key_pem()])
def test_a_certificate_that_cannot_be_read_refuses_the_start(
    make: Make, tmp_path: Path, content: bytes | None
) -> None:
    pem = tmp_path / "app.pem"
    if content is not None:
        pem.write_bytes(content)
    with pytest.raises(NotReadyError, match="APP_CERTIFICATE: a PEM file"):
        make(APP_CERTIFICATE=str(pem), APP_PASSWORD=SecretStr(""))


@pytest.fixture
def identity(login: FakeLogin, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment that App Service gives a program that has a managed identity."""
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"{login.origin}/msi/token")
    monkeypatch.setenv("IDENTITY_HEADER", SECRET)


@pytest.mark.usefixtures("identity")
async def test_a_managed_identity_needs_no_secret(make: Make, login: FakeLogin) -> None:
    tokens = make(APP_TYPE="UserAssignedMSI", APP_PASSWORD=SecretStr(""))
    assert [await tokens.connector_token() for _ in range(3)] == ["connector-token-1"] * 3
    assert await tokens.graph_token() == "graph-token-1"
    assert [asked["resource"] for asked in login.requests] == [
        "https://api.botframework.com",
        "https://graph.microsoft.com",
    ]


@pytest.mark.usefixtures("identity")
async def test_a_managed_identity_refused_is_an_error(make: Make, login: FakeLogin) -> None:
    login.script(400, {"statusCode": 400, "message": SECRET})
    tokens = make(APP_TYPE="UserAssignedMSI", APP_PASSWORD=SecretStr(""))
    with pytest.raises(TokenError) as raised:
        await tokens.connector_token()
    assert SECRET not in str(raised.value)


@pytest.mark.usefixtures("identity")
@pytest.mark.parametrize("app_type", ["SingleTenant", "UserAssignedMSI"])
async def test_a_token_that_teams_refused_is_dropped(
    make: Make, login: FakeLogin, ticker: Ticker, app_type: str
) -> None:
    """Dropped from msal's cache too: else the same one would come back."""
    tokens = make(APP_TYPE=app_type)
    first = await tokens.connector_token()
    ticker.seconds += 60
    assert tokens.forget(first)
    assert await tokens.connector_token() == "connector-token-2"
    assert tokens.forget(first), "somebody else replaced it already: the new one is worth a try"
    assert await tokens.connector_token() == "connector-token-2"
    assert len(login.requests) == 2


async def test_a_new_token_refused_is_not_asked_for_again(make: Make, login: FakeLogin) -> None:
    """A bot that is not registered (401 for each message) must not ask Entra for each message."""
    tokens = make()
    first = await tokens.connector_token()
    assert not tokens.forget(first)
    assert await tokens.connector_token() == first
    assert len(login.requests) == 1
