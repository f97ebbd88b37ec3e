"""What a channel may be called (TEAMS_FACTS §0, §2.1): legal, readable, its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.channel import LONGEST, NAMES, channel_name, is_named_after
from tests.fakes.graph_names import is_legal

KEY = "R2027-0001"
NUMBERS = range(1, NAMES + 1)

CASES = [
    ("Lire dehors", "Lire dehors"),
    ("L’examen, d'abord", "L examen d abord"),
    ("Lecture : le plaisir", "Lecture - le plaisir"),
    ("Lecture\u00a0: le plaisir", "Lecture - le plaisir"),
    ("Sciences & techno", "Sciences et techno"),
    ("Français/univers social", "Français-univers social"),
    ("«\u00a0Le petit Nicolas\u00a0» en classe", "Le petit Nicolas en classe"),
    ("Comment lire?", "Comment lire"),
    ("100 % <dehors> #1 {a|b} ~*~", "100 dehors 1 a - b"),
    ("...en attendant...", "en attendant"),
    ("Suite... et fin", "Suite et fin"),
    ("M. Tremblay, v. 2.", "M. Tremblay v. 2"),
    ("_vti_ et .caché", "vti et .caché"),
    ("CON", "CON"),
    ("  un\t\ttitre\r\nsur\u2028deux lignes ", "un titre sur deux lignes"),
    ("a\x00b\x1fc\x85d", "a b c d"),
    ("re\u200btour\u202e à l’envers\ufeff", "retour à l envers"),
    ("E\u0301cole", "École"),
    ("Cœur 🌱 vert", "Cœur 🌱 vert"),
    ("", ""),
    ("?!?", "!"),
    ("///", ""),
    ("Apprendre à lire et à écrire en plein air avec les petits", "Apprendre à lire et à écrire en plein"),
    ("Aider les élèves du primaire à se relire.", "Aider les élèves du primaire à se"),
    ("x" * 80, "x" * 39),
    ("Anti" + "constitutionnellement" * 3, "Anticonstitutionnellementconstitutionne"),
    ("Lire, écrire et compter (première année)", "Lire écrire et compter (première année)"),
    ("Lire, écrire et compter encore (première année)", "Lire écrire et compter encore"),
    ("🌱" * 60, "🌱" * 19),
]


@pytest.mark.parametrize(("title", "words"), CASES)
def test_a_title_becomes_words_that_teams_takes(title: str, words: str) -> None:
    name = channel_name(KEY, title)
    assert name == f"{KEY} {words}".strip()
    assert is_legal(name)


def test_each_number_gives_another_name_that_still_fits() -> None:
    names = [channel_name(KEY, "Apprendre à lire et à écrire en plein air", number) for number in NUMBERS]
    start = f"{KEY} Apprendre à lire et à écrire en"
    assert names == [f"{start} plein", *(f"{start} ({number})" for number in range(2, NAMES + 1))]


@pytest.mark.parametrize(
    ("name", "is_its"),
    [
        ("R2026-0001 Lire dehors", True),
        ("R2026-0001", True),
        ("R2026-0001 (2)", True),
        ("R2026-00012 Lire dehors", False),
        ("R2026-00012", False),
        ("R2026-000", False),
        ("R2026-0001-bis", False),
        ("Suite de R2026-0001 Lire", False),
        ("r2026-0001 Lire dehors", False),
    ],
)
def test_a_name_belongs_to_exactly_one_key(name: str, *, is_its: bool) -> None:
    assert is_named_after("R2026-0001", name) is is_its


SPOILT = st.text(alphabet=st.sampled_from("a é._ /:,'’\"#%&*{}+\\<>?|~-(\x00\x9f\u200b🌱CON"), max_size=120)


@given(st.one_of(st.text(max_size=120), SPOILT), st.integers(1, 99_999), st.sampled_from(NUMBERS))
def test_whatever_the_title_the_name_is_legal_and_found_again(title: str, number: int, ordinal: int) -> None:
    key = f"R2027-{number:04d}"
    name = channel_name(key, title, ordinal)
    assert is_legal(name)
    assert len(name.encode("utf-16-le")) <= LONGEST * 2
    assert is_named_after(key, name)
    assert not is_named_after(key[:-1], name)
    assert not is_named_after(f"{key}0", name)


@given(st.text(max_size=120))
def test_names_of_one_title_differ_even_to_a_reader_who_ignores_case(title: str) -> None:
    names = [channel_name(KEY, title, number).casefold() for number in NUMBERS]
    assert len(set(names)) == NAMES
