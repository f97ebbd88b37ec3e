"""What is said of a text, whatever it is about."""

from cards.phrases.numbers import grouped


def too_long(count: int, limit: int) -> str:
    return (
        f"Votre texte compte {grouped(count)} caractères; le maximum est de {grouped(limit)}. Rien n’est perdu : "
        "raccourcissez-le."
    )
