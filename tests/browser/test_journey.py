"""The whole way, clicked: propose, mistake and mend, changes, resubmit, accept, the channel in all three."""

from datetime import date

from playwright.sync_api import expect

from cards.phrases import approval as say_approval
from cards.phrases import menu as say_menu
from cards.phrases import network as say_network
from cards.phrases import proposal as say
from tests.browser.playground import WindowPage

TITLE = "Lire dehors, même l’hiver"
LABELS = say.LABELS


def shown(text: str) -> str:
    """As Playwright compares text: any white space, no-break ones too, is one space."""
    return " ".join(text.split())


def first_step(teacher: WindowPage) -> None:
    card = teacher.last_card("Étape 1 de 5")
    teacher.screenshot("etape-1-vide")
    teacher.choose(card, LABELS["school_id"], "École Boucher-De La Bruère", typing="Boucher")
    teacher.write(card, LABELS["job_title"], "Titulaire de 3e année")
    teacher.write(
        card, LABELS["experience"], "Douze ans au primaire, dont quatre à lire dehors avec mes élèves."
    )
    teacher.screenshot("etape-1-remplie")
    teacher.press(card, say.CONTINUE)


def second_step(teacher: WindowPage) -> None:
    card = teacher.last_card("Étape 2 de 5")
    teacher.choose(card, LABELS["target_group"], "Ens. Primaire (exemple)", typing="Primaire")
    teacher.choose(card, LABELS["discipline"], "Pédagogie – Français (exemple)", typing="Français")
    teacher.write(card, LABELS["title"], TITLE)
    teacher.write(card, LABELS["required_material"], "Un album jeunesse et des vêtements chauds.")
    teacher.write(card, LABELS["objectives"], "Donner le goût de lire.\nSortir de la classe.")
    teacher.screenshot("etape-2-remplie")
    teacher.press(card, say.CONTINUE)


def third_step(teacher: WindowPage) -> None:
    """151 words first: refused with their count, nothing lost; then 150 (S01)."""
    card = teacher.last_card("Étape 3 de 5")
    teacher.write(card, LABELS["competencies"], "Concevoir des situations d’apprentissage.")
    teacher.write(card, LABELS["summary"], " ".join(["mot"] * 151))
    teacher.write(card, LABELS["detailed_description"], "Deux journées : lectures au parc, essais, retour.")
    teacher.choose(card, LABELS["priority_id"], "Littératie et numératie (exemple)", typing="Litt")
    teacher.press(card, say.CONTINUE)
    card = teacher.last_card("Votre résumé compte 151 mots; le maximum est de 150.")
    expect(card.get_by_label(LABELS["summary"], exact=True)).to_have_value(" ".join(["mot"] * 151))
    expect(card.get_by_label(LABELS["competencies"], exact=True)).to_have_value(
        "Concevoir des situations d’apprentissage."
    )
    teacher.screenshot("etape-3-151-mots")
    teacher.write(
        card, LABELS["summary"], "Nous lirons dehors :\n- au parc\n- dans la ruelle\nPuis nous partagerons."
    )
    teacher.press(card, say.CONTINUE)


def last_steps(teacher: WindowPage) -> None:
    card = teacher.last_card("Étape 4 de 5")
    teacher.choose(card, LABELS["duration"], say.MODALITIES["FULL_2"])
    teacher.write(card, LABELS["availability"], "Un mardi d’octobre et un autre en mai.")
    teacher.write(card, LABELS["bio"], "Rosalie Préfontaine enseigne au primaire depuis douze ans.")
    teacher.toggle(card, say.TICKS["bio_public"])
    teacher.write(card, LABELS["comments"], "Le groupe pourrait se retrouver au parc La Fontaine.")
    teacher.screenshot("etape-4-remplie")
    teacher.press(card, say.CONTINUE)
    card = teacher.last_card("Étape 5 de 5")
    teacher.write(card, LABELS["heard_about"], "Par une collègue.")
    teacher.press(card, say.SEND)
    card = teacher.last_card("cochez la case pour confirmer")
    teacher.screenshot("etape-5-sans-engagement")
    teacher.toggle(card, say.TICKS["mission_ack"])
    teacher.toggle(card, say.TICKS["attendance_ack"])
    teacher.press(card, say.SEND)


def ask_for_changes(responsible: WindowPage) -> None:
    """Read the whole sheet, forget the message and mend that, ask."""
    responsible.say("bonjour")
    responsible.last_card(say_menu.WHAT_NOW)
    responsible.screenshot("menu-responsable")
    card = responsible.last_card(TITLE)
    responsible.screenshot("demande")
    responsible.press(card, say_approval.READ_ALL)
    card = responsible.last_card("fiche complète, page 1")
    responsible.screenshot("fiche-complete")
    responsible.press(card, say_approval.BACK)
    responsible.press(responsible.last_card(TITLE), say_approval.RECORD)
    card = responsible.last_card(say_approval.DECIDE_TITLE)
    responsible.radio(card, say_approval.DECISION, say_approval.CHOICES["CHANGES_REQUESTED"])
    responsible.press(card, say_approval.SAVE_DECISION)
    card = responsible.last_card(say_approval.MISTAKES["no_message"])
    responsible.screenshot("decision-incomplete")
    responsible.write(card, say_approval.MESSAGE, "Que produirez-vous ensemble?")
    responsible.pick_date(card, say_approval.ANSWER_BY, date(2026, 12, 11))
    responsible.press(card, say_approval.SAVE_DECISION)
    expect(responsible.last_card("modifications demandées")).to_be_visible()
    responsible.screenshot("modifications-demandees")


def answer(teacher: WindowPage) -> None:
    """The letter's button, one text changed, sent as version 2."""
    letter = teacher.last_card(say_approval.CHANGES_TITLE)
    teacher.screenshot("precisions")
    teacher.press(letter, say_approval.EDIT)
    for step in (1, 2):
        teacher.press(teacher.last_card(f"Étape {step} de 5"), say.CONTINUE)
    card = teacher.last_card("Étape 3 de 5")
    teacher.write(
        card, LABELS["summary"], "Nous lirons dehors et produirons un carnet de vingt lieux de lecture."
    )
    teacher.press(card, say.CONTINUE)
    teacher.press(teacher.last_card("Étape 4 de 5"), say.CONTINUE)
    teacher.press(teacher.last_card("Étape 5 de 5"), say.SEND_AGAIN)
    expect(teacher.last_card("La version 2 de votre proposition est envoyée.")).to_be_visible()
    teacher.screenshot("version-2")


def accept(responsible: WindowPage) -> None:
    # The day's second request stands in the list of the day.
    listed = responsible.last_card("Demandes d’approbation reçues")
    responsible.screenshot("demandes-du-jour")
    responsible.press(listed, say_approval.OPEN)
    responsible.press(responsible.last_card("carnet de vingt lieux"), say_approval.RECORD)
    card = responsible.last_card(say_approval.DECIDE_TITLE)
    responsible.radio(card, say_approval.DECISION, say_approval.CHOICES["ACCEPTED"])
    responsible.screenshot("accepter")
    responsible.press(card, say_approval.SAVE_DECISION)
    expect(responsible.last_card("Décision consignée par Marie-Ève Laurin")).to_be_visible()
    responsible.screenshot("acceptee")


def test_from_the_first_word_to_the_channel(three: tuple[WindowPage, WindowPage, WindowPage]) -> None:
    teacher, animator, responsible = three
    expect(teacher.last_card(say_menu.WELCOME_TITLE)).to_be_visible()
    teacher.screenshot("bienvenue")
    teacher.say("je veux proposer un reseau")
    first_step(teacher)
    second_step(teacher)
    third_step(teacher)
    last_steps(teacher)
    expect(teacher.last_card("Merci, Rosalie!")).to_be_visible()
    teacher.screenshot("merci")
    ask_for_changes(responsible)
    answer(teacher)
    accept(responsible)
    expect(teacher.last_card(shown(say_approval.ACCEPTED_TITLE))).to_be_visible()
    teacher.screenshot("bonne-nouvelle")
    teacher.press(teacher.last_card(shown(say_approval.ACCEPTED_TITLE)), say_menu.MY_NETWORK)
    expect(teacher.last_card("ouvert dans Teams")).to_be_visible()
    teacher.screenshot("mon-reseau")

    for window, name in ((teacher, "enseignante"), (animator, "animatrice"), (responsible, "responsable")):
        window.go_to_channel()
        thread = window.thread(say_network.WELCOME_TITLE)
        expect(thread).to_contain_text(TITLE)
        window.screenshot(f"canal-{name}")
