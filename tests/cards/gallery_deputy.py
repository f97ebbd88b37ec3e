"""« Je m’absente »: the form, what stands, what the two are told."""

from collections.abc import Iterator
from datetime import date

from bot.rules.deputy import FOUND, Mistake
from cards import actions, deputy, reminders
from cards.desk import TaskButton
from cards.elements import plain
from cards.phrases import deputy as say
from cards.phrases import desk as say_desk
from cards.phrases.dates import short_date
from cards.reminders import Reminder
from tests.cards.shown import Shown, show
from tests.cards.words import Words

FIRST, LAST = short_date(date(2026, 12, 1)), short_date(date(2026, 12, 11))


def cards(words: Words) -> Iterator[Shown]:
    people = [(number, say.chosen_person(words.name, words.email)) for number in range(1, FOUND + 1)]
    typed = deputy.Typed(words.name, 3, "2026-12-01", "2026-12-11")
    wrong = [say.MISTAKES[one.value] for one in Mistake]
    yield show("form", deputy.form, people, deputy.Typed())
    yield show("form: mistakes", deputy.form, people, typed, errors=wrong)
    yield show("form: nobody found", deputy.form, [], typed)
    absent = deputy.Term(7, words.name, FIRST, LAST, absent=True)
    standing = deputy.Term(8, words.name, FIRST, FIRST, absent=False)
    yield show("standing", deputy.standing, [absent, standing], notice=say.NAMED_NEXT)
    yield show("standing: a deputy's", deputy.standing, [standing], notice=say.ONLY_OWN)
    yield show("end", deputy.end, absent)
    yield show("named", deputy.named, standing)
    for one in (absent, standing):
        yield show(f"ended: {one.absent}", deputy.ended, one)
        over = (say.over_absent if one.absent else say.over_deputy)(plain(words.name))
        told = Reminder(say.OVER_TITLE, [over], [TaskButton(say_desk.OPEN, actions.DESK)])
        yield show(f"deputy over: {one.absent}", reminders.reminder, told)
