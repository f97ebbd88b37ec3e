"""The decision below six, and the number of seats of a network."""

from collections.abc import Sequence
from datetime import datetime

from cards import actions
from cards.desk import DeskTask, TaskButton
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    choice_input,
    date_input,
    heading,
    mistakes,
    paragraph,
    plain,
    text_input,
)
from cards.phrases import menu
from cards.phrases import minimum as say

SIX_TO_TEN = range(6, 11)


def task(network_id: int, since: datetime, title: str, members: int, until: str) -> DeskTask:
    return DeskTask(
        "minimum",
        network_id,
        since,
        say.title(plain(title)),
        say.line(members, until),
        (TaskButton(say.OPEN, actions.MINIMUM, {"network": network_id}),),
    )


def form(
    network_id: int,
    title: str,
    line: str,
    latest: str,
    *,
    until: str = "",
    reason: str = "",
    errors: Sequence[str] = (),
) -> Card:
    """`latest` is « le 18 décembre 2026 »; `until` (ISO) and `reason` are what was typed."""
    data = {"network": network_id}
    return card(
        heading(say.title(plain(title))),
        paragraph(line),
        paragraph(say.STAYS_OPEN),
        date_input("until", say.UNTIL, until, say.CHOOSE_DAY),
        paragraph(say.latest(latest), subtle=True),
        buttons(button(say.EXTEND, actions.MINIMUM_EXTEND, data, primary=True, inputs=True)),
        text_input("reason", say.REASON, reason, say.WRITE_REASON, long=True),
        buttons(
            button(say.KEEP, actions.MINIMUM_KEEP, data, inputs=True),
            button(say.CANCEL, actions.MINIMUM_CANCEL, data, destructive=True, inputs=True),
            button(menu.MENU, actions.MENU),
        ),
        mistakes(errors, say.NOT_DECIDED),
        fallback=f"{say.title(title)}. {line}",
    )


def capacity(network_id: int, capacity: int, errors: Sequence[str] = (), notice: str = "") -> list[Element]:
    """The choice of the number of seats, as a part of the animator's « Mon réseau »."""
    return [
        choice_input(
            "capacity",
            say.CAPACITY,
            str(capacity),
            say.CHOOSE_CAPACITY,
            [(str(count), say.seats(count)) for count in SIX_TO_TEN],
            placeholder=say.CHOOSE_CAPACITY,
        ),
        buttons(button(say.SET_CAPACITY, actions.CAPACITY, {"network": network_id}, inputs=True)),
        *([paragraph(notice)] if notice else []),
        *mistakes(errors, say.CAPACITY_NOT_SET),
    ]


def set_capacity(
    network_id: int, title: str, capacity_now: int, errors: Sequence[str] = (), notice: str = ""
) -> Card:
    return card(
        heading(plain(title)),
        capacity(network_id, capacity_now, errors, notice),
        buttons(button(menu.MY_NETWORK, actions.MY_NETWORK), button(menu.MENU, actions.MENU)),
        fallback=f"{title}. {say.CAPACITY}",
    )
