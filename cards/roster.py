"""Who takes part in a network and who waits; its number of seats; its end."""

from collections.abc import Sequence
from dataclasses import dataclass

from cards import actions
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    choice_input,
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    subheading,
    text_input,
)
from cards.phrases import exports as say_exports
from cards.phrases import mailing as say_mailing
from cards.phrases import menu
from cards.phrases import moves as say_moves
from cards.phrases import replacement as say_replacement
from cards.phrases import roster as say

SIX_TO_TEN = range(6, 11)


@dataclass(frozen=True, slots=True)
class Roster:
    """`members` and `waiting` are whole lines; `waiting` is None for who sees only how many wait.
    `may_cancel` for a responsible while the network is not over; `may_change` while its seats may change.
    """

    network_id: int
    title: str
    members: Sequence[str]
    taken: int
    capacity: int
    waiting: Sequence[str] | None
    waiting_count: int
    may_change: bool
    may_cancel: bool


def roster(found: Roster, *, notice: str = "", errors: Sequence[str] = ()) -> Card:
    data = {"network": found.network_id}
    ends = [button(say.CANCEL, actions.NETWORK_CANCEL, data, destructive=True)] if found.may_cancel else []
    return card(
        heading(say.title(plain(found.title))),
        note(notice) if notice else None,
        paragraph(say.taken(found.taken, found.capacity)),
        subheading(say.MEMBERS),
        [paragraph(plain(one)) for one in found.members] or paragraph(say.NO_MEMBERS),
        subheading(say.WAITS),
        _waiting(found),
        _seats(found) if found.may_change else None,
        buttons(
            *([button(say_replacement.OPEN, actions.REPLACE, data)] if found.may_cancel else []),
            button(say_mailing.WRITE_MEMBERS, actions.MAILING, data),
        )
        if found.may_change
        else None,
        buttons(
            *ends,
            button(say_moves.OPEN, actions.MEETINGS, data),
            button(say_exports.ARCHIVE, actions.DOCUMENT_ARCHIVE, data),
            button(menu.MY_NETWORK, actions.MY_NETWORK),
            button(menu.MENU, actions.MENU),
        ),
        mistakes(errors, say.CAPACITY_NOT_SET),
        fallback=f"{say.title(found.title)}. {say.taken(found.taken, found.capacity)}",
    )


def _waiting(found: Roster) -> list[Element]:
    if not found.waiting_count:
        return [paragraph(say.NOBODY_WAITS)]
    if found.waiting is None:
        return [paragraph(say.waits(found.waiting_count))]
    return [paragraph(plain(one)) for one in found.waiting]


def _seats(found: Roster) -> list[Element]:
    return [
        choice_input(
            "capacity",
            say.CAPACITY,
            str(found.capacity),
            say.CHOOSE_CAPACITY,
            [(str(count), say.seats(count)) for count in SIX_TO_TEN],
            placeholder=say.CHOOSE_CAPACITY,
        ),
        buttons(button(say.SET_CAPACITY, actions.CAPACITY, {"network": found.network_id}, inputs=True)),
    ]


def cancel(network_id: int, title: str, reason: str = "", errors: Sequence[str] = ()) -> Card:
    data = {"network": network_id}
    return card(
        heading(say.CANCEL_TITLE),
        paragraph(say.title(plain(title))),
        paragraph(say.CANCEL_HOW),
        text_input("reason", say.REASON, reason, say.WRITE_REASON, long=True),
        buttons(
            button(say.KEEP, actions.ROSTER, data, primary=True),
            button(say.CANCEL_SURE, actions.NETWORK_CANCEL_SURE, data, destructive=True, inputs=True),
        ),
        mistakes(errors, say.NOT_CANCELLED),
        fallback=f"{say.CANCEL_TITLE} {title}",
    )
