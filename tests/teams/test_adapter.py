"""Bodies, events, invokes and replies (issue 2 points 4 and 5), over real HTTP with real tokens.

Each defect of botbuilder 4.17.1 named in TEAMS_FACTS §4 and PLAYGROUND §6 has its test here: bad bodies that
end in 500, invoke answers that cannot be serialised, a client built anew for each turn.
"""

from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.services import Card, Place
from bot.settings import Settings
from bot.teams.adapter import TeamsAdapter
from bot.teams.sender import ConnectorSender
from bot.teams.turn import Happening, Say, Turn
from tests.fakes.activities import (
    BOT_ID,
    CAMILLE,
    CHANNEL,
    TENANT,
    activity,
    installation,
    invoke,
    members_added,
    mention,
    message,
)
from tests.fakes.edge import NEUTRAL, Edge
from tests.fakes.entra import FakeOpenId
from tests.fakes.teams import FakeTeams, Trouble

CARD: Card = {
    "type": "AdaptiveCard",
    "version": "1.5",
    "fallbackText": "Réseaux d’entraide",
    "body": [{"type": "TextBlock", "text": "Bonjour"}],
}
THREAD = f"{CHANNEL};messageid=1699999999999"


def replying(edge: Edge, reply: Card | Say | None) -> None:
    edge.reply = lambda _turn: reply


async def test_a_message_is_answered_where_it_was_written(hosted_edge: Edge, teams: FakeTeams) -> None:
    teams.add_conversation(CAMILLE.chat_id)
    replying(hosted_edge, CARD)
    assert await hosted_edge.send(message("bonjour", teams.url)) == (200, None)
    (record,) = teams.posted
    assert (record.method, record.conversation_id, record.card) == ("POST", CAMILLE.chat_id, CARD)
    assert record.activity["summary"] == "Réseaux d’entraide"
    assert record.activity["replyToId"] == "1700000000001"
    assert record.headers["Authorization"] == "Bearer outbound"


async def test_a_sentence_answers_a_message_as_text(hosted_edge: Edge, teams: FakeTeams) -> None:
    teams.add_conversation(CAMILLE.chat_id)
    replying(hosted_edge, Say("Un instant."))
    assert await hosted_edge.send(message("bonjour", teams.url)) == (200, None)
    assert [(record.text, record.card) for record in teams.posted] == [("Un instant.", None)]


async def test_a_mention_in_a_channel_is_answered_in_its_thread(hosted_edge: Edge, teams: FakeTeams) -> None:
    teams.add_conversation(CHANNEL)
    replying(hosted_edge, CARD)
    assert await hosted_edge.send(mention("aide", teams.url)) == (200, None)
    assert [turn.place for turn in hosted_edge.heard] == [Place(teams.url, THREAD)]
    assert [record.conversation_id for record in teams.posted] == [THREAD]


async def test_a_hundred_replies_use_one_client(hosted_edge: Edge, teams: FakeTeams) -> None:
    """botbuilder opens two clients each turn (PLAYGROUND §6): then there would be a connection a reply."""
    teams.add_conversation(CAMILLE.chat_id)
    replying(hosted_edge, CARD)
    for _ in range(100):
        assert (await hosted_edge.send(message("bonjour", teams.url)))[0] == 200
    assert len(teams.posted) == 100
    assert teams.connections == 1


async def test_a_reply_that_teams_does_not_take_is_logged_and_the_message_heard(
    hosted_edge: Edge, teams: FakeTeams
) -> None:
    replying(hosted_edge, CARD)
    teams.script(Trouble.NOT_IN_ROSTER)
    with capture_logs() as logs:
        assert await hosted_edge.send(message("mon secret", teams.url)) == (200, None)
    assert logs == [
        {
            "event": "reply_not_posted",
            "fault": "unreachable",
            "code": "BotNotInConversationRoster",
            "log_level": "warning",
        }
    ]


@pytest.mark.parametrize(("throttled", "posts"), [(2, 1), (3, 0)])
async def test_a_reply_that_teams_throttles_is_tried_again_while_the_person_waits(
    hosted_edge: Edge, teams: FakeTeams, throttled: int, posts: int
) -> None:
    """TEAMS_FACTS §1.3: 429 freely; the third refusal gives up, and a lost answer is not an unheard word."""
    replying(hosted_edge, CARD)
    teams.add_conversation(CAMILLE.chat_id)
    teams.script(Trouble.THROTTLED, times=throttled, retry_after="0")
    assert await hosted_edge.send(message("bonjour", teams.url)) == (200, None)
    assert len(teams.posted) == posts


@pytest.mark.parametrize(
    ("trouble", "times", "seen"),
    [
        (Trouble.DROP, 1, 1),  # an idle connection that the other side was just closing
        (Trouble.SERVER_ERROR, 1, 1),
        (Trouble.BAD_GATEWAY_AFTER, 1, 2),
        (Trouble.BAD_GATEWAY_AFTER, 2, 2),
        (Trouble.SERVER_ERROR, 2, 0),
    ],
)
async def test_a_reply_in_doubt_is_tried_once_more_and_never_again(
    hosted_edge: Edge, teams: FakeTeams, trouble: Trouble, times: int, seen: int
) -> None:
    """design.md §4: after a 5xx or a lost connection one more try at most; nothing said would be worse."""
    replying(hosted_edge, CARD)
    teams.add_conversation(CAMILLE.chat_id)
    teams.script(trouble, times=times)
    assert await hosted_edge.send(message("bonjour", teams.url)) == (200, None)
    assert len(teams.posted) == seen


async def test_a_press_gets_the_card_that_takes_its_place(hosted_edge: Edge, teams: FakeTeams) -> None:
    """Stock botbuilder answers 500 to every invoke with a body (PLAYGROUND §6)."""
    replying(hosted_edge, CARD)
    assert await hosted_edge.send(invoke("menu", {"title": "Réseau"}, teams.url)) == (
        200,
        {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": CARD},
    )
    assert [(turn.verb, turn.data) for turn in hosted_edge.heard] == [("menu", {"title": "Réseau"})]
    assert teams.posted == ()


@pytest.mark.parametrize(
    ("reply", "said"), [(Say("Déjà décidé."), "Déjà décidé."), (Say(""), NEUTRAL), (None, NEUTRAL)]
)
async def test_a_press_is_never_answered_by_nothing(
    hosted_edge: Edge, teams: FakeTeams, reply: Say | None, said: str
) -> None:
    """An empty answer is sent again and shows a banner (TEAMS_FACTS §1.4)."""
    replying(hosted_edge, reply)
    assert await hosted_edge.send(invoke("menu", {}, teams.url)) == (
        200,
        {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": said},
    )


@pytest.mark.parametrize(
    "value", [None, "menu", [], {}, {"action": "menu"}, {"action": {"verb": 5, "data": [1]}}]
)
async def test_a_press_of_no_known_shape_is_a_press_without_a_verb(
    hosted_edge: Edge, teams: FakeTeams, value: Any
) -> None:
    status, answer = await hosted_edge.send(invoke("menu", {}, teams.url, value=value))
    assert (status, answer["value"]) == (200, NEUTRAL)
    assert [(turn.happening, turn.verb, turn.data) for turn in hosted_edge.heard] == [
        (Happening.ACTION, "", {})
    ]


@pytest.mark.parametrize("name", ["task/fetch", "application/search", "signin/verifyState", None, 5])
async def test_another_invoke_is_answered_with_a_body_and_does_nothing(
    hosted_edge: Edge, teams: FakeTeams, name: Any
) -> None:
    replying(hosted_edge, CARD)
    status, answer = await hosted_edge.send(invoke("menu", {}, teams.url, name=name))
    assert (status, answer["statusCode"], answer["value"]) == (200, 200, NEUTRAL)
    assert [(turn.happening, turn.verb) for turn in hosted_edge.heard] == [(Happening.OTHER, "")]


EVENTS = {
    "installed": (lambda u: installation("add", u), Happening.INSTALLED),
    "upgraded": (lambda u: installation("add-upgrade", u), Happening.INSTALLED),
    "uninstalled": (lambda u: installation("remove", u), Happening.UNINSTALLED),
    "removed for an upgrade": (lambda u: installation("remove-upgrade", u), Happening.OTHER),
    "unknown installation": (lambda u: installation("wave", u), Happening.OTHER),
    "the bot was added": (lambda u: members_added("29:x", BOT_ID, service_url=u), Happening.INSTALLED),
    "somebody else was added": (lambda u: members_added("29:x", service_url=u), Happening.OTHER),
    "nobody was added": (lambda u: activity("conversationUpdate", u), Happening.OTHER),
    "members not a list": (lambda u: activity("conversationUpdate", u, membersAdded=7), Happening.OTHER),
    "members not objects": (lambda u: activity("conversationUpdate", u, membersAdded=[7]), Happening.OTHER),
    "channel created": (
        lambda u: activity("conversationUpdate", u, channelData={"tenant": {"id": TENANT}}),
        Happening.OTHER,
    ),
    "edited": (lambda u: activity("messageUpdate", u, text="bonjour"), Happening.OTHER),
    "deleted": (lambda u: activity("messageDelete", u), Happening.OTHER),
    "reaction": (
        lambda u: activity("messageReaction", u, reactionsAdded=[{"type": "like"}]),
        Happening.OTHER,
    ),
    "typing": (lambda u: activity("typing", u), Happening.OTHER),
    "unknown": (lambda u: activity("somethingNew", u, value={"a": [None, 1]}), Happening.OTHER),
    "Action.Submit": (lambda u: activity("message", u, value={"choice": "1"}), Happening.OTHER),
}


@pytest.mark.parametrize(("make", "happening"), EVENTS.values(), ids=EVENTS.keys())
async def test_events_are_answered_200_however_often_they_come(
    hosted_edge: Edge, teams: FakeTeams, make: Any, happening: Happening
) -> None:
    """Teams and the local client repeat them (PLAYGROUND §2): nothing is posted, nothing breaks."""
    replying(hosted_edge, CARD)
    for _ in range(3):
        assert await hosted_edge.send(make(teams.url)) == (200, None)
    assert [turn.happening for turn in hosted_edge.heard] == [happening] * 3
    assert teams.requests == ()


async def test_a_submit_with_a_verb_is_an_old_client_s_press(hosted_edge: Edge, teams: FakeTeams) -> None:
    teams.add_conversation(CAMILLE.chat_id)
    replying(hosted_edge, CARD)
    value = {"verb": "menu", "choice": "1"}
    assert await hosted_edge.send(activity("message", teams.url, value=value)) == (200, None)
    assert [(turn.verb, turn.data) for turn in hosted_edge.heard] == [("menu", value)]
    assert [record.card for record in teams.posted] == [CARD]


@pytest.mark.parametrize("odd", [None, 5, "x", [], {}, {"id": 5, "name": [], "aadObjectId": {}}])
async def test_odd_accounts_are_nobody(hosted_edge: Edge, teams: FakeTeams, odd: Any) -> None:
    """The SDK's deserializer would fail here; an activity is heard all the same."""
    spoilt = message("bonjour", teams.url) | {"from": odd, "recipient": odd, "id": odd, "locale": odd}
    assert await hosted_edge.send(spoilt) == (200, None)
    assert [turn.caller for turn in hosted_edge.heard] == [None]


def fault(_: Turn) -> None:
    raise RuntimeError("Camille Roy wrote « mon secret »")


@pytest.mark.parametrize("make", [lambda u: message("mon secret", u), lambda u: invoke("menu", {}, u)])
async def test_a_fault_is_500_without_a_word_and_a_log_line_without_a_name(
    hosted_edge: Edge, teams: FakeTeams, make: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    """No stack trace leaves, neither in the answer nor in the log; control: what raised is named there."""
    hosted_edge.reply = fault
    with capture_logs() as logs:
        assert await hosted_edge.send(make(teams.url)) == (500, None)
    assert len(logs) == 1
    assert logs[0].pop("where").startswith("tests.teams.test_adapter:")
    assert logs == [{"event": "activity_failed", "error": "RuntimeError", "log_level": "error"}]
    assert "".join(capfd.readouterr()) == ""


async def test_a_refusal_is_logged_without_what_was_said(hosted_edge: Edge, teams: FakeTeams) -> None:
    with capture_logs() as logs:
        token = hosted_edge.openid.token(teams.url, expires_in=-3600)
        await hosted_edge.send(message("mon secret", teams.url), token=token)
    assert logs == [
        {
            "event": "activity_refused",
            "status": 401,
            "reason": "ExpiredSignatureError",
            "log_level": "warning",
        }
    ]


def test_outside_local_mode_there_is_no_adapter_without_authentication() -> None:
    settings = Settings(APP_ID="an-app")

    async def on_turn(_: Turn) -> None:
        return None

    with pytest.raises(ValueError, match="without an authenticator"):
        TeamsAdapter(settings, ConnectorSender(settings, None), None, on_turn, NEUTRAL)


async def test_the_sdk_s_other_ways_of_speaking_are_closed(hosted_edge: Edge, openid: FakeOpenId) -> None:
    assert openid is hosted_edge.openid
    with pytest.raises(NotImplementedError):
        await hosted_edge.adapter.update_activity(None, None)
    with pytest.raises(NotImplementedError):
        await hosted_edge.adapter.delete_activity(None, None)
