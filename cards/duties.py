"""« Mes échéances »: all that is due for the person who animates, the next action first (guide §5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cards import actions
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    facts,
    heading,
    note,
    paragraph,
    plain,
    subheading,
)
from cards.phrases import duties as say
from cards.phrases import menu

# What opens each task.
VERBS: Mapping[str, str] = {
    "DATES": actions.SCHEDULE,
    "PLANNING": actions.PLANNING,
    "PLAN": actions.PLAN,
    "AGENDA": actions.AGENDA,
    "ATTENDANCE": actions.ATTENDANCE,
    "MINUTES": actions.MINUTES,
    "BILAN": actions.BILAN,
}


@dataclass(frozen=True, slots=True)
class Line:
    """`when` says by when, or how it ended; `subject` is what the button carries."""

    task: str
    number: int
    when: str
    subject: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NetworkDuties:
    """`next_one` is None when nothing can be done today; `checklist` are (what the guide asks, how it is)."""

    title: str
    year: str
    next_one: Line | None
    still: Sequence[Line]
    done: Sequence[Line]
    checklist: Sequence[tuple[str, str]]


def duties(networks: Sequence[NetworkDuties]) -> Card:
    """One part a network; the first thing to do of the first network is the primary button."""
    lines: list[Element] = []
    for index, one in enumerate(networks):
        lines += _network(one, primary=index == 0)
    return card(
        heading(say.TITLE),
        lines or paragraph(say.NONE),
        buttons(button(menu.MY_NETWORK, actions.MY_NETWORK), button(menu.MENU, actions.MENU)),
        fallback=say.TITLE,
    )


def _network(one: NetworkDuties, *, primary: bool) -> list[Element]:
    lines: list[Element] = [subheading(say.checklist_of(plain(one.title), one.year))]
    if one.next_one is None:
        lines.append(note(say.ALL_DONE))
    else:
        step = one.next_one
        lines.append(note(say.next_step(say.task_name(step.task, step.number), step.when)))
        go = button(say.DO[step.task], VERBS[step.task], dict(step.subject), primary=primary)
        lines.append(buttons(go))
    for title, listed in ((say.STILL, one.still), (say.DONE, one.done)):
        if listed:
            lines += [paragraph(title, subtle=True), facts([_pair(line) for line in listed])]
    return [*lines, paragraph(say.CHECKLIST, subtle=True), facts(list(one.checklist))]


def _pair(line: Line) -> tuple[str, str]:
    return say.task_name(line.task, line.number), line.when
