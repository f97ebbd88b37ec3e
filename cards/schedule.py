"""Choosing the dates, step by step; the responsible's confirmation of the room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cards import actions
from cards.desk import DeskTask, TaskButton
from cards.elements import (
    Card,
    button,
    buttons,
    card,
    choice_input,
    date_input,
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    radio_input,
    text_input,
)
from cards.phrases import folio as say_folio
from cards.phrases import menu
from cards.phrases import schedule as say

NAMES = ("day", "starts", "ends", "place", "room")


def _of(network_id: int, **more: Any) -> dict[str, Any]:
    return {"network": network_id, **more}


def modality(network_id: int, title: str, chosen: str, availability: str, errors: Sequence[str] = ()) -> Card:
    return card(
        heading(say.TITLE),
        paragraph(say.intro(plain(title))),
        paragraph(say.wished(plain(availability))) if availability else None,
        radio_input(
            "modality", say.MODALITY, chosen, say.CHOOSE_MODALITY, list(say.MODALITY_CHOICES.items())
        ),
        buttons(
            button(say.CONTINUE, actions.SCHEDULE_MODALITY, _of(network_id), primary=True, inputs=True),
            button(menu.MENU, actions.MENU),
        ),
        mistakes(errors, say.NOT_SENT),
        fallback=f"{say.TITLE}. {say.intro(title)}",
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One meeting to fill in; `typed` holds NAMES, as typed or as proposed."""

    network_id: int
    number: int
    count: int
    half_days: int
    typed: Mapping[str, str]
    availability: str


def read_step(data: Mapping[str, Any]) -> dict[str, str]:
    return {name: actions.typed(data, name) for name in NAMES}


def step(facts: Step, places: Sequence[tuple[str, str]], errors: Sequence[str] = ()) -> Card:
    title = say.step_title(facts.number, facts.count, say.SHARES[facts.half_days])
    return card(
        heading(title),
        paragraph(say.wished(plain(facts.availability))) if facts.availability else None,
        date_input("day", say.DAY, facts.typed.get("day", ""), say.CHOOSE_DAY),
        text_input("starts", say.STARTS, facts.typed.get("starts", ""), say.WRITE_HOUR),
        text_input("ends", say.ENDS, facts.typed.get("ends", ""), say.WRITE_HOUR),
        paragraph(say.HOURS_HOW, subtle=True),
        choice_input(
            "place",
            say.PLACE,
            facts.typed.get("place", ""),
            say.CHOOSE_PLACE,
            places,
            placeholder=say.CHOOSE_PLACE,
            search=True,
        ),
        text_input("room", say.ROOM, facts.typed.get("room", ""), say.WRITE_ROOM, placeholder=say.ROOM_HINT),
        buttons(
            button(
                say.KEEP,
                actions.SCHEDULE_MEETING,
                _of(facts.network_id, number=facts.number),
                primary=True,
                inputs=True,
            ),
            button(say.CHANGE_MODALITY, actions.SCHEDULE, _of(facts.network_id)),
        ),
        mistakes(errors, say.NOT_KEPT),
        fallback=f"{title}.",
    )


def summary(
    network_id: int,
    title: str,
    dates: Sequence[str],
    warnings: Sequence[str],
    errors: Sequence[str] = (),
    *,
    sent: bool = False,
) -> Card:
    """`dates` are whole lines. `sent`: they are with the responsible, and may still be changed."""
    name = say.SENT_TITLE if sent else say.SUMMARY_TITLE
    ways = [button(say.CHANGE_DATES, actions.SCHEDULE, _of(network_id))]
    if not sent:
        ways = [
            button(say.SEND, actions.SCHEDULE_SEND, _of(network_id), primary=True),
            *(
                button(say.correct(number), actions.SCHEDULE_STEP, _of(network_id, number=number))
                for number in range(1, len(dates) + 1)
            ),
        ]
    return card(
        heading(name),
        paragraph(say.intro(plain(title))) if not sent else paragraph(say.SENT),
        [paragraph(plain(line)) for line in dates],
        [paragraph(one) for one in warnings],
        None if sent else note(say.SEND_NEXT),
        buttons(*ways),
        buttons(button(menu.MENU, actions.MENU)),
        mistakes(errors, say.NOT_SENT),
        fallback=f"{name}. {title}",
    )


def confirm(
    network_id: int,
    title: str,
    animator: str,
    dates: Sequence[str],
    warnings: Sequence[str],
    *,
    confirmed: bool,
    notice: str = "",
    typed: str = "",
    errors: Sequence[str] = (),
) -> Card:
    """The responsible's card of what the animator chose."""
    room = button(say.CONFIRM_ROOM, actions.SCHEDULE_CONFIRM, _of(network_id), primary=True)
    ways = [] if confirmed else [room]
    return card(
        heading(say.arrived(plain(title))),
        note(notice) if notice else None,
        paragraph(say.by(plain(animator))),
        [paragraph(plain(line)) for line in dates],
        [paragraph(one) for one in warnings],
        paragraph(say.CONFIRMED if confirmed else say.CONFIRM_LINE),
        buttons(*ways, button(say_folio.OPEN, actions.FOLIO, _of(network_id))),
        text_input("message", say.MESSAGE, typed, say.WRITE_MESSAGE, long=True),
        buttons(button(say.ASK_CHANGE, actions.SCHEDULE_CHANGE, _of(network_id), inputs=True)),
        mistakes(errors, say.NOT_SENT_BACK),
        fallback=f"{say.arrived(title)}. {say.by(animator)}",
    )


def changed(network_id: int, title: str, message: str) -> Card:
    return card(
        heading(say.CHANGE_TITLE),
        paragraph(say.change(plain(title))),
        note(plain(message)),
        buttons(
            button(say.CHANGE_DATES, actions.SCHEDULE, _of(network_id), primary=True),
            button(menu.HELP, actions.HELP, {"about": "schedule", "network": network_id}),
        ),
        fallback=f"{say.CHANGE_TITLE}. {say.change(title)}",
    )


def room_task(network_id: int, since: datetime, title: str, animator: str) -> DeskTask:
    return DeskTask(
        "schedule",
        network_id,
        since,
        say.arrived(plain(title)),
        f"{say.by(plain(animator))} {say.CONFIRM_LINE}",
        (TaskButton(say.OPEN, actions.SCHEDULE_SHOW, _of(network_id)),),
    )


def late_task(network_id: int, since: datetime, title: str, animator: str, until: str) -> DeskTask:
    return DeskTask(
        "dates_late",
        network_id,
        since,
        say.late_title(plain(title)),
        say.late(plain(animator), until),
        (TaskButton(say.REMIND, actions.SCHEDULE_REMIND, _of(network_id)),),
    )
