"""The plan: its form step by step, the guide's lines, the review; how it is read and announced."""

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
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    radio_input,
    several_input,
    subheading,
    text_input,
)
from cards.phrases import menu
from cards.phrases import plan as say
from cards.proposal import shortened

POINTS = ("develop", "goals", "goal_other", "result", "means")
LONG = frozenset({"develop", "result"})


@dataclass(frozen=True, slots=True)
class Column:
    """One meeting: its line, and (field, label) of each of its blocks; `breaks` stand between them."""

    number: int
    line: str
    blocks: Sequence[tuple[str, str]]
    breaks: Sequence[str]


@dataclass(frozen=True, slots=True)
class FormFacts:
    """`values` by field; `columns` are the meetings in their order; `due` says by when, empty once it was
    deposited; `version` is the last one deposited, 0 for none.
    """

    network_id: int
    revision: int
    step: int
    title: str
    due: str
    version: int
    values: Mapping[str, str]
    columns: Sequence[Column]

    @property
    def steps(self) -> int:
        return len(self.columns) + 2


def form(shown: FormFacts, *, errors: Sequence[str] = (), notice: str = "") -> Card:
    """One step: the four points, a meeting, or the review. Errors come last (PLAYGROUND.md §5)."""
    if shown.step >= shown.steps:
        return review(shown, errors=errors, notice=notice)
    title = say.title(shown.step, shown.steps)
    points = shown.step == 1
    column = None if points else shown.columns[shown.step - 2]
    lines = [paragraph(plain(column.line))] if column else [paragraph(plain(shown.title))]
    if points and shown.due:
        lines.append(paragraph(shown.due))
    how = say.BLOCKS_HOW if column else say.POINTS_HOW
    return card(
        heading(title),
        lines,
        paragraph(how, subtle=True),
        _blocks(column, shown.values) if column else [_point(name, shown.values) for name in POINTS],
        buttons(*_ways(shown, column)),
        mistakes(errors, say.NOT_YET),
        note(notice) if notice else None,
        fallback=f"{title}. {how}",
    )


def _point(name: str, values: Mapping[str, str]) -> Element:
    value, hint = values.get(name, ""), say.HINTS[name]
    if name == "goals":
        return several_input(name, say.LABELS[name], hint, list(say.GOALS.items()), value)
    if name == "goal_other":
        return text_input(name, say.GOAL_OTHER, value, hint)
    return text_input(name, say.LABELS[name], value, hint, long=name in LONG)


def _blocks(column: Column, values: Mapping[str, str]) -> list[Element]:
    """The blocks in their order, the pause or the dinner between two of them."""
    drawn: list[Element] = []
    for at, (name, label) in enumerate(column.blocks):
        drawn.append(text_input(name, label, values.get(name, ""), say.BLOCK_HINT, long=True))
        if at < len(column.breaks):
            drawn.append(paragraph(column.breaks[at], subtle=True))
    return drawn


def _ways(shown: FormFacts, column: Column | None) -> list[Any]:
    here = {"network": shown.network_id, "revision": shown.revision, "step": shown.step}

    def go(title: str, *, primary: bool = False, **more: int) -> Any:
        return button(title, actions.PLAN_STEP, {**here, **more}, primary=primary, inputs=True)

    back = [go(say.BACK, to=shown.step - 1)] if shown.step > 1 else []
    lines = [go(say.ADD_LINES, to=shown.step, lines=1)] if column else []
    return [go(say.CONTINUE, to=shown.step + 1, primary=True), *lines, *back, go(say.QUIT, to=0)]


def review(shown: FormFacts, *, errors: Sequence[str] = (), notice: str = "") -> Card:
    """All of it, each text by its beginning, and « Déposer » in one press."""
    here = {"network": shown.network_id, "revision": shown.revision}
    title = say.title(shown.steps, shown.steps)
    lines = [
        paragraph(say.reviewed(label, shortened(text)))
        for label, text in points(shown.values)
        if text or label != say.GOAL_OTHER
    ]
    for column in shown.columns:
        lines.append(subheading(plain(column.line)))
        for name, label in column.blocks:
            listed = [one.strip().rstrip(".") for one in shown.values.get(name, "").splitlines()]
            text = "; ".join(one for one in listed if one)
            lines.append(paragraph(say.reviewed(label, shortened(text) if text else say.EMPTY_BLOCK)))
    deposit = say.DEPOSIT_AGAIN if shown.version else say.DEPOSIT
    back = button(say.BACK, actions.PLAN_STEP, {**here, "step": shown.steps, "to": shown.steps - 1})
    return card(
        heading(title),
        paragraph(say.REVIEW_HOW),
        paragraph(shown.due) if shown.due else None,
        lines,
        note(say.DEPOSIT_NEXT),
        buttons(button(deposit, actions.PLAN_DEPOSIT, here, primary=True), back),
        mistakes(errors, say.NOT_YET),
        note(notice) if notice else None,
        fallback=f"{title}. {say.REVIEW_HOW}",
    )


def points(values: Mapping[str, str]) -> list[tuple[str, str]]:
    """(label, answer) of guide §8.3, for card and paper: the goals in words; nothing is escaped."""
    chosen = [say.GOALS[code] for code in values.get("goals", "").split(",") if code in say.GOALS]
    other = values.get("goal_other", "")
    answers = {**values, "goals": "\n".join([*chosen, *([other] if other else [])])}
    return [(label, answers.get(name, "")) for name, label in say.LABELS.items()]


@dataclass(frozen=True, slots=True)
class StepForm:
    """A pressed form. `to` is the step to show next, 0 to quit; `lines`: the guide's are offered then."""

    network_id: int
    revision: int
    step: int
    to: int
    lines: bool
    values: Mapping[str, str]


def read(data: Mapping[str, Any]) -> StepForm:
    """What was pressed; the values are all texts sent, of which a use case keeps those of the step."""
    numbers = {name: actions.number(data, name) for name in ("network", "revision", "step", "to", "lines")}
    return StepForm(
        network_id=numbers["network"],
        revision=numbers["revision"],
        step=numbers["step"],
        to=numbers["to"],
        lines=numbers["lines"] > 0,
        values={name: actions.typed(data, name) for name in data},
    )


def lines(network_id: int, column: Column, errors: Sequence[str] = ()) -> Card:
    """The lines of Annexe 2's example, to add to a block of one meeting."""
    return card(
        heading(say.LINES_TITLE),
        paragraph(plain(column.line)),
        paragraph(say.LINES_HOW, subtle=True),
        several_input(
            "chosen",
            say.LINES,
            say.CHOOSE_LINES,
            [(str(number), line) for number, line in enumerate(say.OFFERED, start=1)],
        ),
        radio_input("block", say.BLOCK, "", say.CHOOSE_BLOCK, column.blocks),
        buttons(
            button(say.ADD, actions.PLAN_ADD, {"network": network_id}, primary=True, inputs=True),
            button(say.BACK, actions.PLAN, {"network": network_id}),
        ),
        mistakes(errors, say.NOTHING_ADDED),
        fallback=f"{say.LINES_TITLE}. {say.LINES_HOW}",
    )


@dataclass(frozen=True, slots=True)
class ReadFacts:
    """A deposited plan. `pages` are (name of the page, its blocks of label and text); `mine`: the reader
    animates the network; `paper`: she or he may have the Word document.
    """

    network_id: int
    title: str
    line: str
    pages: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    mine: bool
    paper: bool
    data: Mapping[str, Any] = field(default_factory=dict)


def read_plan(shown: ReadFacts, page: int = 1, notice: str = "") -> Card:
    """One page: the four points, or a meeting; each page has its button."""
    at = min(max(page, 1), len(shown.pages))
    here = {"network": shown.network_id}
    body: list[Element] = []
    for label, text in shown.pages[at - 1][1]:
        body += (
            [subheading(label), paragraph(plain(text))] if text else [paragraph(plain(label), subtle=True)]
        )
    turns = [
        button(name, actions.PLAN_READ, {**here, "page": number})
        for number, (name, _) in enumerate(shown.pages, start=1)
        if number != at
    ]
    word = [button(say.WORD, actions.DOCUMENT_PLAN, here)] if shown.paper else []
    edit = [button(say.EDIT, actions.PLAN, here)] if shown.mine else []
    title = say.read_title(plain(shown.title))
    return card(
        heading(title),
        note(notice) if notice else None,
        paragraph(shown.line, subtle=True),
        subheading(plain(shown.pages[at - 1][0])),
        body,
        buttons(*turns) if turns else None,
        buttons(
            *word, *edit, button(say.SHEET, actions.NETWORK_SHEET, here), button(menu.MENU, actions.MENU)
        ),
        fallback=f"{say.read_title(shown.title)}. {shown.line}",
    )


def in_channel(network_id: int, title: str, version: int, day: str) -> Card:
    """A line and a button: neither a name nor a link, for the whole Team reads it (DOMAIN.md §1.9)."""
    line = say.channel_line(plain(title), version, day)
    return card(
        heading(say.CHANNEL_TITLE),
        paragraph(line),
        paragraph(say.CHANNEL_NEXT, subtle=True),
        buttons(button(say.READ, actions.PLAN_READ, {"network": network_id}, primary=True)),
        fallback=f"{say.CHANNEL_TITLE}. {title}",
    )


def members_only(network_id: int) -> Card:
    """To somebody else who pressed it: seen by that person alone."""
    return card(
        paragraph(say.MEMBERS_ONLY),
        buttons(button(say.SHEET, actions.NETWORK_SHEET, {"network": network_id})),
        fallback=say.MEMBERS_ONLY,
    )


def late(title: str, line: str) -> Card:
    """To a responsible, once; `line` says who, when and until when."""
    name = say.late_title(plain(title))
    return card(
        heading(name),
        paragraph(line),
        paragraph(say.LATE_NEXT, subtle=True),
        buttons(button(menu.desk_button(0), actions.DESK, primary=True)),
        fallback=f"{say.late_title(title)}. {line}",
    )
