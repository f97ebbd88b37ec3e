"""The committee's sitting, clicked: dates, rating, decisions held, letters released, the desk emptied."""

from datetime import date

from playwright.sync_api import expect

from cards.phrases import desk as say_desk
from cards.phrases import year_dates as say_dates
from tests.browser.playground import WindowPage

Three = tuple[WindowPage, WindowPage, WindowPage]


def test_the_dates_are_set_and_announced_in_the_morning(three: Three) -> None:
    teacher, _, responsible = three
    responsible.say("mon bureau")
    card = responsible.last_card(say_desk.TITLE)
    responsible.screenshot("bureau")
    responsible.press(card, say_desk.DATES)
    card = responsible.last_card(say_dates.CLOSES)
    responsible.pick_date(card, say_dates.OPENS, date(2026, 11, 24))
    responsible.pick_date(card, say_dates.CLOSES, date(2026, 12, 18))
    responsible.pick_date(card, say_dates.COMMITTEE, date(2026, 12, 18))
    responsible.press(card, say_dates.SAVE)
    card = responsible.last_card(say_dates.NOT_SAVED.split("\u00a0")[0])
    responsible.screenshot("dates-a-corriger")
    responsible.pick_date(card, say_dates.COMMITTEE, date(2027, 1, 13))
    responsible.press(card, say_dates.SAVE)
    expect(responsible.last_card(say_dates.SAVED)).to_be_visible()
    responsible.screenshot("dates")
    responsible.say("horloge 2026-11-24 8:00")
    expect(teacher.last_card(say_dates.OPENS_TITLE)).to_be_visible()
    teacher.screenshot("depot-ouvert")
    expect(responsible.last_card(say_dates.OPENS_TITLE)).to_be_visible()
    responsible.screenshot("matin")
