"""The sitting, its letters, and changes that are late."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from bot.rules.approval import DecisionMistake
from bot.views.approval import mistake_sentences
from cards import actions as verbs
from cards import approval, changes_due, desk, letters, reminders, sitting
from cards.desk import DeskTask, TaskButton
from cards.elements import plain
from cards.phrases import approval as say_approval
from cards.phrases import changes_due as say_changes
from cards.phrases import rating as say_rating
from cards.phrases import sitting as say
from cards.phrases.dates import short_date
from cards.reminders import Reminder
from cards.sitting import Preview, SittingRow
from tests.cards.shown import Shown, show
from tests.cards.words import TEXT_LIMIT, Words

YEAR = "2027-2028"
DAY = short_date(date(2026, 12, 11))
MARK = "0123456789ab"


def cards(words: Words, request: approval.RequestFacts) -> Iterator[Shown]:
    yield from _held(words, request)
    yield from _sitting(words)
    yield from _letters(words)
    yield from _late(words)


def _held(words: Words, request: approval.RequestFacts) -> Iterator[Shown]:
    for decision in say_approval.DECISIONS:
        told = approval.DecisionFacts(words.name, DAY, decision, "" if decision == "ACCEPTED" else words.text)
        yield show(f"held: {decision}", approval.held, request, told, MARK, notice=say.GONE, may_decide=True)
        yield show(
            f"held: {decision}, committee", approval.held, request, told, MARK, notice="", may_decide=False
        )
    for letter in say.LETTER_CHOICES:
        for held in ("", MARK):
            typed = approval.DecisionForm(7, "DECLINED", words.text, "", letter, 2, held)
            name = f"decision: sitting, {letter}, {'corrected' if held else 'new'}"
            yield show(name, approval.decision_form, 7, words.title, typed)


def _rows(words: Words) -> list[SittingRow]:
    line = say.line(12, 2, plain(words.name))
    opinions = say_rating.opinions(4, 5)
    told = [
        SittingRow(number, words.title, [line, opinions, say.void(1, "CHANGES_REQUESTED")])
        for number in range(1, words.many + 1)
    ]
    own = SittingRow(90, words.title, [line, say.OWN], own=True)
    held = [
        SittingRow(100 + number, words.title, [line, opinions, say.held(plain(words.name), decision)], MARK)
        for number, decision in enumerate(say_approval.DECISIONS)
    ]
    over = SittingRow(200, words.title, [line, say.over("ACCEPTED")], MARK, over=True)
    return [own, *told, *held, over]


def _sitting(words: Words) -> Iterator[Shown]:
    rows = _rows(words)
    yield show("list: nothing", sitting.sitting, [], (0, 0))
    yield show("list: one", sitting.sitting, rows[:1], (1, 0))
    for page in (1, 2, 99):
        noted = say.recorded(plain(words.title), "CHANGES_REQUESTED")
        yield show(f"list: page {page}", sitting.sitting, rows, (12, 3), page, noted)


def _previews(words: Words) -> list[Preview]:
    first, title = words.first_name, words.title
    told = [
        letters.changes_words(first, title, words.text, DAY),
        letters.declined_words(first, title, YEAR, words.text),
        letters.accepted_words(title, YEAR, words.text),
    ]
    leaving = [Preview(2**31 - 1 - number, MARK, words.name, one, "") for number, one in enumerate(told)]
    stuck = [
        Preview(50 + number, MARK, words.name, told[number % 3], why, over=why in {"withdrawn", "replaced"})
        for number, why in enumerate(say.STAYS)
    ]
    return [*leaving * words.many, *stuck]


def _letters(words: Words) -> Iterator[Shown]:
    previews = _previews(words)
    yield show("letters: none", sitting.letters, [], 1, say.ALREADY_SENT)
    yield show("letters: one", sitting.letters, previews[:1])
    yield show("letters: none can leave", sitting.letters, previews[-2:], 1, say.sent(0, 2))
    for page in (1, 2, 98, 99):
        notice = f"{say.sent(3, 2)} {say.SOME_CHANGED}"
        yield show(f"letters: page {page}", sitting.letters, previews, page, notice)


def _late(words: Words) -> Iterator[Shown]:
    late = changes_due.LateChanges(7, words.title, words.name, DAY)
    errors = mistake_sentences(list(DecisionMistake), TEXT_LIMIT)
    forms = {"extend": changes_due.extend_form, "decline": changes_due.decline_form}
    for name, form in forms.items():
        yield show(f"{name}: empty", form, late)
        yield show(f"{name}: mistakes", form, late, words.text, errors)
    yield show("late changes and letters", desk.desk, _tasks(words))
    yield show("extended", changes_due.extended, words.title, DAY, 12)
    yield from (show(name, reminders.reminder, told) for name, told in _recalls(words).items())


def _tasks(words: Words) -> list[tuple[DeskTask, str]]:
    since, here = datetime(2026, 12, 12, tzinfo=UTC), {"request": 7}
    late = DeskTask(
        kind="changes_overdue",
        subject_id=7,
        since=since,
        title=say_changes.overdue_title(plain(words.title)),
        line=say_changes.overdue(plain(words.name), DAY),
        buttons=[
            TaskButton(say_changes.EXTEND, verbs.CHANGES_EXTEND, here),
            TaskButton(say_changes.DECLINE, verbs.CHANGES_DECLINE, here),
        ],
    )
    letters_wait = DeskTask(
        kind="letters",
        subject_id=0,
        since=since,
        title=say.letters_waiting(12),
        line=say.LETTERS_TASK,
        buttons=[TaskButton(say.SEE_LETTERS, verbs.LETTERS), TaskButton(say.TITLE, verbs.SITTING)],
    )
    return [(late, DAY), (letters_wait, DAY)] * 3


def _recalls(words: Words) -> dict[str, Reminder]:
    title, edit = plain(words.title), [TaskButton(say_changes.EDIT, verbs.PROPOSAL_EDIT, {"id": 12})]
    return {
        "changes due soon": Reminder(say_changes.SOON_TITLE, [say_changes.recall(title, DAY)], edit),
        "changes due today": Reminder(say_changes.TODAY_TITLE, [say_changes.recall_today(title)], edit),
    }
