"""The committee's rating, and what stands beside a request for each reader."""

from collections.abc import Iterator
from dataclasses import replace

from bot.rules.rating import CRITERIA, STEPS
from bot.views.rating import paged
from cards import actions as verbs
from cards import approval, rating, reminders
from cards.desk import TaskButton
from cards.phrases import proposal as say_proposal
from cards.phrases import rating as say
from cards.phrases.numbers import days
from cards.rating import Beside, RatingForm
from cards.reminders import Reminder
from tests.cards.shown import Shown, show
from tests.cards.words import Words

YEAR = "2027-2028"
TALLY = [(name, [("YES", 3), ("PARTLY", 1), ("NO", 0), ("NO_OPINION", 1)]) for name in CRITERIA]
FULL = Beside(
    release=" ".join(
        (
            say.release(days(43)),
            say.release_committed(YEAR, days(129), 3, 1),
            say.release_over(days(12), days(160)),
        )
    ),
    version_read=1,
    changed=[say_proposal.read_label(name) for name in ("title", "summary", "duration")],
    tally=TALLY,
    answered=5,
    members=5,
    sees_opinions=True,
    may_rate=True,
    has_rated=True,
)


def cards(words: Words, facts: approval.RequestFacts) -> Iterator[Shown]:
    """`facts` are a request's essentials."""
    beside = {
        "responsible, on the committee": (FULL, True),
        "responsible, no opinion yet": (replace(FULL, answered=0, may_rate=False, changed=()), True),
        "member": (replace(FULL, release="", tally=(), has_rated=False, changed=()), False),
        "everything changed": (replace(FULL, changed=list(say_proposal.LABELS.values())), True),
    }
    for name, (shown, may_decide) in beside.items():
        yield show(f"request: {name}", approval.request, facts, may_decide=may_decide, committee=shown)
    for step, asked in STEPS.items():
        typed = RatingForm(7, step, dict.fromkeys(asked, "PARTLY"), words.text)
        yield show(f"step {step}", rating.form, words.title, asked, typed)
        errors = [say.too_long(1501, 1500)]
        yield show(f"step {step}, mistakes", rating.form, words.title, asked, typed, errors)
    pages = paged([(words.name, words.text)] * 5)
    for number, page in enumerate(pages, start=1):
        yield show(f"opinions {number}", rating.opinions, 7, words.title, FULL, number, len(pages), page)
    yield show("opinions without comments", rating.opinions, 7, words.title, FULL, 1, 1, [])
    changed = paged([(label, words.text, words.text) for label in say_proposal.LABELS.values()])
    for number, blocks in enumerate(changed, start=1):
        yield show(f"changes {number}", rating.changes, 7, words.title, 1, number, len(changed), blocks)
    for count in (1, 4):
        told = Reminder(
            say.RECALL_TITLE,
            [say.recall_to_rate(count, "le mercredi 16 décembre 2026")],
            [TaskButton(say.RECALL_BUTTON, verbs.APPROVALS)],
        )
        yield show(f"recall of {count}", reminders.reminder, told)
