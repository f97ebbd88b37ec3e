"""What people type: without accents, with typos, in sentences (issue 2, point 6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.teams.commands import PHRASES, command, normalized
from bot.teams.table import TABLE
from cards.actions import (
    ACTING,
    AGENDA,
    ANNOUNCE,
    APPROVALS,
    ATTENDANCE,
    CATALOG,
    DESK,
    DOCUMENTS,
    DUTIES,
    HELP,
    HOURS,
    INCIDENTS,
    JOURNAL,
    LEDGER,
    LETTERS,
    MEETINGS,
    MENU,
    MINUTES,
    MY_CALENDAR,
    MY_DATA,
    MY_NETWORK,
    PEOPLE_UNKNOWN,
    PLAN,
    PRIVACY,
    PRIVACY_REGISTER,
    PROFILE,
    PROPOSALS,
    PROPOSE,
    RELEASES,
    SCHEDULE,
    SCHOOL_CALENDAR,
    SITTING,
    YEAR_DATES,
)

TYPED = [
    # Propose.
    ("voir les réseaux", CATALOG),
    ("je voudrais m’inscrire", CATALOG),
    ("cherche un reseau en francisation", CATALOG),
    ("catalogue", CATALOG),
    ("choisir mes dates", SCHEDULE),
    ("plan du réseau", PLAN),
    ("documents", DOCUMENTS),
    ("où sont les documents du réseau?", DOCUMENTS),
    ("ordre du jour", AGENDA),
    ("Le compte-rendu de la rencontre", MINUTES),
    ("procès-verbal", MINUTES),
    ("préparer ma rencontre", AGENDA),
    ("mon agenda", MY_CALENDAR),
    ("présences", ATTENDANCE),
    ("prendre les présences de ma rencontre", ATTENDANCE),
    ("déplacer une rencontre", MEETINGS),
    ("je dois annuler la rencontre de demain", MEETINGS),
    ("Reporter la rencontre", MEETINGS),
    ("changer la date", MEETINGS),
    ("je veux déposer mon plan", PLAN),
    ("mes libérations", RELEASES),
    ("agir pour une personne", ACTING),
    ("annoncer les inscriptions", ANNOUNCE),
    ("toutes les libérations", LEDGER),
    ("proposer un réseau", PROPOSE),
    ("Proposer un réseau", PROPOSE),
    ("PROPOSER UN RÉSEAU!!!", PROPOSE),
    ("je veux proposer un réseau", PROPOSE),
    ("je veux proposer un reseau", PROPOSE),
    ("Bonjour, j’aimerais proposer un réseau pour l’an prochain. Merci!", PROPOSE),
    ("propser un resau", PROPOSE),
    ("porposer", PROPOSE),
    ("proposition", PROPOSE),
    ("nouvelle proposition", PROPOSE),
    ("Comment faire une proposition?", PROPOSE),
    ("faire une proposition svp", PROPOSE),
    ("soumettre un projet", PROPOSE),
    ("déposer un projet", PROPOSE),
    ("je voudrais animer un réseau", PROPOSE),
    ("créer un réseau d’entraide", PROPOSE),
    ("lancer un réseau", PROPOSE),
    ("reprendre mon brouillon", PROPOSE),
    ("mon brouillon", PROPOSE),
    ("brouilllon", PROPOSE),
    ("la fiche de proposition", PROPOSE),
    ("proposer 🎉", PROPOSE),
    ("j’ai une idée de réseau à proposer", PROPOSE),
    ("proposer mon réseau", PROPOSE),
    # One's own proposals.
    ("mes propositions", PROPOSALS),
    ("Mes propositions?", PROPOSALS),
    ("mes propositons", PROPOSALS),
    ("propositions", PROPOSALS),
    ("voir mes propositions", PROPOSALS),
    ("je veux voir mes propositions svp", PROPOSALS),
    ("où en est ma proposition?", PROPOSALS),
    ("retirer ma proposition", PROPOSALS),
    ("modifier ma proposition", PROPOSALS),
    ("modifier la proposition", PROPOSALS),
    ("liste de mes propositions", PROPOSALS),
    ("mes brouillons", PROPOSALS),
    ("salut, mes propositions", PROPOSALS),
    # Requests.
    ("demandes d’approbation", APPROVALS),
    ("demande d'approbation", APPROVALS),
    ("les demandes", APPROVALS),
    ("approbations", APPROVALS),
    ("approuver", APPROVALS),
    ("approuver une proposition", APPROVALS),
    ("quelle proposition dois-je approuver?", APPROVALS),
    ("les propositions à l’étude", APPROVALS),
    ("mon bureau", DESK),
    ("les dates de l’année", YEAR_DATES),
    ("personnes à confirmer", PEOPLE_UNKNOWN),
    ("confirmer des personnes", PEOPLE_UNKNOWN),
    # The committee's sitting.
    ("séance", SITTING),
    ("Séance du comité", SITTING),
    ("seance", SITTING),
    ("lettres", LETTERS),
    ("voir les lettres", LETTERS),
    ("Je veux envoyer les lettres", LETTERS),
    ("décision", APPROVALS),
    # One's own network.
    ("mon réseau", MY_NETWORK),
    ("mon reseau d’entraide", MY_NETWORK),
    ("Où est mon canal?", MY_NETWORK),
    ("le réseau que j’anime", MY_NETWORK),
    ("mes échéances", DUTIES),
    ("Mes echeances svp", DUTIES),
    ("qu’est-ce que je dois remettre?", DUTIES),
    # The profile.
    ("profil", PROFILE),
    ("mon profil", PROFILE),
    ("J’ai changé d’école", PROFILE),
    ("changer mon école", PROFILE),
    # Help.
    ("aide", HELP),
    ("Aide!", HELP),
    ("à l’aide", HELP),
    ("j’ai besoin d’aide", HELP),
    ("besoin d'aide svp", HELP),
    ("aidez-moi", HELP),
    ("aides moi", HELP),
    ("pouvez-vous m’aider?", HELP),
    ("Bonjour, aidez-moi", HELP),
    ("salut, une approbtion à faire?", APPROVALS),
    ("demander de l’aide", HELP),
    ("je demande de l’aide", HELP),
    ("j’ai une question", HELP),
    ("help", HELP),
    ("comment ça marche?", HELP),
    ("je ne comprends pas", HELP),
    # Privacy.
    ("vie privée", PRIVACY),
    ("confidentialité", PRIVACY),
    ("mes données", MY_DATA),
    ("Je veux une copie de mes données", MY_DATA),
    ("mes heures", HOURS),
    ("combien d’heures ai-je?", HOURS),
    ("attestation", HOURS),
    ("registre des demandes", PRIVACY_REGISTER),
    ("incidents", INCIDENTS),
    ("registre des incidents", INCIDENTS),
    ("journal", JOURNAL),
    ("mes renseignements personnels", PRIVACY),
    ("renseignements personnels", PRIVACY),
    # The menu.
    ("menu", MENU),
    ("Menu 🙂", MENU),
    ("accueil", MENU),
    ("bonjour", MENU),
    ("Bonjour!", MENU),
    ("allô", MENU),
    ("Salut 👋", MENU),
    ("bonsoir", MENU),
    # Nothing that is known.
    ("", None),
    ("   \n\t ", None),
    ("👋🎉", None),
    ("?!…", None),
    ("idée", None),
    ("J’ai une idée", None),
    ("une idee", None),
    ("oui", None),
    ("aïe!", None),
    ("hep", None),
    ("non merci", None),
    ("calendrier scolaire", SCHOOL_CALENDAR),
    ("Le calendrier scolaire svp", SCHOOL_CALENDAR),
    ("jours fermés", SCHOOL_CALENDAR),
    ("mon calendrier", MY_CALENDAR),
    ("calandrier", MY_CALENDAR),
    ("mon agenda Outlook", MY_CALENDAR),
    ("ok", None),
    ("12", None),
    ("xyzzy", None),
    ("n’importe quoi", None),
    ("Bonne journée", None),
    ("toujours", None),
    ("la météo de demain", None),
    ("réunion du personnel à 15 h", None),
    ("opposition", None),
    ("composition", None),
    ("disposer", None),
    ("exposition", None),
    ("le plaidoyer", None),
    ("menuiserie", None),
    ("'; DROP TABLE people; --", None),
    ("<script>alert(1)</script>", None),
    ("{{7*7}}", None),
    ("\u202emenu\u202c", MENU),
    ("\x00aide", HELP),
    ("\ud800", None),
    ("proposal.submit", None),
    ("词", None),
    ("x" * 100_000, None),
    ("mot " * 10_000, None),
]


@pytest.mark.parametrize(("text", "verb"), TYPED, ids=lambda value: ascii(value)[:40])
def test_what_is_typed(text: str, verb: str | None) -> None:
    assert command(text) == verb


def test_the_table_is_long_enough_and_knows_every_command() -> None:
    assert len(TYPED) >= 100
    assert {verb for _, verb in TYPED} == {None, *PHRASES}


def test_every_command_has_a_handler() -> None:
    assert set(PHRASES) <= set(TABLE)


@pytest.mark.parametrize(("verb", "way"), [(verb, way) for verb, ways in PHRASES.items() for way in ways])
def test_each_phrase_is_its_own_command_s(verb: str, way: str) -> None:
    """No phrase is hidden by another command's; and each is written as the comparison needs it."""
    assert command(way) == verb
    assert normalized(way) == way


def test_only_the_beginning_of_a_long_text_is_heard() -> None:
    """Forty words: a pasted page is no command."""
    assert command("mot " * 39 + "aide") == HELP
    assert command("mot " * 40 + "aide") is None


def test_other_phrases_may_be_given() -> None:
    assert command("horloge 2026-12-01", {"clock": ("horloge",)}) == "clock"
    assert command("mes propositions", {"clock": ("horloge",)}) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Éàüçôî", "eaucoi"),
        ("D’ACCORD, l'aide!", "d accord l aide"),
        ("  deux\n mots ", "deux mots"),
        ("proﬁl", "profil"),
        ("ＭＥＮＵ", "menu"),
        ("e\u0301cole", "ecole"),
        ("—…«»", ""),
    ],
)
def test_normalized(typed: str, read: str) -> None:
    assert normalized(typed) == read


@given(st.text(st.characters(exclude_categories=[])))
def test_whatever_is_typed_is_a_command_or_none(text: str) -> None:
    assert command(text) in {None, *PHRASES}
    assert command(f" \n{text}… ") == command(text)
