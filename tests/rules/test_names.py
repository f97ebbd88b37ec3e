"""Names left out of what the whole Team may read (issue 5 point 11)."""

import pytest

from bot.rules.names import alphabetical, without_names

PEOPLE = ("Marie-Ève Côté", "Jean de la Rose", "Li Ng")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Atelier de Marie-Ève Côté (40 min)", "Atelier de X (40 min)"),
        ("atelier de marie-eve cote", "atelier de X"),
        ("COTE, Marie-Eve", "X, X"),
        ("L’outil d’Ève et l'avis de Jean.", "L’outil d’X et l'avis de X."),
        ("Jean de la Rose anime", "X anime"),
        ("Rose lit; un crayon rose", "X lit; un crayon rose"),
        ("De la lecture, La suite, Les liens", "De la lecture, La suite, Les liens"),
        ("Ng présente, Li note", "X présente, X note"),
        ("Jeanne et Jean-Guy", "Jeanne et X-Guy"),
        ("Écrire à li.ng@exemple.invalid, vite", "Écrire à X, vite"),
        ("Écrire à qui@exemple.invalid.", "Écrire à X"),
        ("Bilan\nMarie\nFin", "Bilan\nX\nFin"),
        ("", ""),
    ],
)
def test_who_is_named_is_left_out(text: str, left: str) -> None:
    assert without_names(text, PEOPLE, "X") == left


def test_nobody_to_leave_out_changes_nothing() -> None:
    assert without_names("Marie lit. Ève écrit.", ["", "123"], "X") == "Marie lit. Ève écrit."


def test_names_are_listed_as_french_lists_them() -> None:
    """DOMAIN.md §3.6: case, accents and hyphens apart."""
    listed = [
        "Élise Roy",
        "eva Roy",
        "Jean Marc Roy",
        "Jean-Marc Tremblay",
        "Œdipe Roy",
        "Olivier Roy",
        "Zoé Roy",
    ]
    assert sorted(set(listed), key=alphabetical) == listed
