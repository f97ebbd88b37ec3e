"""Questions to the responsibles, and the guide that answers many of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.rules.questions import LIMIT
from bot.teams.guide_words import ASKED
from bot.views import questions as views
from cards import desk, guide, questions
from cards.phrases import guide as say_guide
from cards.phrases import questions as say
from cards.phrases import texts as say_texts
from cards.phrases.dates import short_date
from tests.cards.shown import Shown, show
from tests.cards.words import Words

DAY = short_date(date(2026, 11, 23))
SINCE = datetime(2026, 11, 3, 14, tzinfo=UTC)
MOMENT = say.written_at(DAY, "10\u00a0h")
CEE = "cee@cssdm.gouv.qc.ca"


def cards(words: Words) -> Iterator[Shown]:
    yield from _ask(words)
    yield from _conversation(words)
    yield show("contents", guide.contents)
    for key in say_guide.LINES:
        yield show(f"section {key}", guide.section, key)
    for place in ASKED:
        section, _, lines = place.partition("/")
        numbers = [int(one) for one in lines.split(",") if one]
        yield show(f"answer {place}", guide.section, section, numbers, words.text[:LIMIT])


def _ask(words: Words) -> Iterator[Shown]:
    typed = (words.text * 9)[:LIMIT]
    yield show("ask", questions.ask, questions.Ask(CEE))
    about = questions.Ask(
        CEE, "agenda", 7, words.title, typed, [(1, DAY, False), (2, DAY, True), (3, DAY, True)]
    )
    wrong = [say_texts.too_long(12_345, LIMIT)]
    yield show("ask: about, mistakes", questions.ask, about, notice=say.BEHIND, errors=wrong)
    for key in say.ABOUT:
        yield show(f"ask: {key}", questions.ask, questions.Ask(CEE, key))


def _conversation(words: Words) -> Iterator[Shown]:
    text = (words.text * 9)[:LIMIT]
    messages = [questions.Message(words.name, MOMENT, text), questions.Message("", MOMENT, text)]
    theirs = questions.Conversation(
        question_id=7,
        asker=words.name,
        own=False,
        about="agenda",
        title=words.title,
        messages=messages[: views.ON_A_PAGE],
        first=3,
        count=6,
        page=2,
        pages=3,
        waits=True,
        closed=False,
    )
    show_it = questions.conversation
    wrong = [say_texts.too_long(1501, LIMIT)]
    yield show("theirs", show_it, theirs, typed=text, notice=say.BEHIND, errors=wrong)
    own = replace(theirs, own=True, messages=messages[:1], first=1, count=1, page=1, pages=1)
    yield show("own: sent", show_it, own, notice=say.SENT)
    yield show("own: answered", show_it, replace(own, waits=False), title=say.ANSWERED_TITLE)
    closed = replace(own, waits=False, closed=True, about="", title="")
    yield show("own: closed", show_it, closed, title=say.CLOSED_TITLE, notice=say.CLOSED_BY_CEE)
    tasks = [
        questions.task(7, SINCE, words.name, "agenda", words.title, 3, 7),
        questions.task(8, SINCE, words.name, "", "", 1, 0),
    ]
    yield show("desk: questions", desk.desk, [(task, DAY) for task in tasks])
