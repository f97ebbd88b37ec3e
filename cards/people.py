"""The profile form and its reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cards import actions
from cards.elements import (
    Card,
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
    text_input,
)
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


def profile(shown: ProfileFacts, *, errors: Sequence[str] = (), saved: bool = False) -> Card:
    known = [
        (label, plain(value)) for label, value in ((say.NAME, shown.name), (say.EMAIL, shown.email)) if value
    ]
    return card(
        heading(say.TITLE),
        note(say.SAVED) if saved else paragraph(say.WHY),
        None if shown.confirmed else paragraph(say.UNCONFIRMED, subtle=True),
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
            button(menu.MENU, actions.MENU),
        ),
        mistakes(errors, say.MISTAKES),
        fallback=f"{say.TITLE}. {say.WHY}",
    )


def read_profile(data: Mapping[str, Any]) -> tuple[str, str]:
    """(school code, function) as typed."""
    return actions.typed(data, "school_id"), actions.typed(data, "job_title")
