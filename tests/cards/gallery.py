"""Every card that the product makes, in every state, from one set of words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product

from bot.rules.approval import DecisionMistake
from bot.rules.proposal import FIELDS, Fault, Mistake, fields_of, word_count
from bot.teams.commands import PHRASES
from bot.views.approval import mistake_sentences, paged
from bot.views.proposal import sentences
from cards import approval, letters, menu, network, people, proposal
from cards.kept_settings import pay_line
from cards.phrases import approval as say_approval
from cards.phrases import menu as say_menu
from cards.phrases import network as say_network
from cards.phrases import people as say_people
from cards.phrases import proposal as say
from cards.phrases import year_dates as say_year_dates
from cards.phrases.dates import short_date
from tests.cards import gallery_enrollment
from tests.cards.parts import parts
from tests.cards.shown import Shown, show
from tests.cards.words import TEXT_LIMIT, Words

YEAR, EARLIER = "2027-2028", "2026-2027"
DAY = short_date(date(2026, 11, 23))
CEE = "cee@cssdm.gouv.qc.ca"
DOMAINS = ("cssdm.gouv.qc.ca", "csdm.qc.ca")
STEPS = range(1, 6)
PAY = pay_line("https://exemple.invalid/alliance", "https://exemple.invalid/adagio")
WINDOW = say_year_dates.window(DAY, DAY)
# Their cards stand beside an approval request.
OF_REQUESTS = {"tests.cards.gallery_rating", "tests.cards.gallery_sitting"}


def gallery(words: Words) -> list[Shown]:
    """All of them, each under a name of its own."""
    facts = request_facts(words)
    return [
        *_menu(words),
        *_people(words),
        *_forms(words),
        *_proposals(words),
        *_requests(words),
        *_decisions(words),
        *_letters(words),
        *_networks(words),
        *(
            shown
            for part in parts("gallery_")
            for shown in (part.cards(words, facts) if part.__name__ in OF_REQUESTS else part.cards(words))
        ),
    ]


def _menu(words: Words) -> Iterator[Shown]:
    teacher = menu.MenuFacts(
        first_name=words.first_name,
        next_year=YEAR,
        has_draft=False,
        has_proposals=False,
        animated_title="",
        animated_year="",
        tasks=None,
        to_rate=None,
    )
    animator = replace(teacher, animated_title=words.title, animated_year=EARLIER, has_proposals=True)
    everything = replace(animator, has_draft=True, tasks=12, to_rate=3, window=WINDOW)
    yield show("menu: teacher", menu.menu, teacher)
    yield show("menu: teacher with a draft", menu.menu, replace(teacher, has_draft=True))
    yield show("menu: animator", menu.menu, animator)
    yield show("menu: animator, a meeting to come", menu.menu, replace(everything, prepares=True))
    yield show("menu: animator, minutes", menu.menu, replace(everything, prepares=True, writes=True))
    yield show("menu: animator, meeting under way", menu.menu, replace(everything, prepares=True, takes=True))
    for waiting in (0, 1):
        yield show(f"menu: responsible, {waiting} waiting", menu.menu, replace(teacher, tasks=waiting))
        yield show(f"menu: committee, {waiting} to rate", menu.menu, replace(teacher, to_rate=waiting))
    yield show("menu: teacher, window", menu.menu, replace(teacher, window=WINDOW))
    yield show("menu: all at once", menu.menu, everything, say_menu.NOT_UNDERSTOOD)
    yield show("welcome", menu.welcome, teacher)
    yield show("welcome: no name", menu.welcome, replace(teacher, first_name=""))
    yield show("welcome: all at once", menu.welcome, everything)
    yield show("menu: not understood", menu.menu, everything, say_menu.NOT_UNDERSTOOD, words.text, guide=True)
    for verb in PHRASES:
        yield show(f"in a channel: {verb}", menu.in_channel, verb)
    yield show("sentence: refused", menu.sentence, say_menu.REFUSED)
    yield show("fault", menu.fault, "K7Q2-9F3D")
    for name, sentence in {"guest": say_menu.GUEST, "address taken": say_menu.ADDRESS_TAKEN}.items():
        yield show(f"bare: {name}", menu.bare, sentence)


def _people(words: Words) -> Iterator[Shown]:
    filled = people.ProfileFacts(
        name=words.name,
        email=words.email,
        school_id=words.schools[0][0],
        job_title=words.function,
        confirmed=True,
        schools=words.choices()["school_id"],
    )
    empty = replace(filled, name="", email="", school_id="", job_title="", confirmed=False)
    errors = [say_people.CHOOSE_SCHOOL, say_people.job_title_too_long(201, 200)]
    yield show("profile: filled", people.profile, filled)
    yield show("profile: empty", people.profile, empty)
    yield show("profile: saved", people.profile, replace(filled, confirmed=False), saved=True)
    refused = replace(empty, not_teaching=True)
    yield show("profile: said not to teach", people.profile, refused, notice=say_people.ACCESS_NOT_NEEDED)
    yield show("profile: access asked", people.profile, replace(refused, access_asked=True))
    for given in (True, False):
        yield show(f"access answered: {given}", people.access_answered, given=given)
    yield show("profile: mistakes", people.profile, filled, errors=errors)
    waiting = [
        (number, say_people.unknown_choice(words.name, words.email, words.school)) for number in range(1, 28)
    ]
    yield show("unknown: nobody", people.unknown, [])
    yield show("unknown: one", people.unknown, waiting[:1], 1, say_people.confirmed(3))
    for page in (1, 2, 3):
        yield show(f"unknown: page {page}", people.unknown, waiting, page, say_people.NOBODY_CHOSEN)


def form_facts(words: Words, step: int, *, filled: bool = True, sent: bool = False) -> proposal.FormFacts:
    values = dict(words.values()) if filled else {}
    name = words.name
    return proposal.FormFacts(
        proposal_id=2147483647,
        revision=99,
        year=YEAR,
        name=name,
        step=step,
        sent=sent,
        values=values,
        choices=words.choices(),
        summary_words=word_count(values.get("summary", "")),
        sheet=[
            (say.LABELS["proposer_name"], name),
            *((say.read_label(f), values.get(f, "")) for f in FIELDS),
        ],
    )


def all_wrong(step: int) -> list[str]:
    """One mistake for each field of a step, whatever it holds: more than ever stand there at once."""
    wrong = [Mistake(name, Fault.TOO_LONG, 12_345, TEXT_LIMIT) for name in fields_of(step)]
    return sentences(wrong, step, DOMAINS)


def _forms(words: Words) -> Iterator[Shown]:
    for step in STEPS:
        facts = form_facts(words, step)
        yield show(f"form {step}: empty", proposal.form, form_facts(words, step, filled=False))
        yield show(f"form {step}: filled", proposal.form, facts)
        yield show(f"form {step}: mistakes", proposal.form, facts, errors=all_wrong(step))
        yield show(f"form {step}: conflict", proposal.form, facts, notice=say.CONFLICT)
    again = form_facts(words, 5, sent=True)
    everything = sentences([Mistake(name, Fault.MISSING) for name in FIELDS], 5, DOMAINS)
    yield show("form 5: next version", proposal.form, again)
    yield show("form 5: year moved", proposal.form, again, notice=say.year_moved(YEAR))
    yield show("form 5: everything missing", proposal.form, again, errors=everything)


def _proposals(words: Words) -> Iterator[Shown]:
    for state in say.STATES:
        over = state in {"ACCEPTED", "DECLINED", "WITHDRAWN"}
        lines = [say.EXPLAINED[state], words.text, say_approval.changes_until(DAY), say.WORKING_COPY]
        facts = proposal.StateFacts(
            proposal_id=12,
            title=words.title,
            year=YEAR,
            state=state,
            lines=lines,
            may_edit=not over,
            may_withdraw=not over,
            may_take_up_again=over,
        )
        yield show(f"state: {state}", proposal.state, facts)
        yield show(f"state: {state}, noticed", proposal.state, facts, say.thanks(words.first_name, 12))
    yield show("withdraw a draft?", proposal.withdraw_question, 12, words.title, draft=True)
    yield show("withdraw?", proposal.withdraw_question, 12, words.title, draft=False)
    lists = [
        proposal.ListedProposal(number, words.title, YEAR, state, DAY)
        for number, state in zip(range(1, words.many + 1), list(say.STATES) * words.many, strict=False)
    ]
    yield show("list: none", proposal.proposals, [], may_start=True)
    yield show("list", proposal.proposals, lists, may_start=False)


def request_facts(words: Words) -> approval.RequestFacts:
    return approval.RequestFacts(
        request_id=7,
        proposal_id=12,
        version=2,
        year=YEAR,
        day=DAY,
        title=words.title,
        animator=words.name,
        school=words.school,
        target_group=words.groups[0][1],
        discipline=words.disciplines[0][1],
        modality=say.MODALITIES["FULL_1_HALF_2"],
        summary=words.summary,
        similar=[(words.title, EARLIER)] * min(words.many, 5),
        confirmed=True,
    )


def _requests(words: Words) -> Iterator[Shown]:
    facts = request_facts(words)
    yield show("request: waits", approval.request, facts)
    yield show("request: one's own", approval.request, facts, may_decide=False)
    yield show("request: to verify", approval.request, replace(facts, confirmed=False, similar=(), school=""))
    for reason in ("replaced", "own_proposal"):
        yield show(f"request: {reason}", approval.request, facts, notice=say_approval.REFUSALS[reason])
    for decision in say_approval.DECISIONS:
        message = "" if decision == "ACCEPTED" else words.text
        done = approval.DecisionFacts(words.name, DAY, decision, message)
        late = say_approval.REFUSALS["already_decided"]
        yield show(f"decided: {decision}", approval.decided, facts, done)
        yield show(f"decided: {decision}, meanwhile", approval.decided, facts, done, late)
    yield show("replaced", approval.replaced, words.title, 3, 8)
    yield show("withdrawn", approval.withdrawn, words.title)
    blocks = [(say.read_label(name), text) for name, text in words.values().items()]
    pages = paged(blocks)
    for number, page in enumerate(pages, start=1):
        yield show(f"sheet: page {number}", approval.sheet, 7, words.title, number, len(pages), page)
    yield show("sheet: a middle page", approval.sheet, 7, words.title, 2, 3, pages[0])


def _decisions(words: Words) -> Iterator[Shown]:
    yield show("decision: empty", approval.decision_form, 7, words.title)
    yield show("decision: next year's", approval.decision_form, 7, words.title, late=True)
    errors = mistake_sentences(list(DecisionMistake), TEXT_LIMIT)
    for decision in (*say_approval.CHOICES, "forged"):
        typed = approval.DecisionForm(7, decision, words.text, "2026-12-04")
        yield show(f"decision: {decision}, mistakes", approval.decision_form, 7, words.title, typed, errors)
    hostile = approval.DecisionForm(7, "", "", "demain")
    yield show("decision: unreadable date", approval.decision_form, 7, words.title, hostile, errors)
    line = say_approval.request_line(12, YEAR, 2, DAY)
    listed = [
        approval.ListedRequest(number, words.title, line, own=number == 2)
        for number in range(1, words.many + 1)
    ]
    yield show("list: none", approval.requests, [], "")
    yield show("list: waiting", approval.requests, listed, "")
    yield show("list: attempts", approval.requests, listed, say_approval.security(3, DAY))


def _letters(words: Words) -> Iterator[Shown]:
    first, title = words.first_name, words.title
    yield show("letter: changes", letters.changes_letter, first, title, words.text, DAY, 12)
    yield show("letter: accepted", letters.accepted_letter, title, YEAR)
    yield show("letter: accepted, with a message", letters.accepted_letter, title, YEAR, words.text, PAY)
    yield show("letter: declined", letters.declined_letter, first, title, YEAR, words.text, 12)


def _networks(words: Words) -> Iterator[Shown]:
    yield show("channel: welcome", network.welcome, words.title, words.name, words.school, YEAR)
    yield show("channel: welcome, no school", network.welcome, words.title, words.name, "", YEAR)
    for cause in say_network.CAUSES:
        yield show(f"channel: failed, {cause}", network.failed, 5, words.title, cause)
    yield show("channel: tried again", network.retried, words.title)
    yield show("channel: made", network.made, words.title)
    owned = [
        network.MyNetwork(7, words.title, EARLIER, state, channel)
        for state, channel in product(say_network.STATES, say_network.CHANNEL_STATES)
    ]
    yield show("mine: none", network.mine, [], [])
    for one in owned:
        yield show(f"mine: {one.state}, {one.channel}", network.mine, [], [one])
    yield show("mine: several years", network.mine, gallery_enrollment.lines(words), owned[:2], PAY)
