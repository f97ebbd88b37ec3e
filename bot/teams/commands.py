"""What people type, in French, without accents, with typos, in sentences (issue 2, point 6)."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process

from bot.teams.guide_words import ASKED
from cards import actions

# The words that make a command; the longest phrase wins: « mes propositions » is not « proposition ».
PHRASES: Mapping[str, Sequence[str]] = {
    actions.MENU: ("menu", "accueil", "retour"),
    actions.PROPOSE: (
        "proposer",
        "propose",
        "proposition",
        "nouvelle proposition",
        "proposer reseau",
        "soumettre",
        "deposer projet",
        "animer reseau",
        "creer reseau",
        "lancer reseau",
        "reprendre brouillon",
        "brouillon",
        "fiche proposition",
    ),
    actions.PROPOSALS: (
        "mes propositions",
        "propositions",
        "ma proposition",
        "modifier proposition",
        "retirer proposition",
        "mes fiches",
        "mes projets",
        "liste propositions",
        "voir propositions",
        "mes brouillons",
    ),
    actions.APPROVALS: (
        "demandes approbation",
        "approbation",
        "approuver",
        "approuver proposition",
        "demandes",
        "propositions etude",
        "decisions",
        "demandes continuation",
    ),
    actions.SITTING: ("seance", "seance comite", "consigner decisions"),
    actions.LETTERS: ("lettres", "voir lettres", "envoyer lettres"),
    actions.DESK: ("mon bureau", "bureau", "mes taches", "taches", "quoi faire"),
    actions.PEOPLE_UNKNOWN: ("personnes confirmer", "confirmer personnes", "personnes inconnues"),
    actions.YEAR_DATES: ("dates annee", "dates depot", "date comite"),
    actions.ROLLOVER: ("nouvelle annee", "changement annee", "nouvelle annee scolaire"),
    actions.CHANNELS_ARCHIVE: ("canaux archiver", "archiver canaux"),
    actions.SCHOOL_CALENDAR: (
        "calendrier scolaire",
        "jours fermes",
        "jours pedagogiques",
        "conges scolaires",
    ),
    actions.MY_CALENDAR: ("mon calendrier", "calendrier", "agenda", "ics", "abonner calendrier"),
    actions.CATALOG: (
        "catalogue",
        "voir reseaux",
        "chercher",
        "chercher reseau",
        "trouver reseau",
        "inscrire",
        "inscription",
        "inscrire reseau",
        "reseaux ouverts",
    ),
    actions.SCHEDULE: ("choisir dates", "mes dates", "dates reseau", "choisir mes dates"),
    actions.PLAN: ("plan", "mon plan", "plan reseau", "deposer plan", "ecrire plan"),
    actions.DOCUMENTS: ("documents", "documents reseau", "mes documents", "documentation", "liste documents"),
    actions.AGENDA: ("ordre jour", "deposer ordre jour", "preparer rencontre", "odj"),
    actions.MINUTES: (
        "compte rendu",
        "comptes rendus",
        "deposer compte rendu",
        "faire compte rendu",
        "proces verbal",
    ),
    actions.BILAN: ("bilan", "mon bilan", "bilan reseau", "faire bilan", "deposer bilan", "bilan annee"),
    actions.CEE_MEETING: ("rencontre cee", "rencontrer cee", "rencontre avec cee"),
    actions.ACTING: ("agir personne", "inscrire personne", "desister personne"),
    actions.ANNOUNCE: ("annoncer inscriptions", "annonce inscriptions"),
    actions.SETTINGS: ("reglages", "parametres", "regler", "configuration"),
    actions.DEROGATIONS: ("derogations", "derogation", "liste derogations"),
    actions.MAILING: (
        "ecrire membres",
        "ecrire tous",
        "ecrire reseaux",
        "ecrire reseau",
        "message membres",
        "message animateurs",
    ),
    actions.RELEASES: ("mes liberations", "liberation", "procedure liberation", "suivi procedure"),
    actions.LEDGER: ("liberations reseaux", "toutes liberations"),
    actions.MY_NETWORK: ("mon reseau", "reseau anime", "mon canal", "mon inscription", "me desister"),
    actions.ATTENDANCE: (
        "presences",
        "prendre presences",
        "feuille presence",
        "liste presence",
        "qui est la",
    ),
    actions.MEETINGS: ("deplacer rencontre", "annuler rencontre", "reporter rencontre", "changer date"),
    actions.DUTIES: ("mes echeances", "echeances", "mes delais", "remettre"),
    actions.PROFILE: ("profil", "mon profil", "mon ecole", "changer ecole"),
    actions.HELP: (
        "aide",
        "aides",
        "aider",
        "aidez",
        "besoin aide",
        "demander aide",
        "question",
        "help",
        "comment marche",
        "comprends pas",
    ),
    actions.DOCUMENT_WORKBOOK: ("exporter", "export", "classeur", "classeur annee", "excel"),
    actions.YEAR: ("annee", "annee coup oeil", "tableau bord", "statistiques", "statistique"),
    actions.BUDGET: ("budget", "budget liberation", "enveloppe", "enveloppe liberation"),
    actions.GUIDE: ("guide", "guide bref", "lire guide", "voir guide", "regles reseaux"),
    actions.DEPUTY: ("mon remplacement", "nommer remplacement", "remplacement bureau"),
    actions.PRIVACY: ("vie privee", "confidentialite", "renseignements personnels"),
    actions.MY_DATA: ("mes donnees", "mes renseignements", "copie donnees"),
    actions.PRIVACY_REGISTER: ("registre demandes",),
    actions.INCIDENTS: ("incidents", "registre incidents", "incident confidentialite"),
    actions.JOURNAL: ("journal", "journal audit"),
    actions.HOURS: ("mes heures", "heures", "attestation", "mon attestation", "heures presence"),
}
# Said before a command at times, and a command only when nothing else is.
GREETINGS = ("bonjour", "bonsoir", "salut", "allo")
ALIKE = 82
SHORT = 4


def normalized(text: str) -> str:
    """Lower case, no accents, words parted by single spaces."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(character for character in bare if not unicodedata.combining(character))
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def command(text: str, phrases: Mapping[str, Sequence[str]] = PHRASES) -> str | None:
    """The verb that was meant, or None."""
    words = _heard(text)
    verb = _best(words, phrases)[1]
    greeted = actions.MENU in phrases and any(_likeness([greeting], words) for greeting in GREETINGS)
    return verb or (actions.MENU if greeted else None)


def guide_answer(text: str) -> dict[str, str] | None:
    """The section of the guide, and the lines of it, that answer a question, as a button's data.

    None when no word of it is the guide's, or when a command is said as fully: « combien de jours de
    libération » is a question, « mes libérations » is not.
    """
    words = _heard(text)
    (length, _), place = _best(words, ASKED)
    if place is None or length <= _best(words, PHRASES)[0][0]:
        return None
    section, _, answer = place.partition("/")
    return {"section": section, "answer": answer}


def _heard(text: str) -> list[str]:
    return normalized(text).split()[:40]


def _best(words: Sequence[str], phrases: Mapping[str, Sequence[str]]) -> tuple[tuple[int, float], str | None]:
    """The longest phrase that is said, of two as long the likelier: how many words, how like, its key."""
    best: tuple[int, float] = (0, 0.0)
    found = None
    for candidate, ways in phrases.items():
        for way in ways:
            score = _likeness(way.split(), words)
            if score is not None and (len(way.split()), score) > best:
                best, found = (len(way.split()), score), candidate
    return best, found


def _likeness(wanted: Sequence[str], words: Sequence[str]) -> float | None:
    """How well every wanted word is found among those typed, 0 to 100; None when one is missing.

    A short word bears no typo: « aide » must not be heard in « idée ». Nor does a first letter: people
    seldom miss it, and « opposition » is no « proposition ».
    """
    scores = []
    for word in wanted:
        if len(word) <= SHORT:
            if word not in words:
                return None
            scores.append(100.0)
            continue
        near = [typed for typed in words if typed[0] == word[0]]
        found = process.extractOne(word, near, scorer=fuzz.ratio, score_cutoff=ALIKE)
        if found is None:
            return None
        scores.append(found[1])
    return sum(scores) / len(scores)
