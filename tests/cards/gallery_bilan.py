"""The bilan: its draft and steps, who reads it, comments, what is late, « rencontre avec le CEE »."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.rules import agenda
from bot.rules import bilan as rules
from bot.rules import cee_meeting as cee_rules
from bot.rules.bilan import Fault, Mistake
from bot.rules.deadlines import LONGEST_REASON
from bot.rules.deadlines import Fault as DelayFault
from bot.usecases.bilan_comments import LONGEST
from bot.views.bilan import sentences
from cards import (
    actions,
    bilan,
    bilan_comments,
    bilan_due,
    bilan_read,
    cee_meeting,
    desk,
    release,
    reminders,
)
from cards.bilan import Draft
from cards.bilan_due import DelayForm, LateBilan
from cards.bilan_read import Ready
from cards.cee_meeting import MomentForm, Standing
from cards.desk import TaskButton
from cards.elements import plain
from cards.phrases import bilan as say
from cards.phrases import bilan_comments as say_comments
from cards.phrases import bilan_due as say_due
from cards.phrases import cee_meeting as say_cee
from cards.phrases import deadlines as say_deadlines
from cards.phrases import release as say_release
from cards.phrases.dates import long_date, short_date
from cards.release import OwnDay
from cards.reminders import Reminder
from tests.cards.shown import Shown, show
from tests.cards.words import TEXT_LIMIT, Words

DAY, LONG_DAY = short_date(date(2027, 6, 23)), long_date(date(2027, 6, 8))
SINCE = datetime(2027, 6, 24, tzinfo=UTC)
ADDRESS = "https://exemple.invalid/travail"
NETWORK = 2147483647
HERE = {"network": NETWORK}


def filled(words: Words) -> dict[str, str]:
    """Every answer as it is, or as long as it may be."""
    texts = {name: (words.text * 3)[: rules.limit_of(name, len(words.text))] for name in rules.FIELDS}
    link = (ADDRESS + "a" * agenda.LONGEST_LINK)[: len(words.text) // 3]
    return texts | {"work": link, "no_work": "", "work_shared": "true", "continuation": "yes"}


def cards(words: Words) -> Iterator[Shown]:
    values = filled(words)
    draft = Draft(
        network_id=NETWORK,
        revision=99,
        version=0,
        line=say.bilan_of(words.title, "2026-2027"),
        state=say.bilan_due(DAY),
        there=say.members_there(7, 10),
        values=values,
        intended=words.text,
        second_year=False,
        animates=True,
        missing=say.minutes_missing("2, 3", several=True),
        minutes=NETWORK,
        comments=12,
    )
    yield from _drafts(draft, values)
    yield from _forms(draft, values)
    yield from _read(words, values)
    yield from _comments(words, values)
    yield from _due(words)
    yield from _cee(words)
    yield from _releases(words)


def _drafts(draft: Draft, values: dict[str, str]) -> Iterator[Shown]:
    empty = rules.read({})
    bare = replace(draft, values=empty, intended="", missing="", minutes=0, comments=0)
    wrong = sentences([Mistake(Fault.NO_SUMMARY), Mistake(Fault.NO_ACHIEVEMENT)])
    kept = [(say.LABELS[name], values[name]) for name in rules.STEPS[rules.DEPOSIT_STEP]]
    archived = replace(
        draft, version=2, state=say.bilan_version(2, DAY), animates=False, archived=True, missing=""
    )
    yield show("draft", bilan.overview, draft, values)
    yield show("draft: nothing yet", bilan.overview, bare, empty, errors=wrong)
    # Two devices: the other one's texts are shown beside what was typed here.
    yield show(
        "draft: conflict",
        bilan.overview,
        draft,
        values,
        notice=say.CONFLICT,
        meanwhile=kept,
    )
    yield show("deposited", bilan.overview, replace(draft, version=2, missing=""), values)
    thanks = f"{say.bilan_deposited(1)} {say.CONTINUATION_NEXT}"
    yield show("thanks", bilan.overview, replace(draft, version=1, missing=""), values, thanks=thanks)
    yield show("archived: a correction", bilan.overview, archived, values)


def _forms(draft: Draft, values: dict[str, str]) -> Iterator[Shown]:
    wrong = [Mistake(Fault.TOO_LONG, name, TEXT_LIMIT + 1, TEXT_LIMIT) for name in rules.FIELDS]
    wrong += [Mistake(one) for one in Fault if one is not Fault.TOO_LONG]
    for step in bilan.OTHERS:
        errors = sentences([one for one in wrong if one.field in ("", *rules.STEPS[step])])
        kept = [(say.LABELS[name], values[name]) for name in rules.STEPS[step]]
        yield show(f"form {step}", bilan.form, draft, step, values)
        yield show(f"form {step}: empty", bilan.form, draft, step, {}, errors=errors)
        yield show(
            f"form {step}: conflict", bilan.form, draft, step, values, notice=say.CONFLICT, meanwhile=kept
        )
    last = max(bilan.OTHERS)
    yield show("form: no third year", bilan.form, replace(draft, second_year=True), last, values)


def _read(words: Words, values: dict[str, str]) -> Iterator[Shown]:
    ready = Ready(
        network_id=NETWORK,
        version=2,
        title=words.title,
        about=say.bilan_by(words.name, "2026-2027"),
        deposited=say.bilan_version(2, DAY),
        values=values,
        late=True,
        office=True,
        asks=True,
        notes=True,
        corrects=True,
    )
    plainly = replace(
        ready, values=rules.read({}), late=False, office=False, asks=False, notes=False, corrects=False
    )
    none = replace(plainly, values=rules.read({"no_work": words.text[: rules.SHORT]}))
    yield show("ready: a responsible", bilan_read.ready, ready)
    yield show("ready: a member", bilan_read.ready, plainly)
    yield show("ready: no work produced", bilan_read.ready, none)
    yield show("work in the channel", bilan_read.in_channel, words.title, ADDRESS)
    yield show("work in the channel: gone", bilan_read.in_channel, words.title, "")
    rows = [bilan_read.news_task(NETWORK, SINCE, words.title, words.name)]
    yield show("bilan news: on the desk", desk.desk, [(row, DAY) for row in rows])


def _comments(words: Words, values: dict[str, str]) -> Iterator[Shown]:
    line, text = say.bilan_of(words.title, "2026-2027"), words.text[:LONGEST]
    yield show("invite", bilan_comments.invite, NETWORK, line, 10)
    yield show("invite: nobody", bilan_comments.invite, NETWORK, line, 0)
    yield show(
        "comment",
        bilan_comments.asked,
        NETWORK,
        words.title,
        words.name,
        values,
        text,
        notice=say_comments.KEPT,
        errors=list(say_comments.WRONG.values()),
    )
    yield show("comment: closed", bilan_comments.closed, NETWORK, words.title)
    yield show("comment: news", bilan_comments.news, NETWORK, words.title, 3)
    said = [(words.name, DAY, text)] * min(words.many, 10)
    for page in (1, 2):
        yield show(f"comments {page}", bilan_comments.listed, NETWORK, line, said, page)
    yield show("comments: none", bilan_comments.listed, NETWORK, line, [])


def _due(words: Words) -> Iterator[Shown]:
    line = say_due.late_bilan_line(plain(words.name), DAY, DAY)
    late = LateBilan(NETWORK, words.title, line)
    body = say_due.bilan_mail_body(words.first_name, words.title, DAY)
    days = say_deadlines.reminded(", ".join([DAY] * 4))
    for name, address, delays in (("late", words.email, True), ("late: after 30 June", "", False)):
        yield show(
            name,
            bilan_due.late,
            late,
            reminded=days,
            animator=words.first_name,
            mail=(address, body),
            delays=delays,
            typed=DelayForm(NETWORK, "2027-06-30", words.text),
            errors=[say_due.FAULTS[one.value] for one in DelayFault] if delays else (),
        )
    yield show("bilan late: on the desk", desk.desk, [(bilan_due.task(late, SINCE), DAY)])
    yield show("delay", bilan_due.granted, NETWORK, words.title, DAY, words.text[:LONGEST_REASON])
    title = plain(words.title)
    texts = {
        "asked": say_due.bilan_asked(words.first_name, title, DAY),
        "recalled": say_due.bilan_recalled(title, DAY),
        "today": say_due.bilan_today(title),
        "past": say_due.bilan_past(title, DAY),
    }
    for name, text in texts.items():
        ways = [
            TaskButton(say_due.OPEN, actions.BILAN, HERE),
            TaskButton(say.ASK_COMMENTS, actions.BILAN_INVITE, HERE),
            TaskButton(say.GIVE_WORK, actions.BILAN, {**HERE, "step": 3}),
            TaskButton(say.CHOOSE_DAY, actions.BILAN_DAY, HERE),
        ]
        one = Reminder(say_due.WANTED_TITLE, [text, say_due.READY, say_due.SECOND_YEAR], ways)
        yield show(f"bilan wanted: {name}", reminders.reminder, one)


def _cee(words: Words) -> Iterator[Shown]:
    slot = say_cee.cee_slot(
        LONG_DAY, "9\u00a0h\u00a030", words.text[: cee_rules.LONGEST_PLACE].replace("\n", " ")
    )
    none = Standing(NETWORK, words.title)
    waits = Standing(NETWORK, words.title, "", slot, words.name, NETWORK, may_accept=True)
    both = replace(waits, agreed=slot, may_accept=False)
    agreed = replace(none, agreed=slot)
    typed = MomentForm(NETWORK, "2027-06-08", "9 h 30", words.text[:300])
    errors = list(say_cee.FAULTS.values())
    for name, one in (("none", none), ("asked", waits), ("both", both), ("agreed", agreed)):
        yield show(f"moment: {name}", cee_meeting.standing, one, notice=say_cee.PROPOSED_SAID)
        yield show(f"moment told: {name}", cee_meeting.news, one)
    named = [(NETWORK, words.title)] * words.many
    for page in (1, 2):
        yield show(f"moment: of which network {page}", cee_meeting.choose, named, page)
    yield show("moment: of no network", cee_meeting.choose, [])
    yield show("moment: wrong", cee_meeting.standing, none, typed, errors=errors)
    yield show("moment: on the desk", desk.desk, [(cee_meeting.task(waits, SINCE), DAY)])


def _releases(words: Words) -> Iterator[Shown]:
    errors = list(say_release.FAULTS.values())
    yield show("bilan day", release.bilan_day, NETWORK, words.title, "2027-06-08", errors=errors)
    own = [
        OwnDay(NETWORK, say_release.own_planning(words.title, LONG_DAY)),
        OwnDay(NETWORK, say_release.own_bilan(words.title, ""), actions.BILAN_DAY),
    ]
    yield show("mine: of who animates", release.mine, [], "", own)
