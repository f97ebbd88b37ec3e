"""Moving a meeting: the list, the two steps of the form, the responsible's decision, what everybody reads."""

from collections.abc import Mapping, Sequence
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
    choice_input,
    date_input,
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    text_input,
)
from cards.phrases import attendance as say_attendance
from cards.phrases import desk as say_desk
from cards.phrases import menu
from cards.phrases import moves as say
from cards.phrases import schedule as say_schedule
from cards.phrases.proposal import quoted


@dataclass(frozen=True, slots=True)
class Listed:
    """`line` is the meeting's whole date, `standing` one of say.STATES; `move_id` of what was asked, or 0."""

    meeting_id: int
    line: str
    standing: str
    may_move: bool
    may_call_off: bool
    move_id: int = 0


def meetings(title: str, listed: Sequence[Listed], notice: str = "") -> Card:
    lines: list[Element] = []
    for one in listed:
        lines.append(paragraph(say.listed(plain(one.line), one.standing)))
        lines += _ways(one)
    return card(
        heading(say.list_title(plain(title))),
        note(notice) if notice else None,
        paragraph(say.LIST_HOW if listed else say.NO_MEETINGS),
        lines,
        buttons(button(menu.MY_NETWORK, actions.MY_NETWORK), button(menu.MENU, actions.MENU)),
        fallback=say.list_title(title),
    )


def _ways(one: Listed) -> list[Element]:
    here, ways = {"meeting": one.meeting_id}, []
    if one.standing in {"to_come", "asked"}:
        ways.append(button(say_attendance.SHOW_RELEASES, actions.RELEASES_OF_MEETING, here))
    if one.may_move:
        title = say.PUT_OFF if one.standing == "called_off" else say.MOVE
        ways.append(button(title, actions.MEETING_MOVE, here))
    if one.move_id:
        ways.append(button(say.WITHDRAW, actions.MOVE_WITHDRAW, {"move": one.move_id}))
    if one.may_call_off:
        title = say.NOT_HELD if one.standing == "past" else say.CALL_OFF
        ways.append(button(title, actions.MEETING_CANCEL, here))
    if one.standing == "called_off":
        ways.append(button(say.REACH_TITLE, actions.MEETING_CANCELLED, here))
    return [buttons(*ways)] if ways else []


def form(
    meeting_id: int,
    title: str,
    line: str,
    typed: Mapping[str, str],
    places: Sequence[tuple[str, str]],
    errors: Sequence[str] = (),
) -> Card:
    """`typed` holds schedule.NAMES, as the meeting stands or as typed."""
    return card(
        heading(say.MOVE_TITLE),
        paragraph(quoted(plain(title))),
        paragraph(say.was(plain(line))),
        date_input("day", say_schedule.DAY, typed.get("day", ""), say_schedule.CHOOSE_DAY),
        text_input("starts", say_schedule.STARTS, typed.get("starts", ""), say_schedule.WRITE_HOUR),
        text_input("ends", say_schedule.ENDS, typed.get("ends", ""), say_schedule.WRITE_HOUR),
        choice_input(
            "place",
            say_schedule.PLACE,
            typed.get("place", ""),
            say_schedule.CHOOSE_PLACE,
            places,
            placeholder=say_schedule.CHOOSE_PLACE,
            search=True,
        ),
        text_input("room", say_schedule.ROOM, typed.get("room", ""), say_schedule.WRITE_ROOM),
        buttons(
            button(say.NEXT, actions.MOVE_STEP, {"meeting": meeting_id}, primary=True, inputs=True),
            button(menu.MY_NETWORK, actions.MY_NETWORK),
        ),
        mistakes(errors, say.NOT_MOVED),
        fallback=f"{say.MOVE_TITLE}. {title}",
    )


@dataclass(frozen=True, slots=True)
class Change:
    """One change, ready to be sent; `typed` is what the form sent. `now`: it is carried out at once."""

    meeting_id: int
    title: str
    was: str
    becomes: str
    typed: Mapping[str, str]
    new_day: bool
    too_soon: bool
    now: bool


def summary(
    change: Change, warnings: Sequence[str] = (), reason: str = "", errors: Sequence[str] = ()
) -> Card:
    kept = {"meeting": change.meeting_id, **change.typed}
    next_said = say.ONLY_PLACE
    if change.new_day:
        next_said = say.NEW_DAY_RESPONSIBLE if change.now else say.NEW_DAY
    send = say.MOVE_NOW if change.new_day and change.now else say.ASK if change.new_day else say.SAVE
    return card(
        heading(say.SUMMARY_TITLE),
        paragraph(quoted(plain(change.title))),
        paragraph(say.was(plain(change.was))),
        paragraph(say.would_be(plain(change.becomes))),
        [paragraph(one) for one in warnings],
        note(next_said),
        paragraph(say.TOO_SOON) if change.too_soon else None,
        text_input("reason", say.REASON, reason, say.WRITE_REASON, long=True) if change.new_day else None,
        buttons(
            button(send, actions.MOVE_ASK, kept, primary=True, inputs=True),
            button(say.CORRECT, actions.MEETING_MOVE, kept),
        ),
        mistakes(errors, say.NOT_MOVED),
        fallback=f"{say.SUMMARY_TITLE}. {change.title}",
    )


@dataclass(frozen=True, slots=True)
class Request:
    """A new day as the responsible reads it."""

    move_id: int
    title: str
    animator: str
    reason: str
    was: str
    becomes: str
    too_soon: bool


def request(one: Request, warnings: Sequence[str] = (), answer: str = "", errors: Sequence[str] = ()) -> Card:
    here = {"move": one.move_id}
    label = say.ANSWER_SOON if one.too_soon else say.ANSWER
    return card(
        heading(say.asked_title(plain(one.title))),
        paragraph(say.asked_by(plain(one.animator), plain(one.reason))),
        paragraph(say.was(plain(one.was))),
        paragraph(say.would_be(plain(one.becomes))),
        [paragraph(each) for each in warnings],
        paragraph(say.TOO_SOON) if one.too_soon else None,
        text_input("answer", label, answer, say.WRITE_ANSWER, long=True),
        paragraph(say.CONFIRM_NEXT, subtle=True),
        buttons(
            button(say.CONFIRM, actions.MOVE_CONFIRM, here, primary=True, inputs=True),
            button(say.DECLINE, actions.MOVE_DECLINE, here, inputs=True),
            button(say_desk.TITLE, actions.DESK),
        ),
        mistakes(errors, say.NOT_MOVED),
        fallback=say.asked_title(one.title),
    )


@dataclass(frozen=True, slots=True)
class Answered:
    """A request that waits no more: `state` is one of say.ANSWERS; `by` whom, on which `day`."""

    title: str
    was: str
    becomes: str
    state: str
    by: str
    day: str


def answered(one: Answered, errors: Sequence[str] = ()) -> Card:
    """In place of the request, wherever it was shown; `errors` say why a press came too late."""
    name = say.ANSWERS[one.state]
    withdrawn = one.state == "WITHDRAWN"
    decided = say.withdrawn_on(one.day) if withdrawn else say.answered_by(plain(one.by), one.day)
    return card(
        heading(name),
        paragraph(quoted(plain(one.title))),
        paragraph(say.was(plain(one.was))),
        paragraph((say.becomes if one.state == "DONE" else say.would_have_been)(plain(one.becomes))),
        paragraph(decided),
        buttons(button(say_desk.TITLE, actions.DESK)),
        mistakes(errors, say.NOT_MOVED),
        fallback=f"{name}. {one.title}",
    )


def task(one: Request, since: datetime, network_id: int = 0) -> DeskTask:
    said = (say.asked_by(plain(one.animator), ""), say.was(plain(one.was)), say.would_be(plain(one.becomes)))
    line = " ".join(said)
    see = TaskButton(say.SEE, actions.MOVE_OPEN, {"move": one.move_id})
    return DeskTask("move", one.move_id, since, say.asked_title(plain(one.title)), line, (see,), network_id)


def declined(meeting_id: int, title: str, line: str, answer: str) -> Card:
    return card(
        heading(say.DECLINED_TITLE),
        paragraph(quoted(plain(title))),
        paragraph(say.declined(plain(line))),
        note(plain(answer)),
        buttons(
            button(say.MOVE, actions.MEETING_MOVE, {"meeting": meeting_id}),
            button(menu.HELP, actions.HELP, {"about": "meeting", "meeting": meeting_id}),
        ),
        fallback=f"{say.DECLINED_TITLE}. {title}",
    )


@dataclass(frozen=True, slots=True)
class Moved:
    network_id: int
    title: str
    was: str
    becomes: str
    new_day: bool
    put_back: bool = False
    """It was called off before, and takes place on that very day after all."""


def moved(one: Moved, *, member: bool) -> Card:
    """To one person; `member`: she or he is released for it."""
    name, anew = _name(one), one.new_day or one.put_back
    releases = [button(say.RELEASES, actions.RELEASES, primary=True)] if member and anew else []
    said = say.TICK_AGAIN_SAME_DAY if one.put_back else say.TICK_AGAIN if one.new_day else say.TICKS_STAY
    return card(
        *_said(one, name),
        note(said) if member else None,
        buttons(*releases, button(say.CALENDAR, actions.DOCUMENT_ICS, {"network": one.network_id})),
        fallback=f"{name}. {one.title}",
    )


def moved_in_channel(one: Moved) -> Card:
    """Everybody in the Team reads it: dates and places alone."""
    name = _name(one)
    return card(
        *_said(one, name),
        buttons(button(say.CALENDAR, actions.DOCUMENT_ICS, {"network": one.network_id})),
        fallback=f"{name}. {one.title}",
    )


def _name(one: Moved) -> str:
    if one.put_back:
        return say.PUT_BACK_TITLE
    return say.MOVED_TITLE if one.new_day else say.CHANGED_TITLE


def _said(one: Moved, name: str) -> list[Element]:
    if one.put_back:
        return [
            heading(name),
            paragraph(quoted(plain(one.title))),
            paragraph(say.takes_place(plain(one.becomes))),
        ]
    return [
        heading(name),
        paragraph(quoted(plain(one.title))),
        paragraph(say.was(plain(one.was))),
        paragraph(say.becomes(plain(one.becomes))),
    ]
