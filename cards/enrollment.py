"""Enrollment as people see it: the answer to « M’inscrire », offers, leaving, « Mon réseau »."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from cards import actions
from cards.desk import TaskButton
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    choice_input,
    facts,
    framed,
    heading,
    link,
    mistakes,
    note,
    paragraph,
    plain,
    subheading,
    toggle,
)
from cards.kept_settings import NO_PROCEDURE, Procedure, procedure
from cards.phrases import enrollment as say
from cards.phrases import menu
from cards.phrases import my_calendar as say_calendar
from cards.phrases import proposal as say_proposal
from cards.phrases import release as say_release
from cards.phrases import shared_documents as say_documents

# A client may hide what is beyond the fifth button of a row.
A_ROW = 5


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """`dates` are whole lines, one a meeting; `until` is « le 27 novembre 2026 » or empty."""

    network_id: int
    title: str
    year: str
    dates: Sequence[str]
    until: str
    half_days: int


def _of(network_id: int, **more: Any) -> dict[str, Any]:
    return {"network": network_id, **more}


def _others() -> list[TaskButton]:
    return [TaskButton(say.OTHERS, actions.CATALOG), TaskButton(menu.MENU, actions.MENU)]


def _drawn(offered: Sequence[TaskButton]) -> Element:
    return buttons(
        *(button(one.title, one.verb, one.data, primary=number == 0) for number, one in enumerate(offered))
    )


def enrolled(
    found: NetworkFacts,
    *,
    already: bool,
    to_confirm: bool,
    below_six: bool,
    waits_for: Sequence[str],
    released_by: Procedure = NO_PROCEDURE,
) -> Card:
    title = say.ALREADY_TITLE if already else say.ENROLLED_TITLE
    what = say.enrolled(plain(found.title), len(found.dates))
    return card(
        heading(title),
        paragraph(what),
        [paragraph(plain(one)) for one in found.dates],
        note(say.TO_CONFIRM) if to_confirm else None,
        paragraph(say.release(found.half_days)),
        paragraph(say.TO_DO),
        procedure(released_by),
        paragraph(say.minimum(found.until)) if below_six else None,
        [paragraph(say.keeps_rank(plain(one))) for one in waits_for],
        buttons(
            button(say_release.OPEN, actions.RELEASES, primary=True),
            button(say.CALENDAR, actions.MY_CALENDAR),
            button(say.SCHOOL_TEXT, actions.SCHOOL_TEXT, _of(found.network_id)),
            button(say.MINE, actions.MY_NETWORK),
            button(say.WITHDRAW, actions.WITHDRAW, _of(found.network_id)),
        ),
        fallback=f"{title}. {say.enrolled(found.title, len(found.dates))}",
    )


def waiting(network_id: int, title: str, rank: int, *, full: bool, elsewhere: bool) -> Card:
    return card(
        heading(say.WAITING_TITLE),
        paragraph(say.FULL_FIRST) if full else None,
        paragraph(say.waiting(plain(title), rank)),
        paragraph(say.STAYS_IN_OTHER) if elsewhere else None,
        buttons(
            button(say.OTHERS, actions.CATALOG, primary=True),
            button(say.LEAVE_LIST, actions.WITHDRAW, _of(network_id, sure=1)),
            button(menu.MENU, actions.MENU),
        ),
        fallback=f"{say.WAITING_TITLE}. {say.waiting(title, rank)}",
    )


def refused(network_id: int, condition: str, why: Sequence[str], offered: Sequence[TaskButton]) -> Card:
    """`why` are whole sentences; `offered` is the way out, the likeliest first."""
    title = say.TITLES[condition]
    return card(
        heading(title),
        [paragraph(one) for one in why],
        _drawn([*offered, *_others()]),
        paragraph(say.AUTOMATIC, subtle=True),
        buttons(
            button(say.REVISION, actions.REVISION, _of(network_id, condition=condition)),
            button(menu.HELP, actions.HELP, _of(network_id, about="seat")),
        ),
        fallback=f"{title}. {why[0]}",
    )


@dataclass(frozen=True, slots=True)
class DeclareForm:
    """What somebody who is on no list, or without a school, typed."""

    school_id: str
    teaches: bool


def read_declared(data: Mapping[str, Any]) -> DeclareForm:
    return DeclareForm(actions.typed(data, "school"), actions.typed(data, "teaches") == "true")


def declare(
    network_id: int,
    how: str,
    schools: Sequence[tuple[str, str]],
    typed: DeclareForm,
    *,
    known: bool,
    errors: Sequence[str] = (),
) -> Card:
    """`known`: confirmed as teaching, so that only the school is asked for."""
    return card(
        heading(say.DECLARE_TITLE),
        paragraph(say.SCHOOL_ONLY if known else say.DECLARE),
        choice_input(
            "school",
            say.SCHOOL,
            typed.school_id,
            say.CHOOSE_SCHOOL,
            schools,
            placeholder=say.CHOOSE_SCHOOL,
            search=True,
        ),
        None
        if known
        else toggle("teaches", say.TEACHES_LABEL, say.TEACHES, say.CHECK_TEACHES, on=typed.teaches),
        buttons(
            button(
                say.DECLARE_BUTTON,
                actions.ENROLL,
                _of(network_id, how=how, declared=1),
                primary=True,
                inputs=True,
            ),
            button(menu.MENU, actions.MENU),
        ),
        mistakes(errors, say.NOT_ENROLLED),
        fallback=f"{say.DECLARE_TITLE}. {say.SCHOOL_ONLY if known else say.DECLARE}",
    )


def leave(network_id: int, title: str) -> Card:
    return card(
        heading(say.LEAVE_TITLE),
        paragraph(say.leave(plain(title))),
        buttons(
            button(say.LEAVE_NO, actions.MY_NETWORK, primary=True),
            button(say.LEAVE_YES, actions.WITHDRAW, _of(network_id, sure=1), destructive=True),
        ),
        fallback=f"{say.LEAVE_TITLE} {say.leave(title)}",
    )


def said(title: str, text: str, offered: Sequence[TaskButton] | None = None) -> Card:
    """A title, a sentence, and what to do next: the networks when nothing else is asked for."""
    return card(
        heading(title),
        paragraph(text),
        _drawn(_others() if offered is None else offered),
        fallback=f"{title}. {text}",
    )


def school_text(title: str, dates: Sequence[str]) -> Card:
    return card(
        heading(say.SCHOOL_TITLE),
        paragraph(say.SCHOOL_HOW),
        framed([paragraph(say.school_text(plain(title), [plain(one) for one in dates]))]),
        buttons(button(say.MINE, actions.MY_NETWORK, primary=True), button(menu.MENU, actions.MENU)),
        fallback=f"{say.SCHOOL_TITLE}. {say.SCHOOL_HOW}",
    )


@dataclass(frozen=True, slots=True)
class Mine:
    """A network in which the person has a seat. `members` are names with schools, whole; `documents` open the
    ones that were deposited.
    """

    found: NetworkFacts
    next_meeting: str
    animator: str
    members: Sequence[str]
    animator_email: str = ""
    documents: Sequence[TaskButton] = ()


def mine_lines(one: Mine) -> list[Element]:
    pairs = [
        (say.NEXT_MEETING, one.next_meeting or say.NO_NEXT),
        (say.ANIMATOR, plain(one.animator)),
        (say.MEMBERS, plain("\n".join(one.members))),
    ]
    return [
        subheading(say_proposal.quoted(plain(one.found.title))),
        facts(pairs),
        *(paragraph(plain(line)) for line in one.found.dates),
        *(
            buttons(*(button(each.title, each.verb, each.data) for each in one.documents[at : at + A_ROW]))
            for at in range(0, len(one.documents), A_ROW)
        ),
        buttons(
            button(say_release.OPEN, actions.RELEASES),
            button(say.SCHOOL_TEXT, actions.SCHOOL_TEXT, _of(one.found.network_id)),
            button(say.CALENDAR, actions.MY_CALENDAR),
            button(say_calendar.DOWNLOAD, actions.DOCUMENT_ICS, _of(one.found.network_id)),
        ),
        buttons(
            *([link(say.WRITE_ANIMATOR, chat_with(one.animator_email))] if one.animator_email else []),
            button(say_documents.OPEN, actions.DOCUMENTS, _of(one.found.network_id)),
            button(say.WITHDRAW, actions.WITHDRAW, _of(one.found.network_id)),
        ),
    ]


def chat_with(email: str) -> str:
    """The address that opens a chat in Teams with this person (msteams-docs, deep-link-teams)."""
    return f"https://teams.microsoft.com/l/chat/0/0?users={quote(email)}"


def waits(listed: Sequence[tuple[int, str, int]]) -> list[Element]:
    """(network, title, rank) of the lists on which the person waits."""
    lines: list[Element] = [subheading(say.WAITS)] if listed else []
    for network_id, title, rank in listed:
        lines += [
            paragraph(say.wait_line(plain(title), rank)),
            buttons(button(say.LEAVE_LIST, actions.WITHDRAW, _of(network_id, sure=1))),
        ]
    return lines


def offered(title: str, sentence: str, ways: Sequence[TaskButton]) -> list[Element]:
    """A seat that waits for the person's answer."""
    return [
        subheading(say_proposal.quoted(plain(title))),
        paragraph(sentence),
        buttons(*(button(one.title, one.verb, one.data) for one in ways)),
    ]
