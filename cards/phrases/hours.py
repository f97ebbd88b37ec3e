"""« Mes heures » and its attestation (Loi sur l’instruction publique, s. 22.0.1; DOMAIN.md §7, Q18)."""

from cards.phrases.proposal import quoted

TITLE = "Mes heures"
OPEN = "Mes heures"
NONE = (
    "Aucune présence n’est consignée pour vous. Vos heures paraîtront ici après chaque rencontre, dès que les "
    "présences seront prises."
)
WHAT = (
    "Ce sont les heures des rencontres où votre présence est consignée, dîner exclu. Une demi-journée marquée "
    "« présence partielle » est comptée entière."
)
COUNTS = (
    "Le CEE atteste des heures de présence, rien de plus : c’est lui qui dira si elles comptent dans les "
    "30\u00a0heures de formation continue prévues en deux années scolaires (Loi sur l’instruction publique, "
    "article 22.0.1)."
)
ATTESTATION = "Préparer mon attestation (Word)"
OPEN_ATTESTATION = "Ouvrir l’attestation (Word)"
OF_ONE = "L’attestation d’une personne"
WHO = "Courriel de la personne qui la demande"
WRITE_WHO = "Écrivez son courriel du CSSDM."
FOR_ONE = "Préparer son attestation"
NOBODY = "Aucune personne connue n’a ce courriel. Vérifiez-le, puis essayez de nouveau."
NOT_PREPARED = "L’attestation n’est pas encore prête :"
OLDER, NEWER = "Années précédentes", "Années récentes"
ANIMATED, THERE, PARTLY = "animation", "présence", "présence partielle"


def hours(minutes: int) -> str:
    """« 6 h », « 3 h 15 »."""
    whole, rest = divmod(minutes, 60)
    return f"{whole}\u00a0h\u00a0{rest:02d}" if rest else f"{whole}\u00a0h"


def over_two_years(total: str, earlier: str, later: str) -> str:
    """`total` as `hours` says it."""
    return f"En deux années scolaires ({earlier} et {later}) : {total} de présence, à côté des 30\u00a0heures de la loi."


def year_total(year: str, total: str) -> str:
    return f"{year} : {total}"


def hours_line(day: str, title: str, total: str, how: str) -> str:
    """One meeting; `how` is one of the three ways to be there."""
    return f"{day.removeprefix('le ').capitalize()}, {quoted(title)} : {total} ({how})"


# On paper.
PAPER_TITLE = "Attestation de présence à des réseaux d’entraide"
DAY, NETWORK, HOW, HOURS = "Date", "Réseau d’entraide", "Participation", "Heures"
PAPER_WHAT = (
    "Les heures sont celles des rencontres où cette présence est consignée, dîner exclu. Une demi-journée marquée "
    "« présence partielle » est comptée entière."
)
PAPER_NONE = "Aucune présence n’est consignée pour ces deux années scolaires."
SIGNED_FOR = "Pour le Centre des enseignantes et des enseignants du CSSDM"
NAME_LINE = "Nom et fonction : ________________________________________"
SIGNATURE_LINE = "Signature : ________________________________________"
DATE_LINE = "Date : ____________________"
HOW_ON_PAPER = {ANIMATED: "Animation", THERE: "Présence", PARTLY: "Présence partielle"}


def attests(name: str, function: str, school: str) -> str:
    """`function` and `school` may be empty."""
    who = ", ".join(part for part in (name, function, school) if part)
    return f"Selon les présences consignées aux rencontres, {who}, a pris part à des réseaux d’entraide du CEE aux dates suivantes."


def paper_total(total: str, earlier: str, later: str) -> str:
    return f"Total pour les années scolaires {earlier} et {later} : {total}"


def attestation_footer(day: str) -> str:
    return f"Attestation de présence, {day}"


def attestation_about(title: str) -> str:
    """The document's property."""
    return f"{PAPER_TITLE} : {title}"
