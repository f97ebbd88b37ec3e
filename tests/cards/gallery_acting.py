"""A responsible acts for somebody; the word to all teachers."""

from collections.abc import Iterator

from cards import acting, membership, reminders
from cards import actions as verbs
from cards.acting import ActingForm
from cards.desk import TaskButton
from cards.elements import plain
from cards.phrases import acting as say
from cards.phrases import menu as say_menu
from cards.phrases import revision as say_revision
from cards.reminders import Reminder
from tests.cards.shown import Shown, show
from tests.cards.words import Words


def cards(words: Words) -> Iterator[Shown]:
    networks = [(str(number), words.title) for number in range(1, 41)]
    schools = [(f"S{number}", f"{words.name} {number}") for number in range(words.many)]
    yield show("acting", acting.form, ActingForm(), networks, schools)
    for notice in say.DONE.values():
        yield show(f"acting: {notice}", acting.form, ActingForm(), networks, schools, notice=notice)
    typed = ActingForm(f"{words.name}@exemple.invalid", "withdraw", "3", "S1", words.name)
    errors = [*say.MISTAKES.values(), *(say.refused(one) for one in say_revision.REASONS.values())]
    yield show("acting: wrong", acting.form, typed, networks, schools, errors=errors)
    title = plain(words.title)
    for text in (
        say.enrolled_for(title),
        say.waits_for(title, 3),
        say.withdrawn_for(title),
        say.school_corrected(plain(words.name)),
    ):
        yield show(f"told: {text[:60]}", acting.told, text)
    yield from _membership(words)
    yield show("announce", acting.announce, 240, 12)
    yield show("announce: nothing", acting.announce, 240, 0)
    yield show("announce: sent", acting.announce, 240, 1, notice=say.announced(240))
    yield show("announce: sent before", acting.announce, 240, 1, notice=say.ALREADY_ANNOUNCED)
    word = Reminder(say.OPEN_TITLE, [say.open_text(12)], [TaskButton(say_menu.CATALOG, verbs.CATALOG)])
    yield show("enrollment is open", reminders.reminder, word)


def _membership(words: Words) -> Iterator[Shown]:
    people = [
        membership.Listed(number, words.name, f"{words.first_name}{number}@exemple.invalid".lower())
        for number in range(60)
    ]
    yield show("membership: to add", membership.form, people[:3], [])
    yield show("membership: to remove", membership.form, [], people[:1])
    yield show("membership: many", membership.form, people, people)
