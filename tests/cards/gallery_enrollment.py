"""Enrollment, offers, refusals, the decision below six, revisions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time

from bot.rules.enrollment import Condition
from bot.rules.minimum import Mistake
from cards import actions as verbs
from cards import catalog, desk, enrollment, minimum, revision, roster, waiting
from cards.desk import TaskButton
from cards.elements import Element, plain
from cards.enrollment import DeclareForm, Mine, NetworkFacts
from cards.kept_settings import Procedure
from cards.phrases import agenda as say_agenda
from cards.phrases import catalog as say_catalog
from cards.phrases import enrollment as say
from cards.phrases import minimum as say_minimum
from cards.phrases import plan as say_plan
from cards.phrases import revision as say_revision
from cards.phrases import roster as say_roster
from cards.phrases import waiting as say_waiting
from cards.phrases.dates import hour, long_date, short_date
from tests.cards.shown import Shown, show
from tests.cards.words import Words

DAYS = (date(2026, 12, 1), date(2027, 2, 2), date(2027, 3, 30), date(2027, 5, 11))
UNTIL = short_date(date(2026, 11, 27))
SINCE = datetime(2026, 11, 28, tzinfo=UTC)


def _hour(at: time) -> str:
    return hour(datetime.combine(DAYS[0], at))


def network(words: Words) -> NetworkFacts:
    where = say.place(say.at_school(words.name), "112")
    when = say.hours(_hour(time(12, 45)), _hour(time(15, 45)))
    dates = [say.meeting(number, long_date(day), when, where) for number, day in enumerate(DAYS, start=1)]
    return NetworkFacts(7, words.title, "2026-2027", dates, UNTIL, 4)


def lines(words: Words) -> list[Element]:
    people = [f"{words.name} ({words.name})"] * min(words.many, 11)
    ways = [
        TaskButton(say_plan.READ, verbs.PLAN_READ, {"network": 7}),
        *(
            TaskButton(say_agenda.read_of(number), verbs.AGENDA_READ, {"meeting": number})
            for number in (1, 2, 3, 4)
        ),
    ]
    one = Mine(
        network(words), network(words).dates[0], words.name, people, "maude+test@exemple.invalid", ways
    )
    return [*enrollment.mine_lines(one), *enrollment.waits([(7, words.title, 3), (8, words.title, 12)])]


def cards(words: Words) -> Iterator[Shown]:
    yield from _answers(words)
    yield from _refusals(words)
    yield from _waiting(words)
    yield from _decisions(words)
    yield from _revisions(words)
    yield from _catalog(words)


def _answers(words: Words) -> Iterator[Shown]:
    for already, to_confirm, waits_for in (
        (False, False, []),
        (True, False, [words.title]),
        (False, True, []),
    ):
        yield show(
            f"enrolled: {already}, {to_confirm}",
            enrollment.enrolled,
            network(words),
            already=already,
            to_confirm=to_confirm,
            below_six=not already,
            waits_for=waits_for,
            released_by=Procedure(words.text[:1000], "https://exemple.invalid/liberation"),
        )
    yield show("waiting: full", enrollment.waiting, 7, words.title, 4, full=True, elsewhere=False)
    yield show("waiting: elsewhere", enrollment.waiting, 7, words.title, 1, full=False, elsewhere=True)
    schools = [(f"S{number}", f"{words.name} {number}") for number in range(words.many)]
    for known in (True, False):
        typed = DeclareForm("S1", teaches=False)
        yield show(f"declare: {known}", enrollment.declare, 7, "", schools, typed, known=known)
    wrong = [say.SCHOOL_MISSING, say.TEACHES_MISSING]
    empty = DeclareForm("", teaches=False)
    yield show("declare: wrong", enrollment.declare, 7, "wait", schools, empty, known=False, errors=wrong)
    yield show("leave", enrollment.leave, 7, words.title)
    yield show("left", enrollment.said, say.LEFT_TITLE, say.left(plain(words.title)))
    yield show("left a list", enrollment.said, say.LEFT_TITLE, say.left_list(plain(words.title)))
    yield show("school text", enrollment.school_text, words.title, network(words).dates)


def _refusals(words: Words) -> Iterator[Shown]:
    wait = TaskButton(say.WAIT, verbs.ENROLL, {"network": 7, "how": "wait"})
    change = TaskButton(say.EXCHANGE, verbs.ENROLL, {"network": 7, "how": "exchange"})
    told = plain(words.title)
    why = {
        Condition.NOT_TEACHING: ([say.NOT_TEACHING], []),
        Condition.CLOSED: ([say.STALE_CLOSED], []),
        Condition.OWN_NETWORK: ([say.OWN_NETWORK], []),
        Condition.ALREADY_IN: ([say.already_in(told, "2026-2027"), say.MAY_EXCHANGE], [change]),
        Condition.YEAR_USED: ([say.year_used("2026-2027")], []),
        Condition.CLASH: ([say.clash(long_date(DAYS[0]))], []),
        Condition.SAME_SCHOOL: ([say.same_school(plain(words.name))], [wait]),
        Condition.FULL: ([say.EXCHANGE_FULL], [wait]),
    }
    for condition in Condition:
        sentences, ways = why[condition]
        yield show(f"refused: {condition.value}", enrollment.refused, 7, condition.value, sentences, ways)
    for name, sentence in {
        "not yet": say.not_yet(UNTIL),
        "not announced": say.not_yet(""),
        "cancelled": say.CLOSED["cancelled"],
        "has met": say.HAS_MET,
    }.items():
        yield show(f"refused: {name}", enrollment.refused, 7, "closed", [sentence], [])


def _waiting(words: Words) -> Iterator[Shown]:
    until = f"{_hour(time(10))} {long_date(date(2026, 11, 25))}"
    told = plain(words.title)
    yield show("offer", waiting.offer, network(words), until, leaves="", first_past=False)
    left = words.title
    yield show("offer: swaps, late", waiting.offer, network(words), until, leaves=left, first_past=True)
    yield show("given", waiting.given, network(words), long_date(DAYS[0]))
    for name, title, text in (
        ("offer over", say_waiting.OFFER_OVER_TITLE, say_waiting.offer_over(told)),
        ("declined", say_waiting.DECLINED_TITLE, say_waiting.declined(told)),
        ("seat refused", say_waiting.SEAT_REFUSED_TITLE, say_waiting.seat_refused(told)),
        ("cancelled", say_waiting.CANCELLED_TITLE, say_waiting.cancelled(told, "2026-2027")),
        ("cancelled, animator", say_waiting.CANCELLED_TITLE, say_waiting.cancelled_animator(told)),
        ("begun", say.TITLES["already_in"], say_waiting.BEGUN),
    ):
        yield show(f"waiting: {name}", enrollment.said, title, text)


def _decisions(words: Words) -> Iterator[Shown]:
    line = say_minimum.line(5, UNTIL)
    latest = short_date(date(2026, 12, 18))
    yield show("minimum", minimum.form, 7, words.title, line, latest)
    errors = [say_minimum.mistake(one.value, latest) for one in Mistake]
    yield show(
        "minimum: wrong",
        minimum.form,
        7,
        words.title,
        line,
        latest,
        until="2027-01-12",
        reason=words.text,
        errors=errors,
    )
    row = (minimum.task(7, SINCE, words.title, 5, UNTIL), UNTIL)
    yield show("minimum: on the desk", desk.desk, [row])
    yield from _roster(words)


def _catalog(words: Words) -> Iterator[Shown]:
    first = long_date(DAYS[0]).removeprefix("le ")
    places = say_catalog.row(say_catalog.places(3, 10), short_date(DAYS[0]), say.at_school(words.name))
    rows = [catalog.Row(number, words.title, places, lacks=number == 1) for number in range(1, 6)]
    search = catalog.Search(words.title[:80], words.name, words.name, "FULL_2", 10, free=True, page=2)
    yield show("list", catalog.listing, search, rows, 12, 3, empty=False)
    for line in (say_catalog.IS_FULL, say_catalog.IS_CLOSED, say_catalog.opens(f"le {first}")):
        row = [catalog.Row(1, words.title, say_catalog.row(line, short_date(DAYS[0])))]
        yield show(f"list: {line[:20]}", catalog.listing, catalog.Search(), row, 1, 1, empty=False)
    yield show("list: nothing found", catalog.listing, search, [], 0, 1, empty=False)
    yield show("list: nothing open", catalog.listing, catalog.Search(), [], 0, 1, empty=True)
    labels = [f"{words.name} {number}" for number in range(min(words.many, 40))]
    yield show("filters", catalog.filters, search, catalog.Choices(labels, labels))
    ways = [TaskButton(say.ENROLL, verbs.ENROLL, {"network": 7})]
    for modality in say_catalog.MODALITIES.values():
        found = catalog.Sheet(
            network_id=7,
            title=words.title,
            summary=words.text,
            animator=words.name,
            target_group=words.name,
            discipline="",
            modality=modality,
            dates=network(words).dates,
            material=words.text[:200],
            prerequisites="Aucun",
            free=3,
            capacity=10,
            place=say.free(3, UNTIL),
            offered=ways,
            plan=modality == say_catalog.MODALITIES["FULL_2"],
        )
        yield show(f"sheet: {modality}", catalog.sheet, found, search)


def _revisions(words: Words) -> Iterator[Shown]:
    for reason in say_revision.REASONS:
        row = (revision.task(7, SINCE, words.name, words.title, reason), UNTIL)
        yield show(f"revision: {reason}, on the desk", desk.desk, [row])
    yield show("revision: form", revision.form, 7, words.name, words.title, "clash")
    errors = [say_revision.REVISION_ANSWER_MISSING, say_revision.cannot_admit("full")]
    yield show("revision: wrong", revision.form, 7, words.name, words.title, "clash", words.text, errors)
    yield show("revised: kept", revision.revised, words.title, words.text, admitted=False)
    yield show("revised: admitted", revision.revised, words.title, words.text, admitted=True)
    for title, text in (
        (say_revision.REVISION_TITLE, say_revision.REVISION_SENT),
        (say_revision.REVISION_TITLE, say_revision.REVISION_KNOWN),
    ):
        yield show(f"revision: {text[:12]}", enrollment.said, title, text)


def _roster(words: Words) -> Iterator[Shown]:
    named = f"{words.name} ({words.name})"
    ranks = [
        say_roster.rank(number, named, why) for number, why in enumerate(say_roster.SKIPS.values(), start=1)
    ]
    offered = say_roster.offered(named, f"{_hour(time(12))} {long_date(DAYS[0])}")
    members = [named, f"{named}, {say_roster.TO_CONFIRM}"] * 5
    full = roster.Roster(
        7, words.title, members, 10, 10, [offered, *ranks], 6, may_change=True, may_cancel=True
    )
    empty = roster.Roster(7, words.title, [], 0, 8, None, 0, may_change=False, may_cancel=False)
    wrong = list(say_roster.CAPACITY_MISTAKES.values())
    yield show("roster: responsible", roster.roster, full)
    yield show("roster: animator", roster.roster, replace(full, waiting=None, may_cancel=False))
    yield show("roster: nobody", roster.roster, empty)
    yield show("roster: wrong", roster.roster, full, errors=wrong)
    yield show("roster: set", roster.roster, full, notice=say_roster.capacity_set(10))
    yield show("cancel", roster.cancel, 7, words.title)
    yield show("cancel: wrong", roster.cancel, 7, words.title, words.text, [say_roster.NO_REASON])
