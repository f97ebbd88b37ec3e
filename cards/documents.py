"""The card that carries a fresh link to a document."""

from collections.abc import Mapping
from typing import Any

from cards.elements import Card, button, buttons, card, heading, link, paragraph
from cards.phrases import documents as say


def ready(url: str, day: str, hour: str, back: tuple[str, Mapping[str, Any]], opens: str = say.OPEN) -> Card:
    """`day` and `hour` say until when the link works; `back` is the verb and data of the card before."""
    return card(
        heading(say.READY),
        paragraph(say.until(day, hour)),
        buttons(link(opens, url), button(say.BACK, back[0], dict(back[1]))),
        fallback=f"{say.READY}. {say.until(day, hour)}",
    )
