"""The desk, the year's dates, and the notices that the clock causes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.rules.year_dates import DateMistake
from bot.views.year_dates import sentences
from cards import (
    actions,
    approval,
    channel_files,
    desk,
    membership,
    missed,
    people,
    reminders,
    unreached,
    year_dates,
)
from cards.desk import DeskTask, TaskButton
from cards.elements import plain
from cards.phrases import approval as say_approval
from cards.phrases import desk as say
from cards.phrases import unreached as say_unreached
from cards.phrases import year_dates as say_dates
from cards.phrases.dates import short_date
from cards.reminders import Reminder
from tests.cards.shown import Shown, show
from tests.cards.words import Words

YEAR = "2027-2028"
DAY = short_date(date(2026, 11, 23))
SINCE = datetime(2026, 11, 3, 14, tzinfo=UTC)

EVERY_MISSED = {"week_before": 1, "plan_wanted": 1, "agenda_wanted": 1, "release_wanted": 9}


def cards(words: Words) -> Iterator[Shown]:
    yield from _desk(words)
    yield from _unreached(words)
    yield from _of_day(words)
    yield from _dates()
    yield from _notices(words)


def _task(words: Words, number: int) -> DeskTask:
    return DeskTask(
        kind="decide",
        subject_id=number,
        since=SINCE,
        title=say_approval.request_title(plain(words.title)),
        line=say_approval.request_line(number, YEAR, 1, DAY),
        buttons=[
            TaskButton(say_approval.RECORD, actions.APPROVAL_FORM, {"request": number}),
            TaskButton(say_approval.READ_ALL, actions.APPROVAL_SHEET, {"request": number, "page": 1}),
        ],
    )


def _desk(words: Words) -> Iterator[Shown]:
    listed = [(_task(words, number), DAY) for number in range(1, 15)]
    yield show("desk: empty", desk.desk, [])
    yield show("desk: one", desk.desk, listed[:1])
    people_tasks = [
        membership.task(SINCE, 3, 1),
        people.unknown_task(SINCE, [words.name] * 3, 12),
        channel_files.task(SINCE, 3, "not_allowed"),
        people.unknown_task(SINCE, [words.name], 1),
        people.over_task(SINCE, 7, 3, words.name, words.school, words.title),
    ]
    people_tasks.append(missed.task(3, SINCE, words.title, DAY, EVERY_MISSED))
    yield show("desk: people", desk.desk, [(task, DAY) for task in people_tasks])
    for page in (1, 2, 3):
        yield show(f"desk: page {page} of 3", desk.desk, listed, desk.Narrowed(page))

    counts = {"decisions": 14, "documents": 300, "networks": 120, "meetings": 3, "people": 2, "delivery": 40}
    counts |= {"questions": 9, "other": 1}
    narrowed = desk.Narrowed(2, "decisions", 7)
    yield show("desk: narrowed", desk.desk, listed, narrowed, counts=counts, network=words.title)
    nothing = desk.Narrowed(1, "people", 7)
    yield show("desk: nothing in the choice", desk.desk, [], nothing, counts=counts, network=words.title)
    networks = [(number, words.title, number) for number in range(1, 41)]
    for page in (1, 4):
        yield show(f"networks: page {page}", desk.networks, networks, desk.Narrowed(page, "documents"))
    yield show("networks: none", desk.networks, [])


def _unreached(words: Words) -> Iterator[Shown]:
    tasks = [
        unreached.person_task(7, SINCE, words.name, words.email, 12),
        unreached.person_task(7, SINCE, "", "", 1),
        unreached.channel_task(7, SINCE, words.title, 2),
    ]
    yield show("desk: unreached", desk.desk, [(task, DAY) for task in tasks])
    kinds = list(dict.fromkeys(say_unreached.KINDS.values()))
    everything = unreached.Lost(
        person_id=7,
        network_id=0,
        name=words.name,
        first_name=words.first_name,
        email=words.email,
        count=120,
        about=[(DAY, kind, 2) for kind in kinds],
        what=", ".join(kinds),
        refused=True,
        away=True,
    )
    yield show("lost: everything", unreached.lost, everything)
    few = replace(everything, about=[(DAY, kinds[0], 1)], what=kinds[0], count=1, refused=False)
    yield show("lost: one", unreached.lost, few)
    yield show("lost: nobody known", unreached.lost, replace(few, name="", first_name="", email=""))
    channel = replace(few, person_id=0, network_id=7, name=words.title, refused=True, away=False)
    yield show("lost: in a channel", unreached.lost, channel)


def _of_day(words: Words) -> Iterator[Shown]:
    line = say_approval.request_line(7, YEAR, 1, DAY)
    listed = [approval.ListedRequest(number, words.title, line, own=False) for number in range(9)]
    yield show("of day: one", approval.of_day, listed[:1], DAY)
    yield show("of day: many", approval.of_day, listed, DAY)
    yield show("of day: done", approval.of_day, [], DAY)


def _dates() -> Iterator[Shown]:
    none = year_dates.DatesForm("", "", "")
    filled = year_dates.DatesForm("2026-11-02", "2027-01-15", "2027-02-10", "2027-08-30", "2026-09-01")
    yield show("form: no date", year_dates.form, YEAR, none)
    yield show("form: saved", year_dates.form, YEAR, filled, saved=True)
    yield show("form: mistakes", year_dates.form, YEAR, filled, errors=sentences(list(DateMistake)))


def _notices(words: Words) -> Iterator[Shown]:
    title = plain(words.title)
    told = {
        "window opens": Reminder(
            say_dates.OPENS_TITLE,
            [say_dates.window_opens(YEAR, DAY), say_dates.WINDOW_WHAT],
            [TaskButton(say_dates.PROPOSE, actions.PROPOSE)],
        ),
        "window opens without end": Reminder(say_dates.OPENS_TITLE, [say_dates.window_opens(YEAR, "")], []),
        "window closes": Reminder(
            say_dates.CLOSES_TITLE,
            [say_dates.window_closes(YEAR, DAY)],
            [TaskButton(say_dates.PROPOSE, actions.PROPOSE)],
        ),
        "draft waits": Reminder(
            say_dates.DRAFT_TITLE,
            [say_dates.draft_waits(title, DAY)],
            [TaskButton(say_dates.RESUME, actions.PROPOSAL_EDIT, {"id": 7})],
        ),
        "draft without title waits": Reminder(
            say_dates.DRAFT_TITLE,
            [say_dates.draft_waits("", "")],
            [TaskButton(say_dates.RESUME, actions.PROPOSAL_EDIT, {"id": 7})],
        ),
        "morning": Reminder(
            say.morning_title(12),
            [say.morning_new([title] * 3, 5), say.morning_oldest(title, DAY)],
            [TaskButton(say.OPEN, actions.DESK)],
        ),
        "morning, nothing new": Reminder(
            say.morning_title(1),
            [say.morning_new([], 0), say.morning_oldest(title, DAY)],
            [TaskButton(say.OPEN, actions.DESK)],
        ),
    }
    for name, one in told.items():
        yield show(name, reminders.reminder, one)
    yield show("several together", reminders.together, list(told.values()))
