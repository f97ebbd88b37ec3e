"""Similar titles, pages of the sheet, and what each reader of a request sees (R24; DOMAIN.md §6, text 3)."""

import pytest
from sqlalchemy.orm import Session

from bot.rules.proposal import FIELDS
from bot.usecases import proposal
from bot.views import approval, letters
from bot.views import proposal as proposal_view
from cards.phrases import approval as say
from storage.approval import ApprovalRequest
from storage.database import Database
from storage.network import Network
from storage.people import Role
from storage.proposal import Proposal
from tests.factories import CONTENT, NOW, add_lists, add_person, decide, submitted
from tests.scenarios.world import text, titles


def test_similar_titles_of_the_year_and_three_before_are_shown_most_alike_first(database: Database) -> None:
    def work(session: Session) -> list[tuple[str, str]]:
        add_lists(session)
        ada = add_person(session, "Ada")
        for name, title, year in (
            ("Bea", "Lire dehors au primaire", "2026-2027"),
            ("Cid", "La lecture, dehors", "2024-2025"),
            ("Dan", "Lire dehors", "2023-2024"),
            ("Eve", "Manipuler pour comprendre", "2026-2027"),
        ):
            other = add_person(session, name)
            session.add(Network(title=title, animator_id=other.id, school_year=year, accepted_at=NOW))
        session.flush()
        _, request_id = submitted(session, ada.id)
        request = session.get_one(ApprovalRequest, request_id)
        return approval.similar_titles(session, request, "Lire dehors")

    assert database.write(work)[0] == [
        ("Lire dehors au primaire", "2026-2027"),
        ("La lecture, dehors", "2024-2025"),
    ]


def test_ones_own_earlier_version_is_not_a_similar_network(database: Database) -> None:
    def work(session: Session) -> list[tuple[str, str]]:
        add_lists(session)
        ada, bea = add_person(session, "Ada"), add_person(session, "Bea")
        _, request_id = submitted(session, ada.id)
        submitted(session, bea.id, {**CONTENT, "title": "Lire dehors l’hiver"})
        request = session.get_one(ApprovalRequest, request_id)
        return approval.similar_titles(session, request, CONTENT["title"])

    assert database.write(work)[0] == [("Lire dehors l’hiver", "2027-2028")]


def test_the_sheet_holds_every_field_once_whatever_its_length() -> None:
    blocks = [(f"Champ {number}", "é" * size) for number, size in enumerate((10, 1500, 1500, 1500, 3000, 5))]
    pages = approval.paged(blocks)
    assert [block for page in pages for block in page] == blocks
    assert [len(page) for page in pages] == [3, 1, 2]


def test_a_page_out_of_range_shows_the_nearest(database: Database) -> None:
    def work(session: Session) -> tuple[str, str, object]:
        add_lists(session)
        ada = add_person(session, "Ada")
        long = {name: "é" * 1400 for name, field in FIELDS.items() if field.kind.value == "long"}
        _, request_id = submitted(session, ada.id, {**CONTENT, **long})
        first, last = (approval.sheet(session, NOW, request_id, page) for page in (0, 99))
        assert first is not None
        assert last is not None
        return text(first).split("\n")[0], text(last).split("\n")[0], approval.sheet(session, NOW, 999, 1)

    first, last, none = database.write(work)[0]
    assert first.endswith("page 1 de 6")
    assert last.endswith("page 6 de 6")
    assert none is None


def test_the_sheet_shows_all_of_annexe_1_and_its_three_companions(database: Database) -> None:
    def work(session: Session) -> list[tuple[str, str]]:
        add_lists(session)
        ada = add_person(session, "Ada")
        number, _ = submitted(session, ada.id)
        return proposal_view.sheet(session, session.get_one(Proposal, number), CONTENT)

    assert database.write(work)[0] == [
        ("Nom de la personne présentant le projet de formation", "Ada Essai"),
        ("Adresse courriel (du CSSDM)", "ada@exemple.invalid"),
        ("Lieu de travail (école)", "École du Parc"),
        ("Fonction sur votre lieu de travail régulier", "Titulaire de 3e année"),
        ("Expérience en lien avec cette offre de service", "Dix ans au primaire."),
        ("Type d’activité", "Réseau d’entraide"),
        ("Groupe d’enseignants visé [catalogue]", "Choix G1"),
        ("À quelle discipline se rapporte votre activité [catalogue]", "Choix D1"),
        ("Titre souhaité pour l’activité", "Lire dehors"),
        ("Matériel requis par les participants", "Aucun"),
        ("Objectif(s) de l’activité", "Donner le goût de lire."),
        ("Compétence(s) professionnelle(s) visée(s)", "Concevoir des situations d’apprentissage."),
        ("Résumé du contenu (150 mots maximum)", CONTENT["summary"]),
        ("Description détaillée du contenu anticipé", CONTENT["detailed_description"]),
        ("Orientation ou priorité du CEE visée", "Choix P1"),
        ("Préalables", "Aucun"),
        ("Durée de l’activité", "12 heures\u00a0: 2 journées complètes"),
        ("Disponibilités pour donner votre réseau", "En octobre et en mai."),
        ("Biographie", "Enseigne au primaire."),
        ("Publication de ma biographie", "Non"),
        ("Autres commentaires en lien avec votre proposition de formation", ""),
        ("Comment avez-vous entendu parler du CEE?", ""),
        ("Respect de la mission du CEE", "Oui"),
        ("Engagement", "Oui"),
    ]


@pytest.mark.parametrize(
    ("roles", "offered"),
    [((), []), ((Role.COMMITTEE_MEMBER,), ["Évaluer selon les priorités"])],
)
def test_who_may_not_decide_gets_no_button_to_decide(
    database: Database, roles: tuple[Role, ...], offered: list[str]
) -> None:
    def work(session: Session) -> tuple[list[str], list[str]]:
        add_lists(session)
        ada, zoe = add_person(session, "Ada"), add_person(session, "Zoé", *roles)
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE)
        _, request_id = submitted(session, ada.id)
        seen = [approval.request(session, NOW, viewer.id, request_id) for viewer in (zoe, rita)]
        return titles(seen[0] or {}), titles(seen[1] or {})

    others, responsible = database.write(work)[0]
    assert others == [*offered, "Lire la fiche complète"]
    assert responsible == ["Consigner la décision", "Lire la fiche complète"]


def test_a_withdrawn_request_has_no_button_and_an_unknown_one_no_card(database: Database) -> None:
    def work(session: Session) -> tuple[list[str], list[object]]:
        add_lists(session)
        ada, rita = add_person(session, "Ada"), add_person(session, "Rita", Role.CEE_RESPONSIBLE)
        number, request_id = submitted(session, ada.id)
        proposal.withdraw(session, NOW, ada.id, number)
        card = approval.request(session, NOW, rita.id, request_id) or {}
        form = approval.decision_form(session, NOW, rita.id, request_id)
        return titles(card), [
            form == card,
            approval.request(session, NOW, rita.id, 999),
            approval.decision_form(session, NOW, rita.id, 999),
            letters.letter(session, NOW, request_id),
        ]

    assert database.write(work)[0] == ([], [True, None, None, None])


def test_a_person_to_be_confirmed_is_flagged(database: Database) -> None:
    """R04: networks are animated by teachers; the responsible sees who is on no list."""

    def work(session: Session) -> list[bool]:
        add_lists(session)
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE)
        flagged = []
        for name, confirmed in (("Ada", True), ("Zoé", False)):
            person = add_person(session, name, confirmed=confirmed)
            _, request_id = submitted(session, person.id)
            card = approval.request(session, NOW, rita.id, request_id) or {}
            flagged.append("n’est pas dans la liste du personnel enseignant" in text(card))
        return flagged

    assert database.write(work)[0] == [False, True]


def test_ones_own_proposal_stands_in_the_list_without_a_button(database: Database) -> None:
    def work(session: Session) -> tuple[list[str], str]:
        add_lists(session)
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE)
        ada = add_person(session, "Ada")
        submitted(session, rita.id)
        submitted(session, ada.id, {**CONTENT, "title": "Autre chose"})
        card = approval.requests(session, NOW, rita.id)
        return titles(card), text(card)

    buttons, seen = database.write(work)[0]
    assert buttons == ["Ouvrir", "Comparer (Word)", "Revenir au menu"]
    assert say.OWN_WAITS in seen


def test_the_letter_writes_the_first_of_a_month_as_people_do(database: Database) -> None:
    def work(session: Session) -> str:
        add_lists(session)
        ada, rita = add_person(session, "Ada"), add_person(session, "Rita", Role.CEE_RESPONSIBLE)
        _, request_id = submitted(session, ada.id)
        decide(session, rita.id, request_id, "CHANGES_REQUESTED", "Précisez.", "2026-12-01")
        return text(letters.letter(session, NOW, request_id) or {})

    assert "Vous avez jusqu’au 1er décembre 2026 inclusivement." in database.write(work)[0]
