"""The members of the Team, as a responsible brings them up to date."""

from cards.phrases.numbers import counted

TITLE = "L’équipe Teams à mettre à jour"
OPEN = "Voir qui ajouter ou retirer"
HOW = (
    "Dans Teams, ouvrez l’équipe du CEE, puis « Gérer l’équipe ». Ajoutez ou retirez les personnes ci-dessous, puis "
    "dites-le ici : elles disparaîtront de cette liste."
)
ADD = "À ajouter"
ADD_WHY = "Elles ont une place dans un réseau, ou l’animent. Voici leurs adresses, à coller dans Teams :"
REMOVE = "À retirer"
REMOVE_WHY = "Plus aucun réseau ni aucun rôle ne les rattache à l’équipe."
DONE = "C’est fait dans Teams"
NOTHING = "L’équipe Teams est à jour : personne à ajouter ni à retirer."


def line(adding: int, removing: int) -> str:
    """For the desk; at least one of the two is not 0."""
    added = f"{counted(adding, 'personne', 'personnes')} à ajouter" if adding else ""
    removed = f"{counted(removing, 'personne', 'personnes')} à retirer" if removing else ""
    return f"{', '.join(part for part in (added, removed) if part)}."


def noted(count: int) -> str:
    return f"C’est noté pour {counted(count, 'personne', 'personnes')}."


def more(count: int) -> str:
    return f"Et {counted(count, 'autre', 'autres')} : la suite paraîtra une fois ceci fait."
