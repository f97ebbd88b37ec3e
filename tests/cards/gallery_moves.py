"""Meetings moved and called off: forms, the responsible's decision, what members and the channel read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.rules.moves import Mistake, Reason
from bot.rules.schedule import Fault, Warned
from cards import cancellation, desk, moves
from cards.cancellation import Cancelled, Reach
from cards.moves import Answered, Change, Listed, Moved, Request
from cards.phrases import moves as say
from cards.phrases import schedule as say_schedule
from cards.phrases.dates import short_date
from tests.cards.shown import Shown, show
from tests.cards.words import Words

WAS = "le mardi 1er décembre 2026, de 8\u00a0h\u00a045 à 15\u00a0h\u00a045, au CEE (2.04)"
BECOMES = "le mercredi 20 janvier 2027, de 8\u00a0h\u00a045 à 15\u00a0h\u00a045, au CEE (2.04)"
DAY = short_date(date(2026, 11, 24))
SINCE = datetime(2026, 11, 24, 9, tzinfo=UTC)
TYPED = {"day": "2027-01-20", "starts": "8 h 45", "ends": "15 h 45", "place": "CEE", "room": "2.04"}
WARNINGS = [say_schedule.numbered_warning(1, one.value) for one in Warned]
ERRORS = [say_schedule.FAULTS[one.value] for one in Fault] + [say.MISTAKES[one.value] for one in Mistake]


def cards(words: Words) -> Iterator[Shown]:
    yield from _asking(words)
    yield from _deciding(words)
    yield from _told(words)
    yield from _called_off(words)


def _asking(words: Words) -> Iterator[Shown]:
    listed = [
        Listed(number, WAS, standing, may_move=True, may_call_off=standing == "to_come", move_id=3)
        for number, standing in enumerate(say.STATES, start=1)
    ]
    yield show("meetings: none", moves.meetings, words.title, [])
    yield show("meetings", moves.meetings, words.title, listed, say.SAVED)
    bare = [replace(one, may_move=False, may_call_off=False, move_id=0) for one in listed]
    yield show("meetings: nothing to do", moves.meetings, words.title, bare)
    places = [("CEE", say_schedule.CEE), ("S1", words.school)]
    yield show("move: form", moves.form, 3, words.title, WAS, TYPED, places)
    yield show("move: form, wrong", moves.form, 3, words.title, WAS, {"day": "demain"}, places, ERRORS)
    change = Change(3, words.title, WAS, BECOMES, TYPED, new_day=True, too_soon=True, now=False)
    yield show("move: summary", moves.summary, change, WARNINGS, words.text[:1000], ERRORS)
    yield show("move: summary, responsible", moves.summary, replace(change, now=True, too_soon=False))
    yield show("move: summary, place", moves.summary, replace(change, new_day=False, too_soon=False))


def _deciding(words: Words) -> Iterator[Shown]:
    asked = Request(3, words.title, words.name, words.text[:1000], WAS, BECOMES, too_soon=True)
    yield show("move: request", moves.request, asked, WARNINGS, words.text[:1000], ERRORS)
    yield show("move: request, far", moves.request, replace(asked, too_soon=False, reason=""))
    for state in say.ANSWERS:
        done = Answered(words.title, WAS, BECOMES, state, words.name, DAY)
        yield show(f"move: answered, {state}", moves.answered, done, [say.REFUSED["not_asked"]])
    yield show("move: task", desk.desk, [(moves.task(asked, SINCE), DAY)])
    yield show("move: declined", moves.declined, 3, words.title, WAS, words.text[:1000])


def _told(words: Words) -> Iterator[Shown]:
    day = Moved(7, words.title, WAS, BECOMES, new_day=True)
    place = replace(day, new_day=False)
    back = replace(place, put_back=True)
    for one, name in ((day, "day"), (place, "place"), (back, "put back")):
        yield show(f"moved: {name}, member", moves.moved, one, member=True)
        yield show(f"moved: {name}, animator", moves.moved, one, member=False)
        yield show(f"moved: {name}, channel", moves.moved_in_channel, one)


def _called_off(words: Words) -> Iterator[Shown]:
    yield show("call off: form", cancellation.form, 3, words.title, WAS)
    long = words.text[:1000]
    yield show("call off: wrong", cancellation.form, 3, words.title, WAS, "forged", long, ERRORS)
    for reason in Reason:
        found = Cancelled(7, words.title, WAS, reason.value, words.text[:1000])
        yield show(f"called off: {reason}", cancellation.told, found, member=True)
    bare = Cancelled(7, words.title, WAS, "room", "")
    late = replace(bare, past=True)
    yield show("call off: after its hour", cancellation.form, 3, words.title, WAS, past=True)
    yield show("not held: member", cancellation.told, late, member=True)
    yield show("not held: channel", cancellation.in_channel, late)
    unheard = Reach(3, late, 8, 7, [(words.name, words.email)], may_put_off=True)
    yield show("not held: one not reached", cancellation.reach, unheard)
    yield show("called off: no address", cancellation.reach, replace(unheard, missed=[(words.name, "")]))
    yield show("called off: to the animator", cancellation.told, bare, member=False)
    yield show("called off: channel", cancellation.in_channel, bare)
    missed = [(words.name, words.email), (words.name, "")]
    told = Reach(3, found, 8, 6, missed, may_put_off=True)
    yield show("called off: two not reached", cancellation.reach, told)
    yield show("called off: on their way", cancellation.reach, replace(told, missed=[]))
    yield show("called off: all reached", cancellation.reach, replace(told, missed=[], sent=8))
    yield show("called off: put off since", cancellation.reach, replace(told, may_put_off=False))
    rows = [cancellation.task(3, SINCE, words.title, count) for count in (1, 2)]
    yield show("called off: on the desk", desk.desk, [(row, DAY) for row in rows])
