"""A full network: a rank taken, somebody leaves, the next one is seated; who waits, read by a responsible."""

from datetime import date

from playwright.sync_api import Locator, expect

from cards.phrases import acting as say_acting
from cards.phrases import catalog as say_catalog
from cards.phrases import desk as say_desk
from cards.phrases import enrollment as say
from cards.phrases import membership as say_membership
from cards.phrases import roster as say_roster
from cards.phrases import school_calendar as say_calendar
from cards.phrases import waiting as say_waiting
from tests.browser.playground import WindowPage
from tests.browser.test_committee import Three, press_in

# Of the demo year: five have a seat, far from its first meeting; Simon-Pierre is in no network.
NETWORK = "Accueil et francisation : évaluer autrement"
WHO, EMAIL = "Simon-Pierre Auger", "simon-pierre.auger@exemple.invalid"


def sheet(window: WindowPage) -> Locator:
    window.say("voir les réseaux")
    press_in(window, window.last_card(say_catalog.SEARCH), "Accueil et francisation", say_catalog.SHOW)
    return window.last_card(say_catalog.BACK)


def act(responsible: WindowPage, action: str, done: str) -> None:
    """« Agir pour une personne », from the desk."""
    responsible.say("mon bureau")
    responsible.press(responsible.last_card(say_desk.TITLE), say_acting.OPEN)
    card = responsible.last_card(say_acting.HOW)
    responsible.write(card, say_acting.EMAIL, EMAIL)
    responsible.choose(card, say_acting.ACTION, say_acting.ACTIONS[action])
    responsible.choose(card, say_acting.NETWORK, NETWORK)
    responsible.write(card, say_acting.REASON, "Appel du 23 novembre")
    responsible.press(card, say_acting.SAVE)
    expect(responsible.last_card(say_acting.DONE[done])).to_be_visible()


def test_who_waits_is_seated_when_somebody_leaves(three: Three) -> None:
    teacher, _, responsible = three
    responsible.press(sheet(responsible), say_roster.OPEN)
    card = responsible.last_card(say_roster.CANCEL)
    responsible.choose(card, say_roster.CAPACITY, say_roster.seats(6))
    responsible.press(card, say_roster.SET_CAPACITY)
    expect(responsible.last_card(say_roster.capacity_set(6))).to_be_visible()
    responsible.screenshot("participants")
    act(responsible, "enroll", "enrolled")
    responsible.screenshot("inscrire-au-telephone")
    card = sheet(teacher)
    expect(card).to_contain_text(say.IS_FULL)
    teacher.press(card, say.WAIT)
    expect(teacher.last_card(say.WAITING_TITLE)).to_be_visible()
    teacher.screenshot("mon-rang")
    responsible.press(sheet(responsible), say_roster.OPEN)
    expect(responsible.last_card(say_roster.FULL)).to_be_visible()
    responsible.screenshot("liste-d-attente")
    act(responsible, "withdraw", "withdrawn")
    expect(teacher.last_card(say_waiting.GIVEN_TITLE)).to_be_visible()
    teacher.screenshot("une-place-pour-vous")
    teacher.say("mon réseau")
    expect(teacher.last_card(say.WRITE_ANIMATOR)).to_be_visible()
    teacher.screenshot("mon-reseau-complet")


def test_the_team_and_the_school_calendar_are_kept(three: Three) -> None:
    teacher, _, responsible = three
    teacher.press(sheet(teacher), say.ENROLL)
    expect(teacher.last_card(say.ENROLLED_TITLE)).to_be_visible()
    responsible.say("horloge 2026-11-23 17:30")
    responsible.say("mon bureau")
    responsible.press(responsible.last_card(say_desk.NEXT_PAGE), say_desk.NEXT_PAGE)
    card = responsible.last_card(say_membership.TITLE)
    responsible.press(card, say_membership.OPEN)
    card = responsible.last_card(say_membership.HOW)
    expect(card).to_contain_text("rosalie.prefontaine@exemple.invalid")
    responsible.screenshot("equipe-teams")
    responsible.press(card, say_membership.DONE)
    card = responsible.last_card(say_membership.noted(1))
    responsible.press(card, say_desk.CALENDAR)
    card = responsible.last_card(say_calendar.ADD_TITLE)
    responsible.screenshot("calendrier-scolaire")
    responsible.pick_date(card, say_calendar.FIRST, date(2026, 12, 4))
    responsible.choose(card, say_calendar.KIND, say_calendar.CHOICES["CLOSED"])
    responsible.write(card, say_calendar.LABEL, "Tempête annoncée")
    responsible.press(card, say_calendar.ADD)
    expect(responsible.last_card("Tempête annoncée")).to_be_visible()
    responsible.screenshot("calendrier-un-jour-de-plus")
