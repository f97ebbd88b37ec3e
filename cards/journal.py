"""The journal on a card: filters, a page of lines, the way to a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cards import actions
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    choice_input,
    heading,
    note,
    paragraph,
    plain,
    subheading,
    text_input,
)
from cards.phrases import journal as say
from cards.phrases import menu
from cards.phrases import privacy as say_privacy


@dataclass(frozen=True, slots=True)
class Filter:
    """What is shown, as it was typed; "" stands for any."""

    network: str = ""
    person: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One line: `title` is ours, `who` and `details` may hold what people typed."""

    title: str
    who: str
    details: Sequence[str]


def journal(
    filtered: Filter,
    told: Sequence[Told],
    count: int,
    page: int,
    pages: int,
    notices: Sequence[str] = (),
) -> Card:
    """The page's buttons carry the filter that it was drawn with."""
    here: dict[str, Any] = {
        "of_network": filtered.network,
        "of_person": filtered.person,
        "of_group": filtered.group,
    }
    turns = []
    if page > 1:
        turns.append(button(say.NEWER, actions.JOURNAL, {**here, "page": page - 1}))
    if page < pages:
        turns.append(button(say.OLDER, actions.JOURNAL, {**here, "page": page + 1}))
    return card(
        heading(say.TITLE),
        [note(one) for one in notices],
        paragraph(say.WHAT, subtle=True),
        _filters(filtered),
        buttons(button(say.FILTER, actions.JOURNAL, primary=True, inputs=True)),
        paragraph(say.found_lines(count)) if told else paragraph(say.NONE),
        [part for one in told for part in _line(one)],
        buttons(*turns) if turns else None,
        buttons(
            *([button(say.EXPORT, actions.JOURNAL_EXPORT, here)] if told else []),
            button(say_privacy.TITLE, actions.PRIVACY),
            button(menu.MENU, actions.MENU),
        ),
        fallback=f"{say.TITLE}. {say.WHAT}",
    )


def _filters(filtered: Filter) -> list[Element]:
    return [
        text_input("network", say.NETWORK, filtered.network, say.WRITE_NETWORK),
        text_input("person", say.PERSON, filtered.person, say.WRITE_PERSON),
        choice_input(
            "group",
            say.GROUP,
            filtered.group,
            say.CHOOSE_GROUP,
            list(say.GROUPS.items()),
            placeholder=say.ANY_GROUP,
        ),
    ]


def _line(one: Told) -> list[Element]:
    return [
        subheading(one.title),
        paragraph(plain(one.who)),
        *(paragraph(plain(detail), subtle=True) for detail in one.details),
    ]
