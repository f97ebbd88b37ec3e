"""Annexe 2 on paper (DOMAIN.md §2, §2.2; B2)."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT

from bot.documents import plan
from bot.documents.plan import PlanFacts, Row
from bot.documents.proposal import Answer
from bot.documents.word import printable
from cards.phrases import plan as say
from tests.documents.test_documents import HOSTILE, paragraphs, parts

# Guide §8.3 and Annexe 2, as printed.
LABELS = [
    "Ce que je veux développer avec les membres",
    (
        "But recherché lors des rencontres (lien avec une formation, confection de matériel, suivi d’une "
        "formation, échanges entre les membres, etc.)"
    ),
    (
        "Quel travail je veux accomplir avec les participants, quel résultat? (Document, ressources, "
        "développement personnel, etc.)"
    ),
    "Moyens de communication pour les membres et le matériel",
]
FACTS = PlanFacts(
    title="Plan de réseau : Lire dehors",
    name="Réseau d’entraide : Lire dehors",
    points=[Answer(label, f"Réponse {number}") for number, label in enumerate(LABELS)],
    columns=["Rencontre 1 — le mercredi 13 janvier 2027", "Rencontre 2 — le mercredi 5 mai 2027"],
    rows=[
        Row(["Mot de bienvenue.\nLecture de l’ordre du jour.", "Mot de bienvenue."], parts=False),
        Row([say.PAUSE, say.PAUSE], parts=True),
        Row(["Bilan de la journée", ""], parts=False),
    ],
    footer="Plan de réseau pour 2026-2027, version 1, le 23 novembre 2026",
)


def test_the_points_then_a_table_of_meetings_with_the_pause_in_each_column() -> None:
    content = plan.draw(FACTS)
    found = paragraphs(content)
    assert found[:2] == ["Plan de réseau", "Réseau d’entraide : Lire dehors"]
    assert [text for text in found if text in LABELS] == LABELS == list(say.LABELS.values())
    assert found[found.index(LABELS[1]) + 1] == "Réponse 1"
    (table,) = Document(BytesIO(content)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        list(FACTS.columns),
        list(FACTS.rows[0].cells),
        ["Pause", "Pause"],
        ["Bilan de la journée", "—"],
    ]
    assert "tblHeader" in table.rows[0]._tr.xml
    # No merged cell: a screen reader reads the pause in every column.
    assert "gridSpan" not in table._tbl.xml
    assert ["w:shd" in row._tr.xml for row in table.rows] == [False, False, True, False]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_two_meetings_stand_upright_and_more_lie_down(count: int) -> None:
    facts = replace(
        FACTS, columns=["Rencontre"] * count, rows=[replace(row, cells=["x"] * count) for row in FACTS.rows]
    )
    document = Document(BytesIO(plan.draw(facts)))
    wanted = WD_ORIENT.LANDSCAPE if count > 2 else WD_ORIENT.PORTRAIT
    assert document.sections[0].orientation == wanted
    assert len(document.tables[0].columns) == count
    footer = document.sections[0].footer.paragraphs[0].text
    assert "Plan de réseau pour 2026-2027, version 1" in footer
    assert document.core_properties.title == FACTS.title
    styles = [one.style.name for one in document.paragraphs if one.style is not None]
    assert styles[:2] == ["Heading 1", "Heading 2"]
    assert b'w:lang w:val="fr-CA"' in parts(plan.draw(facts))["word/styles.xml"]


def test_no_modality_has_five_meetings() -> None:
    with pytest.raises(ValueError, match="1 to 4"):
        plan.draw(replace(FACTS, columns=["x"] * 5))


def test_b2_hostile_text_stays_text() -> None:
    facts = replace(
        FACTS, name=HOSTILE, points=[Answer("P", HOSTILE)], rows=[Row([HOSTILE, HOSTILE], parts=False)]
    )
    content = plan.draw(facts)
    (table,) = Document(BytesIO(content)).tables
    assert table.rows[1].cells[0].text == printable(HOSTILE)
    assert printable(HOSTILE) in paragraphs(content)
    assert plan.draw(facts) == content
