"""The agenda's points and minutes, its first draft, and what a link may be (R33; DOMAIN.md §2.3; B2)."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import agenda as rules
from bot.rules.agenda import Fault, Item, Mistake

LIMIT = 1500
FULL = dict(rules.MINUTES) | {"items": "Essais (40 min)", "follow_up": "", "others": ""}


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("Évaluation d’outil (40 min)", Item("Évaluation d’outil", 40)),
        ("Évaluation d’outil — 40 minutes", Item("Évaluation d’outil", 40)),
        ("Évaluation d’outil\u00a0: 5\u00a0min.", Item("Évaluation d’outil", 5)),
        ("Programme de 4e secondaire, 3117", Item("Programme de 4e secondaire, 3117", None)),
        ("40 min", Item("40 min", None)),
        ("Un jeu de 2 minis", Item("Un jeu de 2 minis", None)),
    ],
)
def test_the_minutes_are_read_at_the_end_of_a_line(line: str, item: Item) -> None:
    assert rules.items(f"\n {line} \n\n") == [item]


@given(st.text(st.characters(categories=["L"]), min_size=1, max_size=20), st.integers(0, 480))
def test_an_item_is_read_as_it_was_written(text: str, minutes: int) -> None:
    assert rules.items(rules.written(Item(text, minutes))) == [Item(text, minutes)]


def test_the_first_draft_shares_the_time_that_is_left() -> None:
    blocks = ["Mot de bienvenue.\nLecture de l’ordre du jour\nPrésentation", "Essais\n\nBilan"]
    said = ("Mot de bienvenue", "Lecture de l’ordre du jour")
    net = rules.net_minutes(time(8, 45), time(15, 45), 2)
    assert net == 360
    content = rules.first_content(blocks, said, net, 2)
    # 360 less 35 for the fixed points and two pauses: 295 for three, in fives.
    assert rules.items(content["items"]) == [Item("Présentation", 95), Item("Essais", 95), Item("Bilan", 95)]
    assert (rules.total(content), rules.mistakes(content, LIMIT)) == (320, [])
    assert rules.net_minutes(time(12, 45), time(15, 45), 1) == 180


def test_without_hours_no_minutes_are_proposed_and_many_lines_get_five_each() -> None:
    assert rules.net_minutes(None, None, 1) is None
    assert rules.first_content(["Un"], (), None, 1)["items"] == "Un"
    many = rules.first_content(["\n".join(f"L{n}" for n in range(100))], (), 180, 1)
    assert {one.minutes for one in rules.items(many["items"])} == {5}
    assert rules.first_content([], (), 180, 1)["items"] == ""


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"items": " \n"}, Mistake(Fault.NO_ITEMS)),
        ({"opening": "cinq"}, Mistake(Fault.BAD_MINUTES, "opening", limit=480)),
        ({"closing": ""}, Mistake(Fault.BAD_MINUTES, "closing", limit=480)),
        ({"questions": "481"}, Mistake(Fault.BAD_MINUTES, "questions", limit=480)),
        ({"questions": "٣"}, Mistake(Fault.BAD_MINUTES, "questions", limit=480)),
        ({"others": "x" * 1501}, Mistake(Fault.TOO_LONG, "others", 1501, LIMIT)),
        ({"follow_up": "x\n" * 21}, Mistake(Fault.TOO_MANY, "follow_up", 21, 20)),
    ],
)
def test_each_mistake_is_told(changed: dict[str, str], wrong: Mistake) -> None:
    assert rules.mistakes(FULL, LIMIT) == []
    assert rules.mistakes(FULL | changed, LIMIT) == [wrong]


def test_a_step_keeps_its_own_fields_and_says_its_own_mistakes() -> None:
    kept = rules.merged(FULL, 2, {"opening": " 7 ", "items": "forged"})
    assert kept == FULL | {"opening": "7", "welcome": "", "reading": "", "questions": "", "closing": ""}
    assert rules.mistakes(FULL | {"items": "", "opening": "x"}, LIMIT, 1) == [Mistake(Fault.NO_ITEMS)]
    assert rules.merged(FULL, 9, {"items": "x"}) == FULL
    assert all(len(names) <= 5 for names in rules.STEPS.values())


@pytest.mark.parametrize("address", ["https://exemple.invalid/a?b=c#d", "https://x.sharepoint.com/:w:/r/é"])
def test_a_plain_https_address_is_a_link(address: str) -> None:
    assert rules.link_mistake(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://exemple.invalid/a",
        "javascript:alert(1)",
        "https://exemple",
        "https://",
        "https://[x",
        "https://moi@exemple.invalid/",
        "https://exemple.invalid/a b",
        "https://exemple.invalid/<at>",
        "https://exemple.invalid/\u202e",
        "//exemple.invalid",
    ],
)
def test_b2_no_other_address_is(address: str) -> None:
    assert rules.link_mistake(address) == Mistake(Fault.BAD_LINK, "link")


def test_a_very_long_address_is_refused_with_its_count() -> None:
    wrong = rules.link_mistake("https://exemple.invalid/" + "x" * 500)
    assert wrong == Mistake(Fault.TOO_LONG, "link", 524, 500)


def test_a_line_of_spaces_is_read_at_once() -> None:
    """A pattern that looked for the end from each space took minutes."""
    line = f"a{' ' * 200_000}b"
    assert rules.items(line) == [Item(line, None)]
