"""Settings, lists, derogations, replacements, messages to networks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.rules import derogations as rules
from bot.rules import kept_settings as settings_rules
from bot.rules import lists as lists_rules
from bot.rules.mailing import SUBJECT_LIMIT
from bot.rules.mailing import TEXT_LIMIT as MAILING_LIMIT
from bot.views import kept_settings as settings_views
from bot.views import lists as lists_views
from cards import actions, derogations, desk, kept_settings, lists, mailing, replacement
from cards.desk import TaskButton
from cards.elements import plain
from cards.kept_settings import Form, Line, Procedure
from cards.mailing import Letter, MailingForm, Reach
from cards.phrases import kept_settings as say_settings
from cards.phrases import lists as say_lists
from cards.phrases import mailing as say_mailing
from cards.phrases import replacement as say_replacement
from cards.phrases.dates import long_date, short_date
from tests.cards.shown import Shown, show
from tests.cards.words import Words

DAY = short_date(date(2026, 11, 23))
SINCE = datetime(2026, 11, 3, 14, tzinfo=UTC)
LINK = "https://exemple.invalid/" + "a" * (300 - 24)
MARK = "0123456789ab"


def cards(words: Words) -> Iterator[Shown]:
    yield from _settings(words)
    yield from _lists(words)
    yield from _derogations(words)
    yield from _replacement(words)
    yield from _mailing(words)


def procedure(words: Words) -> Procedure:
    return Procedure(words.text[:1000], LINK)


def _settings(words: Words) -> Iterator[Shown]:
    long = plain(words.text[:1000])
    values = {
        "dates": [say_settings.received(DAY, DAY, DAY)],
        "closing": [say_settings.closes_before(15)],
        "release": [long, plain(LINK)],
        "pay": [plain(LINK)] * 2,
        "privacy": [plain(words.function)] * 2,
    }
    way = TaskButton(say_settings.EDIT, actions.SETTING, {"group": "closing"})
    changed = say_settings.changed_by(plain(words.name), DAY)
    lines = [
        Line(said, values.get(name, [say_settings.offered_lines(188, 12)]), changed, way)
        for name, said in say_settings.NAMES.items()
    ]
    lines.append(
        Line(say_settings.NAMES["PRIORITY"], [say_settings.NOT_SET], say_settings.NEVER_CHANGED, _list())
    )
    yield show("settings", kept_settings.settings, lines)
    yield show("settings: saved", kept_settings.settings, lines, notice=say_settings.SAVED)
    for group, keys in settings_rules.KEYS.items():
        filled = [(key.value, _value(words, key.value)) for key in keys]
        form = Form(group.value, [say_settings.closes_before(15)], filled, MARK)
        wrong = [
            settings_rules.Mistake(key, fault, 1001, 1000) for key in keys for fault in settings_rules.Fault
        ]
        yield show(f"{group.value}: form", kept_settings.form, replace(form, holds=()))
        yield show(f"{group.value}: stale", kept_settings.form, form, notice=say_settings.STALE)
        yield show(f"{group.value}: wrong", kept_settings.form, form, errors=settings_views.sentences(wrong))


def _value(words: Words, key: str) -> str:
    known = {"closing_days": "15", "bilan_due_on": "2027-06-11", "release_text": words.text[:1000]}
    return known.get(key) or (LINK if key.endswith("link") else words.function)


def _list() -> TaskButton:
    return TaskButton(say_settings.SEE, actions.LIST, {"list": "PRIORITY"})


def _lists(words: Words) -> Iterator[Shown]:
    label = words.text.replace("\n", " ")[:300]
    entries = [
        lists.Line(f"{number:03d}" + "x" * 37, label, number % 3 > 0, number % 2 > 0, "secondaire", MARK)
        for number in range(20)
    ]
    typed = lists.LineForm("x" * 40, label, "primaire")
    wrong = [lists_rules.Mistake(fault, plain(label), 301, 300) for fault in lists_rules.Fault]
    errors = lists_views.sentences(wrong)
    for listing in say_lists.NAMES:
        yield show(f"{listing}", lists.shown, listing, entries, 2)
    yield show("empty", lists.shown, "PRIORITY", [], 1, notice=say_lists.DONE["added"])
    yield show("wrong", lists.shown, "SCHOOL", entries, 99, typed, errors=errors)
    yield show("line", lists.line, "PRIORITY", entries[1], 2)
    yield show("line: off", lists.line, "SCHOOL", entries[0], notice=say_lists.STALE)
    yield show("line: wrong", lists.line, "SCHOOL", entries[0], 1, typed, errors=errors)


def _derogations(words: Words) -> Iterator[Shown]:
    listed = [
        derogations.Derogation(rule.value, words.title, words.name, words.name, DAY, words.text[:1000])
        for rule in rules.Rule
    ]
    yield show("none", derogations.derogations, [], 0)
    yield show("one", derogations.derogations, listed[:1], 1)
    yield show("page 1", derogations.derogations, listed[:5], 12)
    yield show("page 2", derogations.derogations, listed[4:], 12, 2)
    years = ("2026-2027", "2027-2028")
    yield show("late", derogations.late, 7, words.title, years)
    yield show("late: wrong", derogations.late, 7, words.title, years, words.text, ["Écrivez."])


def _replacement(words: Words) -> Iterator[Shown]:
    empty = replacement.Search(7, words.title, 3, words.name)
    found = [(number, say_replacement.found(words.name, words.school)) for number in range(8)]
    full = replace(empty, name=words.first_name, found=found, searched=True, more=True)
    yield show("search", replacement.search, empty)
    yield show("search: nobody", replacement.search, replace(empty, name="zz", searched=True))
    yield show("search: found", replacement.search, full)
    yield show("search: wrong", replacement.search, full, errors=list(say_replacement.REFUSALS.values()))
    chosen = replacement.Chosen(7, words.title, 3, words.name, 4, words.name)
    clash = replace(chosen, own="ACTIVE", days=[long_date(date(2027, 1, 13))] * 4, reason=words.text)
    yield show("confirm", replacement.confirm, chosen)
    for state in say_replacement.GIVES_UP:
        yield show(f"confirm: {state}", replacement.confirm, replace(chosen, own=state))
    yield show("confirm: clash", replacement.confirm, clash, errors=list(say_replacement.MISTAKES.values()))
    told = replacement.Told(words.title, "2026-2027", words.name, words.name, 7)
    yield show("told: new", replacement.to_new, told)
    yield show("told: new, was a member", replacement.to_new, replace(told, gave_up=True))
    yield show("told: old", replacement.to_old, told)
    yield show("told: member", replacement.to_member, told)
    yield show("no animation", desk.desk, [(replacement.task(7, SINCE, words.title, words.name), DAY)])


def _mailing(words: Words) -> Iterator[Shown]:
    audiences = [(f"NETWORK:{number}", say_mailing.of_network(words.title, 11)) for number in range(40)]
    text, subject = words.text[:MAILING_LIMIT], words.text.replace("\n", " ")[:SUBJECT_LIMIT]
    typed = MailingForm("NETWORK:7", subject, text, 12)
    sent = [
        (number, say_mailing.sent_line(plain(subject), say_mailing.to_network(plain(words.title)), DAY, 11))
        for number in range(5)
    ]
    errors = [*say_mailing.MISTAKES.values(), say_mailing.too_long(say_mailing.TEXT, "trop long.")]
    yield show("form", mailing.form, MailingForm(), audiences)
    yield show("form: written", mailing.form, typed, audiences, sent, errors=errors)
    letter = Letter(subject, text, words.name, words.title, words.email)
    yield show("letter", mailing.letter, letter)
    yield show("letter: of the CEE", mailing.letter, replace(letter, title="", answer_to=""))
    yield show("preview", mailing.preview, 12, 3, letter, 9, 1)
    yield show("preview: stale", mailing.preview, 12, 3, letter, 0, 0, say_mailing.STALE)
    missed = [(words.name, words.email)] * 25
    reach = Reach(12, letter, 8, 1, missed)
    for page in (1, 2, 3):
        yield show(f"reach: page {page}", mailing.reach, reach, page)
    yield show("reach: all", mailing.reach, replace(reach, waiting=0, missed=()), 1, say_mailing.SENT)
    yield show("reach: under way", mailing.reach, replace(reach, missed=()), 1, say_mailing.ALREADY)
    yield show("reach: one", mailing.reach, replace(reach, missed=missed[:1]))
    yield show("reach: no address", mailing.reach, replace(reach, missed=[(words.name, "")]))
