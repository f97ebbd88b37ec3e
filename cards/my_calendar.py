"""« Mon calendrier »: the address of a person's meetings, and each network's file."""

from collections.abc import Sequence

from cards import actions
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    framed,
    heading,
    link,
    note,
    paragraph,
    plain,
    subheading,
)
from cards.phrases import menu
from cards.phrases import my_calendar as say


def calendar(url: str, networks: Sequence[tuple[int, str]], *, renewed: bool = False) -> Card:
    """`networks` are (id, title). The address stands there to be copied whole."""
    return card(
        heading(say.CARD_TITLE),
        note(say.RENEWED) if renewed else None,
        paragraph(say.WHAT),
        subheading(say.ADDRESS),
        framed([paragraph(plain(url))]),
        paragraph(say.HOW),
        paragraph(say.KEEP_IT, subtle=True),
        buttons(
            link(say.OPEN, url),
            button(say.RENEW, actions.MY_CALENDAR_NEW),
            button(menu.MENU, actions.MENU),
        ),
        _files(networks) if networks else paragraph(say.NONE),
        fallback=f"{say.CARD_TITLE}. {say.WHAT}",
    )


def _files(networks: Sequence[tuple[int, str]]) -> list[Element]:
    lines: list[Element] = [paragraph(say.ONE_BY_ONE)]
    for network_id, title in networks:
        lines += [
            subheading(plain(title)),
            buttons(button(say.DOWNLOAD, actions.DOCUMENT_ICS, {"network": network_id})),
        ]
    return lines
