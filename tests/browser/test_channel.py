"""A command typed in the channel, and the demo's clock, in the real client (issue 2, points 6 and 12)."""

from playwright.sync_api import expect

from cards.phrases import menu as say_menu
from cards.phrases import people as say_people
from tests.browser.playground import WindowPage

Three = tuple[WindowPage, WindowPage, WindowPage]


def test_a_command_in_the_channel_shows_a_neutral_card_that_opens_in_place(three: Three) -> None:
    _, animator, _ = three
    expect(animator.last_card(say_menu.WELCOME_TITLE)).to_contain_text(say_menu.MY_NETWORK)
    animator.go_to_channel()
    animator.mention_and_type("mon réseau")
    thread = animator.thread(say_menu.IN_CHANNEL)
    animator.screenshot("canal-carte-neutre")
    animator.press(thread, say_menu.OPEN)
    expect(animator.thread("Manipuler pour comprendre")).to_be_visible()
    animator.screenshot("canal-ouvert")


def test_the_profile_is_saved_and_the_clock_moves_forward_only(three: Three) -> None:
    teacher, _, responsible = three
    teacher.say("mon profil")
    card = teacher.last_card(say_people.TITLE)
    teacher.write(card, say_people.JOB_TITLE, "Titulaire de 3e année")
    teacher.press(card, say_people.SAVE)
    expect(teacher.last_card(say_people.SAVED)).to_be_visible()
    teacher.screenshot("profil")
    # The demo year's open request came as soon as the window was opened.
    expect(responsible.last_card("Éducation physique et plein air en ville")).to_be_visible()
    responsible.say("horloge 2026-12-01 9:00")
    expect(responsible.last_card("Il est maintenant 9 h, le mardi 1er décembre 2026.")).to_be_visible()
    responsible.say("horloge 2026-11-01 9:00")
    expect(responsible.last_card("ne recule pas")).to_be_visible()
    responsible.say("demandes d’approbation")
    expect(responsible.last_card("Proposition numéro 1 pour 2027-2028")).to_be_visible()
    responsible.screenshot("demandes")
