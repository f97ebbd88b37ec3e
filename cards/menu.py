"""The menu, the welcome, help; what is posted in a channel; what a fault says."""

from dataclasses import dataclass
from typing import Any

from cards import actions
from cards.elements import Card, Element, button, buttons, card, heading, note, paragraph, plain
from cards.phrases import agenda as say_agenda
from cards.phrases import attendance as say_attendance
from cards.phrases import bilan as say_bilan
from cards.phrases import duties as say_duties
from cards.phrases import guide as say_guide
from cards.phrases import menu as say
from cards.phrases import minutes as say_minutes


@dataclass(frozen=True, slots=True)
class MenuFacts:
    """What the menu depends on. `tasks` is None for who is not a responsible, `to_rate` for who does not sit
    on the committee; `window` says when proposals are received, empty when it is all year; `prepares`: in
    the network that the person animates, a meeting is to come, or with `writes` one is over without minutes;
    `takes`: a meeting is under way, whose attendance the person takes; `sums_up`: the last one is past, and
    the bilan not deposited.
    """

    first_name: str
    next_year: str
    has_draft: bool
    has_proposals: bool
    animated_title: str
    animated_year: str
    tasks: int | None
    to_rate: int | None
    window: str = ""
    prepares: bool = False
    writes: bool = False
    takes: bool = False
    sums_up: bool = False


def menu(facts: MenuFacts, notice: str = "", draft: str = "", *, guide: bool = False) -> Card:
    """One card for all: the first button is what this person most likely came for. `draft`, what was typed
    and not understood, goes with « Demander de l’aide »; with `guide` the guide is offered too.

    The buttons stand in two rows: a client may hide what is beyond the fifth of a row, and help never is.
    """
    lines = [say.hello(plain(facts.first_name))]
    if facts.tasks is not None:
        lines.append(say.for_responsible(facts.tasks))
    if facts.to_rate is not None:
        lines.append(say.for_committee(facts.to_rate))
    if facts.animated_title:
        lines.append(say.for_animator(plain(facts.animated_title), facts.animated_year))
    if facts.has_draft:
        lines.append(say.DRAFT_WAITS)
    elif _is_teacher(facts):
        lines.append(say.for_teacher(facts.next_year))
    if facts.window and facts.tasks is None:
        lines.append(facts.window)
    return card(
        heading(say.TITLE),
        note(notice) if notice else None,
        paragraph(" ".join(lines)),
        paragraph(say.WHAT_NOW),
        _offered(facts),
        buttons(button(say_guide.TITLE, actions.GUIDE)) if guide else None,
        _always(facts, draft),
        fallback=f"{say.TITLE}. {lines[0]}",
    )


def _is_teacher(facts: MenuFacts) -> bool:
    """Neither a responsible nor on the committee, and animating nothing."""
    return facts.tasks is None and facts.to_rate is None and not facts.animated_title


def _always(facts: MenuFacts, draft: str = "") -> Element:
    """The second row: for who has much to do, the networks stand here."""
    asking = {"draft": draft} if draft else {}
    listed = [] if _is_teacher(facts) else [button(say.CATALOG, actions.CATALOG)]
    if facts.animated_title:
        listed.append(button(say_duties.OPEN, actions.DUTIES))
    if facts.prepares or facts.takes or facts.sums_up:
        listed.append(button(*_meeting(facts)))
    return buttons(*listed, button(say.PROFILE, actions.PROFILE), button(say.HELP, actions.HELP, asking))


def _meeting(facts: MenuFacts) -> tuple[str, str]:
    """One button, so that the row has five at most: the meeting under way, else the year to sum up, which
    leads to the minutes that are missing, else the meeting that is over, else the one to come.
    """
    if facts.takes:
        return say_attendance.OPEN, actions.ATTENDANCE
    if facts.sums_up:
        return say_bilan.DO, actions.BILAN
    return (say_minutes.DO, actions.MINUTES) if facts.writes else (say_agenda.PREPARE, actions.AGENDA)


def _offered(facts: MenuFacts) -> Element:
    """What this person may do, the most likely first."""
    offered = []
    if _is_teacher(facts):
        offered.append((say.CATALOG, actions.CATALOG))
    if facts.tasks is not None:
        offered.append((say.desk_button(facts.tasks), actions.DESK))
    if facts.to_rate is not None:
        offered.append((say.APPROVALS, actions.APPROVALS))
    if facts.animated_title:
        offered.append((say.MY_NETWORK, actions.MY_NETWORK))
    offered.append((say.RESUME if facts.has_draft else say.PROPOSE, actions.PROPOSE))
    if facts.has_proposals:
        offered.append((say.PROPOSALS, actions.PROPOSALS))
    return buttons(*(button(title, verb, primary=index == 0) for index, (title, verb) in enumerate(offered)))


def welcome(facts: MenuFacts) -> Card:
    """First contact, with the notice that s. 65 of the Loi sur l’accès asks for."""
    hello = say.hello(plain(facts.first_name))
    return card(
        heading(say.WELCOME_TITLE),
        paragraph(f"{hello} {say.WELCOME_WHAT}"),
        paragraph(facts.window) if facts.window and facts.tasks is None else None,
        paragraph(say.WHAT_NOW),
        _offered(facts),
        _always(facts),
        paragraph(say.PRIVACY_NOTICE, subtle=True),
        buttons(button(say.PRIVACY, actions.PRIVACY)),
        fallback=f"{say.WELCOME_TITLE}. {hello}",
    )


def in_channel(verb: str, data: dict[str, Any] | None = None) -> Card:
    """All that everyone in the channel sees of a command; the press opens it for the presser alone.

    `data` holds nothing of what was typed.
    """
    return card(
        paragraph(say.IN_CHANNEL),
        buttons(button(say.OPEN, verb, data, primary=True)),
        fallback=say.IN_CHANNEL,
    )


def sentence(text: str) -> Card:
    """One sentence, the way back, and help for who did not expect it."""
    ways = buttons(button(say.MENU, actions.MENU), button(say.HELP, actions.HELP))
    return card(paragraph(text), ways, fallback=text)


def fault(code: str, again: tuple[str, dict[str, Any]] | None = None) -> Card:
    """« Panne »: the code stands in the log line too. `again` is the press that failed, with all that was
    typed: its button sends the very same once more, so that nothing has to be typed twice.
    """
    text = say.fault(code)
    offered = [button(say.AGAIN, again[0], again[1], primary=True)] if again else []
    return card(paragraph(text), buttons(*offered, button(say.MENU, actions.MENU)), fallback=text)


def bare(text: str) -> Card:
    """One sentence and nothing to press, for somebody whom the bot does not serve."""
    return card(paragraph(text), fallback=text)
