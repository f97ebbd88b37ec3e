"""Attendance: the channel's card, the list in every state, one person, the history, what is to decide."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from cards import attendance, desk, undecided
from cards.attendance import Counted, Person, Sheet
from cards.phrases import attendance as say
from cards.phrases.dates import short_date
from tests.cards.shown import Shown, show
from tests.cards.words import Words

DAY = short_date(date(2026, 12, 1))
LINE = "le mardi 1er décembre 2026, de 8\u00a0h\u00a045 à 15\u00a0h\u00a045, au CEE (2.04)"
SINCE = datetime(2026, 12, 4)  # noqa: DTZ001
STANDINGS = tuple(say.STANDINGS)
RELEASES = tuple(say.RELEASES)
TEN = range(10)


def cards(words: Words) -> Iterator[Shown]:
    yield from _in_channel(words)
    yield from _lists(words)
    one = _person(words, 2, "partly")
    yield show("attendance: person, a day", attendance.person, 3, one, list(say.CHOICES))
    whole = [choice for choice in say.CHOICES if choice not in {"morning", "afternoon"}]
    bare = replace(one, school="")
    yield show("attendance: person, half a day", attendance.person, 3, bare, whole, releases=True)
    yield from _around(words)
    yield from _desk(words)


def _person(words: Words, number: int, standing: str) -> Person:
    press = "absent" if standing in {"present", "partly"} else "present"
    release = RELEASES[number % len(RELEASES)]
    return Person(number, f"{words.name} {number}", words.school, standing, release, press)


def _in_channel(words: Words) -> Iterator[Shown]:
    open_ = Counted(3, words.title, DAY, 0, 10, recorded=False)
    yield show("attendance: channel", attendance.in_channel, open_)
    yield show("attendance: channel, one", attendance.in_channel, replace(open_, total=1))
    recorded = replace(open_, present=8, recorded=True)
    yield show("attendance: channel, recorded", attendance.in_channel, recorded)


def _lists(words: Words) -> Iterator[Shown]:
    people = [_person(words, number, "unknown") for number in TEN]
    fresh = Sheet(
        meeting_id=3,
        title=words.title,
        line=LINE,
        people=people,
        present=0,
        complete=False,
        may_name=True,
        may_call_off=True,
        writes=True,
    )
    yield show("attendance: list", attendance.sheet, fresh)
    some = [_person(words, number, STANDINGS[number % len(STANDINGS)]) for number in TEN]
    begun = replace(fresh, people=some, present=6)
    named = replace(begun, may_name=False, may_call_off=False, writes=False, sees_releases=False)
    yield show("attendance: list, of who was named", attendance.sheet, named)
    yield show("attendance: list, begun, releases", attendance.sheet, begun, releases=True)
    marked = [_person(words, number, "present") for number in TEN]
    yield show("attendance: list, all marked", attendance.sheet, replace(fresh, people=marked, present=10))
    done = replace(fresh, people=marked, present=10, complete=True, may_call_off=False, may_name=False)
    yield show("attendance: list, complete", attendance.sheet, done)
    newcomer = replace(done, people=some, present=6, writes=False)
    yield show("attendance: list, somebody came since", attendance.sheet, newcomer)
    nobody = replace(fresh, people=[], may_name=False, may_call_off=False)
    yield show("attendance: nobody", attendance.sheet, nobody)


def _around(words: Words) -> Iterator[Shown]:
    moment = f"{DAY}, 9\u00a0h\u00a002"
    lines = [
        say.change(moment, words.name, 1, "ABSENT", "PARTLY", words.name),
        say.change(moment, words.name, 0, "", "PRESENT", words.name),
        say.change(moment, words.name, 2, "PRESENT", "", words.name),
    ]
    yield show("attendance: history", attendance.history, 3, LINE, lines)
    yield show("attendance: no history", attendance.history, 3, LINE, [])
    yield show("attendance: not yet", attendance.not_yet, 3, words.title, LINE, DAY, may_name=True)
    other = (3, words.title, LINE, DAY)
    yield show("attendance: not yet, keeper", attendance.not_yet, *other, may_name=False)
    members = [(str(number), words.name) for number in range(1, 11)]
    several = [replace(_person(words, number, "unknown"), release=RELEASES[number % 6]) for number in TEN]
    yield show("attendance: releases before the day", attendance.releases, 7, words.title, LINE, several)
    yield show("attendance: no release", attendance.releases, 7, words.title, LINE, [])
    yield show("attendance: keeper", attendance.keeper, 3, LINE, members, 0)
    named = say.KEEPER_KEPT
    yield show("attendance: keeper named", attendance.keeper, 3, LINE, members, 2, notice=named)
    yield show("attendance: keeper asked", attendance.keeper_asked, 3, words.title, LINE, words.name)
    yield show("attendance: called", attendance.called, 3, words.title, LINE)


def _desk(words: Words) -> Iterator[Shown]:
    people = [(number, say.undecided_person(words.name, 1, RELEASES[number % 3])) for number in TEN]
    title = words.title
    yield show("attendance: to decide", undecided.undecided, 3, title, LINE, people, notice=say.DECIDED)
    yield show("attendance: one to decide", undecided.undecided, 3, title, LINE, people[:1])
    yield show("attendance: all decided", undecided.undecided, 3, title, LINE, [], notice=say.DECIDED)
    rows = [
        undecided.undecided_task(3, SINCE, title, say.undecided_line(DAY, 2)),
        undecided.untaken_task(4, SINCE, title, say.untaken_line(words.name, DAY, 2)),
    ]
    yield show("attendance: on the desk", desk.desk, [(row, DAY) for row in rows])
