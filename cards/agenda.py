"""The agenda: its draft ready to deposit, its form, one's own document, and what members are sent."""

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
    heading,
    link,
    mistakes,
    note,
    paragraph,
    plain,
    text_input,
)
from cards.kept_settings import NO_PROCEDURE, Procedure, procedure
from cards.phrases import agenda as say
from cards.phrases import menu
from cards.phrases import release as say_release

LISTS: Mapping[str, str] = {"items": say.ITEMS, "follow_up": say.FOLLOW_UP, "others": say.OTHERS}
STEPS = 2


@dataclass(frozen=True, slots=True)
class Point:
    """`time` is « 40 min », or empty; the lines of `text` stay lines."""

    number: int
    text: str
    time: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The agenda as its animator sees it. `line` is the meeting's, `state` says by when, or what was
    deposited, `warning` that it is longer than the meeting; `address` is the own document's.
    """

    meeting_id: int
    network_id: int
    revision: int
    version: int
    title: str
    line: str
    state: str
    points: Sequence[Point]
    total: str
    warning: str
    address: str = ""


def overview(shown: Draft, *, errors: Sequence[str] = (), notice: str = "") -> Card:
    """The whole draft, and « Déposer tel quel » in one press."""
    here = {"meeting": shown.meeting_id}
    deposit = say.DEPOSIT_AGAIN if shown.version else say.DEPOSIT
    deposits = {**here, "revision": shown.revision}
    return card(
        heading(say.TITLE),
        note(notice) if notice else None,
        paragraph(say.meeting_of(plain(shown.title), plain(shown.line))),
        paragraph(shown.state),
        None if shown.version else paragraph(say.DRAFT_HOW, subtle=True),
        paragraph(say.LINK_SENT) if shown.address else None,
        _points(shown.points, shown.total),
        paragraph(shown.warning) if shown.warning else None,
        paragraph(say.DEPOSIT_NEXT, subtle=True),
        buttons(
            button(deposit, actions.AGENDA_DEPOSIT, deposits, primary=True),
            button(say.EDIT, actions.AGENDA, {**here, "step": 1}),
            button(say.OWN_DOCUMENT, actions.AGENDA_LINK, here),
        ),
        buttons(
            *_document(shown),
            button(say.PLAN, actions.PLAN, {"network": shown.network_id}),
            button(menu.MENU, actions.MENU),
        ),
        mistakes(errors, say.NOT_YET),
        fallback=f"{say.TITLE}. {shown.line}",
    )


def _document(shown: Draft) -> list[Any]:
    """What the members have: the Word document, or the animator's own."""
    if shown.address:
        return [link(say.READ_OWN, shown.address)]
    word = button(say.READ_WORD, actions.DOCUMENT_AGENDA, {"meeting": shown.meeting_id})
    return [word] if shown.version else []


def _points(points: Sequence[Point], total: str) -> list[Element]:
    # In one block: a block a point would weigh more than all that is said.
    lines = "\n\n".join(say.point(one.number, plain(one.text), one.time) for one in points)
    return [paragraph(lines), paragraph(say.total(total))]


def form(
    shown: Draft,
    step: int,
    values: Mapping[str, str],
    *,
    errors: Sequence[str] = (),
    notice: str = "",
) -> Card:
    """The points that are lists, then the minutes of the others."""
    title = say.step_title(step, STEPS)
    here = {"meeting": shown.meeting_id, "revision": shown.revision, "step": step}
    lists = step == 1
    inputs = [
        text_input(name, label, values.get(name, ""), say.LINES_HINT, long=True)
        for name, label in LISTS.items()
    ]
    if not lists:
        inputs = [
            text_input(name, label, values.get(name, ""), say.MINUTES_HINT)
            for name, label in say.POINTS.items()
        ]
    back = button(say.BACK, actions.AGENDA_STEP, {**here, "to": step - 1}, inputs=True)
    return card(
        heading(title),
        paragraph(plain(shown.line)),
        paragraph(say.LINES_HOW if lists else say.MINUTES_HOW, subtle=True),
        inputs,
        buttons(
            button(say.CONTINUE, actions.AGENDA_STEP, {**here, "to": step + 1}, primary=True, inputs=True),
            back,
        ),
        mistakes(errors, say.NOT_YET),
        note(notice) if notice else None,
        fallback=f"{title}. {shown.line}",
    )


@dataclass(frozen=True, slots=True)
class StepForm:
    """A pressed form. `to` is the step to show next: 0, or past the last one, shows the whole."""

    meeting_id: int
    revision: int
    step: int
    to: int
    values: Mapping[str, str]


def read(data: Mapping[str, Any]) -> StepForm:
    return StepForm(
        meeting_id=actions.number(data, "meeting"),
        revision=actions.number(data, "revision"),
        step=actions.number(data, "step"),
        to=actions.number(data, "to"),
        values={name: actions.typed(data, name) for name in (*LISTS, *say.POINTS)},
    )


def own_document(shown: Draft, typed: str, errors: Sequence[str] = ()) -> Card:
    """Instead of the points: the address of a document that the animator made elsewhere."""
    here = {"meeting": shown.meeting_id}
    return card(
        heading(say.LINK_TITLE),
        paragraph(plain(shown.line)),
        paragraph(say.LINK_HOW),
        text_input("address", say.LINK, typed, say.LINK_HINT, placeholder=say.LINK_PLACEHOLDER),
        paragraph(say.DEPOSIT_NEXT, subtle=True),
        buttons(
            button(say.DEPOSIT_LINK, actions.AGENDA_LINK_DEPOSIT, here, primary=True, inputs=True),
            button(say.BACK, actions.AGENDA, here),
        ),
        mistakes(errors, say.NOT_YET),
        fallback=f"{say.LINK_TITLE}. {say.LINK_HOW}",
    )


@dataclass(frozen=True, slots=True)
class Ready:
    """A deposited agenda as somebody of the network reads it: its points, or the address of the animator's
    own document. `release` is the sentence on this person's release, empty for who needs none, and `standing`
    what may be said of it: « to_do », « done », « absent », or empty once the meeting has begun; `plan`:
    there is one to read.
    """

    meeting_id: int
    network_id: int
    title: str
    line: str
    deposited: str
    points: Sequence[Point]
    total: str
    address: str
    release: str
    standing: str
    plan: bool
    released_by: Procedure = NO_PROCEDURE


def ready(shown: Ready) -> Card:
    """In chat, or to a member alone: in a channel it would show its link to everybody."""
    here = {"meeting": shown.meeting_id}
    line = say.meeting_of(plain(shown.title), plain(shown.line))
    ways: list[Any] = []
    if shown.address:
        ways.append(link(say.READ_OWN, shown.address))
    else:
        ways.append(button(say.READ_WORD, actions.DOCUMENT_AGENDA, here, primary=True))
    if shown.plan:
        ways.append(button(say.READ_PLAN, actions.PLAN_READ, {"network": shown.network_id}))
    if shown.release:
        ways.append(button(say_release.OPEN, actions.RELEASES))
    return card(
        heading(say.READY),
        paragraph(line),
        paragraph(say.OWN_IS_LINKED) if shown.address else _points(shown.points, shown.total),
        paragraph(shown.release) if shown.release else None,
        procedure(shown.released_by) if shown.standing == "to_do" else None,
        _release(shown),
        paragraph(shown.deposited, subtle=True),
        buttons(*ways, button(menu.MENU, actions.MENU)),
        fallback=f"{say.READY}. {shown.line}",
    )


def _release(shown: Ready) -> Element | None:
    """What a member may say of her or his release; the agenda stays on the card."""
    here = {"meeting": shown.meeting_id, "agenda": 1}
    absent = button(say_release.ABSENT, actions.ABSENT, here)
    ways = {
        "to_do": [button(say_release.TICK, actions.RELEASE_TICK, here), absent],
        "done": [absent],
        "absent": [button(say_release.COMING, actions.COMING, here)],
    }
    return buttons(*ways[shown.standing]) if shown.standing in ways else None


def members_only(network_id: int) -> Card:
    """To somebody else who pressed it: seen by that person alone."""
    return card(
        paragraph(say.MEMBERS_ONLY),
        buttons(button(say.SHEET, actions.NETWORK_SHEET, {"network": network_id})),
        fallback=say.MEMBERS_ONLY,
    )


def late(meeting_id: int, title: str, line: str) -> Card:
    """To a responsible, once; `line` says who, when and until when."""
    name = say.late_title(plain(title))
    return card(
        heading(name),
        paragraph(line),
        paragraph(say.LATE_NEXT, subtle=True),
        buttons(button(say.READ, actions.AGENDA_READ, {"meeting": meeting_id})),
        fallback=f"{say.late_title(title)}. {line}",
    )
