"""« Documents du réseau »: the list of each reader, and the animator's form."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.rules.shared_documents import LONGEST_TITLE, MOST, Fault, Mistake
from bot.views.shared_documents import sentences
from cards import actions, shared_documents
from cards.desk import TaskButton
from cards.phrases import agenda as say_agenda
from cards.phrases import plan as say_plan
from cards.phrases import shared_documents as say
from cards.phrases.dates import short_date
from cards.shared_documents import Documents, Linked
from tests.cards.shown import Shown, show
from tests.cards.words import Words

DAY = short_date(date(2026, 12, 18))
ADDRESS = "https://exemple.invalid/" + "x" * 470
WRONG = [
    Mistake(Fault.TOO_MANY, MOST, MOST),
    Mistake(Fault.NO_TITLE),
    Mistake(Fault.LONG_TITLE, 151, LONGEST_TITLE),
    Mistake(Fault.BAD_LINK),
    Mistake(Fault.LONG_LINK, 501, 500),
]


def cards(words: Words) -> Iterator[Shown]:
    made = [TaskButton(say_plan.READ, actions.PLAN_READ, {"network": 7})]
    made += [
        TaskButton(say_agenda.read_of(number), actions.AGENDA_READ, {"meeting": number})
        for number in range(1, 5)
    ]
    links = [Linked(number, words.title, ADDRESS, DAY) for number in range(1, MOST + 1)]
    none = Documents(7, words.title, [], [], own=False)
    whole = Documents(7, words.title, made, links, own=True, filed=True, all_at_once=True)
    yield show("none", shared_documents.listed, none)
    yield show("none yet, one's own", shared_documents.listed, replace(none, own=True))
    yield show("a member's", shared_documents.listed, replace(whole, own=False, all_at_once=False))
    for page in (1, 3, 5):
        yield show(f"one's own: page {page}", shared_documents.listed, whole, page)
    yield show("added", shared_documents.listed, replace(whole, links=links[:1]), notice=say.ADDED)
    yield show("removed", shared_documents.listed, replace(whole, links=[]), notice=say.REMOVED)
    yield show("form", shared_documents.form, 7, words.title)
    wrong = sentences(WRONG)
    yield show("form: wrong", shared_documents.form, 7, words.title, words.title, ADDRESS, wrong)
    yield show("choose", shared_documents.choose, [(number, words.title) for number in (1, 2, 3)])
