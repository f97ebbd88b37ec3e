"""Finding networks: words without accents and with typos, filters, the order (issue 4 point 4; R21)."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.catalog import CHOICES_BYTES, Listed, Wanted, choices, find, folded, looked_for

DAY = date(2027, 1, 13)
TITLES = {
    1: "Préparer l’examen d’histoire de 4e secondaire : outils et partage",
    2: "Lire et écrire au 1er cycle : oser la littératie vivante",
    3: "Manipuler pour comprendre : la mathématique au 2e cycle",
    4: "Accueil et francisation : évaluer autrement",
    5: "Science et technologie : des laboratoires à faible coût",
}
SUMMARIES = {
    1: "Banques de questions, grilles de correction, lecture de documents.",
    2: "Des albums, des carnets d’écriture et des causeries.",
    3: "Fractions, mesure et géométrie avec du matériel simple.",
    4: "Entretiens, portfolios et observations en classe d’accueil.",
    5: "Ce qui se trouve à l’épicerie et à la quincaillerie : des protocoles à écrire.",
}


def listed(number: int, **over: Any) -> Listed:
    values: dict[str, Any] = {
        "network_id": number,
        "title": TITLES.get(number, f"Réseau {number}"),
        "summary": SUMMARIES.get(number, ""),
        "target_group": "Primaire",
        "discipline": "Français",
        "modality": "FULL_2",
        "months": frozenset({1, 5}),
        "free": 3,
        "members": 7,
        "takes": True,
        "closes_on": date(2026, 12, 18),
        "first_day": DAY,
    }
    return Listed(**{**values, **over})


ALL = [listed(number) for number in TITLES]


def ids(found: list[Listed]) -> list[int]:
    return [one.network_id for one in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("évaluer", [4]),
        ("EVALUER", [4]),
        ("evaleur", [4]),
        ("francisaton", [4]),
        ("matematique", [3]),
        ("mathématiques", [3]),
        ("math", [3]),
        ("geometrie", [3]),
        ("laboratoirs epicerie", [5]),
        ("l’épicerie", [5]),
        ("les laboratoires dans l’épicerie", [5]),
        ("cout", [5]),
        # In a title before in a summary: « Lire et écrire » comes before « protocoles à écrire ».
        ("écrire", [2, 5]),
        # Every word must be found, in the title or in the summary.
        ("histoire laboratoires", []),
        ("examen grilles", [1]),
        # A short word bears no typo: « lure » is not « lire ».
        ("lure", []),
        ("musique baroque", []),
        ("", [1, 2, 3, 4, 5]),
        ("un réseau d’entraide", [1, 2, 3, 4, 5]),
        ("? !", [1, 2, 3, 4, 5]),
    ],
)
def test_words_are_found_in_titles_and_summaries(text: str, wanted: list[int]) -> None:
    same_order = [listed(number, first_day=DAY + timedelta(days=number)) for number in TITLES]
    assert ids(find(same_order, Wanted(text))) == wanted


@pytest.mark.parametrize(
    ("title", "better"),
    [
        ("Lecture et vie", "Lecture"),
        ("Lecteurs de tous les âges", "Lecture de tous les âges"),
    ],
)
def test_the_word_itself_comes_before_what_looks_like_it(title: str, better: str) -> None:
    near, right = listed(1, title=title, summary=""), listed(2, title=better, summary="")
    first = find([near, right], Wanted("lecture"))
    assert right in first
    assert find([right, near], Wanted("lecture")) == first


def test_likeness_ranks_the_exact_word_the_beginning_then_the_typo() -> None:
    words = {1: "evalaution", 2: "évaluations", 3: "évaluation"}
    found = find([listed(n, title=t, summary="") for n, t in words.items()], Wanted("évaluation"))
    assert ids(found) == [3, 2, 1]


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (Wanted(target_group="Secondaire"), [2]),
        (Wanted(discipline="Musique"), [3]),
        (Wanted(modality="HALF_4"), [4]),
        (Wanted(month=10), [5]),
        (Wanted(month=5), [1, 2, 3, 4, 6, 7]),
        (Wanted(free_only=True), [1, 2, 3, 4, 5]),
        (Wanted(target_group="Secondaire", discipline="Musique"), []),
        (Wanted("francisation", modality="HALF_4"), [4]),
        (Wanted("francisation", modality="FULL_2"), []),
    ],
)
def test_filters(wanted: Wanted, kept: list[int]) -> None:
    """6 is full; 7 has free seats but takes nobody any more."""
    networks = [
        listed(1),
        listed(2, target_group="Secondaire"),
        listed(3, discipline="Musique"),
        listed(4, modality="HALF_4"),
        listed(5, months=frozenset({10})),
        listed(6, free=0),
        listed(7, takes=False),
    ]
    assert sorted(ids(find(networks, wanted))) == kept


def test_who_lacks_members_and_closes_soon_comes_first_and_the_closed_last() -> None:
    """R21, point 8: below six first, the soonest to close before; then by the first meeting."""
    networks = [
        listed(1, takes=False, members=2),
        listed(2, members=9, first_day=DAY),
        listed(3, members=6, first_day=DAY - timedelta(days=1)),
        listed(4, members=5, closes_on=date(2026, 12, 18)),
        listed(5, members=0, closes_on=date(2026, 11, 27), first_day=DAY + timedelta(days=60)),
        listed(6, members=3, closes_on=None),
    ]
    assert ids(find(networks, Wanted())) == [5, 4, 6, 3, 2, 1]


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("voir les réseaux", ""),
        ("Catalogue", ""),
        ("chercher francisation", "francisation"),
        ("cherhcer Évaluer autrement", "Évaluer autrement"),
        ("Je veux m’inscrire", "m"),
        ("chercher un réseau sur l’évaluation", "un l évaluation"),
        ("trouver un réseau de lecture", "un de lecture"),
    ],
)
def test_what_a_message_looks_for(message: str, wanted: str) -> None:
    assert looked_for(message) == wanted


def test_a_message_without_a_subject_looks_for_everything() -> None:
    for message in ("je veux m’inscrire à un réseau", "chercher", "Voir les réseaux ouverts"):
        assert find(ALL, Wanted(looked_for(message))) == find(ALL, Wanted()), message
        assert sorted(ids(find(ALL, Wanted()))) == [1, 2, 3, 4, 5]


def test_choices_are_there_once_and_fit_on_a_card() -> None:
    assert choices(["Musique", "Éthique", "", "Danse", "Musique"]) == ["Danse", "Éthique", "Musique"]
    many = [f"{number:03} {'é' * 100}" for number in range(300)]
    kept = choices([*many, many[299]])
    assert sum(2 * len(label.encode()) for label in kept) < CHOICES_BYTES
    # The one that two networks have is not among those left out.
    assert many[299] in kept
    assert kept == sorted(kept)


@given(st.sampled_from(sorted(TITLES)), st.data())
def test_a_long_word_of_a_title_is_found_with_two_letters_exchanged(number: int, data: st.DataObject) -> None:
    long = [word for word in folded(TITLES[number]) if len(word) >= 8]
    word = data.draw(st.sampled_from(long or folded(TITLES[number])[:1]))
    at = data.draw(st.integers(0, len(word) - 2))
    typo = word[:at] + word[at + 1] + word[at] + word[at + 2 :] if long else word
    assert number in ids(find(ALL, Wanted(typo)))


@given(st.text(max_size=120), st.permutations(ALL))
def test_any_words_give_some_of_the_networks_once_whatever_their_order(
    text: str, mixed: list[Listed]
) -> None:
    found = find(mixed, Wanted(text))
    assert found == find(ALL, Wanted(text))
    assert len(set(ids(found))) == len(found)


@given(st.text(max_size=60))
def test_accents_and_capitals_change_nothing(text: str) -> None:
    assert find(ALL, Wanted(" ".join(folded(text)))) == find(ALL, Wanted(text))
