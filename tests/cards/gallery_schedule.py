"""The dates of a network, the room, the sheet for Folio."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from bot.rules.schedule import Fault, Warned
from cards import actions as verbs
from cards import desk, folio, release, reminders, schedule
from cards.desk import TaskButton
from cards.phrases import folio as say_folio
from cards.phrases import plan as say_plan
from cards.phrases import release as say_release
from cards.phrases import schedule as say
from cards.phrases.catalog import MODALITIES
from cards.phrases.dates import short_date
from cards.phrases.proposal import quoted
from cards.reminders import Reminder
from cards.schedule import Step
from tests.cards.gallery_enrollment import network
from tests.cards.gallery_settings import procedure
from tests.cards.shown import Shown, show
from tests.cards.words import Words

SINCE = datetime(2026, 11, 23, tzinfo=UTC)
UNTIL = short_date(date(2026, 12, 18))


def cards(words: Words) -> Iterator[Shown]:
    for chosen in ("", *MODALITIES):
        yield show(f"modality: {chosen}", schedule.modality, 7, words.title, chosen, words.text[:300])
    yield show("modality: none chosen", schedule.modality, 7, words.title, "", "", [say.CHOOSE_MODALITY])
    places = [("CEE", say.CEE), *((f"S{number}", f"{words.name} {number}") for number in range(words.many))]
    for share in say.SHARES:
        hours = {"starts": "8\u00a0h\u00a045", "ends": "15\u00a0h\u00a045"}
        typed = {"day": "2027-01-13", **hours, "place": "CEE", "room": words.name}
        yield show(f"step: {share}", schedule.step, Step(7, 1, 3, share, typed, words.text[:300]), places)
    faults = [say.FAULTS[one.value] for one in Fault]
    yield show("step: all wrong", schedule.step, Step(7, 2, 4, 1, {}, ""), places, faults)
    dates = network(words).dates
    warned = [say.numbered_warning(2, one.value) for one in Warned]
    yield show("summary", schedule.summary, 7, words.title, dates, warned)
    wrong = [say.missing([3]), say.missing([2, 3]), say.numbered_fault(2, "holiday")]
    yield show("summary: wrong", schedule.summary, 7, words.title, dates[:2], [], wrong)
    yield show("summary: sent", schedule.summary, 7, words.title, dates, [], sent=True)
    yield from _responsible(words)
    yield from _releases(words)


def _responsible(words: Words) -> Iterator[Shown]:
    dates = network(words).dates
    warned = [say.numbered_warning(1, "room_taken")]
    who = words.name
    yield show("confirm", schedule.confirm, 7, words.title, who, dates, warned, confirmed=False)
    yield show(
        "confirm: wrong",
        schedule.confirm,
        7,
        words.title,
        who,
        dates,
        [],
        confirmed=True,
        notice=say.CONFIRMED,
        typed=words.text,
        errors=[say.WRITE_MESSAGE],
    )
    yield show("changed", schedule.changed, 7, words.title, words.text)
    rows = [
        schedule.room_task(7, SINCE, words.title, who),
        schedule.late_task(8, SINCE, words.title, who, UNTIL),
        folio.task(9, SINCE, words.title, say_folio.members_changed(2, 1)),
    ]
    yield show("schedule: on the desk", desk.desk, [(row, UNTIL) for row in rows])
    for new in (say_folio.FIRST, say_folio.ROOM_FIRST, say_folio.members_changed(1, 0), ""):
        facts = folio.FolioFacts(
            network_id=7,
            title=words.title,
            summary=words.text,
            public=who,
            discipline=who,
            modality=MODALITIES["HALF_4"],
            animator=who,
            dates=dates,
            members=[who] * min(words.many, 10),
            new=new,
            room_confirmed=new != say_folio.ROOM_FIRST,
            plan=say_plan.folio_line(2) if new else "",
            documents=[(words.title, "https://exemple.invalid/")] * 30 if new else [],
        )
        yield show(f"folio: {new[:20]}", folio.sheet, facts)
        if new == say_folio.ROOM_FIRST:
            errors = [say_folio.CONFIRM_ROOM_FIRST, say.missing([3])]
            yield show("folio: wrong", folio.sheet, facts, notice=say_folio.NOTHING, errors=errors)
    yield show("published", folio.published, words.title, UNTIL, "")
    yield show("published: later", folio.published, words.title, UNTIL, short_date(date(2026, 12, 1)))
    yield show("dates in the channel", folio.in_channel, 7, words.title, dates)
    yield show("dates in the channel, changed", folio.in_channel, 7, words.title, dates, changed=True)


def _releases(words: Words) -> Iterator[Shown]:
    dates = network(words).dates
    listed = [
        release.MyRelease(
            number,
            words.title,
            dates[number % 4],
            1,
            state,
            may_tick=number < 2,
            may_say=number < 2 or state == "ABSENT",
        )
        for number, state in enumerate(say_release.STATES)
    ]
    yield show("releases", release.mine, listed)
    yield show("releases: none", release.mine, [])
    planned = [
        release.MyRelease(number, words.title, dates[number % 4], 1, "PLANNED", may_tick=True, may_say=True)
        for number in range(4)
    ]
    yield show(
        "releases: to tick", release.mine, planned, say_release.ABSENT_SAID, released_by=procedure(words)
    )
    here = {"meeting": 3}
    wanted = Reminder(
        say_release.wanted_title(UNTIL),
        [quoted(words.title), say_release.WANTED],
        [
            TaskButton(say_release.TICK, verbs.RELEASE_TICK, here),
            TaskButton(say_release.ABSENT, verbs.ABSENT, here),
        ],
    )
    yield show("release wanted", reminders.reminder, wanted)
    for fault in (None, *say_release.FAULTS.values()):
        errors = [fault] if fault else []
        yield show(
            f"planning: {fault}", release.planning, 7, words.title, "", notice=words.text, errors=errors
        )
    line = say_release.ledger_line(38, 4, 1)
    lines = [(number, words.title, line) for number in range(words.many)]
    yield show("ledger: by person", release.ledger_of, words.title, [(words.name, line)] * 11)
    named = (say_release.still_to_tick(words.name), say_release.absences(words.name))
    lines_of = [say_release.ticked(5, 8), *named]
    by_date = [(dates[number % 4], lines_of) for number in range(4)]
    everybody = [(words.name, line)] * 11
    yield show("ledger: by date", release.ledger_of, words.title, everybody, by_date)
    for absent in (True, False):
        yield show(f"absence: {absent}", release.told, 7, words.name, words.title, dates[0], absent=absent)
    yield show("ledger: by person, none", release.ledger_of, words.title, [])
    yield show("ledger", release.ledger, lines, 2)
    yield show("ledger: none", release.ledger, [])
