"""Comments on the draft of a bilan: the invitation, a member's card, what the animator reads (R65)."""

from collections.abc import Mapping, Sequence

from cards import actions
from cards.bilan_read import six
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    framed,
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    subheading,
    text_input,
)
from cards.phrases import bilan as say_bilan
from cards.phrases import bilan_comments as say
from cards.phrases import menu

SHOWN = 4


def invite(network_id: int, line: str, count: int) -> Card:
    """Before anything leaves: to how many, and who reads what."""
    here = {"network": network_id}
    back = button(say.BACK, actions.BILAN, here)
    send = button(say.send_to(count), actions.BILAN_INVITE_SEND, here, primary=True)
    return card(
        heading(say.INVITE_TITLE),
        paragraph(plain(line)),
        paragraph(say.invite_line(count) if count else say.NO_MEMBER),
        paragraph(say.INVITE_WHO),
        buttons(*([send] if count else []), back),
        fallback=f"{say.INVITE_TITLE}. {line}",
    )


def asked(
    network_id: int,
    title: str,
    animator: str,
    values: Mapping[str, str],
    comment: str,
    *,
    notice: str = "",
    errors: Sequence[str] = (),
) -> Card:
    """To a member: the draft as it stands, and one place to write."""
    here = {"network": network_id}
    told = say.asked_by(plain(animator), plain(title))
    return card(
        heading(say.ASKED_TITLE),
        note(notice) if notice else None,
        paragraph(told),
        framed(six(values)),
        text_input("comment", say.COMMENT, comment, say.WRITE_COMMENT, long=True),
        paragraph(say.SEND_NEXT, subtle=True),
        buttons(
            button(say.SEND, actions.BILAN_COMMENT, here, primary=True, inputs=True),
            button(say_bilan.WORD, actions.DOCUMENT_BILAN, here),
            button(menu.HELP, actions.HELP, {"about": "bilan", **here}),
            button(menu.MENU, actions.MENU),
        ),
        mistakes(errors, say.NOT_SENT),
        fallback=f"{say.ASKED_TITLE}. {say.asked_by(animator, title)}",
    )


def closed(network_id: int, title: str) -> Card:
    """The same message once the bilan is in: whoever was asked may read it."""
    return card(
        heading(say.CLOSED_TITLE),
        paragraph(say.closed(plain(title))),
        buttons(
            button(say_bilan.READ, actions.BILAN_READ, {"network": network_id}, primary=True),
            button(menu.MENU, actions.MENU),
        ),
        fallback=f"{say.CLOSED_TITLE}. {say.closed(title)}",
    )


def news(network_id: int, title: str, count: int) -> Card:
    """To the animator; redrawn as they come."""
    here = {"network": network_id}
    return card(
        heading(say.NEWS_TITLE),
        paragraph(say.news(plain(title), count)),
        buttons(
            button(say.READ, actions.BILAN_COMMENTS, here, primary=True),
            button(say_bilan.OPEN, actions.BILAN, here),
            button(menu.HELP, actions.HELP, {"about": "bilan", **here}),
        ),
        fallback=f"{say.NEWS_TITLE}. {say.news(title, count)}",
    )


def listed(network_id: int, line: str, comments: Sequence[tuple[str, str, str]], page: int = 1) -> Card:
    """(name, day, text) of each comment; a page of them."""
    here = {"network": network_id}
    pages = max(1, -(-len(comments) // SHOWN))
    at = min(max(page, 1), pages)
    drawn: list[Element] = []
    for name, day, text in comments[(at - 1) * SHOWN : at * SHOWN]:
        drawn += [subheading(say.said_on(plain(name), day)), paragraph(plain(text))]
    turns = []
    if at < pages:
        turns.append(button(say.NEXT_PAGE, actions.BILAN_COMMENTS, {**here, "page": at + 1}))
    if at > 1:
        turns.append(button(say.PREVIOUS_PAGE, actions.BILAN_COMMENTS, {**here, "page": at - 1}))
    return card(
        heading(say.LIST_TITLE),
        paragraph(plain(line)),
        drawn or paragraph(say.NONE_YET),
        paragraph(say.LIST_HOW, subtle=True) if drawn else None,
        paragraph(say.comments_page(at, pages), subtle=True) if pages > 1 else None,
        buttons(*turns) if turns else None,
        buttons(button(say.BACK, actions.BILAN, here, primary=True), button(menu.MENU, actions.MENU)),
        fallback=f"{say.LIST_TITLE}. {line}",
    )
