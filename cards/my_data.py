"""« Mes données »: the two files, and the way to a person."""

from collections.abc import Sequence

from cards import actions
from cards.elements import Card, button, buttons, card, heading, link, paragraph
from cards.phrases import documents as say_documents
from cards.phrases import menu
from cards.phrases import my_data as say
from cards.phrases import privacy as say_privacy


def mine(json_url: str, word_url: str, day: str, hour: str, requests: Sequence[str] = ()) -> Card:
    """`day` and `hour` say until when the links work; `requests` are lines about one's own."""
    return card(
        heading(say.TITLE),
        paragraph(say.WHAT),
        paragraph(say_documents.until(day, hour), subtle=True),
        buttons(link(say.OPEN_WORD, word_url), link(say.OPEN_JSON, json_url)),
        paragraph(say.ANSWERED_WITHIN),
        [paragraph(one) for one in requests],
        buttons(
            *(
                button(title, actions.PRIVACY_ASK, {"kind": kind}, primary=kind == "CORRECTION")
                for kind, title in say_privacy.ASK.items()
            )
        ),
        buttons(button(say_privacy.TITLE, actions.PRIVACY), button(menu.MENU, actions.MENU)),
        fallback=f"{say.TITLE}. {say.WHAT}",
    )
