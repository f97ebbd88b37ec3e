"""A second year: the request with its bilan, the decision, the question to each member, the letters."""

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
    date_input,
    facts,
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    radio_input,
    subheading,
    text_input,
)
from cards.phrases import bilan as say_bilan
from cards.phrases import continuation as say
from cards.phrases import menu
from cards.phrases import schedule as say_schedule


@dataclass(frozen=True, slots=True)
class ContinuationFacts:
    """`attendance` are whole lines, one a meeting; `wishes` and `released` whole phrases; `year` is the
    second one, `day` written out.
    """

    network_id: int
    version: int
    title: str
    year: str
    day: str
    animator: str
    attendance: Sequence[str]
    released: str
    wishes: str
    reasons: str


@dataclass(frozen=True, slots=True)
class DecidedFacts:
    """`until` and `answered` are those of the invitations, empty but for a yes."""

    name: str
    day: str
    decision: str
    message: str
    until: str = ""
    answered: str = ""


def request(shown: ContinuationFacts, *, may_decide: bool, notice: str = "") -> Card:
    """A request that waits for the committee."""
    here = {"network": shown.network_id}
    decide = [button(say.RECORD, actions.CONTINUATION_FORM, here, primary=True)] if may_decide else []
    title = say.continuation_title(plain(shown.title))
    return card(
        heading(title),
        note(notice) if notice else None,
        paragraph(_line(shown)),
        _facts(shown),
        subheading(say.REASONS),
        paragraph(plain(shown.reasons) or say.NO_REASONS),
        buttons(*decide, _bilan(say.READ_BILAN, shown.network_id, 1, primary=not may_decide)),
        fallback=f"{say.continuation_title(shown.title)}. {_line(shown)}",
    )


def decided(shown: ContinuationFacts, decision: DecidedFacts, notice: str = "") -> Card:
    """A request that was answered: the same for whoever looks."""
    title = say.continuation_decided_title(plain(shown.title), decision.decision)
    return card(
        heading(title),
        note(notice) if notice else None,
        paragraph(say.continuation_decided(plain(decision.name), decision.day, decision.decision)),
        paragraph(plain(decision.message)) if decision.message else None,
        paragraph(say.invitations_sent(decision.until)) if decision.until else None,
        facts([(say.INVITATIONS, decision.answered)]) if decision.answered else None,
        paragraph(_line(shown), subtle=True),
        buttons(_bilan(say.READ_BILAN, shown.network_id, 1)),
        fallback=f"{title}. {say.continuation_decided(decision.name, decision.day, decision.decision)}",
    )


def withdrawn(title: str) -> Card:
    text = say.continuation_withdrawn(plain(title))
    return card(heading(text), paragraph(say.WITHDRAWN), fallback=text)


def _line(shown: ContinuationFacts) -> str:
    return say.continuation_line(shown.year, shown.day, shown.version)


def _facts(shown: ContinuationFacts) -> Element:
    return facts(
        [
            (say.ANIMATION, plain(shown.animator)),
            (say.ATTENDANCE, "\n\n".join(shown.attendance) or say.NO_MEETING),
            (say.RELEASES, shown.released),
            (say.WISHES, shown.wishes),
        ]
    )


def bilan(network_id: int, title: str, page: int, pages: int, blocks: Sequence[tuple[str, str]]) -> Card:
    """One page of the bilan that asks: (label, text) pairs."""
    lines: list[Element] = []
    for label, text in blocks:
        lines += [subheading(label), paragraph(plain(text))]
    turns = []
    if page < pages:
        turns.append(_bilan(say.NEXT_PAGE, network_id, page + 1, primary=True))
    if page > 1:
        turns.append(_bilan(say.PREVIOUS_PAGE, network_id, page - 1))
    name = say.bilan_pages(plain(title), page, pages)
    back = button(say.BACK, actions.CONTINUATION, {"network": network_id})
    return card(heading(name), lines, buttons(*turns, back), fallback=name)


def _bilan(title: str, network_id: int, page: int, *, primary: bool = False) -> Any:
    data = {"network": network_id, "page": page}
    return button(title, actions.CONTINUATION_BILAN, data, primary=primary)


@dataclass(frozen=True, slots=True)
class ContinuationForm:
    """A pressed decision form, as typed; `version` is the bilan's that the card showed."""

    network_id: int
    version: int
    decision: str
    message: str
    until: str


def decision_form(shown: ContinuationForm, title: str, errors: Sequence[str] = ()) -> Card:
    here = {"network": shown.network_id, "version": shown.version}
    choices = list(say.CHOICES.items())
    return card(
        heading(say.DECIDE_TITLE),
        paragraph(say.continuation_title(plain(title))),
        radio_input("decision", say.DECISION, shown.decision, say.CHOOSE_DECISION, choices),
        text_input("message", say.MESSAGE, shown.message, say.MESSAGE_HINT, long=True),
        date_input("until", say.INVITED_UNTIL, shown.until, say.INVITED_UNTIL_HINT),
        paragraph(say.DECIDE_NEXT, subtle=True),
        buttons(
            button(say.SAVE_DECISION, actions.CONTINUATION_DECIDE, here, primary=True, inputs=True),
            button(say.BACK, actions.CONTINUATION, {"network": shown.network_id}),
        ),
        mistakes(errors, say.NOT_RECORDED),
        fallback=f"{say.DECIDE_TITLE}. {title}",
    )


def read(data: Mapping[str, Any]) -> ContinuationForm:
    return ContinuationForm(
        network_id=actions.number(data, "network"),
        version=actions.number(data, "version"),
        decision=actions.typed(data, "decision"),
        message=actions.typed(data, "message").strip(),
        until=actions.typed(data, "until"),
    )


def task(network_id: int, since: datetime, title: str, line: str) -> DeskTask:
    opens = TaskButton(say.RECORD, actions.CONTINUATION, {"network": network_id})
    return DeskTask("continuation", network_id, since, say.desk_continuation(plain(title)), line, (opens,))


def wish(network_id: int, title: str, year: str, answer: str = "") -> Card:
    """The private question to a member; `answer` is what she or he said before."""
    offered = [
        button(
            words,
            actions.CONTINUATION_WISH,
            {"network": network_id, "answer": code},
            primary=code == "YES" and not answer,
        )
        for code, words in say.ANSWERS.items()
    ]
    return card(
        heading(say.WISH_TITLE),
        paragraph(say.wish_text(plain(title), year)),
        note(say.wish_said(say.ANSWERS[answer])) if answer else None,
        buttons(*offered, button(menu.HELP, actions.HELP, {"about": "continuation", "network": network_id})),
        fallback=f"{say.WISH_TITLE} {say.wish_text(title, year)}",
    )


def accepted_letter(title: str, year: str, until: str, message: str, second_id: int) -> Card:
    text = say.second_year_letter(plain(title), year, until)
    return card(
        heading(say.ACCEPTED_TITLE),
        paragraph(text),
        note(plain(message)) if message else None,
        paragraph(say.ACCEPTED_NEXT),
        buttons(
            button(say_schedule.CHOOSE_DATES, actions.SCHEDULE, {"network": second_id}, primary=True),
            button(menu.MY_NETWORK, actions.MY_NETWORK),
            button(menu.HELP, actions.HELP, {"about": "continuation", "network": second_id}),
        ),
        fallback=f"{say.ACCEPTED_TITLE} {say.second_year_letter(title, year, until)}",
    )


def declined_letter(first_name: str, title: str, year: str, reason: str) -> Card:
    name = say.no_second_year_title(plain(title))
    return card(
        heading(name),
        paragraph(say.no_second_year(plain(first_name), year)),
        note(plain(reason)),
        paragraph(say.DECLINED_NEXT),
        buttons(
            button(menu.PROPOSE, actions.PROPOSE, primary=True),
            button(menu.HELP, actions.HELP, {"about": "continuation"}),
        ),
        fallback=f"{say.no_second_year_title(title)}. {say.no_second_year(first_name, year)}",
    )


def precisions_letter(network_id: int, first_name: str, title: str, message: str) -> Card:
    return card(
        heading(say.PRECISIONS_TITLE),
        paragraph(say.precisions(plain(first_name), plain(title))),
        note(plain(message)),
        paragraph(say.PRECISIONS_NEXT),
        buttons(
            button(say_bilan.OPEN, actions.BILAN, {"network": network_id}, primary=True),
            button(menu.HELP, actions.HELP, {"about": "continuation", "network": network_id}),
        ),
        fallback=f"{say.PRECISIONS_TITLE}. {say.precisions(first_name, title)}",
    )


def precisions_given() -> Card:
    """What the letter becomes once a new version of the bilan is with the committee."""
    return card(
        heading(say.ANSWERED_TITLE),
        paragraph(say.ANSWERED),
        fallback=f"{say.ANSWERED_TITLE}. {say.ANSWERED}",
    )
