"""« Mon calendrier »: what its card says, and the words that stand in a calendar file."""

from cards.phrases.numbers import counted

TITLE = "Mes réseaux d’entraide"
CARD_TITLE = "Mon calendrier"
WHAT = (
    "Cette adresse montre dans Outlook, ou dans un autre calendrier, les rencontres des réseaux auxquels vous "
    "participez ou que vous animez. Elle se met à jour d’elle-même : une date déplacée ou annulée y change aussi."
)
HOW = (
    "Dans Outlook : Ajouter un calendrier, puis S’abonner à partir du web, puis collez l’adresse. Outlook relit "
    "l’adresse quelques fois par jour."
)
ADDRESS = "Adresse à copier"
OPEN = "Ouvrir l’adresse"
KEEP_IT = (
    "Qui a cette adresse voit vos rencontres : ne la transmettez pas. Si quelqu’un l’a vue, demandez une nouvelle "
    "adresse; l’ancienne cesse aussitôt de fonctionner."
)
RENEW = "Nouvelle adresse"
RENEWED = (
    "Voici votre nouvelle adresse. L’ancienne ne fonctionne plus : retirez-la de votre calendrier, puis ajoutez "
    "celle-ci."
)
NONE = "Vous ne participez à aucun réseau pour le moment; le calendrier se remplira dès votre inscription."
ONE_BY_ONE = "Vous pouvez aussi télécharger une fois les rencontres d’un seul réseau : ce fichier ne se met pas à jour."
DOWNLOAD = "Télécharger (.ics)"


def event(title: str, number: int) -> str:
    return f"Réseau d’entraide « {title} », rencontre {number}"


def located(place: str, room: str) -> str:
    return f"{place}, {room}" if room else place


# What stands under a meeting, a line each.
NOT_HELD = "Cette rencontre n’a pas lieu à cette date."
NOT_YET = "Date à confirmer : le réseau n’est pas encore publié."
YOU_ANIMATE = "Vous animez ce réseau."
MORE = "Renseignements : écrivez « mon réseau » au robot dans Teams."


def animation(name: str) -> str:
    return f"Animation : {name}."


def half_days(half_days: int) -> str:
    return f"Libération : {counted(half_days, 'demi-journée', 'demi-journées')}."
