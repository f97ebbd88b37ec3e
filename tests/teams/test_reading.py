"""An activity's JSON read as a turn: who, where, what (TEAMS_FACTS §1.5, §6). Bad bodies: test_adapter.py."""

from typing import Any

import pytest

from bot.services import Place
from bot.teams import reading
from bot.teams.turn import Caller, Happening, Scope, Turn
from tests.fakes.activities import BOT_ID, BOT_NAME, CAMILLE, CHANNEL, invoke, mention, message

URL = "https://smba.example/amer/"
BOT = {"type": "mention", "mentioned": {"id": BOT_ID, "name": BOT_NAME}, "text": f"<at>{BOT_NAME}</at>"}
MARIE = {"type": "mention", "mentioned": {"id": "29:marie", "name": "Marie & Cie"}, "text": "<at>…</at>"}


def test_a_message_in_a_chat() -> None:
    assert reading.turn(message("bonjour", URL)) == Turn(
        happening=Happening.MESSAGE,
        scope=Scope.PERSONAL,
        place=Place(URL, CAMILLE.chat_id),
        caller=Caller(CAMILLE.object_id, CAMILLE.teams_id, CAMILLE.name),
        activity_id="1700000000001",
        text="bonjour",
    )


def test_a_press_in_a_channel_keeps_the_thread() -> None:
    thread = f"{CHANNEL};messageid=17"
    turn = reading.turn(invoke("menu", {"choix": "a"}, URL, conversation_id=thread))
    assert (turn.happening, turn.scope, turn.place) == (
        Happening.ACTION,
        Scope.CHANNEL,
        Place(URL, thread),
    )
    assert (turn.verb, turn.data, turn.text) == ("menu", {"choix": "a"}, "")


@pytest.mark.parametrize(
    ("text", "entities", "said"),
    [
        (f"<at>{BOT_NAME}</at> aide", [BOT], "aide"),
        (f"aide <at>{BOT_NAME}</at>", [BOT], "aide"),
        (f'<at id="0">{BOT_NAME}</at>&nbsp;mes propositions\n', [BOT], "mes propositions"),
        (f"<AT>{BOT_NAME}</AT> aide", [BOT], "aide"),
        (f"<at>{BOT_NAME}</at> invite <at>Marie &amp; Cie</at>", [BOT, MARIE], "invite Marie & Cie"),
        (f"<at>{BOT_NAME}</at> aide", "not a list", "aide"),
        (f"<at>{BOT_NAME}</at> aide", [None, 5, {"type": "mention", "mentioned": "x"}], "aide"),
        ("fran&ccedil;ais &amp; maths &lt; 3", [], "français & maths < 3"),
        ("&lt;at&gt;aide&lt;/at&gt;", [], "<at>aide</at>"),
        ("je veux\N{NO-BREAK SPACE}proposer", [], "je veux proposer"),
        ("", [], ""),
        (None, [], ""),
        (["bonjour"], [], ""),
    ],
)
def test_the_mention_of_the_bot_is_taken_out(text: Any, entities: Any, said: str) -> None:
    turn = reading.turn(mention("", URL) | {"text": text, "entities": entities})
    assert (turn.happening, turn.text) == (Happening.MESSAGE, said)


@pytest.mark.parametrize(
    ("kind", "scope"),
    [
        ("personal", Scope.PERSONAL),
        ("channel", Scope.CHANNEL),
        ("groupChat", Scope.GROUP),
        ("somethingNew", Scope.GROUP),
        (None, Scope.GROUP),
        (["personal"], Scope.GROUP),
    ],
)
def test_an_unknown_kind_of_conversation_counts_as_a_group(kind: Any, scope: Scope) -> None:
    activity = message("bonjour", URL)
    activity["conversation"]["conversationType"] = kind
    assert reading.turn(activity).scope is scope


def test_the_object_id_is_written_in_lower_case() -> None:
    """Entra's ids are the same in either case; the roles that settings name are read in lower case."""
    activity = message("bonjour", URL)
    activity["from"] = {"id": "29:x", "aadObjectId": "ABCDEF"}
    assert reading.turn(activity).caller == Caller("abcdef", "29:x", "")


def test_without_an_object_id_nobody_speaks() -> None:
    activity = message("bonjour", URL)
    activity["from"] = {"id": "29:x", "name": "Camille Roy"}
    assert reading.turn(activity).caller is None


def test_ten_thousand_opened_tags_are_read_in_one_go() -> None:
    """A text made to slow a pattern down: every « <at » could be the start of a mention."""
    text = "<at <at> " * 10_000
    assert reading.turn(message(text, URL)).text == text.strip()
