"""Another teacher takes over a network: the search, what follows, what everybody reads (B13)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cards import actions
from cards.desk import DeskTask, TaskButton
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    framed,
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    radio_input,
    text_input,
    toggle,
)
from cards.phrases import duties as say_duties
from cards.phrases import menu
from cards.phrases import replacement as say
from cards.phrases import roster as say_roster


@dataclass(frozen=True, slots=True)
class Search:
    """`animator_id` is who animates now; `found` are (person, name with school); `searched` once one was."""

    network_id: int
    title: str
    animator_id: int
    animator: str
    name: str = ""
    found: Sequence[tuple[int, str]] = ()
    searched: bool = False
    more: bool = False


def search(shown: Search, *, errors: Sequence[str] = ()) -> Card:
    here = {"network": shown.network_id, "from": shown.animator_id}
    how = say.how(plain(shown.title), plain(shown.animator))
    return card(
        heading(say.TITLE),
        paragraph(how),
        text_input("name", say.SEARCH_LABEL, shown.name, say.WRITE_SEARCH),
        buttons(
            button(say.SEARCH, actions.REPLACE_SEARCH, here, primary=not shown.found, inputs=True),
            button(say.BACK, actions.ROSTER, here),
        ),
        _found(shown) if shown.found else None,
        paragraph(say.NOBODY_FOUND) if shown.searched and not shown.found else None,
        mistakes(errors, say.NOT_DONE),
        fallback=f"{say.TITLE}. {how}",
    )


def _found(shown: Search) -> list[Element]:
    here = {"network": shown.network_id, "from": shown.animator_id}
    choices = [(str(number), plain(name)) for number, name in shown.found]
    listed: list[Element] = [
        radio_input("person", say.CHOOSE_LABEL, "", say.CHOOSE_HINT, choices),
        buttons(button(say.CHOOSE, actions.REPLACE_CHOOSE, here, primary=True, inputs=True)),
    ]
    return [*listed, paragraph(say.TOO_MANY, subtle=True)] if shown.more else listed


@dataclass(frozen=True, slots=True)
class Chosen:
    """`own` is the state of the seat or rank that the person has in this network, or empty; `days` are the
    dates, written out, on which her or his other network meets too.
    """

    network_id: int
    title: str
    animator_id: int
    animator: str
    person_id: int
    name: str
    own: str = ""
    days: Sequence[str] = ()
    reason: str = ""
    despite: bool = False


def confirm(shown: Chosen, *, errors: Sequence[str] = ()) -> Card:
    here = {"network": shown.network_id, "from": shown.animator_id}
    what = say.will_animate(plain(shown.title), plain(shown.animator), plain(shown.name))
    sure = {**here, "person": shown.person_id}
    return card(
        heading(say.TITLE),
        note(what),
        paragraph(say.GIVES_UP[shown.own]) if shown.own else None,
        paragraph(say.WHAT_FOLLOWS),
        _clash(shown) if shown.days else None,
        text_input("reason", say.REASON, shown.reason, say.WRITE_REASON, long=True),
        buttons(
            button(say.SURE, actions.REPLACE_SURE, sure, primary=True, inputs=True),
            button(say.ANOTHER, actions.REPLACE, here),
            button(say.BACK, actions.ROSTER, here),
        ),
        mistakes(errors, say.NOT_DONE),
        fallback=f"{say.TITLE}. {what}",
    )


def _clash(shown: Chosen) -> list[Element]:
    return [
        framed([paragraph(say.clashes(shown.days))]),
        toggle("despite", say.DESPITE_LABEL, say.DESPITE, say.CHECK_DESPITE, on=shown.despite),
    ]


@dataclass(frozen=True, slots=True)
class Told:
    title: str
    year: str
    old: str
    new: str
    network_id: int
    gave_up: bool = field(default=False)


def to_new(one: Told) -> Card:
    text = say.to_new(plain(one.title), one.year, plain(one.old))
    return card(
        heading(say.NEW_TITLE),
        paragraph(text),
        note(say.SEAT_WENT_ON) if one.gave_up else None,
        buttons(
            button(menu.MY_NETWORK, actions.MY_NETWORK, primary=True),
            button(say_duties.OPEN, actions.DUTIES),
            button(menu.HELP, actions.HELP, {"about": "animation", "network": one.network_id}),
        ),
        fallback=f"{say.NEW_TITLE}. {text}",
    )


def to_old(one: Told) -> Card:
    return _told(one, say.OLD_TITLE, say.to_old(plain(one.title), plain(one.new)))


def to_member(one: Told) -> Card:
    return _told(one, say.MEMBER_TITLE, say.to_member(plain(one.title), plain(one.new)))


def _told(one: Told, title: str, text: str) -> Card:
    return card(
        heading(title),
        paragraph(text),
        buttons(
            button(menu.MY_NETWORK, actions.MY_NETWORK),
            button(menu.HELP, actions.HELP, {"about": "animation", "network": one.network_id}),
        ),
        fallback=f"{title}. {text}",
    )


def task(network_id: int, since: datetime, title: str, animator: str) -> DeskTask:
    """« Réseau sans animation » on the desk (R04)."""
    here = {"network": network_id}
    ways = (
        TaskButton(say.REPLACE, actions.REPLACE, here),
        TaskButton(say_roster.CANCEL, actions.NETWORK_CANCEL, here),
    )
    line = say.task_line(plain(animator))
    return DeskTask("no_animation", network_id, since, say.task_title(plain(title)), line, ways)
