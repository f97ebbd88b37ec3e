"""The attestation of hours present, and one's own data on paper (DOMAIN.md §2, §7 Q18; s. 63.5; B2)."""

from io import BytesIO

from docx import Document

from bot.documents import attestation, my_data
from bot.documents.attestation import AttestationFacts
from bot.documents.my_data import DataRow, DataSection, MyDataFacts
from bot.documents.proposal import Answer
from cards.phrases import hours as say
from tests.documents.test_documents import HOSTILE, paragraphs

LINES = [
    ("14 octobre 2026", "Lire dehors", "Présence", "6\u00a0h"),
    ("5 mai 2027", "Lire", "Animation", "3\u00a0h"),
]
FACTS = AttestationFacts(
    title="Attestation",
    heading=say.PAPER_TITLE,
    intro=say.attests("Ada Essai", "Titulaire", "École du Parc"),
    head=(say.DAY, say.NETWORK, say.HOW, say.HOURS),
    lines=LINES,
    nothing="",
    sentences=[say.paper_total("9\u00a0h", "2025-2026", "2026-2027"), say.PAPER_WHAT, say.COUNTS],
    signing=[say.SIGNED_FOR, say.NAME_LINE, say.SIGNATURE_LINE, say.DATE_LINE],
    footer="Attestation de présence, le 23 novembre 2026",
)


def test_it_names_the_person_the_meetings_the_hours_and_leaves_room_to_sign() -> None:
    content = attestation.draw(FACTS)
    assert content == attestation.draw(FACTS)
    printed = paragraphs(content)
    assert printed[:2] == [say.PAPER_TITLE, FACTS.intro]
    assert printed[-7:] == [*FACTS.sentences, *FACTS.signing]
    (table,) = Document(BytesIO(content)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [list(FACTS.head), *map(list, LINES)]


def test_what_people_typed_stays_text() -> None:
    hostile = [(HOSTILE, HOSTILE, HOSTILE, HOSTILE)]
    content = attestation.draw(AttestationFacts("t", "h", HOSTILE, FACTS.head, hostile, "", [], [], "f"))
    assert "{{" in Document(BytesIO(content)).tables[0].rows[1].cells[1].text
    row = DataRow("No 1", [Answer("Nom :", HOSTILE)])
    own = my_data.draw(MyDataFacts(HOSTILE, "i", [DataSection("Profil", [row])], "f"))
    assert any("{{" in line and line.startswith("Nom :") for line in paragraphs(own))


def test_ones_own_data_by_section() -> None:
    rows = [DataRow("No 1", [Answer("Nom :", "Ada"), Answer("Courriel :", "—")]), DataRow("Rien", [])]
    facts = MyDataFacts("Mes données", "Tout.", [DataSection("Profil", rows), DataSection("Rôles", [])], "f")
    assert paragraphs(my_data.draw(facts)) == [
        "Mes données",
        "Tout.",
        "Profil",
        "No 1",
        "Nom : Ada",
        "Courriel : —",
        "Rien",
        "Rôles",
    ]
