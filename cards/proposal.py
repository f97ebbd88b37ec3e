"""The proposal's form in steps, its reader, its state card and the list of one's proposals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cards import actions
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    choice_input,
    facts,
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    subheading,
    text_input,
    toggle,
)
from cards.phrases import documents as say_documents
from cards.phrases import menu
from cards.phrases import proposal as say

STEPS = 5
LONG = frozenset(
    {
        "experience",
        "required_material",
        "objectives",
        "competencies",
        "summary",
        "detailed_description",
        "prerequisites",
        "availability",
        "bio",
        "comments",
        "heard_about",
    }
)
STEP_FIELDS: Mapping[int, tuple[str, ...]] = {
    1: ("email", "school_id", "school_other", "job_title", "experience"),
    2: ("target_group", "discipline", "title", "required_material", "objectives"),
    3: ("competencies", "summary", "detailed_description", "priority_id", "prerequisites"),
    4: ("duration", "availability", "bio", "bio_public", "comments"),
    5: ("heard_about", "mission_ack", "attendance_ack"),
}


@dataclass(frozen=True, slots=True)
class FormFacts:
    """`values` by field; `choices` are (code, label) by choice field; `sent` once a version was submitted."""

    proposal_id: int
    revision: int
    year: str
    name: str
    step: int
    sent: bool
    values: Mapping[str, str]
    choices: Mapping[str, Sequence[tuple[str, str]]]
    summary_words: int
    sheet: Sequence[tuple[str, str]] = field(default=())
    """The whole sheet, for the last step's review: (label, text)."""


def form(shown: FormFacts, *, errors: Sequence[str] = (), notice: str = "") -> Card:
    """One step. The inputs keep their place whatever is said: errors come last (PLAYGROUND.md §5)."""
    title = say.form_title(shown.year, shown.step, STEPS)
    return card(
        heading(title),
        paragraph(say.STEP_INTROS[shown.step - 1]),
        _before(shown),
        [_input(name, shown) for name in STEP_FIELDS[shown.step]],
        _after(shown),
        buttons(*_form_buttons(shown)),
        mistakes(errors, say.MISTAKES_HERE),
        note(notice) if notice else None,
        fallback=f"{title}. {say.STEP_INTROS[shown.step - 1]}",
    )


def _before(shown: FormFacts) -> list[Element]:
    if shown.step == 1:
        return [facts([(say.LABELS["proposer_name"], plain(shown.name))])]
    if shown.step == 2:  # noqa: PLR2004
        return [facts([(say.LABELS["activity_type"], say.ACTIVITY_TYPE)]), *_criteria()]
    if shown.step == 3:  # noqa: PLR2004
        return _criteria()
    if shown.step == STEPS:
        return _review(shown.sheet)
    return []


def _criteria() -> list[Element]:
    """The seven of guide §4, in view while one writes."""
    lines = "\n".join(f"- {criterion}" for criterion in say.CRITERIA)
    return [subheading(say.CRITERIA_TITLE), paragraph(f"{say.CRITERIA_INTRO}\n\n{lines}", subtle=True)]


def _review(sheet: Sequence[tuple[str, str]]) -> list[Element]:
    """Short lines: the texts themselves were on the steps before, and a card has a size."""
    return [
        subheading(say.REVIEW_TITLE),
        # Not a FactSet: with labels as long as the annexe's, it runs out of a phone's screen.
        *(paragraph(say.reviewed(label, shortened(text))) for label, text in sheet),
        paragraph(say.MISSION, subtle=True),
        paragraph(say.CLOSING, subtle=True),
    ]


REVIEW_CHARACTERS = 160


def shortened(text: str) -> str:
    """The beginning of a text, whole words, with « … » where it goes on."""
    line = " ".join(text.split())
    if not line:
        return say.NOT_FILLED
    if len(line) > REVIEW_CHARACTERS:
        line = line[:REVIEW_CHARACTERS].rsplit(" ", 1)[0] + "…"
    return plain(line)


def _after(shown: FormFacts) -> list[Element]:
    if shown.step == 3:  # noqa: PLR2004
        return [paragraph(say.words_saved(shown.summary_words), subtle=True)]
    return []


def _input(name: str, shown: FormFacts) -> Element:
    label, value, hint = say.LABELS[name], shown.values.get(name, ""), say.HINTS[name]
    if name in say.TICKS:
        return toggle(name, label, say.TICKS[name], hint, on=value == "true")
    if name == "duration":
        return choice_input(name, label, value, hint, list(say.MODALITIES.items()), placeholder=say.CHOOSE)
    if name in shown.choices:
        return choice_input(
            name, label, value, hint, shown.choices[name], placeholder=say.SEARCH, search=True
        )
    return text_input(name, label, value, hint, long=name in LONG)


def _form_buttons(shown: FormFacts) -> list[Any]:
    here = {"id": shown.proposal_id, "revision": shown.revision, "step": shown.step}

    def go(title: str, to: int, *, primary: bool = False) -> Any:
        return button(title, actions.PROPOSAL_STEP, here | {"to": to}, primary=primary, inputs=True)

    if shown.step == STEPS:
        send = say.SEND_AGAIN if shown.sent else say.SEND
        first = button(send, actions.PROPOSAL_SUBMIT, here, primary=True, inputs=True)
    else:
        first = go(say.CONTINUE, shown.step + 1, primary=True)
    back = [go(say.BACK, shown.step - 1)] if shown.step > 1 else []
    return [first, *back, go(say.SAVE_AND_QUIT, 0)]


@dataclass(frozen=True, slots=True)
class StepForm:
    """A pressed form. `to` is the step to show next: 0 saves and quits."""

    proposal_id: int
    revision: int
    step: int
    to: int
    values: Mapping[str, str]


def read(data: Mapping[str, Any]) -> StepForm:
    """What was pressed and typed; a step that does not exist is read as the first."""
    step = actions.number(data, "step")
    step = step if step in STEP_FIELDS else 1
    to = actions.number(data, "to")
    return StepForm(
        proposal_id=actions.number(data, "id"),
        revision=actions.number(data, "revision"),
        step=step,
        to=to if to in STEP_FIELDS else 0,
        values={name: actions.typed(data, name) for name in STEP_FIELDS[step]},
    )


@dataclass(frozen=True, slots=True)
class StateFacts:
    """A proposal as its author sees it; `lines` explain, `may_*` say which buttons stand."""

    proposal_id: int
    title: str
    year: str
    state: str
    lines: Sequence[str]
    may_edit: bool
    may_withdraw: bool
    may_take_up_again: bool


def state(shown: StateFacts, notice: str = "") -> Card:
    title = say.state_title(shown.proposal_id, plain(shown.title))
    here = {"id": shown.proposal_id}
    draft = shown.state == "DRAFT"
    offered = []
    if shown.may_edit:
        offered.append(
            button(
                say.RESUME if draft else say.EDIT,
                actions.PROPOSAL_EDIT,
                here,
                primary=draft or shown.state == "CHANGES_REQUESTED",
            )
        )
    if shown.may_take_up_again:
        offered.append(button(say.AGAIN, actions.PROPOSAL_AGAIN, here))
    if shown.may_withdraw:
        offered.append(button(say.WITHDRAW_DRAFT if draft else say.WITHDRAW, actions.PROPOSAL_WITHDRAW, here))
    return card(
        heading(title),
        note(plain(notice)) if notice else None,
        facts([(say.STATE, say.STATES[shown.state]), (say.YEAR, shown.year)]),
        [paragraph(plain(line)) for line in shown.lines],
        buttons(*offered, button(say_documents.WORD, actions.DOCUMENT_PROPOSAL, here)),
        buttons(
            button(menu.PROPOSALS, actions.PROPOSALS), button(menu.HELP, actions.HELP, {"about": "proposal"})
        ),
        fallback=f"{title}. {say.STATES[shown.state]}",
    )


def withdraw_question(proposal_id: int, title: str, *, draft: bool) -> Card:
    """Asked once before something is taken back."""
    text = say.withdraw_draft_question(plain(title)) if draft else say.withdraw_question(plain(title))
    return card(
        paragraph(text),
        buttons(
            button(
                say.WITHDRAW_YES,
                actions.PROPOSAL_WITHDRAW,
                {"id": proposal_id, "sure": "yes"},
                destructive=True,
            ),
            button(say.WITHDRAW_NO, actions.PROPOSAL_OPEN, {"id": proposal_id}),
        ),
        fallback=text,
    )


@dataclass(frozen=True, slots=True)
class ListedProposal:
    proposal_id: int
    title: str
    year: str
    state: str
    day: str


LISTED = 8


def proposals(listed: Sequence[ListedProposal], *, may_start: bool) -> Card:
    """One's own, newest first; the older ones beyond LISTED are left out."""
    lines: list[Element] = []
    for one in listed[:LISTED]:
        lines += [
            subheading(say.quoted(plain(one.title))),
            paragraph(say.list_line(one.proposal_id, one.year, say.STATES[one.state], one.day)),
            buttons(button(say.OPEN, actions.PROPOSAL_OPEN, {"id": one.proposal_id})),
        ]
    return card(
        heading(say.LIST_TITLE),
        lines or paragraph(say.LIST_EMPTY),
        paragraph(say.older(len(listed) - LISTED), subtle=True) if len(listed) > LISTED else None,
        buttons(
            button(menu.PROPOSE if may_start else menu.RESUME, actions.PROPOSE, primary=True),
            button(menu.MENU, actions.MENU),
        ),
        fallback=f"{say.LIST_TITLE}. {len(listed)}",
    )
