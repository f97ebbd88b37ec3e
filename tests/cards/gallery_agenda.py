"""The agenda: its draft, its form, one's own document, what members and responsibles are sent."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.rules import agenda as rules
from bot.rules.agenda import Fault, Mistake
from bot.views.agenda import sentences
from cards import agenda
from cards.agenda import Draft, Point, Ready
from cards.phrases import agenda as say
from cards.phrases.dates import short_date
from tests.cards.gallery_enrollment import network
from tests.cards.shown import Shown, show
from tests.cards.words import TEXT_LIMIT, Words

DAY = short_date(date(2026, 12, 18))
ADDRESS = "https://exemple.invalid/" + "x" * 470


def points(words: Words) -> list[Point]:
    """As many as the three lists may hold, each line of them its own."""
    flat = words.text.replace("\n", " ")
    share = -(-len(flat) // rules.MOST_LINES)
    lines = [flat[at : at + share] for at in range(0, len(flat), share)] * len(rules.LISTS)
    texts = [*list(say.POINTS.values())[:3], *lines, say.follow_up(DAY), say.closing("")]
    return [Point(number, text, say.minutes(10)) for number, text in enumerate(texts, start=1)]


def cards(words: Words) -> Iterator[Shown]:
    draft = Draft(
        meeting_id=2147483647,
        network_id=7,
        revision=99,
        version=0,
        title=words.title,
        line=network(words).dates[0],
        state=say.due(DAY, DAY),
        points=points(words),
        total=say.minutes(400),
        warning=say.too_long_day(400, 360),
    )
    deposited = replace(draft, version=2, state=say.deposited_line(2, DAY), warning="", address=ADDRESS)
    wrong = [Mistake(Fault.NO_ITEMS)]
    wrong += [Mistake(Fault.TOO_LONG, name, TEXT_LIMIT + 1, TEXT_LIMIT) for name in rules.LISTS]
    wrong += [Mistake(Fault.TOO_MANY, name, 188, rules.MOST_LINES) for name in rules.LISTS]
    wrong += [Mistake(Fault.BAD_MINUTES, name, limit=rules.LONGEST_POINT) for name in rules.MINUTES]
    yield show("draft", agenda.overview, draft)
    yield show("draft: wrong", agenda.overview, draft, errors=sentences(wrong), notice=say.CHANGED)
    yield show("deposited", agenda.overview, replace(deposited, address=""))
    yield show("deposited: a link", agenda.overview, deposited, notice=f"{say.deposited(1)} {say.LATE}")
    values = dict.fromkeys(rules.LISTS, words.text) | dict(rules.MINUTES)
    for step in rules.STEPS:
        yield show(f"form {step}", agenda.form, draft, step, values)
        errors = sentences(wrong)
        yield show(f"form {step}: wrong", agenda.form, draft, step, {}, errors=errors, notice=say.CONFLICT)
    yield show("own document", agenda.own_document, draft, "")
    bad = sentences([Mistake(Fault.BAD_LINK, "link"), Mistake(Fault.TOO_LONG, "link", 1501, 500)])
    yield show("own document: wrong", agenda.own_document, deposited, ADDRESS, bad)
    ready = Ready(
        meeting_id=3,
        network_id=7,
        title=words.title,
        line=network(words).dates[0],
        deposited=f"{say.deposited_line(2, DAY)} {say.MARKED_LATE}",
        points=points(words),
        total=say.minutes(360),
        address="",
        release=say.RELEASE_TO_DO,
        standing="to_do",
        plan=True,
    )
    yield show("ready", agenda.ready, ready)
    yield show(
        "ready: a link", agenda.ready, replace(ready, address=ADDRESS, plan=False, release="", standing="")
    )
    for standing, told in say.RELEASES.items():
        yield show(f"ready: {standing}", agenda.ready, replace(ready, release=told, standing=standing))
    yield show("members only", agenda.members_only, 7)
    yield show("late", agenda.late, 3, words.title, say.late_line(words.name, DAY, DAY))
