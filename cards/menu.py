"""The menu, the welcome, help; what is posted in a channel; what a fault says."""

from dataclasses import dataclass
from typing import Any

from cards import actions
from cards.elements import Card, Element, button, buttons, card, heading, note, paragraph, plain
from cards.phrases import agenda as say_agenda
from cards.phrases import attendance as say_attendance
from cards.phrases import duties as say_duties
from cards.phrases import menu as say
from cards.phrases import minutes as say_minutes


@dataclass(frozen=True, slots=True)
class MenuFacts:
    """What the menu depends on. `tasks` is None for who is not a responsible, `to_rate` for who does not sit
    on the committee; `window` says when proposals are received, empty when it is all year; `prepares`: in
    the network that the person animates, a meeting is to come, or with `writes` one is over without minutes;
    `takes`: a meeting is under way, whose attendance the person takes.
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


def menu(facts: MenuFacts, notice: str = "") -> Card:
    """One card for all: the first button is what this person most likely came for.

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
        _always(facts),
        fallback=f"{say.TITLE}. {lines[0]}",
    )


def _is_teacher(facts: MenuFacts) -> bool:
    """Neither a responsible nor on the committee, and animating nothing."""
    return facts.tasks is None and facts.to_rate is None and not facts.animated_title


def _always(facts: MenuFacts) -> Element:
    """The second row: for who has much to do, the networks stand here."""
    listed = [] if _is_teacher(facts) else [button(say.CATALOG, actions.CATALOG)]
    if facts.animated_title:
        listed.append(button(say_duties.OPEN, actions.DUTIES))
    if facts.prepares or facts.takes:
        listed.append(button(*_meeting(facts)))
    return buttons(*listed, button(say.PROFILE, actions.PROFILE), button(say.HELP, actions.HELP))


def _meeting(facts: MenuFacts) -> tuple[str, str]:
    """One button, so that the row has five at most: the meeting under way, else the one that is over, else
    the one to come.
    """
    if facts.takes:
        return say_attendance.OPEN, actions.ATTENDANCE
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


def help_card(address: str) -> Card:
    return card(
        heading(say.HELP_TITLE),
        paragraph(say.HELP_TEXT),
        paragraph(say.help_address(address)),
        paragraph(say.HELP_NEXT, subtle=True),
        buttons(button(say.MENU, actions.MENU)),
        fallback=f"{say.HELP_TITLE}. {address}",
    )


def in_channel(verb: str) -> Card:
    """All that everyone in the channel sees of a command; the press opens it for the presser alone."""
    return card(
        paragraph(say.IN_CHANNEL),
        buttons(button(say.OPEN, verb, primary=True)),
        fallback=say.IN_CHANNEL,
    )


def sentence(text: str) -> Card:
    """One sentence, and the way back."""
    return card(paragraph(text), buttons(button(say.MENU, actions.MENU)), fallback=text)


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
