"""A message to networks: who may write, and how much (DOMAIN.md §1.9)."""

import pytest

from bot.rules.mailing import ANIMATORS, MEMBERS, NETWORK, Mistake, audience_of, may_write, wrong
from bot.rules.texts import TooLong


@pytest.mark.parametrize(
    ("audience", "responsible", "animates", "may"),
    [
        (NETWORK, True, False, True),
        (NETWORK, False, True, True),
        (NETWORK, False, False, False),
        (ANIMATORS, True, False, True),
        (ANIMATORS, False, True, False),
        (MEMBERS, True, True, True),
        (MEMBERS, False, True, False),
    ],
)
def test_who_may_write_to_whom(audience: str, responsible: bool, animates: bool, may: bool) -> None:
    assert may_write(audience, responsible=responsible, animates=animates) is may


@pytest.mark.parametrize(
    ("code", "read"),
    [
        ("NETWORK:7", (NETWORK, 7)),
        ("ANIMATORS", (ANIMATORS, 0)),
        ("MEMBERS", (MEMBERS, 0)),
        ("", None),
        ("NETWORK", None),
        ("NETWORK:", None),
        ("NETWORK:0", None),
        ("NETWORK:-7", None),
        ("NETWORK:²", None),
        ("NETWORK:9999999999", None),
        ("MEMBERS:7", None),
        ("EVERYBODY", None),
    ],
)
def test_a_choice_is_read_or_is_none(code: str, read: tuple[str, int] | None) -> None:
    assert audience_of(code) == read


def test_each_gap_is_told_and_a_text_is_never_cut() -> None:
    assert not wrong("Objet", "Texte", people=1)
    empty = wrong("", "", people=None)
    assert empty.mistakes == (Mistake.NO_AUDIENCE, Mistake.NO_SUBJECT, Mistake.NO_TEXT)
    assert wrong("Objet", "Texte", people=0).mistakes == (Mistake.NOBODY,)
    long = wrong("x" * 121, "y" * 1501, people=3)
    assert (long.subject, long.text, long.mistakes) == (TooLong(121, 120), TooLong(1501, 1500), ())
    assert not wrong("x" * 120, "y" * 1500, people=3)
