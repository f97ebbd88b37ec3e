"""Changes that are late: more time, or a no, each on a form of its own; and what the proposer reads of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cards import actions
from cards.elements import (
    Card,
    Element,
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
from cards.phrases import changes_due as say


@dataclass(frozen=True, slots=True)
class LateChanges:
    """Whose changes are late; `until` is the day that passed, written out."""

    request_id: int
    title: str
    name: str
    until: str


def extend_form(late: LateChanges, typed: str = "", errors: Sequence[str] = ()) -> Card:
    asked = date_input("until", say.UNTIL, typed, say.UNTIL_HINT)
    return _form(
        late, say.EXTEND, say.EXTEND_NEXT, asked, errors, say.SAVE_EXTEND, actions.CHANGES_EXTEND_SAVE
    )


def decline_form(late: LateChanges, typed: str = "", errors: Sequence[str] = ()) -> Card:
    asked = text_input("reason", say.REASON, typed, say.REASON_HINT, long=True)
    return _form(
        late, say.DECLINE, say.DECLINE_NEXT, asked, errors, say.SAVE_DECLINE, actions.CHANGES_DECLINE_SAVE
    )


def _form(
    late: LateChanges,
    title: str,
    after: str,
    asked: Element,
    errors: Sequence[str],
    save: str,
    verb: str,
) -> Card:
    what = say.overdue_title(plain(late.title))
    return card(
        heading(title),
        paragraph(f"{what}. {say.overdue(plain(late.name), late.until)}"),
        asked,
        paragraph(after, subtle=True),
        buttons(
            button(save, verb, {"request": late.request_id}, primary=True, inputs=True),
            button(say.BACK, actions.DESK),
        ),
        mistakes(errors, say.NOT_SAVED),
        fallback=f"{title}. {what}",
    )


@dataclass(frozen=True, slots=True)
class LateForm:
    """Either form as pressed; `until` is an ISO date or whatever was sent."""

    request_id: int
    until: str
    reason: str


def read(data: Mapping[str, Any]) -> LateForm:
    return LateForm(
        actions.number(data, "request"),
        until=actions.typed(data, "until"),
        reason=actions.typed(data, "reason").strip(),
    )


def extended(title: str, until: str, proposal_id: int) -> Card:
    """What the proposer reads of the new date."""
    text = say.extended(plain(title), until)
    return card(
        heading(say.EXTENDED_TITLE),
        paragraph(text),
        buttons(button(say.EDIT, actions.PROPOSAL_EDIT, {"id": proposal_id}, primary=True)),
        fallback=f"{say.EXTENDED_TITLE}. {text}",
    )
