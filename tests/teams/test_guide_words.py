"""What people ask of the guide, to the section and the lines that answer (issue 6, point 9)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.teams.commands import PHRASES, command, guide_answer, normalized
from bot.teams.guide_words import ASKED
from cards.phrases.guide import HERE, LINES, SHORT, TITLES
from tests.teams.typed import TYPED

QUESTIONS = [
    ("C’est quoi un réseau?", "1"),
    ("qu’est-ce qu’un réseau d’entraide?", "1"),
    ("À quoi ça sert?", "1"),
    ("quel est l’objectif des réseaux", "1"),
    ("Qui peut animer un réseau?", "2"),
    ("qui peut être animateur", "2"),
    ("comment devenir animatrice ou animateur?", "2"),
    ("un conseiller pédagogique peut-il le faire?", "2"),
    ("qui peut participer?", "3"),
    ("Quelles sont les conditions pour participer", "3"),
    ("combien de participants?", "3"),
    ("Combien de participants par école?", "3"),
    ("combien de particpants", "3"),
    ("nombre maximum de personnes", "3"),
    ("Bonjour, combien de membres faut-il?", "3"),
    ("le minimum de participants", "3"),
    ("deux profs du même établissement, c’est possible?", "3"),
    ("est-ce possible avec une collègue de la même école?", "3"),
    ("peut-on le faire en ligne?", "3"),
    ("en visioconférence?", "3"),
    ("le soir ou la fin de semaine?", "3"),
    ("puis-je participer à deux réseaux?", "3"),
    ("combien de réseaux puis-je animer?", "3"),
    ("peut-on poursuivre le réseau une deuxième année?", "3"),
    ("qui choisit les réseaux?", "3"),
    ("quels sont les critères?", "4"),
    ("sur quels critères de sélection?", "4"),
    ("quelles priorités du comité?", "4"),
    ("quelles sont les exigences", "5"),
    ("que doit faire l’animateur?", "5"),
    ("quand déposer le plan", "5"),
    ("Quand dois-je déposer le plan du réseau?", "5"),
    ("quand remettre le plan", "5"),
    ("quand envoyer l’ordre du jour?", "5"),
    ("combien de jours avant pour l’ordre du jour?", "5"),
    ("quand remettre le bilan?", "5"),
    ("combien de jours de libération", "6"),
    ("Combien de journées de libération par participant?", "6"),
    ("combien de jours de libération pour l’animateur?", "6"),
    ("quel est le budget?", "6"),
    ("le financement", "6"),
    ("qui paie?", "6"),
    ("est-on payé pour animer?", "7"),
    ("la rémunération", "7"),
    ("c’est quoi les ONP", "7"),
    ("qu’est-ce que le CGCEE?", "8.1"),
    ("une fois accepté, que faire?", "8.2"),
    ("quelles sont les modalités?", "8.2"),
    ("combien de rencontres?", "8.2"),
    ("quel horaire?", "8.2"),
    ("où ont lieu les rencontres?", "8.2"),
    ("Folio", "8.2"),
    ("que mettre dans le plan?", "8.3"),
    ("comment préparer mon animation", "8.3"),
    ("comment faire un résumé", "8.4"),
    ("la demi-journée pour le bilan", "8.5"),
]
# What is a command, or nothing, stays so.
NOT_ASKED = [
    *(text for text, _ in TYPED),
    "mes libérations",
    "mon plan",
    "déposer mon plan",
    "déposer l’ordre du jour",
    # Said as fully as the guide's own words, or more: the command is meant.
    "les documents du réseau sur Folio",
    "choisir mes dates et mon horaire",
    "liste d’attente",
    "je m’inscris",
    "prendre les présences",
    "combien",
    "quand",
    "participants",
    "qui",
    "merci pour tout",
    "il fait beau",
]


@pytest.mark.parametrize(("text", "section"), QUESTIONS, ids=lambda value: ascii(value)[:40])
def test_a_question_finds_its_section(text: str, section: str) -> None:
    answer = guide_answer(text)
    assert answer is not None
    assert answer["section"] == section


@pytest.mark.parametrize("text", NOT_ASKED, ids=lambda value: ascii(value)[:40])
def test_what_is_no_question_of_the_guide_is_left_alone(text: str) -> None:
    assert guide_answer(text) is None


def test_the_table_is_long_enough_and_asks_of_every_section() -> None:
    assert len(QUESTIONS) >= 40
    assert {section for _, section in QUESTIONS} == set(LINES)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("combien de participants?", "un minimum de six participants et un maximum de dix"),
        ("combien de participants par école?", "Deux participants par établissement"),
        ("combien de jours de libération", "deux journées de libération par participant"),
        ("combien de jours de libération pour l’animateur?", "1 journée par année"),
        ("quand déposer le plan", "7 jours avant la tenue du réseau"),
        ("quand remettre le bilan?", "avant la fin de l’année en cours"),
    ],
)
def test_the_line_that_answers_comes_first(text: str, line: str) -> None:
    answer = guide_answer(text)
    assert answer is not None
    numbers = [int(one) for one in answer["answer"].split(",")]
    assert line in " ".join(LINES[answer["section"]][one - 1] for one in numbers).replace("\u00a0", " ")


def test_every_place_exists_and_every_way_is_written_as_it_is_compared() -> None:
    for place, ways in ASKED.items():
        section, _, lines = place.partition("/")
        assert all(1 <= int(one) <= len(LINES[section]) for one in lines.split(",") if one), place
        assert [normalized(way) for way in ways] == list(ways)
    assert set(SHORT) == set(TITLES) == set(LINES)
    assert set(HERE) <= set(LINES)


@pytest.mark.parametrize(("place", "way"), [(place, way) for place, ways in ASKED.items() for way in ways])
def test_each_way_leads_to_its_own_place(place: str, way: str) -> None:
    """No way is hidden by another's, nor by a command's."""
    answer = guide_answer(way)
    assert answer is not None
    assert "/".join(one for one in answer.values() if one) == place


@given(st.text(st.characters(exclude_categories=[])))
def test_whatever_is_typed_is_answered_or_left(text: str) -> None:
    answer = guide_answer(text)
    assert answer is None or answer["section"] in LINES
    assert command(text) in {None, *PHRASES}
