"""Every sentence that people read: typography, French, plain words (DOMAIN.md §3.6, §6; B4)."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import cards.phrases
from cards.phrases import annexe1, dates, numbers, proposal
from tests.cards.gallery import gallery
from tests.cards.sentences import sentences
from tests.cards.typography import RULES, faults
from tests.cards.words import PLAIN

# Annexe 1's own labels, as printed (guide, Annexe 1): the paper form must bear them unmended (DOMAIN.md §2).
PRINTED = {
    "proposer_name": "Nom de la personne présentant le projet de formation :",
    "email": "Adresse courriel (du CSSDM si vous êtes un employé) :",
    "school_id": "Lieu de travail (école) :",
    "job_title": "Fonction sur votre lieu de travail régulier :",
    "experience": "Expérience en lien avec cette offre de service :",
    "activity_type": "Type d’activité",
    "target_group": "Groupe d’enseignants visé [catalogue] "
    "(utilisez la liste en annexe 1 en copiant-collant votre choix) :",
    "discipline": "À quelle discipline se rapporte votre activité [catalogue] "
    "(utilisez l’annexe 2 en copiant-collant votre choix) :",
    "title": "Titre souhaité pour l’activité :",
    "required_material": "Matériel requis par les participants :",
    "objectives": "Objectif (s) de l’activité :",
    "competencies": "Compétence(s) professionnelle(s) visée(s) :",
    "summary": "Résumé du contenu (150 mots maximum) :",
    "prerequisites": "Préalables :",
    "duration": "Durée de l’activité :",
    "availability": "Disponibilités pour donner votre réseau",
    "bio": "Biographie :",
    "comments": "Autres commentaires en lien avec votre proposition de formation :",
    "heard_about": "Comment avez-vous entendu parler du CEE ?",
    "mission_ack": "Respect de la mission du CEE :",
}
MISSION = (
    "La mission du CEE est avant tout le partage par les pairs, au sein du CSSDM. Lorsque vous présentez une "
    "formation au CEE, nous vous invitons à garder en tête cette mission qui est l’entraide et le partage "
    "d’expertise, entre collègues."
)
CLOSING = (
    "Merci de votre implication. Vous contribuez grandement au rayonnement de l’expertise de nos enseignants "
    "à travers le CSSDM."
)
# The two labels whose printed typography is not Québec's; on screen they are mended (DOMAIN.md §1.10, I22).
EXEMPT = {
    "annexe1.LABELS_EXACT[objectives]": ["no space before a bracketed plural"],
    "annexe1.LABELS_EXACT[heard_about]": ["no space before ! ? ;"],
}
READ = ("text", "title", "label", "placeholder", "errorMessage", "fallbackText")


def test_every_sentence_keeps_every_rule() -> None:
    """All but the two printed labels, which break the one rule that they are exempt from."""
    assert {place: found for place, text in sentences().items() if (found := faults(text))} == EXEMPT


def texts(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        held: dict[str, Any] = part
        for name, value in held.items():
            if isinstance(value, str) and name in READ:
                yield value
            elif name != "data":
                yield from texts(value)
    elif isinstance(part, list):
        for one in part:
            yield from texts(one)


def test_every_card_reads_clean() -> None:
    """The sentences as the cards join them; a list's lines begin with a dash and are one paragraph."""
    said = {text for one in gallery(PLAIN) for text in texts(one.card)}
    found = {text: wrong for text in said if (wrong := faults(text.replace("\n", " ").replace("  ", " ")))}
    assert found == {}
    assert "Réseaux d’entraide du CEE" in said


CONTROLS = [
    ("a colon takes one no-break space before it", "Code: 12", "Code\u00a0: 12"),
    ("a colon takes one no-break space before it", "Code : 12", "Écrivez au CEE\u00a0: (mailto:cee@x.ca)"),
    ("a colon takes one no-break space before it", "Code \u00a0: 12", "Voir https://x.ca/a:b"),
    ("a guillemet takes a no-break space inside", "« Aucun »", "«\u00a0Aucun\u00a0»"),
    ("a guillemet takes a no-break space inside", "«\u00a0Aucun»", "«\u00a0Aucun\u00a0»"),
    ("a guillemet takes a no-break space inside", "«Aucun\u00a0»", "«\u00a0Aucun\u00a0»"),
    ("a number keeps its unit by a no-break space", "8 h du matin", "8\u00a0h du matin"),
    ("a number keeps its unit by a no-break space", "10 %", "10\u00a0%"),
    ("a number keeps its unit by a no-break space", "10%", "10\u00a0%"),
    ("a number keeps its unit by a no-break space", "5 $", "5\u00a0$"),
    ("no space before ! ? ;", "Merci !", "Merci!"),
    ("no space before ! ? ;", "Que faire\u00a0?", "Que faire?"),
    ("no space before ! ? ;", "Oui ; non", "Oui; non"),
    ("the apostrophe is ’ and quotation marks are « »", "l'aide", "l’aide"),
    ("the apostrophe is ’ and quotation marks are « »", 'le mot "aide"', "le mot «\u00a0aide\u00a0»"),
    ("no inclusive point", "enseignant·e", "le personnel enseignant"),
    ("no bracketed or hyphenated feminine", "inscrit(e)", "objectif(s)"),
    ("no bracketed or hyphenated feminine", "enseignant-e", "demi-journées"),
    ("no bracketed or hyphenated feminine", "animateur(trice)", "la personne qui anime"),
    ("no bracketed or hyphenated feminine", "enseignant.e", "Envoyée. Et après"),
    ("no bracketed or hyphenated feminine", "enseignant/e", "et/ou"),
    ("no space before a bracketed plural", "Objectif (s)", "Objectif(s)"),
    ("an hour is written 8 h 45", "à 8:45", "à 8\u00a0h\u00a045"),
    ("an hour is written 8 h 45", "à 8h45", "à 8\u00a0h\u00a005"),
    ("an hour is written 8 h 45", "à 8\u00a0h\u00a000", "à 8\u00a0h"),
    ("an hour is written 8 h 45", "à 13h", "à 13\u00a0h"),
    ("one space at a time", "Oui.  Non.", "Oui. Non."),
    ("one space at a time", "Oui \u00a0non", "Oui\u00a0non"),
    ("one space at a time", " Oui", "Oui"),
    ("one space at a time", "Oui ", "Oui"),
    ("nought and one are singular", "1 propositions anciennes", "1 proposition ancienne"),
    ("nought and one are singular", "0 mots", "10 mots"),
    ("nought and one are singular", "1\u00a0lignes", "1 fois"),
    ("thousands are parted", "12345 lignes", "12\u00a0345 lignes"),
    ("thousands are parted", "1500 caractères", "en 2026"),
    ("the ellipsis is one character", "Et...", "Et…"),
    ("no gendered word about the person", "Vous êtes inscrit.", "Votre inscription est confirmée."),
    ("no gendered word about the person", "Si vous êtes déjà prête,", "Quand vous voudrez,"),
    ("no gendered word about the person", "Vous n’êtes pas autorisé ici.", "Vous avez déjà enregistré ceci."),
    ("no gendered word about the person", "Soyez les bienvenus", "Bienvenue"),
    ("no gendered word about the person", "vous avez été invitée", "vous utilisez un compte invité"),
    ("« cancel » is no French word", "Cancel", "Annuler"),
    ("« e-mail » is no French word", "Votre e-mail", "Votre courriel"),
    ("« bot » is no French word", "les autorisations du bot", "les autorisations de l’application"),
]


@pytest.mark.parametrize(("rule", "wrong", "right"), CONTROLS)
def test_the_linter_sees_each_fault(rule: str, wrong: str, right: str) -> None:
    assert rule in faults(wrong)
    assert faults(right) == []


def test_each_rule_has_a_control() -> None:
    assert set(RULES) <= {rule for rule, _, _ in CONTROLS}


def test_the_linter_walks_everything() -> None:
    """Constants, mappings, tuples and functions of each module, each variant of a sentence."""
    found = sentences()
    assert found["menu.TITLE"] == "Réseaux d’entraide du CEE"
    assert found["annexe1.LABELS[bio]"] == "Biographie"
    assert found["proposal.STEP_NAMES[0]"] == "vous"
    assert found["menu.hello('',)"] == "Bonjour!"
    assert found["approval.decided_title('', 'DECLINED')"] == "«\u00a0Sans titre\u00a0»\u00a0: non retenue"
    assert found["dates.long_date(datetime.date(2026, 12, 1),)"] == "le mardi 1er décembre 2026"
    modules = {place.partition(".")[0] for place in found}
    names = {path.stem for path in Path(cards.phrases.__path__[0]).glob("[a-z]*.py")}
    assert modules == names
    assert {"annexe1", "approval", "desk", "rating", "sitting", "year_dates"} <= names


def as_printed(text: str) -> str:
    """The guide was typed with plain spaces before its colons; ours do not break there."""
    return text.replace("\u00a0", " ")


def test_the_exact_labels_are_annexe_1_s() -> None:
    assert {name: as_printed(label) for name, label in annexe1.LABELS_EXACT.items()} == PRINTED
    assert list(annexe1.LABELS_EXACT) == list(PRINTED)
    assert (as_printed(proposal.MISSION), as_printed(proposal.CLOSING)) == (MISSION, CLOSING)


def test_labels_on_screen_are_the_printed_ones_mended() -> None:
    """DOMAIN.md §2: the beginning is the printed label's, without its typos and its paper instructions."""
    mended = {
        name: label.replace("Objectif (s)", "Objectif(s)").replace("CEE ?", "CEE?").removesuffix(" :")
        for name, label in PRINTED.items()
    }
    for name, label in mended.items():
        start = label.split(" (utilisez")[0].split(" si vous êtes")[0]
        assert annexe1.LABELS[name].startswith(start), name


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (date(2026, 10, 14), "le mercredi 14 octobre 2026", "le 14 octobre 2026"),
        (date(2026, 12, 1), "le mardi 1er décembre 2026", "le 1er décembre 2026"),
        (date(2027, 1, 1), "le vendredi 1er janvier 2027", "le 1er janvier 2027"),
        (date(2026, 11, 23), "le lundi 23 novembre 2026", "le 23 novembre 2026"),
        (date(2027, 2, 11), "le jeudi 11 février 2027", "le 11 février 2027"),
        (date(2026, 8, 2), "le dimanche 2 août 2026", "le 2 août 2026"),
        (date(2027, 5, 22), "le samedi 22 mai 2027", "le 22 mai 2027"),
        (date(2028, 2, 29), "le mardi 29 février 2028", "le 29 février 2028"),
        (date(2027, 3, 21), "le dimanche 21 mars 2027", "le 21 mars 2027"),
        (date(2027, 4, 30), "le vendredi 30 avril 2027", "le 30 avril 2027"),
        (date(2027, 6, 24), "le jeudi 24 juin 2027", "le 24 juin 2027"),
        (date(2027, 7, 5), "le lundi 5 juillet 2027", "le 5 juillet 2027"),
        (date(2026, 9, 7), "le lundi 7 septembre 2026", "le 7 septembre 2026"),
    ],
)
def test_dates(day: date, long: str, short: str) -> None:
    """« le mercredi 14 octobre 2026 », « le 1er décembre »: no capital, no comma (DOMAIN.md §3.6)."""
    assert (dates.long_date(day), dates.short_date(day)) == (long, short)


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (8, 45, "8\u00a0h\u00a045"),
        (13, 0, "13\u00a0h"),
        (8, 5, "8\u00a0h\u00a005"),
        (0, 0, "0\u00a0h"),
        (23, 59, "23\u00a0h\u00a059"),
    ],
)
def test_hours(hour: int, minute: int, said: str) -> None:
    assert dates.hour(datetime(2026, 12, 1, hour, minute)) == said  # noqa: DTZ001


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 ligne"),
        (1, "1 ligne"),
        (2, "2 lignes"),
        (999, "999 lignes"),
        (1500, "1\u00a0500 lignes"),
        (1234567, "1\u00a0234\u00a0567 lignes"),
    ],
)
def test_numbers(count: int, said: str) -> None:
    assert numbers.counted(count, "ligne", "lignes") == said
