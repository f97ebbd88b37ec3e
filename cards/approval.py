"""The approval request, the whole sheet in pages, the decision form, and the letters to the proposer."""

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
    facts,
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    radio_input,
    subheading,
    text_input,
)
from cards.phrases import approval as say
from cards.phrases import derogations as say_derogations
from cards.phrases import documents as say_documents
from cards.phrases import menu
from cards.phrases import sitting as say_sitting
from cards.phrases.proposal import quoted
from cards.rating import Beside, beside


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """The essentials of DOMAIN.md §6, text 3. `similar` are (title, school year); `day` is written out."""

    request_id: int
    proposal_id: int
    version: int
    year: str
    day: str
    title: str
    animator: str
    school: str
    target_group: str
    discipline: str
    modality: str
    summary: str
    similar: Sequence[tuple[str, str]]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    name: str
    day: str
    decision: str
    message: str


def request(
    shown: RequestFacts, *, notice: str = "", may_decide: bool = True, committee: Beside | None = None
) -> Card:
    """A request that waits."""
    here = {"request": shown.request_id}
    decide = [button(say.RECORD, actions.APPROVAL_FORM, here, primary=True)] if may_decide else []
    return card(
        heading(say.request_title(plain(shown.title))),
        note(notice) if notice else None,
        essentials(shown),
        None if shown.confirmed else note(say.UNCONFIRMED),
        beside(shown.request_id, committee, primary=not may_decide) if committee else None,
        buttons(*decide, button(say.READ_ALL, actions.APPROVAL_SHEET, here | {"page": 1})),
        fallback=f"{say.request_title(shown.title)}. {_line(shown)}",
    )


def decided(shown: RequestFacts, decision: DecisionFacts, notice: str = "") -> Card:
    """A request that was decided: the same for whoever looks."""
    title = say.decided_title(plain(shown.title), decision.decision)
    return card(
        heading(title),
        note(notice) if notice else None,
        paragraph(say.decided(plain(decision.name), decision.day, decision.decision)),
        paragraph(plain(decision.message)) if decision.message else None,
        paragraph(say.CHANNEL_NEXT) if decision.decision == "ACCEPTED" else None,
        paragraph(_line(shown), subtle=True),
        buttons(button(say.READ_ALL, actions.APPROVAL_SHEET, {"request": shown.request_id, "page": 1})),
        fallback=f"{title}. {say.decided(decision.name, decision.day, decision.decision)}",
    )


def held(shown: RequestFacts, decision: DecisionFacts, mark: str, *, notice: str, may_decide: bool) -> Card:
    """A request that was decided and whose letter waits; its proposer is never shown this."""
    here = {"request": shown.request_id}
    title, said = say_sitting.held_title(plain(shown.title), decision.decision), plain(decision.message)
    name = say_sitting.held(plain(decision.name), decision.decision)
    offered = [button(say.READ_ALL, actions.APPROVAL_SHEET, here | {"page": 1})]
    if may_decide:
        offered += [
            button(say_sitting.CORRECT, actions.APPROVAL_FORM, here),
            button(say_sitting.PUT_BACK, actions.SITTING_PUT_BACK, here | {"held": mark}),
        ]
    return card(
        heading(title),
        note(notice) if notice else None,
        paragraph(name),
        paragraph(said) if said else None,
        paragraph(_line(shown), subtle=True),
        buttons(*offered),
        fallback=f"{title}. {name}",
    )


def replaced(title: str, version: int, current_request_id: int) -> Card:
    """An older version's card: nothing can be decided there (S05)."""
    text = say.replaced(plain(title), version)
    return card(
        heading(text),
        paragraph(say.REPLACED),
        buttons(
            button(say.SEE_CURRENT, actions.APPROVAL_OPEN, {"request": current_request_id}, primary=True)
        ),
        fallback=text,
    )


def withdrawn(title: str) -> Card:
    text = say.withdrawn(plain(title))
    return card(heading(text), paragraph(say.WITHDRAWN), fallback=text)


def essentials(shown: RequestFacts) -> list[Element]:
    similar = ", ".join(say.similar(plain(title), year) for title, year in shown.similar) or say.NONE
    return [
        paragraph(_line(shown)),
        facts(
            [
                (say.ANIMATION, plain(", ".join(part for part in (shown.animator, shown.school) if part))),
                (say.AUDIENCE, plain(shown.target_group)),
                (say.DISCIPLINE, plain(shown.discipline)),
                (say.MODALITY, shown.modality),
                (say.SIMILAR, similar),
            ]
        ),
        paragraph(plain(shown.summary)),
    ]


def _line(shown: RequestFacts) -> str:
    return say.request_line(shown.proposal_id, shown.year, shown.version, shown.day)


def sheet(request_id: int, title: str, page: int, pages: int, blocks: Sequence[tuple[str, str]]) -> Card:
    """One page of the whole sheet: (label, text) pairs."""
    lines: list[Element] = []
    for label, text in blocks:
        lines += [subheading(label), paragraph(plain(text))]
    offered = []
    if page < pages:
        offered.append(_page(say.NEXT_PAGE, request_id, page + 1, primary=True))
    if page > 1:
        offered.append(_page(say.PREVIOUS_PAGE, request_id, page - 1))
    name = say.sheet_title(plain(title), page, pages)
    return card(
        heading(name),
        lines,
        buttons(
            *offered,
            button(say_documents.WORD, actions.DOCUMENT_PROPOSAL, {"request": request_id}),
            button(say.BACK, actions.APPROVAL_OPEN, {"request": request_id}),
        ),
        fallback=name,
    )


def _page(title: str, request_id: int, page: int, *, primary: bool = False) -> Any:
    return button(title, actions.APPROVAL_SHEET, {"request": request_id, "page": page}, primary=primary)


NOW, HELD = "NOW", "HELD"


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """A pressed decision form, as typed; `answer_by` is an ISO date or whatever was sent.

    `sitting` is the page of the sitting from which it was opened, 0 for none; `held` the mark of the held
    decision that it corrects.
    """

    request_id: int
    decision: str
    message: str
    answer_by: str
    letter: str = NOW
    sitting: int = 0
    held: str = ""


def decision_form(
    request_id: int,
    title: str,
    typed: DecisionForm | None = None,
    errors: Sequence[str] = (),
    *,
    late: bool = False,
) -> Card:
    """`late`: it may be selected for the current year, by an exemption (S07)."""
    kept = typed or DecisionForm(request_id, "", "", "")
    here = {"request": request_id, "sitting": kept.sitting, "held": kept.held}
    back = button(say.BACK, actions.APPROVAL_OPEN, {"request": request_id})
    if kept.sitting:
        back = button(say_sitting.BACK, actions.SITTING, {"page": kept.sitting})
    ways = [button(say_derogations.LATE, actions.LATE_SELECT, {"request": request_id})] if late else []
    letters = list(say_sitting.LETTER_CHOICES.items())
    return card(
        heading(say.DECIDE_TITLE),
        paragraph(say.request_title(plain(title))),
        radio_input("decision", say.DECISION, kept.decision, say.CHOOSE_DECISION, list(say.CHOICES.items())),
        text_input("message", say.MESSAGE, kept.message, say.MESSAGE_HINT, long=True),
        date_input("answer_by", say.ANSWER_BY, kept.answer_by, say.ANSWER_BY_HINT),
        radio_input("letter", say_sitting.LETTER, kept.letter, say_sitting.CHOOSE_LETTER, letters),
        paragraph(say.DECIDE_NEXT, subtle=True),
        buttons(
            button(say.SAVE_DECISION, actions.APPROVAL_DECIDE, here, primary=True, inputs=True), back, *ways
        ),
        mistakes(errors, say.NOT_RECORDED),
        fallback=f"{say.DECIDE_TITLE}. {title}",
    )


def read(data: Mapping[str, Any]) -> DecisionForm:
    return DecisionForm(
        request_id=actions.number(data, "request"),
        decision=actions.typed(data, "decision"),
        message=actions.typed(data, "message").strip(),
        answer_by=actions.typed(data, "answer_by"),
        # A form posted before letters could be held has no such choice: its decision leaves at once.
        letter=HELD if actions.typed(data, "letter") == HELD else NOW,
        sitting=actions.number(data, "sitting"),
        held=actions.typed(data, "held"),
    )


@dataclass(frozen=True, slots=True)
class ListedRequest:
    """A proposal's request, or with a `network_id` one for a second year."""

    request_id: int
    title: str
    line: str
    own: bool
    network_id: int = 0

    @property
    def way(self) -> tuple[str, dict[str, Any]]:
        if self.network_id:
            return actions.CONTINUATION, {"network": self.network_id}
        return actions.APPROVAL_OPEN, {"request": self.request_id}


LISTED = 6


def requests(listed: Sequence[ListedRequest], security: str) -> Card:
    """What waits for a decision, oldest first; one's own stands there without a button."""
    lines: list[Element] = []
    for one in listed[:LISTED]:
        lines += [
            subheading(quoted(plain(one.title))),
            paragraph((say.OWN_NETWORK if one.network_id else say.OWN_WAITS) if one.own else one.line),
        ]
        if not one.own:
            lines.append(buttons(button(say.OPEN, *one.way)))
    return card(
        heading(say.LIST_TITLE),
        lines or paragraph(say.LIST_EMPTY),
        paragraph(say.more(len(listed) - LISTED), subtle=True) if len(listed) > LISTED else None,
        paragraph(security) if security else None,
        buttons(button(say_documents.COMPARE, actions.DOCUMENT_COMPARISON), button(menu.MENU, actions.MENU)),
        fallback=f"{say.LIST_TITLE}. {len(listed)}",
    )


def of_day(listed: Sequence[ListedRequest], day: str) -> Card:
    """What came on one day and still waits, each with its button."""
    lines: list[Element] = []
    for one in listed[:LISTED]:
        opened = button(say.OPEN, actions.APPROVAL_OPEN, {"request": one.request_id})
        lines += [subheading(quoted(plain(one.title))), paragraph(one.line), buttons(opened)]
    title = say.of_day(day)
    return card(
        heading(title),
        lines or paragraph(say.OF_DAY_DONE),
        paragraph(say.more(len(listed) - LISTED), subtle=True) if len(listed) > LISTED else None,
        buttons(button(say.LIST_TITLE, actions.APPROVALS)),
        fallback=f"{title}. {len(listed)}",
    )
