"""A second year: its request, its question, its letters, its invitations; and the new school year."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.rules.continuation import Mistake
from bot.usecases.channel_archive import BY_HAND
from bot.views.approval import paged
from bot.views.continuation import mistake_sentences
from cards import actions, continuation, desk, enrollment, invitation, reminders, rollover
from cards import network as network_cards
from cards.approval import ListedRequest, requests
from cards.continuation import ContinuationFacts, ContinuationForm, DecidedFacts
from cards.desk import TaskButton
from cards.elements import plain
from cards.phrases import continuation as say
from cards.phrases import invitation as say_invitation
from cards.phrases import rollover as say_rollover
from cards.phrases.dates import short_date
from cards.phrases.proposal import quoted
from cards.reminders import Reminder
from cards.rollover import OldChannel, Step
from tests.cards.gallery_enrollment import network
from tests.cards.shown import Shown, show
from tests.cards.words import TEXT_LIMIT, Words

DAY = short_date(date(2027, 6, 10))
YEAR, PAST = "2027-2028", "2026-2027"
SINCE = datetime(2027, 7, 1, 4, tzinfo=UTC)
LARGE = 2147483647


def cards(words: Words) -> Iterator[Shown]:
    yield from _requests(words)
    yield from _letters(words)
    yield from _invitations(words)
    yield from _new_year(words)


def _requests(words: Words) -> Iterator[Shown]:
    shown = ContinuationFacts(
        network_id=LARGE,
        version=2,
        title=words.title,
        year=YEAR,
        day=DAY,
        animator=f"{words.name}, {words.school}",
        attendance=[say.meeting_attendance(DAY, 8, 10, 48), *[say.meeting_untaken(DAY)] * 3],
        released=say.releases_used(40),
        wishes=say.members_wishes(6, 2, 1, 1),
        reasons=words.text,
    )
    yield show("request", continuation.request, shown, may_decide=True)
    yield show("request: to read", continuation.request, replace(shown, reasons=""), may_decide=False)
    for reason in ("replaced", "own_network", "withdrawn"):
        notice = say.REFUSALS[reason]
        yield show(f"request: {reason}", continuation.request, shown, may_decide=False, notice=notice)
    for decision in say.DECISIONS:
        yes = decision == "ACCEPTED"
        done = DecidedFacts(
            words.name,
            DAY,
            decision,
            "" if yes else words.text,
            until=DAY if yes else "",
            answered=say.invitations_answered(4, 2, 1) if yes else "",
        )
        late = say.REFUSALS["already_decided"]
        yield show(f"decided: {decision}", continuation.decided, shown, done)
        yield show(f"decided: {decision}, meanwhile", continuation.decided, shown, done, late)
    yield show("withdrawn", continuation.withdrawn, words.title)
    pages = paged(
        [(label, words.text * (3 if name == "summary" else 1)) for name, label in say.POINTS.items()]
    )
    for number, blocks in enumerate(pages, start=1):
        yield show(f"bilan {number}", continuation.bilan, LARGE, words.title, number, len(pages), blocks)
    yield show("bilan: a middle page", continuation.bilan, LARGE, words.title, 2, 3, pages[0])
    form = ContinuationForm(LARGE, 2, "", "", "2027-07-02")
    errors = mistake_sentences(list(Mistake), TEXT_LIMIT)
    yield show("form", continuation.decision_form, form, words.title)
    for decision in (*say.CHOICES, "forged"):
        typed = ContinuationForm(LARGE, 2, decision, words.text, "demain")
        yield show(f"form: {decision}, mistakes", continuation.decision_form, typed, words.title, errors)
    line = say.continuation_line(YEAR, DAY, 2)
    row = continuation.task(LARGE, SINCE, words.title, line)
    yield show("second year: on the desk", desk.desk, [(row, DAY)])
    listed = [ListedRequest(0, words.title, line, own=own, network_id=7) for own in (False, True)]
    yield show("list: second years", requests, listed, "")


def _letters(words: Words) -> Iterator[Shown]:
    title, first = words.title, words.first_name
    yield show("wish", continuation.wish, LARGE, title, YEAR)
    for answer in say.ANSWERS:
        yield show(f"wish: {answer}", continuation.wish, LARGE, title, YEAR, answer)
    yield show("letter: accepted", continuation.accepted_letter, title, YEAR, DAY, words.text, LARGE)
    yield show("letter: accepted, no word", continuation.accepted_letter, title, YEAR, DAY, "", 7)
    yield show("letter: declined", continuation.declined_letter, first, title, YEAR, words.text)
    yield show("letter: precisions", continuation.precisions_letter, 7, first, title, words.text)
    yield show("letter: precisions given", continuation.precisions_given)


def _invitations(words: Words) -> Iterator[Shown]:
    dates = network(words).dates
    here = (LARGE, words.title, YEAR, DAY)
    yield show("invitation", invitation.invitation, *here, ())
    other = (LARGE, words.title)
    yield show("invitation: elsewhere", invitation.invitation, *here, dates, leaves=other)
    yield show("invitation: changed", invitation.invitation, *here, dates, notice=say_invitation.CHANGED)
    yield show("accepted", invitation.accepted, LARGE, words.title, YEAR)
    yield show("no place", invitation.no_place, LARGE, words.title, words.school, YEAR)
    yield show("no place: no school", invitation.no_place, LARGE, words.title, "", YEAR)
    yield show("dates", invitation.dates, LARGE, words.title, YEAR, dates, 4)
    recall = Reminder(
        say_invitation.recall_title(DAY),
        [
            say_invitation.invitation_recall(plain(words.title)),
            say_invitation.invitation_elsewhere(plain(words.title), YEAR),
        ],
        invitation.answers(LARGE, LARGE),
    )
    yield show("invitation: recalled", reminders.reminder, recall)
    held = enrollment.offered(words.title, say_invitation.is_invited(DAY), invitation.answers(LARGE, 0))
    yield show("mine: an invitation", network_cards.mine, held, [])


def _new_year(words: Words) -> Iterator[Shown]:
    lists = "\n".join(f"- {say_rollover.list_renewed(name, DAY)}" for name in say_rollover.NAMES.values())
    titles = say_rollover.and_more(", ".join([quoted(plain(words.title))] * 3), 4)
    steps = [
        Step(say_rollover.LISTS, [lists], True, TaskButton(say_rollover.LISTS_HOW, actions.ROLLOVER_LISTS)),
        Step(
            say_rollover.CALENDAR,
            [say_rollover.calendar_days(0, YEAR)],
            False,
            TaskButton(say_rollover.CALENDAR_OPEN, actions.SCHOOL_CALENDAR),
        ),
        Step(
            say_rollover.DATES,
            [say_rollover.dates_set(YEAR, say_rollover.window_of(DAY, DAY))],
            True,
            TaskButton(say_rollover.DATES_OPEN, actions.YEAR_DATES),
        ),
        Step(
            say_rollover.BILANS,
            [say_rollover.bilans_missing(7, titles, PAST)],
            False,
            TaskButton(say_rollover.DESK, actions.DESK),
        ),
        Step(
            say_rollover.CHANNELS,
            [say_rollover.channels_left(8, 0)],
            False,
            TaskButton(say_rollover.ARCHIVE_OPEN, actions.CHANNELS_ARCHIVE),
        ),
    ]
    archived = say_rollover.year_archived(8, PAST)
    yield show("new year", rollover.checklist, YEAR, archived, steps)
    closed = say_rollover.closed_by(plain(words.name), DAY)
    notice = say_rollover.CLOSED
    yield show("new year: closed", rollover.checklist, YEAR, archived, steps, closed=closed, notice=notice)
    commands = [say_rollover.list_file(name, code) for code, name in say_rollover.NAMES.items()]
    yield show("lists", rollover.lists, commands)
    for left in (0, 3):
        task = rollover.task(YEAR, SINCE, left)
        yield show(f"new year: on the desk, {left} left", desk.desk, [(task, DAY)])
    causes = [BY_HAND, *say_rollover.CAUSES]
    old = [
        OldChannel(LARGE - at, "R2026-0001", words.title, causes[at % len(causes)])
        for at in range(words.many)
    ]
    yield show("channels", rollover.channels, old[:3] or old)
    yield show("channels: many", rollover.channels, [*old, *old, *old, *old])
    row = rollover.channels_task(SINCE, len(old))
    yield show("channels: on the desk", desk.desk, [(row, DAY)])
