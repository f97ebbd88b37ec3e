"""What people type: without accents, with typos, in sentences (issue 2, point 6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.teams.commands import PHRASES, command, normalized
from bot.teams.table import TABLE
from cards.actions import HELP
from tests.teams.typed import TYPED


@pytest.mark.parametrize(("text", "verb"), TYPED, ids=lambda value: ascii(value)[:40])
def test_what_is_typed(text: str, verb: str | None) -> None:
    assert command(text) == verb


def test_the_table_is_long_enough_and_knows_every_command() -> None:
    assert len(TYPED) >= 100
    assert {verb for _, verb in TYPED} == {None, *PHRASES}


def test_every_command_has_a_handler() -> None:
    assert set(PHRASES) <= set(TABLE)


@pytest.mark.parametrize(("verb", "way"), [(verb, way) for verb, ways in PHRASES.items() for way in ways])
def test_each_phrase_is_its_own_command_s(verb: str, way: str) -> None:
    """No phrase is hidden by another command's; and each is written as the comparison needs it."""
    assert command(way) == verb
    assert normalized(way) == way


def test_only_the_beginning_of_a_long_text_is_heard() -> None:
    """Forty words: a pasted page is no command."""
    assert command("mot " * 39 + "aide") == HELP
    assert command("mot " * 40 + "aide") is None


def test_other_phrases_may_be_given() -> None:
    assert command("horloge 2026-12-01", {"clock": ("horloge",)}) == "clock"
    assert command("mes propositions", {"clock": ("horloge",)}) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Éàüçôî", "eaucoi"),
        ("D’ACCORD, l'aide!", "d accord l aide"),
        ("  deux\n mots ", "deux mots"),
        ("proﬁl", "profil"),
        ("ＭＥＮＵ", "menu"),
        ("e\u0301cole", "ecole"),
        ("—…«»", ""),
    ],
)
def test_normalized(typed: str, read: str) -> None:
    assert normalized(typed) == read


@given(st.text(st.characters(exclude_categories=[])))
def test_whatever_is_typed_is_a_command_or_none(text: str) -> None:
    assert command(text) in {None, *PHRASES}
    assert command(f" \n{text}… ") == command(text)
