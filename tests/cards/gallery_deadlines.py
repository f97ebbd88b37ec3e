"""The seven-day post, what is late and its ways out, the reminders."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.rules.deadlines import Fault
from cards import actions as verbs
from cards import deadlines, desk, reminders
from cards.deadlines import DelayForm, Late, Week
from cards.desk import TaskButton
from cards.elements import plain
from cards.phrases import deadlines as say
from cards.phrases.dates import short_date
from cards.reminders import Reminder
from tests.cards.shown import Shown, show
from tests.cards.words import Words

DAY = short_date(date(2026, 12, 18))
SINCE = datetime(2026, 11, 25, tzinfo=UTC)
LINE = "le mardi 1er décembre 2026, de 8\u00a0h\u00a045 à 15\u00a0h\u00a045, au CEE (2.04)"


def cards(words: Words) -> Iterator[Shown]:
    week = Week(
        network_id=7,
        meeting_id=3,
        title=words.title,
        first=say.in_seven_days(LINE),
        material=words.text,
        agenda=True,
        plan=True,
    )
    bare = replace(week, first=say.meeting_on(LINE), material="", agenda=False, plan=False)
    yield show("week before", deadlines.week_before, week)
    yield show("week before: no agenda yet", deadlines.week_before, bare)
    line = say.task_line(plain(words.name), DAY, say.meeting_on(LINE), 8)
    days = say.reminded(", ".join([DAY] * 4))
    for document in say.DOCUMENTS:
        late = Late(document, 3, words.title, line)
        yield show(f"late {document}", deadlines.late, late, reminded=days, animator=words.name, address="")
        yield show(
            f"late {document}: wrong",
            deadlines.late,
            late,
            reminded=say.reminded(""),
            animator=words.first_name,
            address=words.email,
            typed=DelayForm(document, 3, "2026-11-27", words.text),
            errors=[say.FAULTS[one.value] for one in Fault],
        )
        subject = {"network": 7} if document == "PLAN" else {"meeting": 3}
        yield show(
            f"granted {document}", deadlines.granted, document, subject, words.title, DAY, words.text[:1000]
        )
    rows = [deadlines.task(Late(document, 3, words.title, line), SINCE) for document in say.DOCUMENTS]
    yield show("late: on the desk", desk.desk, [(row, DAY) for row in rows])
    yield from _reminders(words)


def _reminders(words: Words) -> Iterator[Shown]:
    title = plain(words.title)
    texts = [
        say.aim(title, DAY, short_date(date(2026, 12, 21))),
        say.today(title),
        say.overdue(title, DAY),
        say.more_time(title, DAY),
    ]
    plan = Reminder(
        say.PLAN_TITLE,
        [texts[0], say.PLAN_READY],
        [TaskButton(say.OPEN_DRAFT, verbs.PLAN, {"network": 7})],
    )
    agenda = Reminder(
        say.agenda_title("le mardi 1er décembre 2026"),
        [texts[0], say.AGENDA_READY],
        [
            TaskButton(say.OPEN_DRAFT, verbs.AGENDA, {"meeting": 3}),
            TaskButton(say.OWN_DOCUMENT, verbs.AGENDA_LINK, {"meeting": 3}),
        ],
    )
    for number, text in enumerate(texts):
        one = replace(agenda, text=[text, say.AGENDA_READY])
        yield show(f"agenda wanted: {number}", reminders.reminder, one)
    yield show("plan and agenda wanted", reminders.together, [plan, agenda])
