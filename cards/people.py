"""The profile form and its reader."""

from collections.abc import Mapping, Sequence
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
    choice_input,
    facts,
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    several_input,
    text_input,
)
from cards.phrases import desk as say_desk
from cards.phrases import menu
from cards.phrases import people as say


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """`schools` are (code, name)."""

    name: str
    email: str
    school_id: str
    job_title: str
    confirmed: bool
    schools: Sequence[tuple[str, str]]
    not_teaching: bool = False
    access_asked: bool = False


def profile(
    shown: ProfileFacts, *, errors: Sequence[str] = (), saved: bool = False, notice: str = ""
) -> Card:
    known = [
        (label, plain(value)) for label, value in ((say.NAME, shown.name), (say.EMAIL, shown.email)) if value
    ]
    return card(
        heading(say.TITLE),
        note(say.SAVED) if saved else paragraph(say.WHY),
        note(notice) if notice else None,
        _standing(shown),
        facts(known) if known else None,
        choice_input(
            "school_id",
            say.SCHOOL,
            shown.school_id,
            say.CHOOSE_SCHOOL,
            shown.schools,
            placeholder=say.SCHOOL_PLACEHOLDER,
            search=True,
        ),
        text_input("job_title", say.JOB_TITLE, shown.job_title, say.TYPE_JOB_TITLE),
        buttons(
            button(say.SAVE, actions.PROFILE_SAVE, primary=True, inputs=True),
            *([button(say.ACCESS, actions.ACCESS)] if shown.not_teaching and not shown.access_asked else []),
            button(menu.MENU, actions.MENU),
        ),
        mistakes(errors, say.MISTAKES),
        fallback=f"{say.TITLE}. {say.WHY}",
    )


def _standing(shown: ProfileFacts) -> Element | None:
    """What the list says of somebody whom nobody confirmed as teaching."""
    if shown.confirmed:
        return None
    if shown.not_teaching:
        return paragraph(say.ACCESS_ASKED if shown.access_asked else say.SAID_NOT_TEACHING)
    return paragraph(say.UNCONFIRMED, subtle=True)


def access_answered(*, given: bool) -> Card:
    """The answer to « Demander l’accès »."""
    told = say.ACCESS_GIVEN if given else say.ACCESS_KEPT
    return card(
        heading(say.ACCESS_TITLE),
        paragraph(told),
        buttons(button(menu.MENU, actions.MENU), button(menu.HELP, actions.HELP, {"about": "access"})),
        fallback=f"{say.ACCESS_TITLE}. {told}",
    )


LISTED = 12


def unknown(listed: Sequence[tuple[int, str]], page: int = 1, notice: str = "") -> Card:
    """Who waits to be confirmed, a page of (person id, what is known); several are judged in one press."""
    pages = max(1, -(-len(listed) // LISTED))
    at = min(max(page, 1), pages)
    shown = [(str(number), told) for number, told in listed[(at - 1) * LISTED : at * LISTED]]
    here = {"page": at}
    turns = []
    if at < pages:
        turns.append(button(say_desk.NEXT_PAGE, actions.PEOPLE_UNKNOWN, {"page": at + 1}))
    if at > 1:
        turns.append(button(say_desk.PREVIOUS_PAGE, actions.PEOPLE_UNKNOWN, {"page": at - 1}))
    asked = [
        paragraph(say.UNKNOWN_WHY),
        several_input("people", say.UNKNOWN_CHOOSE, say.UNKNOWN_HINT, shown),
        paragraph(say.UNKNOWN_NEXT, subtle=True),
        buttons(
            button(say.CONFIRM, actions.PEOPLE_CONFIRM, here, primary=True, inputs=True),
            button(say.REFUSE, actions.PEOPLE_REFUSE, here, inputs=True),
        ),
    ]
    return card(
        heading(say.UNKNOWN_TITLE),
        note(notice) if notice else None,
        asked if shown else paragraph(say.UNKNOWN_NONE),
        buttons(*turns, button(say_desk.TITLE, actions.DESK)),
        fallback=f"{say.UNKNOWN_TITLE}. {say.UNKNOWN_WHY if shown else say.UNKNOWN_NONE}",
    )


def unknown_task(since: datetime, names: Sequence[str], count: int) -> DeskTask:
    """One row for all of them; `names` are the first few."""
    named = ", ".join(plain(name) for name in names)
    if count > len(names):
        named = say.and_others(named, count - len(names))
    return DeskTask(
        kind="unknown_people",
        subject_id=0,
        since=since,
        title=say.unknown_task(count),
        line=say.unknown_line(named),
        buttons=[TaskButton(say.UNKNOWN_TITLE, actions.PEOPLE_UNKNOWN)],
    )


def over_task(since: datetime, network_id: int, number: int, name: str, school: str, title: str) -> DeskTask:
    """Somebody moved to a school that had its two in a network (S17)."""
    return DeskTask(
        kind="school_over",
        subject_id=network_id,
        since=since,
        title=say.OVER_TITLE,
        line=say.over_line(plain(name), plain(school), plain(title)),
        buttons=[TaskButton(say.NOTED, actions.PEOPLE_NOTE_SCHOOL, {"network": network_id, "seat": number})],
    )


def read_profile(data: Mapping[str, Any]) -> tuple[str, str]:
    """(school code, function) as typed."""
    return actions.typed(data, "school_id"), actions.typed(data, "job_title")
