"""The proposal form: its fields, its words, its year (guide §2, §3, §8.1; DOMAIN.md §2, §2.1; S01, S07)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.proposal import (
    FIELDS,
    FIRST_VALUES,
    KEPT_FOR_NEXT,
    LAST_STEP,
    MODALITIES,
    Fault,
    Kind,
    Mistake,
    fields_of,
    is_late,
    mistakes,
    target_year,
    word_count,
)
from cards import proposal as cards
from cards.phrases import proposal as say
from tests.rules.forms import BOUNDS, GOOD, OPTIONAL, TICKS

# DOMAIN.md §2.1, in the order of Annexe 1, with the three fields that stand outside it.
KEYS = [
    "proposer_name",
    "email",
    "school_id",
    "job_title",
    "experience",
    "activity_type",
    "target_group",
    "discipline",
    "title",
    "required_material",
    "objectives",
    "competencies",
    "summary",
    "detailed_description",
    "priority_id",
    "prerequisites",
    "duration",
    "availability",
    "bio",
    "comments",
    "heard_about",
    "mission_ack",
    "attendance_ack",
]
NOT_ASKED = {"proposer_name", "activity_type"}
OURS = {"school_other", "bio_public"}
# The fields.


def test_the_fields_are_annexe_1_s() -> None:
    """Each key of DOMAIN.md §2.1 once, in its order; the name and the type of activity are not asked."""
    asked = [name for name in FIELDS if name not in OURS]
    assert asked == [name for name in KEYS if name not in NOT_ASKED]
    assert set(FIELDS) - set(KEYS) == OURS


def test_steps_of_five_inputs_at_most() -> None:
    """design.md §3; and the card's steps are the rules'."""
    steps = {step: tuple(fields_of(step)) for step in range(1, LAST_STEP + 1)}
    assert [len(fields) for fields in steps.values()] == [5, 5, 5, 5, 3]
    assert steps == cards.STEP_FIELDS
    assert [name for fields in steps.values() for name in fields] == list(FIELDS)
    assert (cards.STEPS, fields_of(LAST_STEP + 1)) == (LAST_STEP, [])


def test_the_card_draws_each_kind_of_field() -> None:
    kinds: dict[Kind, set[str]] = {kind: {n for n, f in FIELDS.items() if f.kind is kind} for kind in Kind}
    assert kinds[Kind.LONG] | kinds[Kind.SUMMARY] == cards.LONG
    assert kinds[Kind.TICK] == set(say.TICKS) == TICKS
    assert kinds[Kind.CHOICE] == set(BOUNDS.choices)
    assert tuple(say.MODALITIES) == MODALITIES
    assert {name for name, field in FIELDS.items() if not field.required} == OPTIONAL
    assert set(say.HINTS) == set(FIELDS)
    assert set(say.LABELS) == set(FIELDS) | NOT_ASKED


def test_what_a_new_form_starts_from() -> None:
    """DOMAIN.md §2.1, « Prefill »: « Aucun » twice, no box ticked beforehand (s. 53.1: consent is asked)."""
    unticked = dict.fromkeys(TICKS, "false")
    assert dict(FIRST_VALUES) == unticked | {"required_material": "Aucun", "prerequisites": "Aucun"}
    assert KEPT_FOR_NEXT == ("job_title", "experience", "bio")


# Words.

SEVENTY_SEVEN = "\n".join(
    [
        "Durant les rencontres, " + " ".join(["l’entraide"] * 32),
        *(f"- {' '.join(['d’aujourd’hui'] * 5)}" for _ in range(7)),
        "• un, deux; trois… – quatre!",
        "* 4e année (MEQ).",
    ]
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" \n\t\u00a0 ", 0),
        ("un", 1),
        ("l’examen", 1),
        ("l'examen", 1),
        ("aujourd’hui", 1),
        ("demi-journée", 1),
        ("un\u00a0deux", 2),
        ("un\u202fdeux", 2),
        ("un\ndeux\r\ntrois\tquatre", 4),
        ("-", 0),
        ("- un", 1),
        ("• un – deux — trois", 3),
        ("* * *", 0),
        ("« un »", 1),
        ("«\u00a0un\u00a0»", 1),
        ("un, deux; trois : quatre!", 4),
        ("…", 0),
        ("4e", 1),
        ("8 h 45", 3),
        ("3 × 4", 2),
        ("élève/école", 1),
        ("École", 1),
        ("词", 1),
        ("😀", 0),
        ("x" * 5000, 1),
        (" ".join(["mot"] * 150), 150),
        (SEVENTY_SEVEN, 77),
    ],
)
def test_word_count(text: str, words: int) -> None:
    """DOMAIN.md §2: pieces between white space that hold a letter or digit; « l’examen » 1, a bullet 0."""
    assert word_count(text) == words


WORD = st.text("abcéÀ1’-", min_size=1, max_size=8).filter(lambda word: any(c.isalnum() for c in word))
GAP = st.sampled_from([" ", "\n", "\u00a0", "\n- ", " – ", "\n\n• ", " : ", "\t", "\u202f;\u00a0"])


@given(st.lists(st.tuples(GAP, WORD), max_size=200))
def test_bullets_and_spaces_count_for_nothing(pieces: list[tuple[str, str]]) -> None:
    """As in the guide's own example: whatever parts the words, there are as many as were written."""
    assert word_count("".join(gap + word for gap, word in pieces)) == len(pieces)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" ".join(["l’examen"] * 150), ()),
        ("\n- ".join(["demi-journée"] * 150), ()),
        (" ".join(["mot"] * 151), (Mistake("summary", Fault.TOO_MANY_WORDS, 151, 150),)),
        ("\u00a0".join(["mot"] * 151), (Mistake("summary", Fault.TOO_MANY_WORDS, 151, 150),)),
        ("é" * 3000, ()),
        ("é" * 3001, (Mistake("summary", Fault.TOO_LONG, 3001, 3000),)),
        # Both: the words are said, for they are what the guide asks.
        (" ".join(["é" * 30] * 151), (Mistake("summary", Fault.TOO_MANY_WORDS, 151, 150),)),
        (SEVENTY_SEVEN, ()),
    ],
)
def test_150_words_pass_and_151_do_not(text: str, expected: tuple[Mistake, ...]) -> None:
    """S01."""
    assert mistakes({**GOOD, "summary": text}, BOUNDS) == expected


# Years.


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2026, 11, 23), "2027-2028"),
        (date(2026, 6, 30), "2026-2027"),
        (date(2026, 7, 1), "2027-2028"),
        (date(2026, 12, 31), "2027-2028"),
        (date(2027, 1, 1), "2027-2028"),
        (date(2027, 5, 15), "2027-2028"),
        (date(2027, 7, 2), "2028-2029"),
    ],
)
def test_a_proposal_is_for_the_next_year(today: date, year: str) -> None:
    """S07, R15; drafted in May and sent on 2 July, it moves on."""
    assert target_year(today) == year


@pytest.mark.parametrize(
    ("year", "today", "late"),
    [
        ("2027-2028", date(2026, 11, 23), False),
        ("2026-2027", date(2026, 11, 23), True),
        ("2027-2028", date(2027, 6, 30), False),
        ("2027-2028", date(2027, 7, 1), True),
        ("2028-2029", date(2026, 11, 23), False),
    ],
)
def test_is_late(year: str, today: date, *, late: bool) -> None:
    """R15: « sélectionné par le CGCEE l’année précédente »."""
    assert is_late(year, today) is late
