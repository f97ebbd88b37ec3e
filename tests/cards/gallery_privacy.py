"""« Mes heures », « Vie privée », « Mes données », the registers and the journal."""

from collections.abc import Iterator
from datetime import date, datetime

from bot.rules import incidents as incident_rules
from cards import desk, hours, incidents, journal, my_data, privacy
from cards.elements import plain
from cards.phrases import hours as say_hours
from cards.phrases import incidents as say_incidents
from cards.phrases import journal as say_journal
from cards.phrases import kept_settings as say_settings
from cards.phrases import privacy as say
from cards.phrases.dates import short_date
from tests.cards.shown import Shown, show
from tests.cards.words import Words

DAY, UNTIL = short_date(date(2026, 11, 23)), short_date(date(2026, 12, 13))
URL = "https://reseaux.exemple.invalid/documents/" + "x" * 120


def cards(words: Words) -> Iterator[Shown]:
    yield from _hours(words)
    yield from _requests(words)
    yield from _incidents(words)
    yield from _journal(words)


def _hours(words: Words) -> Iterator[Shown]:
    lines = [
        hours.Line(DAY, words.title, say_hours.hours(minutes), how)
        for how in (say_hours.ANIMATED, say_hours.THERE, say_hours.PARTLY, say_hours.THERE)
        for minutes in (180, 375)
    ]
    years = [
        hours.YearOfHours(f"{year}-{year + 1}", say_hours.hours(2220), lines) for year in (2026, 2025, 2024)
    ]
    none = hours.HoursFacts([], say_hours.hours(0), "2025-2026", "2026-2027", for_others=False)
    some = hours.HoursFacts(years, say_hours.hours(2220), "2025-2026", "2026-2027", for_others=True)
    yield show("hours: none", hours.mine, none)
    for page in (1, 2):
        yield show(f"hours: page {page}", hours.mine, some, page)
    errors = [say_hours.NOBODY, say_hours.WRITE_WHO]
    yield show("hours: nobody", hours.mine, some, 1, words.email, errors)


def _requests(words: Words) -> Iterator[Shown]:
    for registers in (False, True):
        yield show(f"privacy: {registers}", privacy.privacy, "cee@cssdm.gouv.qc.ca", registers=registers)
    named = say_settings.officer(plain(words.name), "cee@cssdm.gouv.qc.ca")
    yield show("privacy: officer", privacy.privacy, "cee@cssdm.gouv.qc.ca", named, registers=False)
    text = words.text[:1000]
    for kind in say.ASK:
        yield show(f"ask: {kind}", privacy.ask, kind, text, [say.WRITE_WORDS])
        for accepted in (True, False):
            yield show(f"answered: {kind}, {accepted}", privacy.answered, kind, text, accepted=accepted)
        yield show(f"extended: {kind}", privacy.extended, kind, UNTIL)
        one = privacy.Request(7, kind, words.name, text, DAY, UNTIL, may_extend=True)
        errors = [say.ANSWER_MISSING, say.NO_EXTENSION]
        yield show(f"form: {kind}", privacy.form, one, text, errors)
    for known in (True, False):
        yield show(f"asked: {known}", privacy.asked, UNTIL, known=known)
    late = privacy.Request(8, "ACCESS", words.name, text, DAY, UNTIL, late=True, extended=True)
    done = [
        privacy.Request(9, "DELETION", words.name, text, DAY, UNTIL, answered=DAY, accepted=accepted)
        for accepted in (True, False)
    ]
    task = privacy.task(late, datetime(2026, 11, 23))  # noqa: DTZ001 - the card shows no hour
    yield show("a request on the desk", desk.desk, [(task, DAY)])
    yield show("register: none", privacy.register, [])
    for page in (1, 2):
        yield show(f"register: page {page}", privacy.register, [late, *done * 5], page)
    own = [say.own_request("ACCESS", DAY, UNTIL), say.own_request_done("CORRECTION", DAY, accepted=False)]
    yield show("my data", my_data.mine, URL, URL, DAY, "10\u00a0h", own)


def _incidents(words: Words) -> Iterator[Shown]:
    full = dict.fromkeys(incident_rules.FIELDS, words.text[:1000]) | {
        "period": words.function[:200],
        "discovered_on": "2026-11-23",
        "people": "12",
        "serious": say_incidents.SERIOUS["yes"],
    }
    line = say_incidents.incident_line(3, DAY, say_incidents.people_concerned(12))
    by = say_incidents.version_line(2, plain(words.name), say_incidents.moment_of(DAY, "10\u00a0h"))
    one = incidents.Incident(3, 2, full, line, by)
    yield show("register: none", incidents.register, [])
    for page in (1, 2):
        yield show(f"register: page {page}", incidents.register, [one] * 12, page)
    for step, fields in incident_rules.STEPS.items():
        errors = [
            say_incidents.incident_mistake(name, fault, 1001, 1000)
            for name in fields
            for fault in ("missing", "too_long")
        ]
        yield show(f"form {step}: empty", incidents.form, 0, 0, step, {})
        yield show(f"form {step}: wrong", incidents.form, 3, 2, step, full | {"serious": "yes"}, errors)
    yield show("incident", incidents.incident, one)
    yield show("incident: saved", incidents.incident, one, say_incidents.SAVED)
    for page in (1, 2):
        yield show(f"history: page {page}", incidents.history, [one] * 3, page)


def _journal(words: Words) -> Iterator[Shown]:
    told = [
        journal.Told(
            say_journal.line_title(DAY, "10\u00a0h", say_journal.words_of(action)),
            say_journal.line_who(words.name, say_journal.numbered_subject("network", 3)),
            [say_journal.from_to("inscriptions ouvertes", "annulation"), words.text],
        )
        for action in list(say_journal.ACTIONS)[:4]
    ]
    some = journal.Filter(words.title, words.name, "security")
    yield show("journal: empty", journal.journal, journal.Filter(), [], 0, 1, 1)
    for page in (1, 2, 3):
        yield show(f"journal: page {page}", journal.journal, some, told, 12, page, 3)
    yield show(
        "journal: nobody", journal.journal, some, told, 1, 1, 1, [say_journal.NOBODY, say_journal.NO_NETWORK]
    )
