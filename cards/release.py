"""Release as participants, animators and responsibles see it; half-days are whole numbers throughout."""

from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards import ExecuteAction

from cards import actions
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    date_input,
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    subheading,
)
from cards.kept_settings import NO_PROCEDURE, Procedure, procedure
from cards.phrases import desk as say_desk
from cards.phrases import enrollment as say_enrollment
from cards.phrases import menu
from cards.phrases import overview as say_overview
from cards.phrases import release as say
from cards.phrases import roster as say_roster
from cards.phrases.proposal import quoted

SHOWN = 8


@dataclass(frozen=True, slots=True)
class DayForm:
    """What the animator chooses a day for: the sentences, and the verb that keeps it."""

    title: str
    text: str
    day: str
    save: str
    verb: str


@dataclass(frozen=True, slots=True)
class MyRelease:
    """`what` is the meeting's whole line; `state` is one of `say.STATES`. `may_tick` until its day is over,
    `may_say` whether one comes until it begins.
    """

    meeting_id: int
    title: str
    what: str
    half_days: int
    state: str
    may_tick: bool
    may_say: bool


@dataclass(frozen=True, slots=True)
class OwnDay:
    """The animator's planning day or half-day of the bilan: its whole line, and what changes it."""

    network_id: int
    line: str
    verb: str = ""


def mine(
    listed: Sequence[MyRelease],
    notice: str = "",
    own: Sequence[OwnDay] = (),
    *,
    released_by: Procedure = NO_PROCEDURE,
) -> Card:
    """`own` are the days of who animates, after those of the meetings."""
    lines: list[Element] = []
    for one in listed:
        lines.append(paragraph(say.half_days_line(plain(one.what), one.half_days, one.state)))
        ways = _ways(one)
        if ways:
            lines.append(buttons(*ways))
    several = sum(one.may_tick and one.state == "PLANNED" for one in listed) > 1
    every = button(say.TICK_ALL, actions.RELEASE_TICK, {"every": 1}, primary=True)
    return card(
        heading(say.TITLE),
        note(notice) if notice else None,
        paragraph(say.HOW) if listed else None if own else paragraph(say.NONE),
        procedure(released_by) if listed else None,
        lines,
        buttons(every) if several else None,
        _own(own),
        buttons(button(say_enrollment.MINE, actions.MY_NETWORK), button(menu.MENU, actions.MENU)),
        fallback=f"{say.TITLE}. {say.HOW if listed else say.NONE}",
    )


def _own(days: Sequence[OwnDay]) -> list[Element]:
    drawn: list[Element] = [subheading(say.ANIMATING)] if days else []
    for one in days:
        drawn.append(paragraph(plain(one.line)))
        if one.verb:
            drawn.append(buttons(button(say.CHOOSE_OWN, one.verb, {"network": one.network_id})))
    return drawn


def _ways(one: MyRelease) -> list[ExecuteAction]:
    here = {"meeting": one.meeting_id}
    ways = []
    if one.may_tick:
        done = one.state != "PLANNED"
        data = {**here, "undo": 1} if done else here
        ways.append(button(say.UNTICK if done else say.TICK, actions.RELEASE_TICK, data))
    if one.may_say:
        absent = one.state == "ABSENT"
        ways.append(
            button(say.COMING if absent else say.ABSENT, actions.COMING if absent else actions.ABSENT, here)
        )
    return ways


def told(network_id: int, name: str, title: str, line: str, *, absent: bool) -> Card:
    """To who animates: somebody cannot come, or can after all; no reason is asked or told."""
    said = say.absent_title(plain(name)) if absent else say.coming_title(plain(name))
    return card(
        heading(said),
        paragraph(f"{quoted(plain(title))}, {plain(line)}."),
        paragraph(say.ABSENT_NEXT, subtle=True) if absent else None,
        buttons(button(say_roster.OPEN, actions.ROSTER, {"network": network_id})),
        fallback=said,
    )


def planning(network_id: int, title: str, day: str, *, notice: str = "", errors: Sequence[str] = ()) -> Card:
    """`day` is an ISO date, or empty."""
    form = DayForm(say.PLANNING_TITLE, say.planning(title), day, say.SAVE_DAY, actions.PLANNING_SAVE)
    return _day(network_id, form, notice, errors)


def bilan_day(network_id: int, title: str, day: str, *, notice: str = "", errors: Sequence[str] = ()) -> Card:
    """The half-day of the bilan (R41); `day` is an ISO date, or empty."""
    form = DayForm(say.BILAN_TITLE, say.bilan_day(title), day, say.SAVE_HALF_DAY, actions.BILAN_DAY_SAVE)
    return _day(network_id, form, notice, errors)


def _day(network_id: int, form: DayForm, notice: str, errors: Sequence[str]) -> Card:
    return card(
        heading(form.title),
        note(notice) if notice else None,
        paragraph(plain(form.text)),
        date_input("day", say.DAY, form.day, say.CHOOSE_DAY),
        buttons(
            button(form.save, form.verb, {"network": network_id}, primary=True, inputs=True),
            button(menu.MY_NETWORK, actions.MY_NETWORK),
        ),
        mistakes(errors, say.NOT_SAVED),
        fallback=f"{form.title}. {form.text}",
    )


def ledger_of(
    title: str, listed: Sequence[tuple[str, str]], meetings: Sequence[tuple[str, Sequence[str]]] = ()
) -> Card:
    """(name, line) of each person of a network; before it, (date, lines) of each meeting: who followed the
    procedure, who did not yet, who cannot come.
    """
    by_date = [
        element
        for what, lines in meetings
        for element in (paragraph(plain(what)), *(paragraph(plain(line), subtle=True) for line in lines))
    ]
    return card(
        heading(say.ledger_of(plain(title))),
        [subheading(say.BY_DATE), *by_date] if by_date else None,
        subheading(say.BY_NAME) if by_date else None,
        [paragraph(say.person_line(plain(name), line)) for name, line in listed]
        or paragraph(say.LEDGER_NONE),
        buttons(button(say.LEDGER, actions.LEDGER), button(menu.MENU, actions.MENU)),
        fallback=say.ledger_of(title),
    )


def ledger(listed: Sequence[tuple[int, str, str]], page: int = 1) -> Card:
    """(network, title, line) of the networks, a page of them."""
    pages = max(1, -(-len(listed) // SHOWN))
    at = min(max(page, 1), pages)
    lines: list[Element] = []
    for network_id, title, line in listed[(at - 1) * SHOWN : at * SHOWN]:
        lines += [
            subheading(quoted(plain(title))),
            paragraph(line),
            buttons(button(say.BY_PERSON, actions.LEDGER, {"network": network_id})),
        ]
    turns = []
    if at < pages:
        turns.append(button(say.NEXT_PAGE, actions.LEDGER, {"page": at + 1}))
    if at > 1:
        turns.append(button(say.PREVIOUS_PAGE, actions.LEDGER, {"page": at - 1}))
    return card(
        heading(say.LEDGER_TITLE),
        paragraph(say.LEDGER_HOW if listed else say.LEDGER_NONE),
        lines,
        paragraph(say.page(at, pages), subtle=True) if pages > 1 else None,
        buttons(*turns) if turns else None,
        buttons(
            button(say_overview.SEE_BUDGET, actions.BUDGET),
            button(say_desk.TITLE, actions.DESK),
            button(menu.MENU, actions.MENU),
        ),
        fallback=say.LEDGER_TITLE,
    )
