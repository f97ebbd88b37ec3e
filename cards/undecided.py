"""Release of who was not at a meeting, for a responsible to decide; meetings whose attendance nobody took."""

from collections.abc import Sequence
from datetime import datetime

from cards import actions
from cards.desk import DeskTask, TaskButton
from cards.elements import Card, Element, button, buttons, card, heading, note, paragraph, plain
from cards.phrases import attendance as say
from cards.phrases import desk as say_desk


def undecided(
    meeting_id: int, title: str, line: str, people: Sequence[tuple[int, str]], *, notice: str = ""
) -> Card:
    """`people` are (person, whole line)."""
    here = {"meeting": meeting_id}
    drawn: list[Element] = []
    for person_id, told in people:
        data = {**here, "person": person_id}
        drawn += [
            paragraph(plain(told)),
            buttons(
                button(say.USED, actions.RELEASE_DECIDE, {**data, "used": 1}),
                button(say.NOT_USED, actions.RELEASE_DECIDE, {**data, "used": 0}),
            ),
        ]
    every = {**here, "everybody": 1}
    whole = [
        button(say.ALL_USED, actions.RELEASE_DECIDE, {**every, "used": 1}),
        button(say.ALL_NOT_USED, actions.RELEASE_DECIDE, {**every, "used": 0}),
    ]
    return card(
        heading(say.DECIDE_TITLE),
        paragraph(say.meeting_of(plain(title), plain(line))),
        note(notice) if notice else None,
        paragraph(say.DECIDE_HOW if people else say.ALL_DECIDED),
        drawn,
        buttons(button(say_desk.TITLE, actions.DESK, primary=True), *(whole if len(people) > 1 else ())),
        fallback=f"{say.DECIDE_TITLE}. {line}",
    )


def undecided_task(meeting_id: int, since: datetime, title: str, line: str) -> DeskTask:
    way = TaskButton(say.DECIDE, actions.RELEASES_UNDECIDED, {"meeting": meeting_id})
    return DeskTask("releases_undecided", meeting_id, since, say.undecided_title(plain(title)), line, (way,))


def untaken_task(meeting_id: int, since: datetime, title: str, line: str) -> DeskTask:
    way = TaskButton(say.SEE, actions.ATTENDANCE, {"meeting": meeting_id})
    return DeskTask("attendance_untaken", meeting_id, since, say.untaken_title(plain(title)), line, (way,))
