"""The channel's welcome, its failure as the responsible sees it, and « Mon réseau »."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cards import actions
from cards.desk import DeskTask, TaskButton
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
from cards.phrases import bilan as say_bilan
from cards.phrases import mailing as say_mailing
from cards.phrases import menu
from cards.phrases import moves as say_moves
from cards.phrases import network as say
from cards.phrases import plan as say_plan
from cards.phrases import release as say_release
from cards.phrases import roster as say_roster
from cards.phrases import schedule as say_schedule
from cards.phrases import shared_documents as say_documents
from cards.phrases.proposal import quoted


def welcome(title: str, animator: str, school: str, year: str) -> Card:
    """What opens the channel; the whole Team may read it: nothing personal but the animation."""
    who = ", ".join(part for part in (animator, school) if part)
    return card(
        heading(say.WELCOME_TITLE),
        paragraph(quoted(plain(title))),
        facts([(say.ANIMATOR, plain(who)), (say.YEAR, year)]),
        note(say.WELCOME_NEXT),
        paragraph(say.EVERYBODY_READS, subtle=True),
        fallback=f"{say.WELCOME_TITLE}. {title}",
    )


def failed_title(title: str, cause: str) -> str:
    return (say.mute_title if cause in say.MUTE else say.failed_title)(plain(title))


def failed(network_id: int, title: str, cause: str) -> Card:
    name = failed_title(title, cause)
    return card(
        heading(name),
        paragraph(say.CAUSES[cause]),
        paragraph(say.FAILED_NEXT),
        buttons(button(say.RETRY, actions.CHANNEL_RETRY, {"network": network_id}, primary=True)),
        fallback=f"{name}. {say.CAUSES[cause]}",
    )


def task(network_id: int, since: datetime, title: str, cause: str) -> DeskTask:
    """The failed channel as a row of « Mon bureau »."""
    retry = TaskButton(say.RETRY, actions.CHANNEL_RETRY, {"network": network_id})
    return DeskTask("channel", network_id, since, failed_title(title, cause), say.CAUSES[cause], (retry,))


def retried(title: str) -> Card:
    name = say.retried_title(plain(title))
    return card(heading(name), paragraph(say.RETRIED), fallback=name)


def made(title: str) -> Card:
    name = say.made_title(plain(title))
    return card(heading(name), paragraph(say.MADE), fallback=name)


@dataclass(frozen=True, slots=True)
class MyNetwork:
    network_id: int
    title: str
    year: str
    state: str
    channel: str


# From the first meeting on; what was cancelled before any owes none.
WITH_BILAN = frozenset({"IN_PROGRESS", "COMPLETED", "ARCHIVED"})


def _animator_buttons(one: MyNetwork) -> list[Element]:
    """The way to the dates while they may still be chosen, to who takes part, to the planning day, to the
    bilan.
    """
    data = {"network": one.network_id}
    people = button(say_roster.OPEN, actions.ROSTER, data)
    planning = button(say_release.PLANNING_TITLE, actions.PLANNING, data)
    documents = button(say_documents.OPEN, actions.DOCUMENTS, data)
    bilan = [button(say_bilan.OPEN, actions.BILAN, data)] if one.state in WITH_BILAN else []
    if one.state in {"CANCELLED", "COMPLETED", "ARCHIVED"}:
        return [buttons(people, documents, *bilan)]
    if one.state not in {"ACCEPTED", "SCHEDULED"}:
        plan = button(say_plan.OPEN, actions.PLAN, data)
        changes = button(say_moves.OPEN, actions.MEETINGS, data)
        write = button(say_mailing.WRITE_MEMBERS, actions.MAILING, data)
        return [buttons(plan, people, planning, documents), buttons(changes, write, *bilan)]
    title = say_schedule.CHOOSE_DATES if one.state == "ACCEPTED" else say_schedule.CHANGE_DATES
    return [buttons(button(title, actions.SCHEDULE, data), people, planning)]


def mine(member_of: Sequence[Element], networks: Sequence[MyNetwork], pay: str = "") -> Card:
    """What the person takes part in or waits for, as `cards.enrollment` draws it; then what she animates.

    `pay` says how the animation is paid.
    """
    lines: list[Element] = list(member_of)
    if networks:
        lines.append(paragraph(say.MINE_ANIMATED))
    for one in networks:
        lines += [
            subheading(quoted(plain(one.title))),
            facts(
                [
                    (say.YEAR, one.year),
                    (say.STATE, say.STATES[one.state]),
                    (say.CHANNEL, say.CHANNEL_STATES[one.channel]),
                ]
            ),
            *_animator_buttons(one),
        ]
    if networks and pay:
        lines.append(paragraph(pay, subtle=True))
    return card(
        heading(say.MINE_TITLE),
        lines or paragraph(say.MINE_NONE),
        buttons(button(menu.MENU, actions.MENU), button(menu.HELP, actions.HELP)),
        fallback=say.MINE_TITLE,
    )
