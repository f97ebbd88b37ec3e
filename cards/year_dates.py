"""The dates of a year, as the responsible sets them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cards import actions
from cards.elements import (
    Card,
    button,
    buttons,
    card,
    date_input,
    heading,
    mistakes,
    note,
    paragraph,
)
from cards.phrases import desk as say_desk
from cards.phrases import year_dates as say


@dataclass(frozen=True, slots=True)
class DatesForm:
    """Each is an ISO date, or whatever was sent; empty for none."""

    opens: str
    closes: str
    committee: str
    enrollment: str = ""
    enrollment_now: str = ""


def form(year: str, dates: DatesForm, *, saved: bool = False, errors: Sequence[str] = ()) -> Card:
    """The dates of `year`, the next one, and the common first day of enrollment of the current one."""
    return card(
        heading(say.title(year)),
        note(say.SAVED) if saved else None,
        paragraph(say.WHY),
        date_input("opens", say.OPENS, dates.opens, say.CHOOSE),
        date_input("closes", say.CLOSES, dates.closes, say.CHOOSE),
        date_input("committee", say.COMMITTEE, dates.committee, say.CHOOSE),
        paragraph(say.NEXT, subtle=True),
        paragraph(say.COMMON_DAY),
        date_input("enrollment", say.ENROLLMENT, dates.enrollment, say.CHOOSE),
        date_input("enrollment_now", say.ENROLLMENT_NOW, dates.enrollment_now, say.CHOOSE),
        buttons(
            button(say.SAVE, actions.YEAR_DATES_SAVE, primary=True, inputs=True),
            button(say_desk.TITLE, actions.DESK),
        ),
        mistakes(errors, say.NOT_SAVED),
        fallback=f"{say.title(year)}. {say.WHY}",
    )


def read(data: Mapping[str, Any]) -> DatesForm:
    return DatesForm(
        opens=actions.typed(data, "opens"),
        closes=actions.typed(data, "closes"),
        committee=actions.typed(data, "committee"),
        enrollment=actions.typed(data, "enrollment"),
        enrollment_now=actions.typed(data, "enrollment_now"),
    )
