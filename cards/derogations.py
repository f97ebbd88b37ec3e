"""« Dérogations », and the form that selects a proposal for the current year."""

from collections.abc import Sequence
from dataclasses import dataclass

from cards import actions
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    heading,
    mistakes,
    paragraph,
    plain,
    subheading,
    text_input,
)
from cards.phrases import derogations as say
from cards.phrases import desk as say_desk
from cards.phrases import kept_settings as say_settings

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Derogation:
    """`rule` is one of say.RULES; `title` of a network or a proposal and `name` of a person, or empty; `day`
    is written out.
    """

    rule: str
    title: str
    name: str
    actor: str
    day: str
    reason: str


def derogations(shown: Sequence[Derogation], count: int, page: int = 1) -> Card:
    """A page of them; `count` is how many there are in all."""
    pages = max(1, -(-count // SHOWN))
    lines: list[Element] = []
    for one in shown:
        lines += [
            subheading(say.RULES[one.rule]),
            paragraph(say.about(plain(one.title), plain(one.name))),
            paragraph(say.with_reason(plain(one.reason))),
            paragraph(say.granted(plain(one.actor), one.day), subtle=True),
        ]
    turns = []
    if page < pages:
        turns.append(button(say.NEXT_PAGE, actions.DEROGATIONS, {"page": page + 1}))
    if page > 1:
        turns.append(button(say.PREVIOUS_PAGE, actions.DEROGATIONS, {"page": page - 1}))
    what = say.count_granted(count) if count else say.EMPTY
    return card(
        heading(say.TITLE),
        paragraph(what),
        lines,
        paragraph(say.page(page, pages), subtle=True) if pages > 1 else None,
        buttons(*turns) if turns else None,
        paragraph(say.NEVER, subtle=True),
        buttons(button(say_settings.TITLE, actions.SETTINGS), button(say_desk.TITLE, actions.DESK)),
        fallback=f"{say.TITLE}. {what}",
    )


def late(
    request_id: int, title: str, years: tuple[str, str], reason: str = "", errors: Sequence[str] = ()
) -> Card:
    """`years` are the current one and the next, for which it is proposed."""
    here = {"request": request_id}
    return card(
        heading(say.LATE_TITLE),
        paragraph(say.late_how(plain(title), *years)),
        text_input("reason", say.REASON, reason, say.WRITE_REASON, long=True),
        buttons(
            button(say.LATE_SURE, actions.LATE_SELECT_SURE, here, primary=True, inputs=True),
            button(say.KEEP_YEAR, actions.APPROVAL_OPEN, here),
        ),
        mistakes(errors, say.NOT_GRANTED),
        fallback=f"{say.LATE_TITLE} {title}",
    )
