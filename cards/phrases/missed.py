"""Notices that could not leave any more (issue 5, point 5)."""

from collections.abc import Callable, Mapping

from cards.phrases.numbers import counted
from cards.phrases.proposal import quoted

NOTED = "C’est noté"
NOTED_SAID = "C’est noté : cette ligne ne reviendra plus."
NOTHING = "C’était déjà noté."


def title(network: str) -> str:
    return f"Messages jamais partis : {quoted(network)}"


KINDS: Mapping[str, Callable[[int], str]] = {
    "week_before": lambda _: "l’annonce dans le canal, sept jours avant",
    "plan_wanted": lambda _: "le rappel du plan à la personne qui anime",
    "agenda_wanted": lambda _: "le rappel de l’ordre du jour à la personne qui anime",
    "release_wanted": lambda count: (
        f"la question sur la procédure de libération, à {counted(count, 'personne', 'personnes')}"
    ),
}


def line(day: str, counts: Mapping[str, int]) -> str:
    """`counts` of KINDS, in the order of KINDS."""
    told = ", ".join(say(counts[kind]) for kind, say in KINDS.items() if kind in counts)
    return (
        f"La rencontre du {day.removeprefix('le ')} est passée avant que le service puisse les envoyer : {told}. "
        "Avisez vous-même les personnes touchées, s’il le faut."
    )
