"""Attendance: the channel's card without names, the list for whoever takes it, one person, the history."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cards import actions
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    choice_input,
    heading,
    note,
    paragraph,
    plain,
)
from cards.phrases import attendance as say
from cards.phrases import menu
from cards.phrases import moves as say_moves

NOBODY = "0"


@dataclass(frozen=True, slots=True)
class Counted:
    """A meeting as the whole channel may see it; `day` is a date in words, `total` who is expected."""

    meeting_id: int
    title: str
    day: str
    present: int
    total: int
    recorded: bool


def in_channel(shown: Counted) -> Card:
    """Everybody in the Team reads it: counts, never a name (R60)."""
    told = say.expected(shown.day, shown.total)
    counts = say.recorded(shown.present, shown.total) if shown.recorded else ""
    title = say.CORRECT if shown.recorded else say.OPEN
    return card(
        heading(say.TITLE),
        paragraph(say.meeting_of(plain(shown.title), shown.day)),
        paragraph(counts or told),
        buttons(button(title, actions.ATTENDANCE, {"meeting": shown.meeting_id}, primary=not shown.recorded)),
        paragraph(say.PRIVATE, subtle=True),
        fallback=f"{say.TITLE}. {counts or told}",
    )


@dataclass(frozen=True, slots=True)
class Person:
    """Who is expected. `standing` is one of `say.STANDINGS`, `release` of `say.RELEASES`; `press` is what a
    press of the name says of her or him.
    """

    person_id: int
    name: str
    school: str
    standing: str
    release: str
    press: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """`line` is the meeting's. `complete` once somebody said so; `may_name` for who animates, on the day;
    `may_call_off` while nothing is recorded; `writes` for who writes the minutes; `sees_releases` but for a
    member who was named: release is between each member, who animates and the responsibles (§1.9).
    """

    meeting_id: int
    title: str
    line: str
    people: Sequence[Person]
    present: int
    complete: bool
    may_name: bool
    may_call_off: bool
    writes: bool
    sees_releases: bool = True


def sheet(shown: Sheet, *, releases: bool = False, notice: str = "") -> Card:
    """The list, for one person alone. With `releases`, who followed the procedure: the list may be projected,
    so that this is shown only when asked for.
    """
    here = _here(shown.meeting_id, releases=releases)
    told = say.kept(shown.present, len(shown.people)) if shown.complete else ""
    return card(
        heading(say.TITLE),
        paragraph(say.meeting_of(plain(shown.title), plain(shown.line))),
        note(notice or told) if notice or told else None,
        paragraph(say.HOW if shown.people else say.NO_MEMBERS),
        [element for one in shown.people for element in _person(one, here, releases=releases)],
        _ends(shown, here) if shown.people else None,
        _ways(shown, releases=releases),
        fallback=f"{say.TITLE}. {shown.line}",
    )


def _here(meeting_id: int, *, releases: bool) -> dict[str, Any]:
    return {"meeting": meeting_id, "releases": 1} if releases else {"meeting": meeting_id}


def _person(one: Person, here: dict[str, Any], *, releases: bool) -> list[Element]:
    who = {**here, "person": one.person_id}
    line = say.standing_line(plain(one.school), one.standing, one.release if releases else "")
    return [
        buttons(
            button(
                say.name_button(one.standing, one.name), actions.ATTENDANCE_MARK, {**who, "choice": one.press}
            ),
            button(say.DETAIL, actions.ATTENDANCE_PERSON, who),
        ),
        paragraph(line, subtle=True),
    ]


def _ends(shown: Sheet, here: dict[str, Any]) -> list[Element]:
    """« Tout le monde est là » while somebody is left to mark; what « complete » does is said before it."""
    left = any(one.standing == "unknown" for one in shown.people)
    if not left and shown.complete:
        return []
    begun = any(one.standing != "unknown" for one in shown.people)
    complete = button(say.COMPLETE, actions.ATTENDANCE_COMPLETE, here, primary=not left)
    if not left:
        return [buttons(complete)]
    everybody = button(
        say.EVERYBODY_ELSE if begun else say.EVERYBODY, actions.ATTENDANCE_EVERYBODY, here, primary=True
    )
    return [paragraph(say.COMPLETE_NEXT, subtle=True), buttons(everybody, complete)]


def _ways(shown: Sheet, *, releases: bool) -> Element:
    meeting = {"meeting": shown.meeting_id}
    other = _here(shown.meeting_id, releases=not releases)
    show = button(say.HIDE_RELEASES if releases else say.SHOW_RELEASES, actions.ATTENDANCE, other)
    found = [button(say.HISTORY, actions.ATTENDANCE_HISTORY, meeting)] if shown.people else []
    if shown.people and shown.sees_releases:
        found.insert(0, show)
    if shown.writes and shown.complete:
        found.insert(0, button(say.WRITE_MINUTES, actions.MINUTES, meeting, primary=True))
    if shown.may_name:
        found.append(button(say.NAME_KEEPER, actions.ATTENDANCE_KEEPER, meeting))
    if shown.may_call_off:
        found.append(button(say.NOT_HELD, actions.MEETING_CANCEL, meeting, destructive=True))
    return buttons(*(found or [button(menu.MENU, actions.MENU)]))


def person(meeting_id: int, one: Person, choices: Sequence[str], *, releases: bool = False) -> Card:
    """What else may be said of one person; `choices` are of `say.CHOICES`."""
    here = _here(meeting_id, releases=releases)
    data = {**here, "person": one.person_id}
    ways = [
        button(say.CHOICES[choice], actions.ATTENDANCE_MARK, {**data, "choice": choice}) for choice in choices
    ]
    return card(
        heading(plain(one.name)),
        paragraph(plain(one.school)) if one.school else None,
        paragraph(say.now_marked(one.standing)),
        paragraph(say.DETAIL_HOW, subtle=True),
        buttons(*ways),
        buttons(button(say.BACK, actions.ATTENDANCE, here)),
        fallback=f"{say.TITLE}. {one.name}",
    )


def history(meeting_id: int, line: str, lines: Sequence[str]) -> Card:
    """`lines` are whole sentences, latest first."""
    return card(
        heading(say.HISTORY),
        paragraph(plain(line)),
        [paragraph(plain(one)) for one in lines] or paragraph(say.NO_HISTORY),
        buttons(button(say.BACK, actions.ATTENDANCE, {"meeting": meeting_id}, primary=True)),
        fallback=f"{say.HISTORY}. {line}",
    )


def not_yet(meeting_id: int, title: str, line: str, day: str, *, may_name: bool) -> Card:
    here = {"meeting": meeting_id}
    ways = [button(say.NAME_KEEPER, actions.ATTENDANCE_KEEPER, here)] if may_name else []
    if may_name:
        ways.append(button(say.SHOW_RELEASES, actions.RELEASES_OF_MEETING, here))
    return card(
        heading(say.TITLE),
        paragraph(say.meeting_of(plain(title), plain(line))),
        note(say.not_yet(day)),
        buttons(*ways, button(menu.MENU, actions.MENU)),
        fallback=f"{say.TITLE}. {say.not_yet(day)}",
    )


def releases(network_id: int, title: str, line: str, people: Sequence[Person]) -> Card:
    """Before the day, for who animates or a responsible alone: who followed the procedure (R61)."""
    followed = sum(one.release in say.FOLLOWED for one in people)
    return card(
        heading(say.RELEASES_TITLE),
        paragraph(say.meeting_of(plain(title), plain(line))),
        paragraph(say.followed(followed, len(people)) if people else say.NO_MEMBERS),
        [paragraph(say.release_line(plain(one.name), plain(one.school), one.release)) for one in people],
        paragraph(say.RELEASES_NEXT, subtle=True) if people else None,
        buttons(
            button(say_moves.OPEN, actions.MEETINGS, {"network": network_id}, primary=True),
            button(menu.MENU, actions.MENU),
        ),
        fallback=f"{say.RELEASES_TITLE}. {line}",
    )


def keeper(
    meeting_id: int, line: str, members: Sequence[tuple[str, str]], chosen: int, *, notice: str = ""
) -> Card:
    """`members` are (person, name); `chosen` is 0 for nobody."""
    here = {"meeting": meeting_id}
    return card(
        heading(say.NAME_KEEPER),
        paragraph(plain(line)),
        note(notice) if notice else None,
        paragraph(say.KEEPER_HOW),
        choice_input(
            "person",
            say.KEEPER,
            str(chosen),
            say.CHOOSE_KEEPER,
            [(NOBODY, say.NO_KEEPER), *members],
            placeholder=say.NO_KEEPER,
        ),
        paragraph(say.KEEPER_NEXT, subtle=True),
        buttons(
            button(say.KEEPER_SAVE, actions.ATTENDANCE_KEEPER_SAVE, here, primary=True, inputs=True),
            button(say.BACK, actions.ATTENDANCE, here),
        ),
        fallback=f"{say.NAME_KEEPER}. {line}",
    )


def keeper_asked(meeting_id: int, title: str, line: str, animator: str) -> Card:
    """To the member who was named."""
    return card(
        heading(say.KEEPER_TITLE),
        paragraph(say.keeper_asked(plain(animator))),
        paragraph(say.meeting_of(plain(title), plain(line))),
        buttons(
            button(say.OPEN, actions.ATTENDANCE, {"meeting": meeting_id}, primary=True),
            button(menu.HELP, actions.HELP, {"about": "attendance", "meeting": meeting_id}),
        ),
        fallback=f"{say.KEEPER_TITLE}. {line}",
    )


def called(meeting_id: int, title: str, line: str) -> Card:
    """To who animates a network without a channel, on the day."""
    return card(
        heading(say.TITLE),
        paragraph(say.meeting_of(plain(title), plain(line))),
        paragraph(say.HOW),
        buttons(
            button(say.OPEN, actions.ATTENDANCE, {"meeting": meeting_id}, primary=True),
            button(menu.HELP, actions.HELP, {"about": "attendance", "meeting": meeting_id}),
        ),
        fallback=f"{say.TITLE}. {line}",
    )
