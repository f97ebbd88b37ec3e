"""The decision below six."""

from collections.abc import Sequence
from datetime import datetime

from cards import actions
from cards.desk import DeskTask, TaskButton
from cards.elements import (
    Card,
    button,
    buttons,
    card,
    date_input,
    heading,
    mistakes,
    paragraph,
    plain,
    text_input,
)
from cards.phrases import menu
from cards.phrases import minimum as say


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
