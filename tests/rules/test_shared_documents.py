"""What may be added to a network's documents (R58; B2)."""

import pytest

from bot.rules.agenda import LONGEST_LINK
from bot.rules.shared_documents import LONGEST_TITLE, MOST, Fault, Mistake, mistakes

FINE = "https://exemple.invalid/grille"


def test_the_most_that_may_be() -> None:
    assert mistakes("x" * LONGEST_TITLE, FINE.ljust(LONGEST_LINK, "x"), MOST - 1) == []


@pytest.mark.parametrize(
    ("title", "address", "already", "wrong"),
    [
        ("", FINE, 0, Mistake(Fault.NO_TITLE)),
        ("x" * (LONGEST_TITLE + 1), FINE, 0, Mistake(Fault.LONG_TITLE, LONGEST_TITLE + 1, LONGEST_TITLE)),
        ("Grille", FINE, MOST, Mistake(Fault.TOO_MANY, MOST, MOST)),
        ("Grille", "http://exemple.invalid", 0, Mistake(Fault.BAD_LINK)),
        ("Grille", "javascript:alert(1)", 0, Mistake(Fault.BAD_LINK)),
        ("Grille", "", 0, Mistake(Fault.BAD_LINK)),
        (
            "Grille",
            FINE.ljust(LONGEST_LINK + 1, "x"),
            0,
            Mistake(Fault.LONG_LINK, LONGEST_LINK + 1, LONGEST_LINK),
        ),
    ],
)
def test_each_mistake(title: str, address: str, already: int, wrong: Mistake) -> None:
    assert mistakes(title, address, already) == [wrong]
