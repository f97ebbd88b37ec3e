"""A meeting from its plan to its minutes, by clicking: the seven-day post, attendance in the channel."""

from playwright.sync_api import expect

from cards.phrases import agenda as say_agenda
from cards.phrases import attendance as say_attendance
from cards.phrases import deadlines as say_deadlines
from cards.phrases import menu as say_menu
from cards.phrases import minutes as say_minutes
from cards.phrases import moves as say_moves
from cards.phrases import network as say_network
from cards.phrases import plan as say
from tests.browser.playground import WindowPage
from tests.browser.test_committee import Three
from tests.browser.test_enrollment import accepted, choose_dates, find_and_enroll, publish
from tests.browser.test_journey import TITLE

# The first meeting is on Wednesday 13 October 2027, after a holiday: the target day is the 6th.
SEVEN_DAYS_BEFORE = "horloge 2027-10-06 9:05"
UNDER_WAY, OVER = "horloge 2027-10-13 9:05", "horloge 2027-10-13 16:00"


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


def take_attendance(teacher: WindowPage, member: WindowPage) -> None:
    """The member is refused in private; the animator's list opens in place, and the channel reads a count."""
    thread = member.thread(say_attendance.PRIVATE)
    member.press(member.cards(thread).last, say_attendance.OPEN)
    expect(member.strip(say_attendance.REFUSED["not_allowed"])).to_be_visible()
    member.screenshot("presences-refusees")
    teacher.go_to_channel()
    card = teacher.cards(teacher.thread(say_attendance.PRIVATE)).last
    teacher.screenshot("presences-canal")
    teacher.press(card, say_attendance.OPEN)
    card = teacher.last_card(say_attendance.HOW)
    teacher.screenshot("presences-liste")
    teacher.press(card, say_attendance.DETAIL)
    card = teacher.last_card(say_attendance.DETAIL_HOW)
    teacher.screenshot("presences-preciser")
    teacher.press(card, say_attendance.CHOICES["morning"])
    card = teacher.last_card(say_attendance.HOW)
    expect(card).to_contain_text(say_attendance.STANDINGS["morning"])
    teacher.press(card, say_attendance.COMPLETE)
    expect(member.thread(say_attendance.recorded(1, 1))).to_be_visible()
    member.screenshot("presences-consignees")
    teacher.screenshot("presences-completes")


def deposit_minutes(teacher: WindowPage) -> None:
    teacher.go_to_chat()
    teacher.say("menu")
    teacher.press(teacher.last_card(say_menu.HELP), say_minutes.DO)
    card = teacher.last_card(say_minutes.attendance(1, 1))
    teacher.screenshot("compte-rendu")
    teacher.press(card, say_minutes.WRITE)
    first = say_minutes.STEP_TITLES[1]
    card = teacher.last_card(first)
    teacher.screenshot("compte-rendu-1")
    teacher.press(card, say_minutes.CONTINUE)
    card = teacher.last_card(say_minutes.STEP_TITLES[2])
    teacher.write(card, say_minutes.LABELS["summary"], "Trois sorties essayées; la deuxième convient à tous.")
    teacher.press(card, say_minutes.CONTINUE)
    card = teacher.last_card(say_minutes.STEP_TITLES[3])
    teacher.screenshot("compte-rendu-suivis")
    teacher.press(card, say_minutes.CONTINUE)
    teacher.press(teacher.last_card(say_minutes.STEP_TITLES[4]), say_minutes.CONTINUE)
    card = teacher.last_card(say_minutes.DEPOSIT)
    teacher.screenshot("compte-rendu-a-deposer")
    teacher.press(card, say_minutes.DEPOSIT)
    expect(teacher.last_card(say_minutes.minutes_deposited(1))).to_be_visible()
    teacher.screenshot("compte-rendu-depose")


def call_off(teacher: WindowPage) -> None:
    """The second meeting, from « Dates et changements »."""
    teacher.say("annuler une rencontre")
    card = teacher.last_card(say_moves.LIST_HOW)
    teacher.screenshot("dates-et-changements")
    teacher.press(card, say_moves.CALL_OFF)
    card = teacher.last_card(say_moves.CANCEL_SURE)
    teacher.screenshot("annuler-la-rencontre")
    teacher.press(card, say_moves.CANCEL_SURE)
    card = teacher.last_card(say_moves.MISTAKES["no_choice"])
    card.get_by_role("radio").first.check()
    teacher.press(card, say_moves.CANCEL_SURE)
    expect(teacher.last_card(say_moves.REACH_TITLE)).to_be_visible()
    teacher.screenshot("rencontre-annulee")


def test_a_meeting_from_its_plan_to_its_minutes(three: Three) -> None:
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
    responsible.say(UNDER_WAY)
    take_attendance(teacher, animator)
    responsible.say(OVER)
    deposit_minutes(teacher)
    animator.go_to_chat()
    expect(animator.last_card(say_minutes.READY)).to_be_visible()
    animator.screenshot("compte-rendu-recu")
    animator.go_to_channel()
    expect(animator.thread(say_minutes.ANSWERS)).to_contain_text(say_minutes.READY)
    call_off(teacher)
    animator.go_to_chat()
    expect(animator.last_card(say_moves.CANCELLED_TITLE)).to_be_visible()
    animator.screenshot("rencontre-annulee-membre")
