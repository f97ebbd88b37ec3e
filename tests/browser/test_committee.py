"""The committee's sitting, clicked: rating, decisions held, letters released together, the desk emptied."""

import urllib.request
from datetime import date

from playwright.sync_api import Locator, expect

from cards.phrases import approval as say_approval
from cards.phrases import changes_due as say_due
from cards.phrases import desk as say_desk
from cards.phrases import documents as say_documents
from cards.phrases import people as say_people
from cards.phrases import rating as say_rating
from cards.phrases import schedule as say_schedule
from cards.phrases import sitting as say
from cards.phrases import year_dates as say_dates
from tests.browser.playground import WindowPage
from tests.browser.test_journey import TITLE, first_step, last_steps, second_step, shown, third_step

Three = tuple[WindowPage, WindowPage, WindowPage]

OUTDOORS = "Éducation physique et plein air en ville"
ALBUMS = "Des albums dans toutes les langues de la classe"
DEBATE = "Débattre en classe d’univers social"


def in_section(card: Locator, title: str, button: str) -> Locator:
    """The button of the row that begins with this title: the first one after it."""
    heading = card.get_by_text(title, exact=False).first
    return heading.locator(f"xpath=following::button[@title='{button}'][1]")


def press_in(window: WindowPage, card: Locator, title: str, button: str) -> None:
    with window.page.expect_response("**/_conversation/v1/invoke") as answer:
        in_section(card, title, button).click()
    assert answer.value.ok, answer.value.text()


def rate(responsible: WindowPage) -> None:
    """Marie-Ève sits on the committee: she rates what she has not rated yet."""
    responsible.say("propositions à l’étude")
    card = responsible.last_card(say_approval.LIST_TITLE)
    responsible.screenshot("propositions-a-l-etude")
    press_in(responsible, card, OUTDOORS, say_approval.OPEN)
    card = responsible.last_card(say_rating.SHORT["R24"])
    responsible.screenshot("demande-et-avis")
    responsible.press(card, say_rating.RATE)
    card = responsible.last_card(say_rating.CRITERIA["R24"])
    responsible.screenshot("evaluer-vide")
    for name in ("R24", "R25", "R27"):
        responsible.radio(card, say_rating.CRITERIA[name], say_rating.MARKS["YES"])
    responsible.radio(card, say_rating.CRITERIA["R26"], say_rating.MARKS["PARTLY"])
    responsible.press(card, say_rating.CONTINUE)
    card = responsible.last_card(say_rating.CRITERIA["R28"])
    for name in ("R28", "R29", "R30"):
        responsible.radio(card, say_rating.CRITERIA[name], say_rating.MARKS["YES"])
    responsible.write(card, say_rating.COMMENT, "Un beau projet, à faire rayonner.")
    responsible.screenshot("evaluer-fin")
    responsible.press(card, say_rating.SAVE)
    card = responsible.last_card(shown(say_rating.SAVED))
    expect(card).to_contain_text(shown(say_rating.opinions(3, 5)))
    responsible.screenshot("evaluation-enregistree")
    responsible.press(card, say_rating.READ_OPINIONS)
    expect(responsible.last_card("Un beau projet")).to_be_visible()
    responsible.screenshot("avis")


def decide(responsible: WindowPage, title: str, decision: str, message: str = "") -> None:
    """One decision from the sitting's list, its letter held; back on the list."""
    press_in(responsible, responsible.last_card(say.TITLE), title, say.RECORD)
    card = responsible.last_card(say_approval.DECIDE_TITLE)
    responsible.radio(card, say_approval.DECISION, say_approval.CHOICES[decision])
    if message:
        responsible.write(card, say_approval.MESSAGE, message)
    responsible.press(card, say_approval.SAVE_DECISION)
    expect(responsible.last_card(shown(say.recorded(title, decision)))).to_be_visible()


def fetch_comparison(responsible: WindowPage) -> None:
    """The link of the card is followed as a click would, and the card leads back to the sitting."""
    responsible.press(responsible.last_card(say.TITLE), say_documents.COMPARE)
    card = responsible.last_card(say_documents.READY)
    responsible.screenshot("document-pret")
    with responsible.page.context.expect_event("request", lambda sent: "/documents/" in sent.url) as asked:
        card.get_by_text(say_documents.OPEN).click()
    with urllib.request.urlopen(asked.value.url, timeout=10) as answer:
        assert answer.status == 200
        assert "CEE_2027-2028_Comparaison_2026-11-23.docx" in answer.headers["Content-Disposition"]
    responsible.press(card, say_documents.BACK)
    responsible.say("séance")
    expect(responsible.last_card(say.TITLE)).to_be_visible()


def sit(responsible: WindowPage) -> None:
    responsible.say("mon bureau")
    card = responsible.last_card(say_desk.TITLE)
    responsible.screenshot("bureau")
    responsible.press(card, say_desk.SITTING)
    responsible.last_card(say.TITLE)
    responsible.screenshot("seance")
    fetch_comparison(responsible)
    decide(responsible, OUTDOORS, "ACCEPTED")
    decide(responsible, ALBUMS, "DECLINED", "Le comité a retenu un projet voisin cette année.")
    decide(responsible, TITLE, "ACCEPTED", "Bravo!")
    responsible.screenshot("seance-finie")


def release(responsible: WindowPage, teacher: WindowPage) -> None:
    expect(teacher.cards().filter(has_text=shown(say_approval.ACCEPTED_TITLE))).to_have_count(0)
    responsible.press(responsible.last_card(say.TITLE), say.SEE_LETTERS)
    card = responsible.last_card(say.LETTERS_TITLE)
    responsible.screenshot("lettres")
    responsible.press(card, say.send(4))
    expect(responsible.last_card(shown(say.sent(4, 0)))).to_be_visible()
    responsible.screenshot("lettres-parties")
    expect(teacher.last_card(shown(say_approval.ACCEPTED_TITLE))).to_be_visible()
    teacher.screenshot("lettre-recue")


def empty_the_desk(responsible: WindowPage) -> None:
    responsible.say("mon bureau")
    card = responsible.last_card(say_desk.TITLE)
    responsible.screenshot("bureau-presque-vide")
    press_in(responsible, card, DEBATE, say_due.EXTEND)
    card = responsible.last_card(say_due.UNTIL)
    responsible.pick_date(card, say_due.UNTIL, date(2026, 12, 4))
    responsible.screenshot("accorder-un-delai")
    responsible.press(card, say_due.SAVE_EXTEND)
    card = responsible.last_card(say_desk.TITLE)
    responsible.press(card, say_people.UNKNOWN_TITLE)
    card = responsible.last_card(say_people.UNKNOWN_TITLE)
    responsible.screenshot("personnes-a-confirmer")
    for name in ("Pascale Ménard-Roy", "Oumar Keïta"):
        card.get_by_role("checkbox", name=name).check()
    responsible.press(card, say_people.CONFIRM)
    card = responsible.last_card(say_people.UNKNOWN_NONE)
    responsible.press(card, say_desk.TITLE)
    # What others owe stays: the dates that an animator has not chosen yet.
    card = responsible.last_card("Dates attendues")
    expect(card.get_by_role("button", name=say_schedule.REMIND)).to_have_count(1)
    expect(card).not_to_contain_text(DEBATE)
    responsible.screenshot("bureau-a-la-fin")


def test_the_sitting_from_the_rating_to_a_desk_that_is_done(three: Three) -> None:
    teacher, _, responsible = three
    teacher.say("je veux proposer un reseau")
    for step in (first_step, second_step, third_step, last_steps):
        step(teacher)
    expect(teacher.last_card("Merci, Rosalie!")).to_be_visible()
    rate(responsible)
    sit(responsible)
    release(responsible, teacher)
    empty_the_desk(responsible)


def test_the_dates_are_set_and_announced_in_the_morning(three: Three) -> None:
    teacher, _, responsible = three
    responsible.say("dates de l’année")
    card = responsible.last_card(say_dates.CLOSES)
    responsible.pick_date(card, say_dates.OPENS, date(2026, 11, 24))
    responsible.pick_date(card, say_dates.COMMITTEE, date(2026, 12, 18))
    responsible.press(card, say_dates.SAVE)
    card = responsible.last_card("Les dates ne sont pas encore enregistrées.")
    responsible.screenshot("dates-a-corriger")
    responsible.pick_date(card, say_dates.COMMITTEE, date(2027, 1, 13))
    responsible.press(card, say_dates.SAVE)
    expect(responsible.last_card(say_dates.SAVED)).to_be_visible()
    responsible.screenshot("dates")
    responsible.say("horloge 2026-11-24 8:00")
    expect(teacher.last_card(say_dates.OPENS_TITLE)).to_be_visible()
    teacher.screenshot("depot-ouvert")
    # What waits and the announcement leave as one message (B9).
    expect(responsible.last_card(say_dates.OPENS_TITLE)).to_contain_text("choses vous attendent")
    responsible.screenshot("matin")
