"""Around the minutes: who writes them, what they left to do, and those that nobody deposited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from cards import actions
from cards.desk import DeskTask, TaskButton
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    choice_input,
    framed,
    heading,
    note,
    paragraph,
    plain,
)
from cards.phrases import desk as say_desk
from cards.phrases import menu
from cards.phrases import minutes as say
from cards.phrases import minutes_due as say_due

NOBODY = "0"


def follow_ups(meeting_id: int, day: str, listed: Sequence[tuple[int, str, bool]]) -> Card:
    """`listed` are (key, whole line, done); each with the button that says that it is done, or is not."""
    here = {"meeting": meeting_id}
    drawn: list[Element] = []
    for key, line, done in listed:
        title = say_due.REOPEN if done else say_due.IS_DONE
        told = say.carried_out(plain(line.removeprefix("- "))) if done else plain(line)
        data = {**here, "key": key, "done": int(not done)}
        drawn += [paragraph(told), buttons(button(title, actions.FOLLOW_UP_DONE, data))]
    name = say_due.follow_ups_of(day)
    return card(
        heading(name),
        drawn or [paragraph(say.NO_FOLLOW_UP)],
        paragraph(say_due.FOLLOW_UPS_HOW, subtle=True) if drawn else None,
        buttons(button(say.OPEN, actions.MINUTES, here, primary=True), button(menu.MENU, actions.MENU)),
        fallback=name,
    )


def writer(meeting_id: int, line: str, members: Sequence[tuple[str, str]], chosen: int) -> Card:
    """`members` are (person, name); `chosen` is 0 for nobody."""
    here = {"meeting": meeting_id}
    return card(
        heading(say.ASK_WRITER),
        paragraph(plain(line)),
        paragraph(say_due.WRITER_HOW),
        choice_input(
            "person",
            say_due.WRITER,
            str(chosen),
            say.CHOOSE_WHO,
            [(NOBODY, say_due.WRITER_NONE), *members],
            placeholder=say.NOBODY,
        ),
        paragraph(say_due.WRITER_NEXT, subtle=True),
        buttons(
            button(say_due.WRITER_SAVE, actions.MINUTES_WRITER_SAVE, here, primary=True, inputs=True),
            button(say.BACK, actions.MINUTES, here),
        ),
        fallback=f"{say.ASK_WRITER}. {line}",
    )


def writer_asked(meeting_id: int, title: str, line: str, animator: str) -> Card:
    """To the member who was asked."""
    return card(
        heading(say_due.WRITER_TITLE),
        paragraph(say_due.writer_asked(plain(animator))),
        paragraph(say.meeting_line(plain(title), plain(line))),
        buttons(
            button(say.WRITE, actions.MINUTES, {"meeting": meeting_id}, primary=True),
            button(menu.HELP, actions.HELP, {"about": "minutes", "meeting": meeting_id}),
        ),
        fallback=f"{say_due.WRITER_TITLE}. {line}",
    )


@dataclass(frozen=True, slots=True)
class LateMinutes:
    """Minutes that nobody deposited; `line` says which meeting, until when and who."""

    meeting_id: int
    title: str
    line: str


def task(one: LateMinutes, since: datetime) -> DeskTask:
    here = {"meeting": one.meeting_id}
    return DeskTask(
        "minutes_late",
        one.meeting_id,
        since,
        say_due.late_minutes_title(plain(one.title)),
        one.line,
        (TaskButton(say_due.SEE, actions.MINUTES_LATE, here),),
    )


def late(one: LateMinutes, *, animator: str, address: str, body: str) -> Card:
    """The responsible's: a mail ready to send to `animator`; nothing else to do."""
    here = {"meeting": one.meeting_id}
    mail: list[Element] = []
    if address:
        query = f"subject={quote(say_due.mail_subject(one.title), safe='')}&body={quote(body, safe='')}"
        link = f"mailto:{address}?{query}"
        mail = [
            paragraph(say_due.mail_to(plain(animator), address, link)),
            paragraph(say_due.MAIL_READY),
            framed([paragraph(plain(body))]),
        ]
    return card(
        heading(say_due.LATE_TITLE),
        paragraph(say_due.late_minutes_title(plain(one.title))),
        paragraph(one.line),
        mail,
        note(say_due.ON_PAPER_NEXT),
        buttons(
            button(say_desk.TITLE, actions.DESK, primary=True),
            button(say_due.ON_PAPER, actions.MINUTES_ON_PAPER, here),
        ),
        fallback=f"{say_due.LATE_TITLE}. {one.title}",
    )
