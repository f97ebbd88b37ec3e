"""Dates chosen by clicking, posted in Folio, found by search; a seat, a rank, a person who leaves."""

from datetime import date

from playwright.sync_api import expect

from cards.phrases import approval as say_approval
from cards.phrases import catalog as say_catalog
from cards.phrases import desk as say_desk
from cards.phrases import enrollment as say
from cards.phrases import folio as say_folio
from cards.phrases import schedule as say_schedule
from tests.browser.playground import WindowPage
from tests.browser.test_committee import Three, press_in
from tests.browser.test_journey import TITLE, first_step, last_steps, second_step, shown, third_step

FULL = "Préparer l’examen d’histoire"
FIVE = "Accueil et francisation"


def accepted(teacher: WindowPage, responsible: WindowPage) -> None:
    """A proposal sent and accepted at once."""
    teacher.say("je veux proposer un reseau")
    for step in (first_step, second_step, third_step, last_steps):
        step(teacher)
    expect(teacher.last_card("Merci, Rosalie!")).to_be_visible()
    responsible.press(responsible.last_card(TITLE), say_approval.RECORD)
    card = responsible.last_card(say_approval.DECIDE_TITLE)
    responsible.radio(card, say_approval.DECISION, say_approval.CHOICES["ACCEPTED"])
    responsible.press(card, say_approval.SAVE_DECISION)
    expect(teacher.last_card(shown(say_approval.ACCEPTED_TITLE))).to_be_visible()


def choose_dates(teacher: WindowPage) -> None:
    """The modality, then each meeting; a Saturday is refused in words and mended."""
    teacher.press(teacher.last_card(shown(say_approval.ACCEPTED_TITLE)), say_schedule.CHOOSE_DATES)
    card = teacher.last_card(say_schedule.TITLE)
    teacher.screenshot("modalite")
    teacher.press(card, say_schedule.CONTINUE)
    card = teacher.last_card(say_schedule.step_title(1, 2, say_schedule.SHARES[2]))
    teacher.pick_date(card, say_schedule.DAY, date(2027, 10, 16))
    teacher.screenshot("rencontre-1")
    teacher.press(card, say_schedule.KEEP)
    card = teacher.last_card(say_schedule.FAULTS["weekend"])
    teacher.screenshot("rencontre-samedi")
    teacher.pick_date(card, say_schedule.DAY, date(2027, 10, 13))
    teacher.press(card, say_schedule.KEEP)
    card = teacher.last_card(say_schedule.step_title(2, 2, say_schedule.SHARES[2]))
    teacher.pick_date(card, say_schedule.DAY, date(2028, 4, 12))
    teacher.press(card, say_schedule.KEEP)
    card = teacher.last_card(say_schedule.SUMMARY_TITLE)
    teacher.screenshot("mes-dates")
    teacher.press(card, say_schedule.SEND)
    expect(teacher.last_card(say_schedule.SENT_TITLE)).to_be_visible()
    teacher.screenshot("dates-envoyees")


def publish(responsible: WindowPage) -> None:
    card = responsible.last_card("Dates à confirmer")
    responsible.screenshot("dates-a-confirmer")
    responsible.press(card, say_schedule.CONFIRM_ROOM)
    card = responsible.last_card(say_schedule.CONFIRMED)
    responsible.press(card, say_folio.OPEN)
    card = responsible.last_card(say_folio.SHEET_TITLE)
    responsible.screenshot("fiche-folio")
    responsible.press(card, say_folio.DONE)
    expect(responsible.last_card(say_folio.DONE_FIRST)).to_be_visible()
    responsible.screenshot("publie")


def find_and_enroll(animator: WindowPage) -> None:
    """Maude is in a network this year, and free next year: found by two words, one with a typo."""
    animator.say("chercher lire dehor")
    card = animator.last_card(say_catalog.found(1))
    animator.screenshot("catalogue-trouve")
    animator.press(card, say_catalog.SHOW)
    card = animator.last_card(say_catalog.BACK)
    animator.screenshot("fiche-reseau")
    animator.press(card, say.ENROLL)
    card = animator.last_card(say.ENROLLED_TITLE)
    animator.screenshot("place-reservee")
    animator.press(card, say.SCHOOL_TEXT)
    expect(animator.last_card(say.SCHOOL_TITLE)).to_be_visible()
    animator.screenshot("texte-ecole")


def test_from_the_dates_to_a_seat(three: Three) -> None:
    teacher, animator, responsible = three
    accepted(teacher, responsible)
    choose_dates(teacher)
    publish(responsible)
    expect(teacher.last_card(say_folio.PUBLISHED_TITLE)).to_be_visible()
    find_and_enroll(animator)
    teacher.go_to_channel()
    thread = teacher.thread(TITLE)
    expect(thread).to_contain_text("13 octobre 2027")
    teacher.screenshot("dates-dans-le-canal")


def test_a_rank_a_seat_and_leaving(three: Three) -> None:
    """The demo year: N1 is full with two who wait, N4 has five of six."""
    teacher, _, responsible = three
    teacher.say("voir les réseaux")
    card = teacher.last_card(say_catalog.SEARCH)
    teacher.screenshot("catalogue")
    press_in(teacher, card, FULL, say_catalog.SHOW)
    card = teacher.last_card(say_catalog.BACK)
    teacher.screenshot("fiche-complete-reseau")
    responsible.say("mon bureau")
    expect(responsible.last_card(say_desk.TITLE)).to_be_visible()
    teacher.press(card, say_catalog.BACK)
    press_in(teacher, teacher.last_card(say_catalog.SEARCH), FIVE, say_catalog.SHOW)
    card = teacher.last_card(say_catalog.BACK)
    teacher.screenshot("fiche-cinq")
    teacher.press(card, say.ENROLL)
    expect(teacher.last_card(say.ENROLLED_TITLE)).to_be_visible()
    teacher.screenshot("inscrite")
    teacher.say("mon réseau")
    card = teacher.last_card(say.NEXT_MEETING)
    teacher.screenshot("mon-reseau-membre")
    teacher.press(card, say.WITHDRAW)
    card = teacher.last_card(say.LEAVE_TITLE)
    teacher.screenshot("me-desister")
    teacher.press(card, say.LEAVE_YES)
    expect(teacher.last_card(say.LEFT_TITLE)).to_be_visible()
