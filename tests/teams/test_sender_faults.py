"""What each answer of Teams means for a message (TEAMS_FACTS §1.3, design §4), and tokens that it refuses."""

import pytest

from bot.errors import TeamsUnavailableError
from bot.graph.tokens import TokenError
from bot.services import Fault, NotPosted, Place, Posted
from bot.teams.sender import ConnectorSender
from tests.fakes.activities import CAMILLE
from tests.fakes.edge import FixedToken, hosted
from tests.fakes.teams import FakeTeams, Trouble
from tests.teams.asking import CARD, CHAT, PERSON, Ask, answered, connected, open_chat, post, update

POST: list[Ask] = [post]
HARMLESS: list[Ask] = [update, open_chat]
TABLE: list[tuple[Trouble, list[Ask], Fault, str]] = [
    (Trouble.THROTTLED, [*POST, *HARMLESS], Fault.LATER, "Throttled"),
    (Trouble.PRECONDITION, [*POST, *HARMLESS], Fault.LATER, "PreconditionFailed"),
    (Trouble.SERVER_ERROR, POST, Fault.UNSURE, "ServiceError"),
    (Trouble.SERVER_ERROR, HARMLESS, Fault.LATER, "ServiceError"),
    (Trouble.BAD_GATEWAY, POST, Fault.UNSURE, "502"),
    (Trouble.BAD_GATEWAY, HARMLESS, Fault.LATER, "502"),
    (Trouble.REQUEST_TIMEOUT, POST, Fault.UNSURE, "RequestTimeout"),
    (Trouble.REQUEST_TIMEOUT, HARMLESS, Fault.LATER, "RequestTimeout"),
    (Trouble.DROP, POST, Fault.UNSURE, "ServerDisconnectedError"),
    (Trouble.HANG, POST, Fault.UNSURE, "TimeoutError"),
    (Trouble.HANG, HARMLESS, Fault.LATER, "TimeoutError"),
    (Trouble.NOT_IN_ROSTER, [*POST, *HARMLESS], Fault.UNREACHABLE, "BotNotInConversationRoster"),
    (Trouble.WRITES_BLOCKED, [*POST, *HARMLESS], Fault.UNREACHABLE, "209 MessageWritesBlocked"),
    (Trouble.NOT_FOUND, [*POST, *HARMLESS], Fault.GONE, "ConversationNotFound"),
    (Trouble.BAD_ARGUMENT, [*POST, *HARMLESS], Fault.REFUSED, "BadArgument"),
    (Trouble.UNAUTHORIZED, [*POST, *HARMLESS], Fault.REFUSED, "BotNotRegistered"),
    (Trouble.REDIRECT, [*POST, *HARMLESS], Fault.REFUSED, "307"),
    (Trouble.NO_WINDOW, POST, Fault.UNSURE, "UserNotFound"),
]


@pytest.mark.parametrize(
    ("trouble", "ask", "fault", "code"),
    [
        pytest.param(trouble, ask, fault, code, id=f"{trouble.name} {getattr(ask, '__name__', ask)}")
        for trouble, asks, fault, code in TABLE
        for ask in asks
    ],
)
async def test_each_answer_of_teams_has_its_consequence(
    teams: FakeTeams, place: Place, trouble: Trouble, ask: Ask, fault: Fault, code: str
) -> None:
    """One call is one request: whether to try again is decided by the outbox, not by a library."""
    teams.add_person(PERSON)
    teams.add_conversation(CHAT)
    teams.script(trouble)
    seconds = 0.2 if trouble is Trouble.HANG else 15
    async with connected(hosted(teams.url), FixedToken(), seconds) as sender:
        assert await ask(sender, place) == NotPosted(fault, code)
        assert len(teams.requests) == 1
        assert teams.posted == ()
        teams.let_go()


@pytest.mark.parametrize("ask", [post, open_chat])
async def test_the_same_calls_without_trouble_are_taken(
    sender: ConnectorSender, place: Place, ask: Ask
) -> None:
    """The control of the table above."""
    assert not isinstance(await ask(sender, place), NotPosted)


async def test_a_message_taken_before_the_gateway_failed_is_unsure(
    sender: ConnectorSender, teams: FakeTeams, place: Place
) -> None:
    """Why a POST is not tried again freely: here the person has seen it."""
    teams.script(Trouble.BAD_GATEWAY_AFTER)
    assert await sender.post(place, CARD) == NotPosted(Fault.UNSURE, "502")
    assert len(teams.posted) == 1


@pytest.mark.parametrize("ask", [post, update, open_chat])
async def test_no_connection_is_later(teams: FakeTeams, place: Place, ask: Ask) -> None:
    """Nothing was carried, so nothing was shown."""
    settings = hosted(teams.url)
    teams.go_down()
    async with connected(settings, FixedToken()) as sender:
        assert await ask(sender, place) == NotPosted(Fault.LATER, "ClientConnectorError")
    teams.come_back()


@pytest.mark.parametrize(
    ("given", "seconds"),
    [("7", 7.0), ("0", 0.0), ("1.5", 1.5), ("soon", None), ("-5", None), ("inf", None), ("", None)],
)
async def test_a_throttled_call_says_when_to_come_back(
    sender: ConnectorSender, teams: FakeTeams, place: Place, given: str, seconds: float | None
) -> None:
    teams.script(Trouble.THROTTLED, retry_after=given)
    assert await sender.post(place, CARD) == NotPosted(Fault.LATER, "Throttled", seconds)


@pytest.mark.parametrize(
    ("date", "seconds"),
    [
        ("Mon, 23 Nov 2026 15:00:30 GMT", 30.0),
        ("Mon, 23 Nov 2026 14:00:00 GMT", 0.0),
        ("Mon, 23 Nov 2026 15:00:30", None),
    ],
)
async def test_a_date_to_come_back_is_counted_from_the_answer_s_own_date(
    date: str, seconds: float | None
) -> None:
    answer = await answered(post, 429, b"{}", Date="Mon, 23 Nov 2026 15:00:00 GMT", Retry_After=date)
    assert answer == NotPosted(Fault.LATER, "429", seconds)


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (200, b'{"id": "9"}', Posted("9")),
        (202, b'{"id": 9}', Posted("9")),
        (201, b"", Posted("")),
        (204, b"", Posted("")),
        (201, b"[]", Posted("")),
        (201, b"<html>", Posted("")),
        (201, b"[" * 100_000, Posted("")),
        (409, b"{}", NotPosted(Fault.REFUSED, "409")),
        (413, b"{}", NotPosted(Fault.REFUSED, "413")),
        (503, b"[" * 100_000, NotPosted(Fault.UNSURE, "503")),
        (599, b'{"error": {}}', NotPosted(Fault.UNSURE, "599")),
        (403, b'{"error": {"code": "x' + b"y" * 200 + b'"}}', NotPosted(Fault.UNREACHABLE, "403")),
        (403, b'{"error": {"code": "Camille <b>"}}', NotPosted(Fault.UNREACHABLE, "403")),
        (403, b'{"error": "text"}', NotPosted(Fault.UNREACHABLE, "403")),
    ],
)
async def test_odd_answers_to_a_post(status: int, body: bytes, outcome: Posted | NotPosted) -> None:
    """An error page in place of JSON must not hide the status; only a code reaches the log, never prose."""
    assert await answered(post, status, body) == outcome


@pytest.mark.parametrize("body", [b"", b"{}", b'{"id": ""}', b'{"id": 5}', b"[]"])
async def test_a_chat_without_an_id_is_asked_for_later(body: bytes) -> None:
    assert await answered(open_chat, 201, body) == NotPosted(Fault.LATER, "no_conversation_id")


class Issuing:
    """Tokens one after the other; `renews` says whether a refused one may be replaced."""

    def __init__(self, *, renews: bool = True) -> None:
        self.number = 1
        self.forgotten: list[str] = []
        self._renews = renews

    async def connector_token(self) -> str:
        return f"token-{self.number}"

    def forget(self, token: str, /) -> bool:
        self.forgotten.append(token)
        self.number += 1
        return self._renews


@pytest.mark.parametrize("ask", [post, open_chat])
async def test_a_token_refused_is_replaced_once(teams: FakeTeams, place: Place, ask: Ask) -> None:
    teams.add_person(PERSON)
    teams.add_conversation(CHAT)
    teams.require_token("token-2")
    tokens = Issuing()
    async with connected(hosted(teams.url), tokens) as sender:
        assert not isinstance(await ask(sender, place), NotPosted)
    assert tokens.forgotten == ["token-1"]


async def test_a_second_refusal_is_final(teams: FakeTeams, place: Place) -> None:
    teams.require_token("token-3")
    async with connected(hosted(teams.url), Issuing()) as sender:
        assert await sender.post(place, CARD) == NotPosted(Fault.REFUSED, "BotNotRegistered")
    assert len(teams.requests) == 2


async def test_a_token_that_cannot_be_replaced_is_not_tried_again(teams: FakeTeams, place: Place) -> None:
    teams.require_token("token-2")
    async with connected(hosted(teams.url), Issuing(renews=False)) as sender:
        assert await sender.post(place, CARD) == NotPosted(Fault.REFUSED, "BotNotRegistered")
    assert len(teams.requests) == 1


async def test_other_refusals_forget_no_token(teams: FakeTeams, place: Place) -> None:
    tokens = Issuing()
    async with connected(hosted(teams.url), tokens) as sender:
        assert await sender.post(place, CARD) == NotPosted(Fault.GONE, "ConversationNotFound")
    assert tokens.forgotten == []


class NoToken(FixedToken):
    async def connector_token(self) -> str:
        raise TokenError("invalid_client")


@pytest.mark.parametrize("ask", [post, update, open_chat])
async def test_without_a_token_nothing_is_sent_and_all_may_be_tried_later(
    teams: FakeTeams, place: Place, ask: Ask
) -> None:
    async with connected(hosted(teams.url), NoToken()) as sender:
        assert await ask(sender, place) == NotPosted(Fault.LATER, "invalid_client")
        with pytest.raises(TeamsUnavailableError, match="invalid_client"):
            await sender.member(place, CAMILLE.teams_id)
    assert teams.requests == ()
