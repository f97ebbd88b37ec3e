"""The turn of the school year: one list of what to renew, and the channels to archive (DOMAIN.md §1.8, 11)."""

from collections.abc import Mapping

from cards.phrases.numbers import counted
from cards.phrases.proposal import quoted

DESK_TITLE = "Nouvelle année"
OPEN = "Voir la liste de la nouvelle année"


def new_year_title(year: str) -> str:
    return f"Nouvelle année : {year}"


def desk_line(left: int, year: str) -> str:
    if left == 0:
        return f"Tout est prêt pour {year}; il reste à fermer la liste."
    return f"{counted(left, 'étape reste', 'étapes restent')} à faire pour {year}."


def year_archived(count: int, year: str) -> str:
    if count == 0:
        return f"Aucun réseau de {year} n’est à archiver."
    told = "Le réseau de" if count == 1 else f"Les {count} réseaux de"
    are = "est archivé" if count == 1 else "sont archivés"
    return (
        f"{told} {year} {are} : on peut les lire, plus les changer. Un bilan en retard peut encore être déposé, et vous "
        "pouvez corriger les présences. Les statistiques ne changent pas."
    )


def step_line(title: str, *, done: bool) -> str:
    return f"{'Fait' if done else 'À faire'} : {title}"


LISTS = "Listes à renouveler"
LISTS_HOW = "Comment faire"
NAMES: Mapping[str, str] = {
    "schools": "établissements",
    "teachers": "personnel enseignant",
    "target-groups": "groupes visés",
    "disciplines": "disciplines",
    "priorities": "priorités du CEE",
}


def list_renewed(name: str, day: str) -> str:
    """`day` is when it was imported last, or empty."""
    return f"{name} : {f'liste importée {day}' if day else 'aucune liste importée'}"


CALENDAR = "Calendrier scolaire"


def calendar_days(count: int, year: str) -> str:
    if count == 0:
        return (
            f"Aucun jour de {year} n’est inscrit : les rencontres seraient comparées aux seuls jours fériés."
        )
    return f"{counted(count, 'jour fermé ou pédagogique est inscrit', 'jours fermés ou pédagogiques sont inscrits')}."


CALENDAR_OPEN = "Ouvrir le calendrier"
DATES = "Dates de l’année"


def dates_set(year: str, window: str) -> str:
    """`window` is « du … au … », or empty."""
    if window:
        return f"Dépôt des propositions pour {year} : {window}."
    return f"La période de dépôt des propositions pour {year} n’est pas choisie."


def window_of(opens: str, closes: str) -> str:
    if opens and closes:
        return f"du {opens.removeprefix('le ')} au {closes.removeprefix('le ')}"
    return f"à partir du {opens.removeprefix('le ')}" if opens else f"jusqu’au {closes.removeprefix('le ')}"


DATES_OPEN = "Choisir les dates"
BILANS = "Bilans"


def bilans_missing(count: int, titles: str, year: str) -> str:
    """`titles` are the first few, quoted."""
    if count == 0:
        return f"Tous les bilans de {year} sont là."
    return f"{counted(count, 'bilan de', 'bilans de')} {year} {'manque' if count == 1 else 'manquent'} : {titles}."


def and_more(titles: str, count: int) -> str:
    return f"{titles}, et {counted(count, 'autre', 'autres')}" if count else titles


DESK = "Ouvrir mon bureau"
CHANNELS = "Canaux de l’an dernier"


def channels_left(by_hand: int, by_bot: int) -> str:
    if by_hand:
        return f"{counted(by_hand, 'canal est', 'canaux sont')} à archiver dans Teams."
    if by_bot:
        return f"{counted(by_bot, 'canal est', 'canaux sont')} en train d’être {'archivé' if by_bot == 1 else 'archivés'}."
    return "Tous les canaux sont archivés."


CLOSE = "C’est fait"
CLOSED = "C’est noté : la liste de la nouvelle année est fermée."
CLOSED_BEFORE = "Cette liste était déjà fermée."


def closed_by(name: str, day: str) -> str:
    return f"Liste fermée par {name} {day}."


CLOSE_NEXT = (
    "« C’est fait » ferme la liste, même s’il reste des étapes; « nouvelle année » la rouvre pour la lire."
)

LISTS_TITLE = "Renouveler les listes"
LISTS_TEXT = (
    "Préparez un fichier CSV par liste, avec les mêmes colonnes que l’an dernier, puis faites-le parvenir à la personne "
    "qui administre le serveur : elle l’importe en une commande (docs/imports.md). Un fichier qui contient une faute est refusé en "
    "entier, avec le numéro de chaque ligne."
)
LISTS_PEOPLE = (
    "Une personne qui n’est plus dans la liste n’est pas effacée : ses inscriptions passées restent. Un changement "
    "d’école compte à partir de l’importation."
)


def list_file(name: str, file: str) -> str:
    return f"{name} : {file}.csv"


BACK = "Revenir à la nouvelle année"

# Channels that a person archives.
ARCHIVE_TITLE = "Canaux à archiver"
ARCHIVE_OPEN = "Voir les canaux"
ARCHIVE_HOW = (
    "Dans Teams, ouvrez l’équipe du CEE. Pour chaque canal ci-dessous, choisissez « Autres options », puis « Archiver le "
    "canal ». Dites-le ensuite ici : ils disparaîtront de cette liste."
)
ARCHIVE_DONE = "C’est fait dans Teams"
ARCHIVE_NOTHING = "Aucun canal n’est à archiver."


def archive_line(count: int) -> str:
    return f"{counted(count, 'canal', 'canaux')} des années passées."


def archive_channel(key: str, title: str) -> str:
    return f"{key}, {quoted(title)}"


def archive_refused(line: str, cause: str) -> str:
    return f"{line} ({cause})"


CAUSES: Mapping[str, str] = {
    "unreachable": "Teams n’a pas confirmé l’archivage",
    "not_signed_in": "Microsoft ne reconnaît plus ce service",
    "not_allowed": "Teams ne permet pas à l’application de l’archiver",
    "team_unknown": "Teams ne trouve pas l’équipe",
    "team_archived": "l’équipe entière est archivée",
    "refused": "Teams a refusé de l’archiver",
    "busy": "Teams reçoit trop de demandes",
}


def archive_noted(count: int) -> str:
    return f"C’est noté pour {counted(count, 'canal', 'canaux')}."


def archive_more(count: int) -> str:
    return f"Et {counted(count, 'autre', 'autres')} : la suite paraîtra une fois ceci fait."
