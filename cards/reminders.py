"""A notice that the clock causes; several for one person on one day stand on one card (B9)."""

from collections.abc import Sequence
from dataclasses import dataclass

from cards.desk import TaskButton
from cards.elements import Card, Element, button, buttons, card, heading, paragraph, subheading
from cards.phrases import reminders as say


@dataclass(frozen=True, slots=True)
class Reminder:
    """`title` and `text` are shown as they are: what somebody typed in them has passed `plain`.

    The first button is what the reminder asks for; on a card of several it is the only one shown.
    """

    title: str
    text: Sequence[str]
    buttons: Sequence[TaskButton]


def reminder(one: Reminder) -> Card:
    offered = [
        button(each.title, each.verb, each.data, primary=index == 0) for index, each in enumerate(one.buttons)
    ]
    return card(
        heading(one.title),
        [paragraph(line) for line in one.text],
        buttons(*offered) if offered else None,
        fallback=f"{one.title}. {one.text[0]}",
    )


def together(several: Sequence[Reminder]) -> Card:
    """Two or more, in the order in which they became due."""
    lines: list[Element] = []
    for one in several:
        lines += [subheading(one.title), *(paragraph(line) for line in one.text)]
        if one.buttons:
            first = one.buttons[0]
            lines.append(buttons(button(first.title, first.verb, first.data)))
    title = say.together(len(several))
    return card(heading(title), lines, fallback=f"{title} {several[0].title}")
