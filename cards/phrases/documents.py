"""Word documents: what their cards say, and the words that stand on paper beside the annex's labels."""

WORD = "Voir le document Word"
COMPARE = "Comparer (Word)"
READY = "Votre document est prêt"
OPEN = "Ouvrir le document Word"
OPEN_CALENDAR = "Ouvrir le fichier de calendrier"
OPEN_CSV = "Ouvrir le fichier (CSV)"


def until(day: str, hour: str) -> str:
    return f"Le lien fonctionne jusqu’au {day.removeprefix('le ')}, à {hour}. Qui a ce lien peut lire le document : ne le transmettez pas."


BACK = "Revenir"
GONE_TITLE = "Ce lien n’est plus valide"
GONE = "Redemandez le document dans Teams, là où vous l’avez demandé : vous recevrez un nouveau lien."

# On paper (Annexe 1, exactly).
THANKS = (
    "Merci de votre implication. Vous contribuez grandement au rayonnement de l’expertise de nos enseignants à "
    "travers le CSSDM."
)
EXTRA_TITLE = "Renseignements demandés par le guide en plus de la fiche"


def proposal_title(title: str) -> str:
    return f"Fiche de proposition de réseau : {title}"


def ticked(answer: str, text: str) -> str:
    """« Oui : … » of a box and its text."""
    return f"{answer} : {text}"


def proposal_footer(number: int, year: str, version: int, day: str) -> str:
    return f"Proposition numéro {number} pour {year}, version {version}, {day}"


def draft_footer(number: int, year: str, day: str) -> str:
    return f"Brouillon de la proposition numéro {number} pour {year}, {day}"


def comparison_title(year: str) -> str:
    return f"Propositions pour {year} : comparaison"


def comparison_intro(count: int, day: str) -> str:
    if count == 0:
        return "Aucune proposition n’est reçue pour cette année."
    many = "Une proposition reçue" if count == 1 else f"{count} propositions reçues"
    return f"{many}, avis du comité au {day.removeprefix('le ')}. Aucune note n’est calculée."


def legend(named: str) -> str:
    """`named` is « A, nouveauté; B, … »."""
    return f"Priorités du guide : {named}."


def comparison_footer(day: str) -> str:
    return f"Document de travail du comité de gestion, {day}"


def numbered(number: int, title: str) -> str:
    return f"{number}. {title}"


NO_COMMENT = "Aucun commentaire."
NO_MARK = "—"
HELD = "décision consignée, lettre retenue"


def said(name: str) -> str:
    return f"{name} :"


def folio_footer(day: str) -> str:
    return f"Fiche pour Folio, {day}"
