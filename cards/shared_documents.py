"""« Documents du réseau »: what was deposited, the links of the animator, and the form to add one."""

from collections.abc import Sequence
from dataclasses import dataclass

from cards import actions
from cards.desk import TaskButton
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    heading,
    link,
    mistakes,
    note,
    paragraph,
    plain,
    subheading,
    text_input,
)
from cards.phrases import channel_files as say_files
from cards.phrases import exports as say_exports
from cards.phrases import menu
from cards.phrases import shared_documents as say
from cards.phrases.proposal import quoted

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Linked:
    """`day` is when it was added, written out."""

    document_id: int
    title: str
    address: str
    day: str


@dataclass(frozen=True, slots=True)
class Documents:
    """`made` are the ways to what the bot made: plan, agendas. With `own` the reader may add and remove;
    with `filed` the bot puts plan and agendas in the channel's Files too; with `all_at_once` the reader may
    take everything in one zip.
    """

    network_id: int
    title: str
    made: Sequence[TaskButton]
    links: Sequence[Linked]
    own: bool
    filed: bool = False
    all_at_once: bool = False


def listed(shown: Documents, page: int = 1, *, notice: str = "") -> Card:
    """For a member, the animator or a responsible alone: in a channel it would show its links to all (B7)."""
    here = {"network": shown.network_id}
    pages = max(1, -(-len(shown.links) // SHOWN))
    at = min(max(page, 1), pages)
    turns = []
    if at < pages:
        turns.append(button(say.NEXT_PAGE, actions.DOCUMENTS, {**here, "page": at + 1}))
    if at > 1:
        turns.append(button(say.PREVIOUS_PAGE, actions.DOCUMENTS, {**here, "page": at - 1}))
    adds = [button(say.ADD, actions.DOCUMENT_ADD, here, primary=True)] if shown.own else []
    every = button(say_exports.ARCHIVE, actions.DOCUMENT_ARCHIVE, here)
    return card(
        heading(say.TITLE),
        note(notice) if notice else None,
        paragraph(quoted(plain(shown.title))),
        subheading(say.MADE_HERE),
        buttons(*(button(one.title, one.verb, one.data) for one in shown.made))
        if shown.made
        else paragraph(say.NOTHING_MADE),
        paragraph(say_files.WHAT, subtle=True) if shown.filed else None,
        subheading(say.LINKS),
        _links(shown, at) or paragraph(say.NO_LINKS),
        paragraph(say.page(at, pages), subtle=True) if pages > 1 else None,
        buttons(*turns) if turns else None,
        paragraph(f"{say.WHO_READS} {say.FOLIO_NEXT}" if shown.own else say.WHO_READS, subtle=True),
        buttons(every) if shown.all_at_once else None,
        buttons(*adds, button(menu.MY_NETWORK, actions.MY_NETWORK), button(menu.MENU, actions.MENU)),
        fallback=f"{say.TITLE}. {shown.title}",
    )


def _links(shown: Documents, page: int) -> list[Element]:
    lines: list[Element] = []
    for one in shown.links[(page - 1) * SHOWN : page * SHOWN]:
        data = {"document": one.document_id}
        takes_off = [button(say.REMOVE, actions.DOCUMENT_REMOVE, data)] if shown.own else []
        lines += [
            paragraph(plain(one.title)),
            paragraph(say.added_on(one.day), subtle=True),
            buttons(link(say.open_title(one.title), one.address), *takes_off),
        ]
    return lines


def form(network_id: int, title: str, name: str = "", address: str = "", errors: Sequence[str] = ()) -> Card:
    """`title` is the network's; `name` and `address` are kept as they were typed."""
    here = {"network": network_id}
    return card(
        heading(say.ADD_TITLE),
        paragraph(quoted(plain(title))),
        paragraph(say.ADD_HOW),
        text_input("title", say.NAME, name, say.NAME_HINT),
        text_input("address", say.ADDRESS, address, say.ADDRESS_HINT, placeholder=say.PLACEHOLDER),
        paragraph(f"{say.WHO_READS} {say.FOLIO_NEXT}", subtle=True),
        buttons(
            button(say.SAVE, actions.DOCUMENT_ADD_SAVE, here, primary=True, inputs=True),
            button(say.BACK, actions.DOCUMENTS, here),
        ),
        mistakes(errors, say.NOT_YET),
        fallback=f"{say.ADD_TITLE}. {title}",
    )


def choose(networks: Sequence[tuple[int, str]]) -> Card:
    """(network, title): whoever is in several says which."""
    return card(
        heading(say.TITLE),
        paragraph(say.CHOOSE),
        [
            buttons(button(quoted(title), actions.DOCUMENTS, {"network": network_id}))
            for network_id, title in networks
        ],
        buttons(button(menu.MENU, actions.MENU)),
        fallback=f"{say.TITLE}. {say.CHOOSE}",
    )
