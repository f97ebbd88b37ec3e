"""The minutes: their draft, their form, who writes them, what is left to do, what is late."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.rules import minutes as rules
from bot.rules.minutes import Fault, Mistake
from bot.views.minutes import sentences
from cards import actions, desk, minutes, minutes_due, reminders
from cards.desk import TaskButton
from cards.elements import plain
from cards.minutes import Draft, Ready, Row
from cards.minutes_due import LateMinutes
from cards.phrases import minutes as say
from cards.phrases import minutes_due as say_due
from cards.phrases.dates import short_date
from cards.reminders import Reminder
from tests.cards.gallery_enrollment import network
from tests.cards.shown import Shown, show
from tests.cards.words import TEXT_LIMIT, Words

DAY = short_date(date(2026, 12, 18))
HERE = {"meeting": 2147483647}


def filled(words: Words) -> dict[str, str]:
    """Every text of the minutes as it is, or as long as it may be."""
    return {
        name: words.text * rules.SUMMARIES
        if name == "summary"
        else words.text
        if name == "questions"
        else words.text[: rules.SHORT]
        for name in rules.TEXTS
    }


def follow_up(words: Words) -> str:
    flat = words.text.replace("\n", " ")
    return say.follow_up_line(flat[: rules.LONGEST_WHAT], flat[: rules.LONGEST_WHO], DAY)


def cards(words: Words) -> Iterator[Shown]:
    texts = filled(words)
    lines = [follow_up(words)] * min(words.many, rules.MOST_FOLLOW_UPS)
    notes = {**texts, "follow_up": "\n".join(lines)}
    rows = [
        Row(number, say.ROWS[name], notes[name], texts[f"{name}_done"])
        for number, name in enumerate(rules.ROWS, start=1)
    ]
    names = [say.attendee(plain(words.name), one) for one in (*say.STANDINGS.values(), *["présence"] * 7)]
    draft = Draft(
        meeting_id=2147483647,
        network_id=7,
        revision=99,
        version=0,
        title=words.title,
        line=network(words).dates[0],
        state=say.soft_due(DAY),
        rows=rows,
        attendance=[say.attendance(8, 10), *names],
        follow_ups=list(enumerate(lines, start=1)),
        written=True,
        animates=True,
    )
    empty = replace(
        draft,
        rows=[replace(one, notes="", achieved="") for one in rows],
        attendance=(),
        follow_ups=(),
        written=False,
        animates=False,
    )
    deposited = replace(draft, version=2, state=say.minutes_version(2, DAY))
    yield show("draft", minutes.overview, draft)
    yield show("draft: nothing yet", minutes.overview, empty)
    wrong = sentences([Mistake(Fault.NO_SUMMARY)])
    yield show("draft: wrong", minutes.overview, empty, errors=wrong, notice=say.CHANGED)
    yield show("deposited", minutes.overview, deposited, notice=say.minutes_deposited(2))
    yield from _forms(words, draft, texts)
    ready = Ready(HERE["meeting"], words.title, draft.line, say.minutes_version(2, DAY), rows)
    ways = [
        TaskButton(say.EDIT, actions.MINUTES, HERE),
        TaskButton(say.FOLLOW_UPS, actions.FOLLOW_UPS, HERE),
    ]
    yield show("ready", minutes.ready, ready)
    yield show("ready: for who animates", minutes.ready, replace(ready, ways=ways))
    yield show("in the channel", minutes.in_channel, 3, words.title, DAY)
    yield show("members only", minutes.members_only, 7)
    yield from _around(words, draft)


def _forms(words: Words, draft: Draft, texts: dict[str, str]) -> Iterator[Shown]:
    names = [f"{words.name} {number}" for number in range(11)]
    wrong = [
        Mistake(Fault.TOO_LONG, name, TEXT_LIMIT + 1, TEXT_LIMIT)
        for name in (*rules.TEXTS, "what", "who_other")
    ]
    wrong += [Mistake(Fault.TOO_MANY, count=10, limit=10), Mistake(Fault.NO_WHAT), Mistake(Fault.BAD_DAY)]
    for step, fields in rules.STEPS.items():
        errors = sentences([one for one in wrong if one.field in fields or step == rules.FOLLOW_UP_STEP])
        meanwhile = [(say.LABELS[name], texts[name]) for name in fields]
        none = replace(draft, follow_ups=())
        yield show(f"form {step}", minutes.form, draft, step, texts, names)
        yield show(f"form {step}: empty", minutes.form, none, step, {}, names, errors=errors)
        yield show(
            f"form {step}: conflict",
            minutes.form,
            draft,
            step,
            texts,
            names,
            notice=say.CONFLICT,
            meanwhile=meanwhile,
        )


def _around(words: Words, draft: Draft) -> Iterator[Shown]:
    line = follow_up(words)
    listed = [(key, line, key % 2 == 0) for key in range(1, rules.MOST_FOLLOW_UPS + 1)]
    yield show("follow-ups", minutes_due.follow_ups, 3, DAY, listed)
    yield show("follow-ups: none", minutes_due.follow_ups, 3, DAY, [])
    members = [(str(number), words.name) for number in range(1, 11)]
    yield show("writer", minutes_due.writer, 3, draft.line, members, 2)
    yield show("writer: asked", minutes_due.writer_asked, 3, words.title, draft.line, words.name)
    late = LateMinutes(3, words.title, say_due.late_minutes_line(plain(words.name), DAY, DAY))
    body = say_due.mail_body(words.first_name, DAY)
    for name, address in (("late", words.email), ("late: no address", "")):
        yield show(name, minutes_due.late, late, animator=words.first_name, address=address, body=body)
    rows = [minutes_due.task(late, datetime(2026, 12, 12, tzinfo=UTC))]
    yield show("minutes late: on the desk", desk.desk, [(row, DAY) for row in rows])
    title = plain(words.title)
    for text in (say_due.wanted_text(title, DAY), say_due.wanted_still(title, DAY)):
        one = Reminder(
            say_due.wanted_title(DAY),
            [text, say_due.WANTED_READY],
            [TaskButton(say.WRITE, actions.MINUTES, HERE)],
        )
        yield show(f"minutes wanted: {text[-12:]}", reminders.reminder, one)
