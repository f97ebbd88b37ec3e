"""The minutes: the draft ready to deposit, its form in four steps, and what members and the channel see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cards import actions
from cards.desk import TaskButton
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    choice_input,
    date_input,
    framed,
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    subheading,
    text_input,
)
from cards.phrases import attendance as say_attendance
from cards.phrases import menu
from cards.phrases import minutes as say
from cards.phrases.proposal import quoted

FIELDS: Mapping[int, Sequence[str]] = {
    1: ("opening", "opening_done", "reading", "reading_done"),
    2: ("summary", "summary_done"),
    3: ("what", "who", "who_other", "when", "follow_up_done"),
    4: ("questions", "questions_done", "closing", "closing_done"),
}
LONG = frozenset({"summary", "questions"})
# A card holds as much of each text; the whole stands in the Word document.
SHOWN = 1800


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the annex: its notes, and what was achieved; their lines stay lines."""

    number: int
    label: str
    notes: str
    achieved: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The minutes as who writes them sees them. `attendance` are whole lines, the count first; empty while
    nobody was marked. `follow_ups` are (key, whole line). `written`: there is a summary.
    """

    meeting_id: int
    network_id: int
    revision: int
    version: int
    title: str
    line: str
    state: str
    rows: Sequence[Row]
    attendance: Sequence[str]
    follow_ups: Sequence[tuple[int, str]]
    written: bool
    animates: bool


def overview(shown: Draft, *, errors: Sequence[str] = (), notice: str = "") -> Card:
    """All that was written, and the deposit."""
    here = {"meeting": shown.meeting_id}
    deposit = say.DEPOSIT_AGAIN if shown.version else say.DEPOSIT
    edit = say.EDIT if shown.written else say.WRITE
    ways = [
        button(deposit, actions.MINUTES_DEPOSIT, {**here, "revision": shown.revision}, primary=shown.written),
        button(edit, actions.MINUTES, {**here, "step": 1}, primary=not shown.written),
    ]
    return card(
        heading(say.TITLE),
        note(notice) if notice else None,
        paragraph(say.meeting_line(plain(shown.title), plain(shown.line))),
        paragraph(shown.state),
        None if shown.version else paragraph(say.DRAFT_HOW, subtle=True),
        _attendance(shown.meeting_id, shown.attendance),
        _rows(shown.rows),
        paragraph(say.DEPOSIT_NEXT, subtle=True),
        buttons(*(ways if shown.written else reversed(ways))),
        buttons(*_more(shown, here), button(menu.MENU, actions.MENU)),
        mistakes(errors, say.NOT_YET),
        fallback=f"{say.TITLE}. {shown.line}",
    )


def _more(shown: Draft, here: dict[str, Any]) -> list[Any]:
    ways = []
    if shown.version:
        ways.append(button(say.WORD, actions.DOCUMENT_MINUTES, here))
        ways.append(button(say.FOLLOW_UPS, actions.FOLLOW_UPS, here))
    if shown.animates:
        ways.append(button(say.ASK_WRITER, actions.MINUTES_WRITER, here))
    return ways


def _attendance(meeting_id: int, lines: Sequence[str]) -> list[Element]:
    take = button(say_attendance.OPEN, actions.ATTENDANCE, {"meeting": meeting_id})
    if not lines:
        return [subheading(say.ATTENDANCE), paragraph(say.NO_ATTENDANCE), buttons(take)]
    follows = paragraph(say.ATTENDANCE_FOLLOWS, subtle=True)
    return [subheading(say.ATTENDANCE), paragraph("\n\n".join(lines)), follows]


def _rows(rows: Sequence[Row]) -> list[Element]:
    drawn: list[Element] = []
    for one in rows:
        drawn += [subheading(say.numbered_row(one.number, one.label)), paragraph(_beginning(one.notes))]
        if one.achieved:
            drawn.append(paragraph(say.achieved(plain(one.achieved))))
    return drawn


def _beginning(text: str) -> str:
    """The text, or whole words of its beginning where a card could not hold it."""
    if len(text) <= SHOWN:
        return plain(text) or say.EMPTY
    return f"{plain(text[:SHOWN].rsplit(' ', 1)[0])}…\n\n{say.SHORTENED}"


def form(
    shown: Draft,
    step: int,
    values: Mapping[str, str],
    members: Sequence[str] = (),
    *,
    errors: Sequence[str] = (),
    notice: str = "",
    meanwhile: Sequence[tuple[str, str]] = (),
) -> Card:
    """One step. `members` are the names to choose from; `meanwhile` are (label, text) that somebody
    else saved.
    """
    title = say.minutes_step(say.STEP_TITLES[step], step, len(FIELDS))
    here = {"meeting": shown.meeting_id, "revision": shown.revision, "step": step}
    adds = step == max(number for number, names in FIELDS.items() if "what" in names)

    def go(name: str, to: int, *, primary: bool = False) -> Any:
        data = {**here, "to": to}
        return button(name, actions.MINUTES_STEP, data, primary=primary, inputs=True)

    return card(
        heading(title),
        paragraph(plain(shown.line)),
        paragraph(say.STEP_HOW[step], subtle=True),
        _listed(shown, here) if adds else None,
        [_input(name, values.get(name, ""), members) for name in FIELDS[step]],
        buttons(
            go(say.CONTINUE, step + 1, primary=True),
            *([go(say.ADD, step)] if adds else []),
            go(say.BACK, step - 1),
        ),
        mistakes(errors, say.NOT_YET),
        note(notice) if notice else None,
        framed(_kept(meanwhile)) if meanwhile else None,
        fallback=f"{title}. {shown.line}",
    )


def _listed(shown: Draft, here: dict[str, Any]) -> list[Element]:
    """The follow-ups, each with the button that takes it away; what is typed meanwhile is kept."""
    drawn: list[Element] = []
    for key, line in shown.follow_ups:
        data = {**here, "to": here["step"], "remove": key}
        drawn += [
            paragraph(plain(line)),
            buttons(button(say.REMOVE, actions.MINUTES_STEP, data, inputs=True)),
        ]
    return drawn or [paragraph(say.NO_FOLLOW_UP)]


def _input(name: str, value: str, members: Sequence[str]) -> Element:
    label = say.LABELS[name]
    if name == "who":
        choices = [(one, one) for one in members]
        return choice_input(name, label, value, say.CHOOSE_WHO, choices, placeholder=say.NOBODY)
    if name == "when":
        return date_input(name, label, value, say.CHOOSE_DAY)
    return text_input(name, label, value, say.WRITE_TEXT, long=name in LONG)


def _kept(meanwhile: Sequence[tuple[str, str]]) -> list[Element]:
    drawn: list[Element] = [subheading(say.KEPT_MEANWHILE)]
    for label, text in meanwhile:
        drawn += [paragraph(label, subtle=True), paragraph(_beginning(text))]
    return drawn


@dataclass(frozen=True, slots=True)
class StepForm:
    """A pressed form. `to` is the step to show next: 0, or past the last one, shows the whole; `remove` is
    the key of the follow-up to take away, 0 for none.
    """

    meeting_id: int
    revision: int
    step: int
    to: int
    remove: int
    values: Mapping[str, str]


def read(data: Mapping[str, Any]) -> StepForm:
    return StepForm(
        meeting_id=actions.number(data, "meeting"),
        revision=actions.number(data, "revision"),
        step=actions.number(data, "step"),
        to=actions.number(data, "to"),
        remove=actions.number(data, "remove"),
        values={name: actions.typed(data, name) for names in FIELDS.values() for name in names},
    )


@dataclass(frozen=True, slots=True)
class Ready:
    """Deposited minutes as somebody of the network reads them; `ways` are what only some may do."""

    meeting_id: int
    title: str
    line: str
    deposited: str
    rows: Sequence[Row]
    ways: Sequence[TaskButton] = ()


def ready(shown: Ready) -> Card:
    """In chat, or to a member alone. Attendance is not on it: a copy of it would not follow a correction."""
    line = say.meeting_line(plain(shown.title), plain(shown.line))
    return card(
        heading(say.READY),
        paragraph(line),
        _rows(shown.rows),
        paragraph(shown.deposited, subtle=True),
        buttons(
            button(say.WORD, actions.DOCUMENT_MINUTES, {"meeting": shown.meeting_id}, primary=True),
            *(button(one.title, one.verb, one.data) for one in shown.ways),
            button(menu.MENU, actions.MENU),
        ),
        fallback=f"{say.READY}. {shown.line}",
    )


def in_channel(meeting_id: int, title: str, day: str) -> Card:
    """Everybody in the Team reads it: no name, no document, one button that answers members (B7)."""
    line = say.minutes_line(day)
    return card(
        heading(say.READY),
        paragraph(f"{quoted(plain(title))}. {line}"),
        buttons(button(say.READ, actions.MINUTES_READ, {"meeting": meeting_id}, primary=True)),
        paragraph(say.ANSWERS, subtle=True),
        fallback=f"{say.READY}. {line}",
    )


def members_only(network_id: int) -> Card:
    """To somebody else who pressed it: seen by that person alone."""
    return card(
        paragraph(say.MEMBERS_ONLY),
        buttons(button(say.SHEET, actions.NETWORK_SHEET, {"network": network_id})),
        fallback=say.MEMBERS_ONLY,
    )
