"""Annexe 4 on paper (DOMAIN.md §2, §2.4; B2)."""

from dataclasses import replace
from io import BytesIO

from docx import Document

from bot.documents import minutes
from bot.documents.minutes import MinutesFacts, MinutesRow
from bot.documents.word import printable
from cards.phrases import minutes as say
from tests.documents.test_documents import HOSTILE, paragraphs, parts

# Annexe 4, as printed.
LABELS = [
    "Mot de bienvenue et vérification des présences",
    "Lecture de l’ordre du jour",
    "Résumé de la rencontre",
    "À faire pour la prochaine rencontre",
    "Questions diverses",
    "Levée de la séance et date de la prochaine rencontre",
]
NUMBERED = [f"{number}. {label}" for number, label in enumerate(LABELS, start=1)]
MEMBERS = "Membres (cocher les membres présents)"
FACTS = MinutesFacts(
    title="Compte rendu : Lire dehors",
    network="Lire dehors",
    header="01/12/2026 / 8 h 45 à 15 h 45 / En présentiel, Le CEE, 2.04",
    members=[
        ("Ada Essai, Titulaire, École du Parc (Animation)", say.TICKED["present"]),
        ("Eva Essai, École de la Rive", say.TICKED["absent"]),
        ("Zoé Essai", say.TICKED["unknown"]),
    ],
    rows=[MinutesRow(label, f"Note {label}\n- deux", "Fait") for label in NUMBERED],
    footer="Compte rendu, réseau de 2026-2027, version 1, le 2 décembre 2026",
)


def test_the_labels_are_the_annexs_own_in_its_order() -> None:
    content = minutes.draw(FACTS)
    assert list(say.ROWS.values()) == LABELS
    assert (say.PAPER_TITLE, say.PAPER_MEMBERS) == ("Compte-rendu", MEMBERS)
    assert paragraphs(content)[:3] == ["Compte-rendu", "Lire dehors", FACTS.header]
    members, rows = Document(BytesIO(content)).tables
    assert [[cell.text for cell in row.cells] for row in members.rows] == [
        [MEMBERS, "Présence"],
        ["Ada Essai, Titulaire, École du Parc (Animation)", "☒ Présence"],
        ["Eva Essai, École de la Rive", "☐ Absence"],
        ["Zoé Essai", "☐ Présence à confirmer"],
    ]
    assert [[cell.text for cell in row.cells] for row in rows.rows] == [
        ["Point", say.NOTES, say.ACHIEVED],
        *([one.label, one.notes, one.achieved] for one in FACTS.rows),
    ]
    assert (say.NOTES, say.ACHIEVED) == ("Documents, notes et décisions", "Réalisation")


def test_headings_repeated_heads_language_and_footer() -> None:
    """DOMAIN.md §2, « Common Word rules »; no merged cell: a screen reader reads each one."""
    content = minutes.draw(FACTS)
    document = Document(BytesIO(content))
    assert [one.style.name for one in document.paragraphs if one.style][:2] == ["Heading 1", "Heading 2"]
    for table in document.tables:
        assert "tblHeader" in table.rows[0]._tr.xml
        assert "gridSpan" not in table._tbl.xml
        assert "vMerge" not in table._tbl.xml
    assert document.core_properties.title == FACTS.title
    assert "version 1" in document.sections[0].footer.paragraphs[0].text
    assert b'w:lang w:val="fr-CA"' in parts(content)["word/styles.xml"]


def test_b2_hostile_text_stays_text_and_nothing_is_a_dash() -> None:
    rows = [MinutesRow(NUMBERED[0], HOSTILE, ""), MinutesRow(NUMBERED[1], " ", HOSTILE)]
    facts = replace(FACTS, network=HOSTILE, members=[(HOSTILE, "☐ Absence")], rows=rows)
    content = minutes.draw(facts)
    members, table = Document(BytesIO(content)).tables
    assert members.rows[1].cells[0].text == printable(HOSTILE)
    assert [cell.text for cell in table.rows[1].cells] == [NUMBERED[0], printable(HOSTILE), "—"]
    assert [cell.text for cell in table.rows[2].cells] == [NUMBERED[1], "—", printable(HOSTILE)]
    assert printable(HOSTILE) in paragraphs(content)
    assert minutes.draw(facts) == content
