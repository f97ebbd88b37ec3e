"""Who is to be added to the Team, and who removed, where a person does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cards import actions
from cards.desk import DeskTask, TaskButton
from cards.elements import Card, Element, button, buttons, card, framed, heading, paragraph, plain, subheading
from cards.phrases import desk as say_desk
from cards.phrases import membership as say

SHOWN = 40


@dataclass(frozen=True, slots=True)
class Listed:
    person_id: int
    name: str
    email: str


def task(since: datetime, adding: int, removing: int) -> DeskTask:
    opens = TaskButton(say.OPEN, actions.MEMBERSHIP)
    return DeskTask("membership", 0, since, say.TITLE, say.line(adding, removing), (opens,))


def form(adding: Sequence[Listed], removing: Sequence[Listed]) -> Card:
    """The first of them; at least one of the two is not empty."""
    added, removed = adding[:SHOWN], removing[:SHOWN]
    rest = len(adding) + len(removing) - len(added) - len(removed)
    data = {"added": _ids(added), "removed": _ids(removed)}
    return card(
        heading(say.TITLE),
        paragraph(say.HOW),
        _group(say.ADD, say.ADD_WHY, added, addresses=True),
        _group(say.REMOVE, say.REMOVE_WHY, removed),
        paragraph(say.more(rest), subtle=True) if rest else None,
        buttons(
            button(say.DONE, actions.MEMBERSHIP_DONE, data, primary=True),
            button(say_desk.TITLE, actions.DESK),
        ),
        fallback=f"{say.TITLE}. {say.line(len(adding), len(removing))}",
    )


def _group(title: str, why: str, listed: Sequence[Listed], *, addresses: bool = False) -> list[Element]:
    if not listed:
        return []
    names = "\n".join(f"- {plain(f'{one.name}, {one.email}' if one.email else one.name)}" for one in listed)
    emails = "; ".join(one.email for one in listed if one.email)
    copied = [framed([paragraph(plain(emails))])] if addresses and emails else []
    return [subheading(title), paragraph(why), *copied, paragraph(names)]


def _ids(listed: Sequence[Listed]) -> str:
    return ",".join(str(one.person_id) for one in listed)
