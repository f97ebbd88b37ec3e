"""The plan: its form, the guide's lines, the review, how it is read and announced."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.rules import plan as rules
from bot.rules.plan import Fault, Mistake
from bot.views.plan import sentences
from cards import plan
from cards.phrases import plan as say
from cards.phrases.dates import short_date
from cards.plan import Column, FormFacts, ReadFacts
from tests.cards.gallery_enrollment import network
from tests.cards.shown import Shown, show
from tests.cards.words import TEXT_LIMIT, Words

DAY = short_date(date(2026, 12, 18))
SHARES = ((1, 2), (2, 1), (3, 1))


def columns(words: Words) -> list[Column]:
    return [
        Column(
            number,
            network(words).dates[0],
            [
                (rules.block(number, at), say.block_label(half_days, at))
                for at in range(1, rules.BLOCKS[half_days] + 1)
            ],
            say.BREAKS[half_days],
        )
        for number, half_days in SHARES
    ]


def values(words: Words) -> dict[str, str]:
    blocks = {name: words.text for column in columns(words) for name, _ in column.blocks}
    short = words.function
    return {
        "develop": words.text,
        "goals": ",".join(rules.GOALS),
        "goal_other": short,
        "result": words.summary,
        "means": short,
        **blocks,
    }


def form(words: Words, step: int) -> FormFacts:
    return FormFacts(
        network_id=2147483647,
        revision=99,
        step=step,
        title=words.title,
        due=say.due(DAY, DAY),
        version=0,
        values=values(words),
        columns=columns(words),
    )


def cards(words: Words) -> Iterator[Shown]:
    listed = columns(words)
    wrong = [Mistake(1, Fault.MISSING, name) for name in say.LABELS]
    wrong += [Mistake(1, Fault.TOO_LONG, "goal_other", 2100, 200), Mistake(2, Fault.EMPTY_MEETING)]
    for column in listed:
        wrong += [
            Mistake(column.number + 1, Fault.TOO_LONG, name, TEXT_LIMIT + 1, TEXT_LIMIT)
            for name, _ in column.blocks
        ]
    for step in (1, 2, 3, 5):
        facts = form(words, step)
        of_step = [one for one in wrong if step in {one.step, 5}]
        yield show(f"form {step}: filled", plan.form, facts)
        yield show(f"form {step}: empty", plan.form, replace(facts, values={}, due=""))
        yield show(
            f"form {step}: mistakes",
            plan.form,
            facts,
            errors=sentences(of_step, listed),
            notice=say.CONFLICT,
        )
    yield show("review: again", plan.review, replace(form(words, 5), version=2), notice=say.CHANGED)
    yield show("lines", plan.lines, 7, listed[0])
    yield show("lines: nothing chosen", plan.lines, 7, listed[1], [say.CHOOSE_LINES, say.CHOOSE_BLOCK])
    blocks = [(label, values(words)[name]) for name, label in listed[0].blocks]
    shown = ReadFacts(
        network_id=7,
        title=words.title,
        line=say.deposited_line(2, DAY),
        pages=[
            (say.POINTS, plan.points(values(words))),
            *((say.meeting_page(one.number), [(one.line, ""), *blocks, (say.PAUSE, "")]) for one in listed),
        ],
        mine=True,
        paper=True,
    )
    yield show("read", plan.read_plan, shown, 1, say.deposited(1))
    yield show("read: a meeting", plan.read_plan, replace(shown, mine=False, paper=False), 2)
    yield show("in the channel", plan.in_channel, 7, words.title, 1, DAY)
    yield show("members only", plan.members_only, 7)
    yield show("late", plan.late, words.title, say.late_line(words.name, DAY, DAY))
