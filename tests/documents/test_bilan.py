"""Annexe 5 on paper (DOMAIN.md §2, §2.5; B2)."""

from dataclasses import replace
from io import BytesIO

from docx import Document

from bot.documents import bilan
from bot.documents.bilan import BilanFacts
from bot.documents.word import printable
from cards.phrases import annexe5
from tests.documents.test_documents import HOSTILE, paragraphs, parts

# Annexe 5, as printed.
LABELS = [
    "Date des rencontre",
    "But du réseau",
    "Résumé du travail accompli",
    "Principale réalisation et atteinte des objectifs",
    "Questions et commentaires",
    "Demande de continuation du réseau",
]
NUMBERED = [f"{number}. {label}" for number, label in enumerate(LABELS, start=1)]
NOTES = "Documents, notes, commentaire et décisions"
# One who animates and ten members.
NAMES = ["Ada Essai, Titulaire, École du Parc (Animation)", *(f"Membre {at}" for at in range(1, 11))]
MEMBERS = [annexe5.bilan_member(name, there=at != 3) for at, name in enumerate(NAMES)]
FACTS = BilanFacts(
    title="Bilan\u00a0: Lire dehors",
    network="Lire dehors",
    year="2026-2027",
    members=MEMBERS,
    rows=[(label, f"Note {label}\n- deux") for label in NUMBERED],
    footer="Bilan, réseau de 2026-2027, version 1, le 11 juin 2027",
    nobody=annexe5.NOBODY_ELSE,
)


def as_printed(text: str) -> str:
    """The guide was typed with plain spaces before its colons; ours do not break there."""
    return text.replace("\u00a0", " ")


def test_the_labels_are_the_annexs_own_in_its_order() -> None:
    content = bilan.draw(FACTS)
    assert list(annexe5.EXACT.values()) == LABELS
    assert (annexe5.PAPER_TITLE, annexe5.PAPER_MEMBERS, annexe5.PAPER_NOTES) == ("Bilan", "Membres", NOTES)
    heads = [as_printed(one) for one in (annexe5.PAPER_NETWORK, annexe5.PAPER_YEAR)]
    assert heads == ["Titre du réseau :", "Année :"]
    assert [as_printed(one) for one in paragraphs(content)[:3]] == [
        "Bilan",
        "Titre du réseau : Lire dehors",
        "Année : 2026-2027",
    ]
    _, rows = Document(BytesIO(content)).tables
    assert [[cell.text for cell in row.cells] for row in rows.rows] == [
        ["Point", NOTES],
        *([label, notes] for label, notes in FACTS.rows),
    ]


def test_members_stand_in_two_columns_each_with_its_box_and_its_word() -> None:
    members, _ = Document(BytesIO(bilan.draw(FACTS))).tables
    cells = [[cell.text for cell in row.cells] for row in members.rows]
    assert cells[0] == ["Membres", "Membres (suite)"]
    assert [row[0] for row in cells[1:]] == MEMBERS[:6]
    assert [row[1] for row in cells[1:]] == [*MEMBERS[6:], annexe5.NOBODY_ELSE]
    assert MEMBERS[0] == "☒ Ada Essai, Titulaire, École du Parc (Animation) — présence"
    assert MEMBERS[3] == "☐ Membre 3 — aucune présence"
    alone, _ = Document(BytesIO(bilan.draw(replace(FACTS, members=MEMBERS[:1])))).tables
    assert [cell.text for cell in alone.rows[1].cells] == [MEMBERS[0], annexe5.NOBODY_ELSE]


def test_headings_repeated_heads_language_and_footer() -> None:
    """DOMAIN.md §2, « Common Word rules »; no merged cell: a screen reader reads each one."""
    content = bilan.draw(FACTS)
    document = Document(BytesIO(content))
    assert [one.style.name for one in document.paragraphs if one.style][:2] == ["Heading 1", "Heading 2"]
    for table in document.tables:
        assert "tblHeader" in table.rows[0]._tr.xml
        assert "gridSpan" not in table._tbl.xml
        assert all(cell.text for row in table.rows for cell in row.cells)
    assert document.core_properties.title == FACTS.title
    assert "version 1" in document.sections[0].footer.paragraphs[0].text
    assert b'w:lang w:val="fr-CA"' in parts(content)["word/styles.xml"]


def test_b2_hostile_text_stays_text_and_nothing_is_a_dash() -> None:
    facts = replace(
        FACTS, network=HOSTILE, members=[HOSTILE], rows=[(NUMBERED[0], HOSTILE), (NUMBERED[1], " ")]
    )
    content = bilan.draw(facts)
    members, table = Document(BytesIO(content)).tables
    assert members.rows[1].cells[0].text == printable(HOSTILE)
    assert [cell.text for cell in table.rows[1].cells] == [NUMBERED[0], printable(HOSTILE)]
    assert [cell.text for cell in table.rows[2].cells] == [NUMBERED[1], "—"]
    assert bilan.draw(facts) == content
