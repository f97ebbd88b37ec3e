"""What people type, in French, without accents, with typos, in sentences (issue 2, point 6)."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process

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
    ),
    actions.SITTING: ("seance", "seance comite", "consigner decisions"),
    actions.LETTERS: ("lettres", "voir lettres", "envoyer lettres"),
    actions.DESK: ("mon bureau", "bureau", "mes taches", "taches", "quoi faire"),
    actions.PEOPLE_UNKNOWN: ("personnes confirmer", "confirmer personnes", "personnes inconnues"),
    actions.YEAR_DATES: ("dates annee", "dates depot", "date comite"),
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
    actions.ACTING: ("agir personne", "inscrire personne", "desister personne"),
    actions.ANNOUNCE: ("annoncer inscriptions", "annonce inscriptions"),
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
    words = normalized(text).split()[:40]
    best: tuple[int, float] = (0, 0.0)
    verb = None
    for candidate, ways in phrases.items():
        for way in ways:
            score = _likeness(way.split(), words)
            if score is not None and (len(way.split()), score) > best:
                best, verb = (len(way.split()), score), candidate
    greeted = actions.MENU in phrases and any(_likeness([greeting], words) for greeting in GREETINGS)
    return verb or (actions.MENU if greeted else None)


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
