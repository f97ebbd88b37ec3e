"""The committee's sitting: requests in a list, each decided on the spot; the letters before they leave."""

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
    framed,
    heading,
    note,
    paragraph,
    plain,
    subheading,
)
from cards.phrases import desk as say_desk
from cards.phrases import documents as say_documents
from cards.phrases import sitting as say
from cards.phrases.proposal import quoted

SHOWN = 6
LETTERS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class SittingRow:
    """A request on the list. `lines` are shown as they are, `mark` names the decision that it holds, if any.

    `own`: the reader's own proposal, shown without a button. `over`: nothing can be decided any more.
    """

    request_id: int
    title: str
    lines: Sequence[str]
    mark: str = ""
    own: bool = False
    over: bool = False


def sitting(rows: Sequence[SittingRow], counts: tuple[int, int], page: int = 1, notice: str = "") -> Card:
    """`counts` are the requests that wait for a decision and the letters that wait to leave."""
    pages = max(1, -(-len(rows) // SHOWN))
    at = min(max(page, 1), pages)
    lines: list[Element] = []
    for row in rows[(at - 1) * SHOWN : at * SHOWN]:
        lines += [subheading(quoted(plain(row.title))), *(paragraph(line) for line in row.lines)]
        if not row.own:
            lines.append(buttons(*_actions(row, at)))
    what = say.counts(*counts) if rows else say.EMPTY
    after = [button(say.SEE_LETTERS, actions.LETTERS, primary=True)] if counts[1] else []
    return card(
        heading(say.TITLE),
        note(notice) if notice else None,
        paragraph(what),
        lines,
        _turns(actions.SITTING, at, pages),
        paragraph(say.NEXT, subtle=True) if rows else None,
        buttons(
            *after,
            button(say_documents.COMPARE, actions.DOCUMENT_COMPARISON),
            button(say_desk.TITLE, actions.DESK),
        ),
        fallback=f"{say.TITLE}. {what}",
    )


def _actions(row: SittingRow, page: int) -> list[Any]:
    here = {"request": row.request_id}
    there = here | {"sitting": page}
    if row.over:
        return [button(say.TAKE_OFF, actions.SITTING_PUT_BACK, there | {"held": row.mark})]
    if row.mark:
        return [
            button(say.CORRECT, actions.APPROVAL_FORM, there),
            button(say.PUT_BACK, actions.SITTING_PUT_BACK, there | {"held": row.mark}),
        ]
    return [
        button(say.RECORD, actions.APPROVAL_FORM, there),
        button(say.READ, actions.APPROVAL_OPEN, here),
    ]


@dataclass(frozen=True, slots=True)
class Preview:
    """A held letter: to whom, its words, and why it cannot leave today ("" when it can).

    `over`: the decision is about something that is not there any more; it can only be taken off the list.
    """

    request_id: int
    mark: str
    name: str
    words: Sequence[Element]
    stays: str
    over: bool = False


def letters(previews: Sequence[Preview], page: int = 1, notice: str = "") -> Card:
    """Every held letter as it will be read, a few a page; all that can leave do so in one press."""
    pages = max(1, -(-len(previews) // LETTERS_SHOWN))
    at = min(max(page, 1), pages)
    lines: list[Element] = []
    for one in previews[(at - 1) * LETTERS_SHOWN : at * LETTERS_SHOWN]:
        lines += [subheading(say.addressee(plain(one.name))), framed(one.words)]
        if one.stays:
            lines.append(paragraph(say.stays(one.stays)))
        lines.append(buttons(_letter_action(one, at)))
    leaving = {str(one.request_id): one.mark for one in previews if not one.stays}
    send = button(say.send(len(leaving)), actions.LETTERS_SEND, {"letters": leaving}, primary=True)
    stuck = len(leaving) < len(previews)
    return card(
        heading(say.LETTERS_TITLE),
        note(notice) if notice else None,
        paragraph(say.LETTERS_NEXT if previews else say.NO_LETTERS),
        lines,
        _turns(actions.LETTERS, at, pages),
        paragraph(say.STAYS_NEXT, subtle=True) if stuck else None,
        buttons(*([send] if leaving else []), button(say.BACK, actions.SITTING)),
        fallback=f"{say.LETTERS_TITLE}. {say.letters_waiting(len(leaving))}.",
    )


def _letter_action(one: Preview, page: int) -> Any:
    here = {"request": one.request_id}
    if one.over:
        return button(
            say.TAKE_OFF, actions.SITTING_PUT_BACK, here | {"held": one.mark, "letters": page, "sitting": 1}
        )
    return button(say.CORRECT_LETTER, actions.APPROVAL_FORM, here | {"sitting": 1})


def read_letters(data: Mapping[str, Any]) -> dict[int, str]:
    """Request to the mark of the decision that was read, from the letters' button; all else is left out."""
    sent = data.get("letters")
    if not isinstance(sent, Mapping):
        return {}
    return {actions.number({"id": name}, "id"): actions.typed(sent, name) for name in sent}


def _turns(verb: str, at: int, pages: int) -> list[Element]:
    """Where one is among the pages, and the ways to the others."""
    if pages == 1:
        return []
    turns = []
    if at < pages:
        turns.append(button(say.NEXT_PAGE, verb, {"page": at + 1}))
    if at > 1:
        turns.append(button(say.PREVIOUS_PAGE, verb, {"page": at - 1}))
    return [paragraph(say.page(at, pages), subtle=True), buttons(*turns)]
