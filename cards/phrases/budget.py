"""The release of a year against its envelope, and the card that sets it."""

from collections.abc import Mapping

from cards.phrases.numbers import days, grouped
from cards.phrases.overview import year_button as year_button


def title(year: str) -> str:
    return f"Budget de libération\u00a0: {year}"


HOW = (
    "«\u00a0Engagé\u00a0» est ce qui est utilisé, et ce qui est à venir ou à décider; «\u00a0libéré\u00a0» est revenu sans être utilisé. Une demi-journée "
    "compte pour 0,5\u00a0jour."
)
CHART = "Jours de libération"
ENVELOPE, COMMITTED, USED, TO_COME, FREED = "Enveloppe", "Engagé", "Utilisé", "À venir ou à décider", "Libéré"
LEFT, OVER = "Reste", "Dépassement"
NOT_SET = "pas encore fixée"
NOT_SET_HOW = (
    "Personne n’a dit combien de jours de libération cette année peut engager. Fixez l’enveloppe pour "
    "savoir ce qu’il en reste."
)
IS_OVER = (
    "L’enveloppe est dépassée. Rien n’est refusé pour autant\u00a0: c’est à vous d’en juger avec le comité."
)


def at_most(networks: int, half_days: int) -> str:
    """`networks` are those accepted; `half_days` what they ask for when all their seats are taken."""
    if networks == 0:
        return "Aucun réseau n’est encore accepté pour cette année."
    if networks == 1:
        return f"Si les places du réseau accepté se remplissent toutes, il demandera {days(half_days)}."
    counted = f"Si les places des {grouped(networks)} réseaux acceptés se remplissent toutes"
    return f"{counted}, ils demanderont {days(half_days)}."


def then_left(half_days: int) -> str:
    return f"Il resterait alors {days(half_days)}."


def then_over(half_days: int) -> str:
    return f"L’enveloppe serait alors dépassée de {days(half_days)}."


BY_NETWORK, BY_SCHOOL = "Par réseau", "Par établissement"
BY_SCHOOL_HOW = "L’établissement est celui de la personne le jour de la libération."
SET = "Fixer l’enveloppe"
CHANGE = "Changer l’enveloppe"
NO_SCHOOL = "Établissement inconnu"
NOTHING = "Aucune libération n’est encore prévue pour cette année."


def spent_line(committed: int, used: int, freed: int) -> str:
    """Half-days of each."""
    return f"Engagé\u00a0: {days(committed)}. Utilisé\u00a0: {days(used)}. Libéré\u00a0: {days(freed)}."


# The envelope's form.
def envelope_title(year: str) -> str:
    return f"Enveloppe de libération\u00a0: {year}"


ENVELOPE_HOW = (
    "Combien de jours de libération les réseaux de cette année peuvent-ils engager, tous ensemble? L’enveloppe n’empêche "
    "rien\u00a0: elle dit ce qu’il reste, ici et quand une proposition est à l’étude."
)
DAYS = "Jours de libération (vide pour n’en fixer aucune)"
DAYS_HINT = "Écrivez un nombre de jours, par exemple 215 ou 21,5."
PLACEHOLDER = "215 ou 21,5"
SAVE = "Enregistrer l’enveloppe"
BACK = "Revenir au budget"
NOT_SAVED = "L’enveloppe n’est pas encore enregistrée. Rien n’est perdu\u00a0:"
FAULTS: Mapping[str, str] = {
    "no_number": "Écrivez un nombre de jours en chiffres, par exemple 215 ou 21,5.",
    "no_half": "Une libération compte par demi-journées\u00a0: écrivez un nombre entier, ou qui finit par 5 après la virgule.",
    "too_much": "Ce nombre est trop grand\u00a0: l’enveloppe est d’au plus 10\u00a0000\u00a0jours.",
}
STALE = "L’enveloppe a changé entre-temps. Voici celle qui est enregistrée\u00a0: vérifiez, puis recommencez au besoin."


def saved(half_days: int | None) -> str:
    if half_days is None:
        return "C’est noté\u00a0: cette année n’a pas d’enveloppe."
    return f"C’est noté\u00a0: l’enveloppe est de {days(half_days)}."
