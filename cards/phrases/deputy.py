"""« Je m’absente »: who does the work of a responsible, and until when."""

from collections.abc import Mapping

OPEN = "Je m’absente"
TITLE = "Je m’absente"
HOW = (
    "Choisissez qui vous remplace, et de quel jour à quel jour. Durant ces jours, cette personne a le même bureau "
    "que vous et reçoit le résumé du matin à votre place. Le remplacement se termine de lui-même."
)
SEARCH = "Chercher une personne (nom ou courriel)"
TYPE_NAME = "Écrivez un nom ou un courriel."
FIND = "Chercher"
WHO = "Qui vous remplace?"
CHOOSE_WHO = "Choisissez une personne."
NOBODY_FOUND = "Personne de ce nom n’est connu ici. Vérifiez l’orthographe, ou cherchez par courriel."
FIRST = "Du"
CHOOSE_FIRST = "Choisissez le premier jour."
LAST = "Au (inclusivement)"
CHOOSE_LAST = "Choisissez le dernier jour."
SAVE = "Nommer cette personne"
NOT_NAMED = "Personne n’est encore nommé, et rien n’est perdu :"
MISTAKES: Mapping[str, str] = {
    "nobody": "Choisissez la personne qui vous remplace.",
    "self": "Choisissez une autre personne que vous.",
    "deputy_away": "Cette personne s’absente aussi durant ces jours. Choisissez-en une autre, ou d’autres dates.",
    "no_start": CHOOSE_FIRST,
    "no_end": CHOOSE_LAST,
    "past": "Le premier jour est passé. Choisissez aujourd’hui ou un jour à venir.",
    "backwards": "Le dernier jour précède le premier. Vérifiez les deux dates.",
    "too_long": "Un remplacement dure au plus un an. Choisissez un dernier jour plus proche.",
}
ONLY_OWN = (
    "Vous remplacez une personne responsable : elle seule peut nommer quelqu’un. Pour une autre personne, "
    "demandez-le-lui."
)


def chosen_person(name: str, address: str) -> str:
    return f"{name}, {address}" if address else name


def stands(name: str, first: str, last: str) -> str:
    return f"{name} vous remplace {term_span(first, last)}."


def stands_for(name: str, first: str, last: str) -> str:
    return f"Vous remplacez {name} {term_span(first, last)}."


def term_span(first: str, last: str) -> str:
    """Both days as « le 14 octobre 2026 »."""
    if first == last:
        return first
    return f"du {first.removeprefix('le ')} au {last.removeprefix('le ')} inclusivement"


NAMED_NEXT = "Un message vient de partir vers cette personne."
NEVER_SPOKE = "Cette personne n’a encore jamais écrit ici : avisez-la vous-même, puis demandez-lui d’écrire « bonjour »."
END = "Mettre fin au remplacement"
END_TITLE = "Mettre fin au remplacement?"
END_WHAT = "Le bureau et le résumé du matin redeviennent tout de suite ce qu’ils étaient, et l’autre personne est avertie."
END_SURE = "Oui, y mettre fin"
END_KEEP = "Garder le remplacement"
ENDED = "Le remplacement est terminé. Un message vient de partir vers l’autre personne."
GONE = "Ce remplacement est terminé, ou n’est pas le vôtre."

# To the deputy, to the absent one.
NAMED_TITLE = "Un remplacement vous est confié"
NAMED_WHAT = (
    "Durant ces jours, « Mon bureau » vous montre ce qui attend les personnes responsables, et le résumé du matin "
    "vous parvient. Si ce n’est pas possible, mettez-y fin : la personne en sera avertie."
)
ENDED_TITLE = "Un remplacement se termine plus tôt"


def term_ended(name: str, first: str, last: str) -> str:
    return f"{name} met fin au remplacement prévu {term_span(first, last)}."


ENDED_ABSENT = "Votre résumé du matin reprend. Au besoin, nommez une autre personne."
ENDED_DEPUTY = "Il n’y a plus rien à faire de votre côté. Merci!"
STARTS_TITLE = "Le remplacement commence"
OVER_TITLE = "Le remplacement est terminé"


def over_absent(name: str) -> str:
    return f"{name} ne vous remplace plus. Votre résumé du matin reprend."


def over_deputy(name: str) -> str:
    return f"Vous ne remplacez plus {name}. Merci!"
