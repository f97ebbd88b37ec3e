"""A responsible acts for somebody, and announces that enrollments are open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cards import actions
from cards.elements import (
    Card,
    button,
    buttons,
    card,
    choice_input,
    framed,
    heading,
    mistakes,
    note,
    paragraph,
    subheading,
    text_input,
)
from cards.phrases import acting as say
from cards.phrases import desk as say_desk
from cards.phrases import menu


@dataclass(frozen=True, slots=True)
class ActingForm:
    """As typed; ids as the form sends them."""

    email: str = ""
    action: str = ""
    network: str = ""
    school: str = ""
    reason: str = ""


def read(data: Mapping[str, Any]) -> ActingForm:
    return ActingForm(
        *(actions.typed(data, name) for name in ("email", "action", "network", "school", "reason"))
    )


def form(
    typed: ActingForm,
    networks: Sequence[tuple[str, str]],
    schools: Sequence[tuple[str, str]],
    *,
    notice: str = "",
    errors: Sequence[str] = (),
) -> Card:
    """`networks` and `schools` are (id, name)."""
    return card(
        heading(say.TITLE),
        note(notice) if notice else None,
        paragraph(say.HOW),
        text_input("email", say.EMAIL, typed.email, say.WRITE_EMAIL),
        choice_input(
            "action",
            say.ACTION,
            typed.action,
            say.CHOOSE_ACTION,
            list(say.ACTIONS.items()),
            placeholder=say.CHOOSE_ACTION,
        ),
        choice_input(
            "network",
            say.NETWORK,
            typed.network,
            say.CHOOSE_NETWORK,
            networks,
            placeholder=say.CHOOSE_NETWORK,
            search=True,
        ),
        choice_input(
            "school",
            say.SCHOOL,
            typed.school,
            say.CHOOSE_SCHOOL,
            schools,
            placeholder=say.CHOOSE_SCHOOL,
            search=True,
        ),
        text_input("reason", say.REASON, typed.reason, say.WRITE_REASON),
        buttons(
            button(say.SAVE, actions.ACTING_SAVE, primary=True, inputs=True),
            button(say_desk.TITLE, actions.DESK),
        ),
        mistakes(errors, say.NOT_DONE),
        fallback=f"{say.TITLE}. {say.HOW}",
    )


def told(text: str) -> Card:
    """To the person for whom it was done."""
    return card(
        heading(say.TOLD_TITLE),
        paragraph(text),
        paragraph(say.NOT_YOU, subtle=True),
        buttons(button(menu.MY_NETWORK, actions.MY_NETWORK), button(menu.HELP, actions.HELP)),
        fallback=f"{say.TOLD_TITLE}. {text}",
    )


def announce(people: int, networks: int, *, notice: str = "") -> Card:
    send = button(say.SEND, actions.ANNOUNCE_SEND, primary=True)
    may = networks > 0 and not notice
    return card(
        heading(say.ANNOUNCE_TITLE),
        note(notice) if notice else None,
        paragraph(say.announce_how(people, networks) if networks else say.NOTHING_OPEN),
        framed([subheading(say.OPEN_TITLE), paragraph(say.open_text(networks))]) if networks else None,
        buttons(*([send] if may else []), button(say_desk.TITLE, actions.DESK)),
        fallback=say.ANNOUNCE_TITLE,
    )
