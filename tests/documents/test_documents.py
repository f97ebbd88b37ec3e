"""Annexe 1 and the comparison on paper (issue 3, points 2 and 4; DOMAIN.md §2, §2.1; B2)."""

import zipfile
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from docx import Document
from docx.shared import Inches
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents import comparison, proposal
from bot.documents.comparison import Compared, ComparisonFacts
from bot.documents.proposal import Answer, ProposalFacts
from bot.documents.word import printable

# The labels of the annex, in its order, as the guide prints them.
LABELS = [
    "Nom de la personne présentant le projet de formation :",
    "Adresse courriel (du CSSDM si vous êtes un employé) :",
    "Lieu de travail (école) :",
    "Fonction sur votre lieu de travail régulier :",
    "Expérience en lien avec cette offre de service :",
    "Type d’activité",
    "Groupe d’enseignants visé [catalogue] (utilisez la liste en annexe 1 en copiant-collant votre choix) :",
    (
        "À quelle discipline se rapporte votre activité [catalogue] (utilisez l’annexe 2 en copiant-collant "
        "votre choix) :"
    ),
    "Titre souhaité pour l’activité :",
    "Matériel requis par les participants :",
    "Objectif (s) de l’activité :",
    "Compétence(s) professionnelle(s) visée(s) :",
    "Résumé du contenu (150 mots maximum) :",
    "Préalables :",
    "Durée de l’activité :",
    "Disponibilités pour donner votre réseau",
    "Biographie :",
    "Autres commentaires en lien avec votre proposition de formation :",
    "Comment avez-vous entendu parler du CEE ?",
    "Respect de la mission du CEE :",
]
FACTS = ProposalFacts(
    title="Fiche de proposition de réseau : Lire dehors",
    answers=[Answer(label, f"Réponse {number}") for number, label in enumerate(LABELS[:-1])],
    mission_label=LABELS[-1],
    mission="La mission du CEE est le partage par les pairs.",
    mission_answer="J’ai pris connaissance de la mission. Oui",
    thanks="Merci de votre implication.",
    extra_title="En plus de la fiche",
    extra=[Answer("Engagement", "Oui")],
    footer="Proposition numéro 7 pour 2027-2028, version 1, le 23 novembre 2026",
)
ONE = Compared(
    number=7,
    title="Lire dehors",
    about="Ada Essai, École du Parc",
    marks=["oui 3\nnon 1"] * 7,
    heading="7. Lire dehors",
    details="Détails",
    summary="Un résumé\n- au parc",
    release="21,5 jours",
    comments=[Answer("Léa Essai :", "Bien ancré.")],
)
TABLE = ComparisonFacts(
    title="Propositions pour 2027-2028 : comparaison",
    intro="Une proposition reçue.",
    legend="Priorités du guide : A, nouveauté.",
    letters="ABCDEFG",
    proposals=[ONE],
    footer="Document de travail",
)
HOSTILE = "{{7*7}} {% for x in y %} <w:p/> & \"'</w:t> ${x} \u0000\u0007\u000c\u202eabc\ufffe _x000D_"


def paragraphs(content: bytes) -> list[str]:
    return [one.text for one in Document(BytesIO(content)).paragraphs]


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_labels_are_the_annexs_own_in_its_order() -> None:
    found = paragraphs(proposal.draw(FACTS))
    assert found[0] == "Fiche de proposition de réseau"
    assert [text for text in found if text in LABELS] == LABELS
    at = found.index(LABELS[4])
    assert found[at + 1] == "Réponse 4"
    mission = found.index(LABELS[-1])
    assert found[mission : mission + 6] == [
        LABELS[-1],
        FACTS.mission,
        FACTS.mission_answer,
        FACTS.thanks,
        "En plus de la fiche",
        "Engagement",
    ]


def test_the_page_its_language_and_its_footer_are_as_asked() -> None:
    """DOMAIN.md §2, « Common Word rules »."""
    document = Document(BytesIO(proposal.draw(FACTS)))
    section = document.sections[0]
    assert (section.page_width, section.page_height) == (Inches(8.5), Inches(11))
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert margins == (Inches(1),) * 4
    assert document.core_properties.title == FACTS.title
    footer = section.footer.paragraphs[0].text
    assert footer.startswith("Centre des enseignantes et des enseignants — Proposition numéro 7")
    xml = parts(proposal.draw(FACTS))
    assert b"PAGE" in xml["word/footer1.xml"]
    assert b"NUMPAGES" in xml["word/footer1.xml"]
    assert b'w:lang w:val="fr-CA"' in xml["word/styles.xml"]
    (heading,) = [one for one in document.paragraphs if one.text == "En plus de la fiche"]
    assert heading.style is not None
    assert heading.style.name == "Heading 2"
    assert b'<w:sz w:val="22"/>' in xml["word/styles.xml"]
    assert b"w:keepNext" in xml["word/styles.xml"]


def test_what_was_not_answered_is_a_dash() -> None:
    facts = replace(FACTS, answers=[Answer(LABELS[0], " \n ")])
    found = paragraphs(proposal.draw(facts))
    assert found[found.index(LABELS[0]) + 1] == "—"


def test_lines_stay_lines() -> None:
    facts = replace(FACTS, answers=[Answer(LABELS[0], "Un\r\n- deux\rtrois")])
    found = paragraphs(proposal.draw(facts))
    assert found[found.index(LABELS[0]) + 1] == "Un\n- deux\ntrois"


@pytest.mark.parametrize("where", ["answer", "title", "comment"])
def test_b2_hostile_text_stays_text(where: str) -> None:
    if where == "comment":
        facts = replace(TABLE, proposals=[replace(ONE, comments=[Answer("Léa :", HOSTILE)], title=HOSTILE)])
        content = comparison.draw(facts)
    else:
        content = proposal.draw(
            replace(FACTS, answers=[Answer(LABELS[0], HOSTILE)], title=HOSTILE if where == "title" else "T")
        )
    for name, part in parts(content).items():
        if name.endswith((".xml", ".rels")):
            ET.fromstring(part)
    shown = "\n".join(paragraphs(content))
    assert printable(HOSTILE) in shown
    assert "49" not in shown


@given(st.text(max_size=60))
@settings(max_examples=30)
def test_any_text_makes_a_document_that_opens_and_says_it(text: str) -> None:
    content = proposal.draw(replace(FACTS, answers=[Answer(LABELS[0], text)], extra=[]))
    found = paragraphs(content)
    wanted = printable(text)
    shown = found[found.index(LABELS[0]) + 1]
    assert shown.split() == (wanted.split() or ["—"])


def test_the_same_facts_give_the_same_bytes() -> None:
    assert proposal.draw(FACTS) == proposal.draw(FACTS)
    assert comparison.draw(TABLE) == comparison.draw(TABLE)


def test_the_comparison_has_a_row_for_each_and_repeats_its_head() -> None:
    facts = replace(TABLE, proposals=[replace(ONE, number=number) for number in range(1, 13)])
    document = Document(BytesIO(comparison.draw(facts)))
    section = document.sections[0]
    assert (section.page_width, section.page_height) == (Inches(11), Inches(8.5))
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["No", "Proposition", *"ABCDEFG"]
    assert [row.cells[0].text for row in table.rows[1:]] == [str(number) for number in range(1, 13)]
    assert table.rows[1].cells[2].text == "oui 3\nnon 1"
    assert "tblHeader" in table.rows[0]._tr.xml
    found = [one.text for one in document.paragraphs]
    assert found.count("Léa Essai : Bien ancré.") == 12
    assert found.count("Un résumé\n- au parc") == 12


def test_a_year_without_proposals_says_so() -> None:
    document = Document(BytesIO(comparison.draw(replace(TABLE, intro="Aucune.", proposals=[]))))
    assert document.tables == []
    assert "Aucune." in [one.text for one in document.paragraphs]
