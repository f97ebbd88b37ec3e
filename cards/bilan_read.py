"""The bilan as its readers see it: its six points, the work produced, the responsible's row (R36, R63)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cards import actions
from cards.desk import DeskTask, TaskButton
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    heading,
    link,
    paragraph,
    plain,
    subheading,
)
from cards.phrases import annexe5, menu
from cards.phrases import bilan as say
from cards.phrases import cee_meeting as say_cee
from cards.phrases import minutes as say_minutes

# A card holds as much of each text; the whole stands in the Word document.
SHOWN, SHORT = 1800, 500


def continues(values: Mapping[str, str], many: int) -> str:
    reasons = values.get("continuation_reasons", "")
    answer = say.CONTINUES[values.get("continuation") or "no"]
    return say.bilan_continues(answer, beginning(reasons, many) if reasons else "")


def work_lines(values: Mapping[str, str]) -> list[Element]:
    """The address as text: a link that somebody typed opens only where it was checked."""
    if values.get("work"):
        told = paragraph(say.work_line(plain(values["work"])))
        return [told, paragraph(say.SHARED, subtle=True)] if values.get("work_shared") else [told]
    why = values.get("no_work", "")
    return [paragraph(say.work_line(say.no_work(plain(why))) if why else say.NO_WORK_YET)]


def beginning(text: str, many: int = SHOWN) -> str:
    """The text, or whole words of its beginning where a card could not hold it."""
    if len(text) <= many:
        return plain(text) or say.EMPTY
    return f"{plain(text[:many].rsplit(' ', 1)[0])}…\n\n{say.SHORTENED}"


@dataclass(frozen=True, slots=True)
class Ready:
    """A deposited bilan as somebody reads it. `asks`: it asks for a second year, and the reader may
    see that request. `notes`: a responsible may say that it is noted.
    """

    network_id: int
    version: int
    title: str
    about: str
    deposited: str
    values: Mapping[str, str]
    late: bool
    office: bool
    asks: bool = False
    notes: bool = False
    corrects: bool = False


def ready(shown: Ready) -> Card:
    """In chat alone: the six points, the work produced, and for a responsible what may be done about it."""
    here = {"network": shown.network_id}
    ways: list[Any] = [button(say.WORD, actions.DOCUMENT_BILAN, here, primary=True)]
    if shown.values.get("work"):
        ways.append(link(say.OPEN_WORK, shown.values["work"]))
    if shown.notes:
        ways.append(button(say.NOTED, actions.BILAN_NOTE, {**here, "version": shown.version}))
    if shown.corrects:
        ways.append(button(say_minutes.EDIT, actions.BILAN, here))
    if shown.office:
        ways.append(button(say_cee.OPEN, actions.CEE_MEETING, here))
    title = say.bilan_title(plain(shown.title))
    return card(
        heading(title),
        paragraph(plain(shown.about)),
        paragraph(f"{shown.deposited} {say.STANDINGS[shown.late]}"),
        six(shown.values),
        paragraph(say.WANTS[shown.values.get("continuation") or "no"]),
        buttons(*ways),
        buttons(
            *([button(say.SEE_REQUEST, actions.CONTINUATION, here)] if shown.asks else []),
            button(menu.MENU, actions.MENU),
        ),
        fallback=say.bilan_title(shown.title),
    )


def six(values: Mapping[str, str]) -> list[Element]:
    """Annexe 5's points as they are read, and the work produced."""
    drawn: list[Element] = []
    for number, name in enumerate(annexe5.EXACT, start=1):
        if name == "continuation":
            told = continues(values, SHORT * 2)
        else:
            told = beginning(values.get(name, ""), SHOWN if name == "summary" else SHORT * 2)
        label = say.bilan_point(number, say.LABELS[name] if name == "dates" else annexe5.EXACT[name])
        drawn += [subheading(label), paragraph(told)]
    return [*drawn, *work_lines(values)]


def news_task(network_id: int, since: datetime, title: str, animator: str) -> DeskTask:
    """A bilan of which nobody has taken note."""
    return DeskTask(
        "bilan_news",
        network_id,
        since,
        say.bilan_title(plain(title)),
        say.desk_line(plain(animator)),
        (TaskButton(say.READ, actions.BILAN_READ, {"network": network_id}),),
    )


def in_channel(title: str, address: str) -> Card:
    """Everybody in the Team reads it: no name; `address` is empty once it is not offered any more."""
    return card(
        heading(say.WORK_READY),
        paragraph(say.work_of(plain(title))),
        [buttons(link(say.OPEN_WORK, address)), paragraph(say.WORK_READERS, subtle=True)]
        if address
        else paragraph(say.WORK_GONE),
        fallback=f"{say.WORK_READY}. {say.work_of(title)}",
    )
