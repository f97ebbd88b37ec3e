"""Annexe 3 on paper (DOMAIN.md §2, §2.3; B2)."""

from dataclasses import replace
from io import BytesIO

from docx import Document

from bot.documents import agenda
from bot.documents.agenda import AgendaFacts
from bot.documents.word import printable
from cards.phrases import agenda as say
from tests.documents.test_documents import HOSTILE, paragraphs

# Annexe 3, as printed; « (temps prévu) » is the head of the second column.
LABELS = [
    "Ouverture de la séance",
    "Mot de bienvenue et vérification des présences",
    "Lecture et adoption de l’ordre du jour",
    "Questions diverses",
    "Levée de la séance et date de la prochaine rencontre",
]
FACTS = AgendaFacts(
    title="Ordre du jour : Lire dehors",
    network="Lire dehors",
    header="13/01/2027 / 8 h 45 à 15 h 45 / En présentiel, Le CEE, 2.04",
    points=[(f"{number}. {label}", "5 min") for number, label in enumerate(LABELS, start=1)],
    total="25 min",
    footer="Ordre du jour, réseau de 2026-2027, version 1, le 23 novembre 2026",
)


def test_the_points_stand_in_a_table_with_their_time_and_a_total() -> None:
    content = agenda.draw(FACTS)
    assert list(say.POINTS.values()) == LABELS
    assert say.follow_up("le 13 janvier 2027") == "Points de suivi du 13 janvier 2027"
    assert paragraphs(content)[:3] == ["Ordre du jour", "Lire dehors", FACTS.header]
    document = Document(BytesIO(content))
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Point", "Temps prévu"],
        *([text, time] for text, time in FACTS.points),
        ["Total", "25 min"],
    ]
    assert "tblHeader" in table.rows[0]._tr.xml
    assert [one.style.name for one in document.paragraphs if one.style][:2] == ["Heading 1", "Heading 2"]
    assert document.core_properties.title == FACTS.title
    assert "version 1" in document.sections[0].footer.paragraphs[0].text


def test_b2_hostile_text_stays_text_and_no_time_is_a_dash() -> None:
    facts = replace(FACTS, network=HOSTILE, points=[(HOSTILE, "")])
    content = agenda.draw(facts)
    (table,) = Document(BytesIO(content)).tables
    assert [cell.text for cell in table.rows[1].cells] == [printable(HOSTILE), "—"]
    assert printable(HOSTILE) in paragraphs(content)
    assert agenda.draw(facts) == content
