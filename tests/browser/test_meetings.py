"""The plan and the agenda written and deposited by clicking; the post in the channel, seven days ahead."""

from playwright.sync_api import expect

from cards.phrases import agenda as say_agenda
from cards.phrases import deadlines as say_deadlines
from cards.phrases import menu as say_menu
from cards.phrases import network as say_network
from cards.phrases import plan as say
from tests.browser.playground import WindowPage
from tests.browser.test_committee import Three
from tests.browser.test_enrollment import accepted, choose_dates, find_and_enroll, publish
from tests.browser.test_journey import TITLE

# The first meeting is on Wednesday 13 October 2027, after a holiday: the target day is the 6th.
SEVEN_DAYS_BEFORE = "horloge 2027-10-06 9:05"


def write_plan(teacher: WindowPage) -> None:
    teacher.say("mon réseau")
    card = teacher.last_card(say_network.MINE_ANIMATED)
    teacher.screenshot("mon-reseau-animation")
    teacher.press(card, say.OPEN)
    card = teacher.last_card(say.title(1, 4))
    teacher.screenshot("plan-1")
    teacher.write(card, say.LABELS["develop"], "Des sorties de lecture dans la cour.")
    teacher.press(card, say.CONTINUE)
    expect(teacher.last_card(say.missing(say.LABELS["goals"]))).to_be_visible()
    teacher.screenshot("plan-a-corriger")
    card = teacher.last_card(say.title(1, 4))
    teacher.write(card, say.LABELS["result"], "Un cahier de sorties, prêté de classe en classe.")
    card.get_by_role("checkbox").first.check()
    teacher.press(card, say.CONTINUE)
    card = teacher.last_card(say.title(2, 4))
    teacher.screenshot("plan-2")
    teacher.press(card, say.CONTINUE)
    teacher.press(teacher.last_card(say.title(3, 4)), say.CONTINUE)
    card = teacher.last_card(say.REVIEW_HOW)
    teacher.screenshot("plan-a-deposer")
    teacher.press(card, say.DEPOSIT)
    expect(teacher.last_card(say.deposited(1))).to_be_visible()
    teacher.screenshot("plan-depose")


def deposit_agenda(teacher: WindowPage) -> None:
    """Two presses from the menu."""
    teacher.say("menu")
    teacher.press(teacher.last_card(say_menu.HELP), say_agenda.PREPARE)
    card = teacher.last_card(say_agenda.DRAFT_HOW)
    teacher.screenshot("ordre-du-jour")
    teacher.press(card, say_agenda.DEPOSIT)
    expect(teacher.last_card(say_agenda.deposited(1))).to_be_visible()
    teacher.screenshot("ordre-du-jour-depose")


def test_plan_agenda_and_the_seven_day_post(three: Three) -> None:
    teacher, animator, responsible = three
    accepted(teacher, responsible)
    choose_dates(teacher)
    publish(responsible)
    find_and_enroll(animator)
    write_plan(teacher)
    deposit_agenda(teacher)
    expect(animator.last_card(say_agenda.READY)).to_be_visible()
    animator.screenshot("ordre-du-jour-recu")
    responsible.say(SEVEN_DAYS_BEFORE)
    animator.go_to_channel()
    thread = animator.thread(TITLE)
    expect(thread).to_contain_text(say_deadlines.POST_TITLE)
    expect(thread).to_contain_text(say.CHANNEL_TITLE)
    animator.screenshot("sept-jours-avant")
