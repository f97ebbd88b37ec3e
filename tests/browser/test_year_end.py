"""The end of the year, clicked: bilan, second year accepted, desk, workbook opened, one's own data."""

import json
import re
import urllib.request
from datetime import date
from io import BytesIO

from openpyxl import load_workbook
from playwright.sync_api import Locator, expect

from cards.phrases import approval as say_approval
from cards.phrases import bilan as say
from cards.phrases import bilan_due as say_due
from cards.phrases import budget as say_budget
from cards.phrases import continuation as say_continuation
from cards.phrases import desk as say_desk
from cards.phrases import documents as say_documents
from cards.phrases import exports as say_exports
from cards.phrases import my_data as say_data
from cards.phrases import overview as say_year
from tests.browser.playground import WindowPage
from tests.browser.test_committee import Three, press_in
from tests.browser.test_journey import shown

# The day after Maude's last meeting: her bilan is asked for.
AFTER_THE_LAST = "horloge 2027-05-12 9:00"
NETWORK = "Manipuler pour comprendre"
SUMMARY = "Quatre ateliers bâtis ensemble, essayés en classe, puis comparés."
ACHIEVEMENT = "Une banque de douze ateliers de fractions; nos objectifs sont atteints."
REASONS = "Nous voulons essayer les ateliers de géométrie une année entière."


def write_bilan(animator: WindowPage) -> None:
    """Two texts, the other points by their steps, the question of point 6, the deposit."""
    animator.say("bilan")
    card = animator.last_card(say.DEPOSIT_NEXT)
    # An imported network has no proposal: its purpose is the summary of the list.
    expect(card).to_contain_text("Manipuler avant de symboliser")
    animator.screenshot("bilan")
    animator.write(card, say.WRITTEN["summary"], SUMMARY)
    animator.press(card, say.DEPOSIT)
    card = animator.last_card(say.NOT_YET)
    animator.screenshot("bilan-a-corriger")
    animator.write(card, say.WRITTEN["achievement"], ACHIEVEMENT)
    animator.press(card, say.COMPLETE)
    card = animator.last_card(say.STEP_TITLES[1])
    animator.screenshot("bilan-dates")
    animator.press(card, say.CONTINUE)
    card = animator.last_card(say.STEP_TITLES[3])
    animator.write(card, say.LABELS["no_work"], "Les ateliers restent dans nos classes.")
    animator.screenshot("bilan-travail")
    animator.press(card, say.CONTINUE)
    card = animator.last_card(say.STEP_TITLES[4])
    animator.radio(card, say.LABELS["continuation"], say.CONTINUES["yes"])
    animator.write(card, say.LABELS["continuation_reasons"], REASONS)
    animator.screenshot("bilan-suite")
    animator.press(card, say.CONTINUE)
    card = animator.last_card(REASONS)
    animator.screenshot("bilan-a-deposer")
    animator.press(card, say.DEPOSIT)
    expect(animator.last_card(shown(say.bilan_deposited(1)))).to_be_visible()
    animator.screenshot("bilan-depose")


def read_bilan(responsible: WindowPage) -> None:
    """On the desk, among the documents; once noted it is not there any more, and its request is near."""
    responsible.say("mon bureau")
    card = responsible.last_card(say_desk.TITLE)
    responsible.screenshot("bureau-fin-annee")
    documents = re.compile(rf"^{say_desk.GROUPS['documents']} \(")
    responsible.press(card, card.get_by_role("button", name=documents).inner_text())
    card = responsible.last_card(shown(say.READY))
    responsible.screenshot("bureau-documents")
    press_in(responsible, card, shown(say.READY), say.READ)
    card = responsible.last_card(ACHIEVEMENT)
    expect(card).to_contain_text(SUMMARY)
    responsible.screenshot("bilan-lu")
    responsible.press(card, say.NOTED)
    card = responsible.last_card(ACHIEVEMENT)
    expect(card.get_by_role("button", name=say.NOTED, exact=True)).to_have_count(0)
    responsible.press(card, say.SEE_REQUEST)
    expect(responsible.last_card(say_continuation.WISHES)).to_be_visible()


def accept(responsible: WindowPage) -> None:
    """Among the requests, with a word of the committee and more time to answer than is offered."""
    responsible.say("approbations")
    card = responsible.last_card(say_approval.LIST_TITLE)
    responsible.screenshot("demandes-avec-continuation")
    press_in(responsible, card, NETWORK, say_approval.OPEN)
    card = responsible.last_card(REASONS)
    responsible.screenshot("demande-de-continuation")
    responsible.press(card, say_continuation.RECORD)
    card = responsible.last_card(say_continuation.DECIDE_TITLE)
    responsible.radio(card, say_continuation.DECISION, say_continuation.CHOICES["ACCEPTED"])
    responsible.write(card, say_continuation.MESSAGE, "Bravo pour vos ateliers!")
    responsible.screenshot("continuation-a-decider")
    responsible.pick_date(card, say_continuation.INVITED_UNTIL, date(2027, 6, 11))
    responsible.press(card, say_continuation.SAVE_DECISION)
    expect(responsible.last_card(shown(say_continuation.invitations_sent("le 11 juin 2027")))).to_be_visible()
    responsible.screenshot("continuation-acceptee")


def look_at_the_year(responsible: WindowPage) -> None:
    """At a glance, the budget against the demo's envelope, then the workbook: downloaded and opened."""
    responsible.say("mon bureau")
    responsible.press(responsible.last_card(say_desk.TITLE), say_year.OPEN)
    card = responsible.last_card(shown(say_year.title("2026-2027")))
    expect(card).to_contain_text(say_year.STATES["COMPLETED"])
    responsible.screenshot("annee")
    for part, button in (
        ("places", say_year.SEE_SEATS),
        ("documents", say_year.SEE_DOCUMENTS),
        ("presences", say_year.SEE_ATTENDANCE),
    ):
        responsible.press(card, button)
        card = responsible.last_card(say_year.BACK)
        responsible.screenshot(f"annee-{part}")
        responsible.press(card, say_year.BACK)
        card = responsible.last_card(say_year.WORKBOOK)
    responsible.press(card, say_year.SEE_BUDGET)
    card = responsible.last_card(say_budget.LEFT)
    responsible.screenshot("budget")
    responsible.press(card, say_year.BACK)
    responsible.press(responsible.last_card(say_year.WORKBOOK), say_year.WORKBOOK)
    card = responsible.last_card(say_documents.READY)
    responsible.screenshot("classeur-pret")
    name, content = download(responsible, card, say_exports.OPEN_WORKBOOK)
    assert name == "CEE_2026-2027_Classeur_2027-05-12.xlsx"
    book = load_workbook(BytesIO(content))
    assert book.sheetnames == [
        *("Réseaux", "Membres", "Rencontres", "Présences", "Libérations", "Documents", "Décisions")
    ]
    rows = [[cell.value for cell in row] for row in book["Réseaux"].iter_rows(min_row=2)]
    (found,) = [row for row in rows if NETWORK in str(row[1])]
    assert found[2:5] == ["terminé", 1, "Maude Tanguay"]


def download(window: WindowPage, card: Locator, title: str) -> tuple[str, bytes]:
    """(file name, content) of the link, followed as a click would."""
    with window.page.context.expect_event("request", lambda sent: "/documents/" in sent.url) as asked:
        card.get_by_text(title, exact=True).click()
    with urllib.request.urlopen(asked.value.url, timeout=10) as answer:
        assert answer.status == 200
        return answer.headers.get_filename(), answer.read()


def take_my_data(teacher: WindowPage) -> None:
    """Rosalie, in no network: what is kept about her, as other software reads it."""
    teacher.say("mes données")
    card = teacher.last_card(say_data.TITLE)
    teacher.screenshot("mes-donnees")
    name, content = download(teacher, card, say_data.OPEN_JSON)
    assert name.endswith("_2027-05-12.json")
    told = json.loads(content)
    assert told["titre"] == say_data.my_data_title("Rosalie Préfontaine")
    (profile,) = (one["lignes"] for one in told["sections"] if one["nom"] == "people")
    assert [row["email"] for row in profile] == ["rosalie.prefontaine@exemple.invalid"]


def test_the_year_ends(three: Three) -> None:
    teacher, animator, responsible = three
    responsible.say(AFTER_THE_LAST)
    expect(animator.last_card(say_due.WANTED_TITLE)).to_be_visible()
    animator.screenshot("bilan-demande")
    write_bilan(animator)
    read_bilan(responsible)
    accept(responsible)
    expect(animator.last_card(shown(say_continuation.ACCEPTED_TITLE))).to_contain_text("Bravo")
    animator.screenshot("continuation-lettre")
    look_at_the_year(responsible)
    take_my_data(teacher)
