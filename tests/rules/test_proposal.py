"""The proposal form: fields, mistakes, its year (guide §2, §3, §8.1; DOMAIN.md §2, §2.1; S01, S07)."""

from collections.abc import Mapping
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
    OTHER,
    Bounds,
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
TICKS = {"bio_public", "mission_ack", "attendance_ack"}
OPTIONAL = {"school_other", "bio_public", "comments", "heard_about"}

TEXT_LIMIT = 1500
BOUNDS = Bounds(
    text_limit=TEXT_LIMIT,
    email_domains=("cssdm.gouv.qc.ca", "csdm.qc.ca"),
    choices={
        "school_id": {"E1", "E2", OTHER},
        "target_group": {"G1"},
        "discipline": {"D1"},
        "priority_id": {"P1", OTHER},
        "duration": MODALITIES,
    },
)
GOOD: Mapping[str, str] = {
    "email": "ada.essai@cssdm.gouv.qc.ca",
    "school_id": "E1",
    "job_title": "Titulaire de 3e année",
    "experience": "Dix ans au primaire.",
    "target_group": "G1",
    "discipline": "D1",
    "title": "Lire dehors",
    "required_material": "Aucun",
    "objectives": "Donner le goût de lire.",
    "competencies": "Concevoir des situations d’apprentissage.",
    "summary": "Nous lirons dehors.",
    "detailed_description": "Deux journées de lectures.",
    "priority_id": "P1",
    "prerequisites": "Aucun",
    "duration": "FULL_2",
    "availability": "En octobre.",
    "bio": "Enseigne au primaire.",
    "mission_ack": "true",
    "attendance_ack": "true",
}


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


# Mistakes.


def test_a_good_form_has_none() -> None:
    assert mistakes(GOOD, BOUNDS) == ()


def test_an_empty_form_misses_everything_asked_in_the_form_s_order() -> None:
    asked = [name for name, field in FIELDS.items() if field.required]
    assert mistakes({}, BOUNDS) == tuple(
        Mistake(name, Fault.NOT_TICKED if name in TICKS else Fault.MISSING) for name in asked
    )
    assert len(asked) == 19


@pytest.mark.parametrize("name", sorted(set(FIELDS) - TICKS))
@pytest.mark.parametrize("blank", ["", " ", "\n\u00a0\t"])
def test_white_space_is_empty(name: str, blank: str) -> None:
    expected = () if name in OPTIONAL else (Mistake(name, Fault.MISSING),)
    assert mistakes({**GOOD, name: blank}, BOUNDS) == expected


@pytest.mark.parametrize("name", sorted(TICKS))
@pytest.mark.parametrize("value", ["false", "", "True", "yes", "1"])
def test_only_true_is_a_tick(name: str, value: str) -> None:
    """The commitment and the mission are asked (R31, R67); publishing the biography is free (s. 53.1)."""
    expected = () if name == "bio_public" else (Mistake(name, Fault.NOT_TICKED),)
    assert mistakes({**GOOD, name: value}, BOUNDS) == expected


@pytest.mark.parametrize("name", sorted(name for name, field in FIELDS.items() if field.kind is Kind.LONG))
def test_a_long_text_has_the_setting_s_limit(name: str) -> None:
    """Point 9: at most 1,500 characters, counted without the space around; refused with the count."""
    assert mistakes({**GOOD, name: f" {'é' * TEXT_LIMIT}\n"}, BOUNDS) == ()
    assert mistakes({**GOOD, name: "é" * (TEXT_LIMIT + 1)}, BOUNDS) == (
        Mistake(name, Fault.TOO_LONG, TEXT_LIMIT + 1, TEXT_LIMIT),
    )


@pytest.mark.parametrize(("name", "limit"), [("title", 150), ("job_title", 200), ("school_other", 200)])
def test_a_short_text_has_its_own_limit(name: str, limit: int) -> None:
    assert mistakes({**GOOD, name: "é" * limit}, BOUNDS) == ()
    assert mistakes({**GOOD, name: "é" * (limit + 1)}, BOUNDS) == (
        Mistake(name, Fault.TOO_LONG, limit + 1, limit),
    )


@pytest.mark.parametrize("name", sorted(BOUNDS.choices))
@pytest.mark.parametrize("value", ["E9", "e1", "FULL", "Réussite"])
def test_a_choice_is_one_of_the_list(name: str, value: str) -> None:
    assert mistakes({**GOOD, name: value}, BOUNDS) == (Mistake(name, Fault.UNKNOWN_CHOICE),)


@pytest.mark.parametrize("code", MODALITIES)
def test_each_modality_is_a_choice(code: str) -> None:
    assert mistakes({**GOOD, "duration": code}, BOUNDS) == ()


@pytest.mark.parametrize(
    ("school_id", "school_other", "expected"),
    [
        (OTHER, "Centre d’essai", ()),
        (OTHER, " ", (Mistake("school_other", Fault.MISSING),)),
        ("E1", "Centre d’essai", ()),
        ("E1", "", ()),
    ],
)
def test_another_school_is_named(school_id: str, school_other: str, expected: tuple[Mistake, ...]) -> None:
    """f3: « choice from list + Autre »."""
    assert mistakes({**GOOD, "school_id": school_id, "school_other": school_other}, BOUNDS) == expected


def test_another_priority_needs_no_name() -> None:
    assert mistakes({**GOOD, "priority_id": OTHER}, BOUNDS) == ()


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("ada@cssdm.gouv.qc.ca", True),
        (" ada@csdm.qc.ca ", True),
        ("Ada.Essai@CSSDM.gouv.QC.ca", True),
        ("ada+reseau@cssdm.gouv.qc.ca", True),
        ("d’amours@csdm.qc.ca", True),
        ("ada", False),
        ("ada@", False),
        ("@cssdm.gouv.qc.ca", False),
        ("cssdm.gouv.qc.ca", False),
        ("ada@exemple.invalid", False),
        ("ada@gouv.qc.ca", False),
        ("ada@ecole.cssdm.gouv.qc.ca", False),
        ("ada@cssdm.gouv.qc.ca.exemple.invalid", False),
        ("ada@xcssdm.gouv.qc.ca", False),
        ("ada@@cssdm.gouv.qc.ca", False),
        ("ada@exemple.invalid@cssdm.gouv.qc.ca", False),
        ("ada essai@cssdm.gouv.qc.ca", False),
        ("ada\u00a0essai@cssdm.gouv.qc.ca", False),
        ("ada\nbcc@cssdm.gouv.qc.ca", False),
        ("ada,bea@cssdm.gouv.qc.ca", False),
        ("ada;bea@cssdm.gouv.qc.ca", False),
        ("Ada <ada@cssdm.gouv.qc.ca", False),
        ("<ada@cssdm.gouv.qc.ca>", False),
        ('"ada"@cssdm.gouv.qc.ca', False),
        ("ada(x)@cssdm.gouv.qc.ca", False),
        ("ada@cssdm.gouv.qc.ca ", True),
        ("ada@ cssdm.gouv.qc.ca", False),
    ],
)
def test_the_address_is_one_of_the_cssdm(address: str, *, good: bool) -> None:
    """f2: an e-mail of the accepted domains (setting EMAIL_DOMAINS), in any case, and one only."""
    expected = () if good else (Mistake("email", Fault.BAD_EMAIL),)
    assert mistakes({**GOOD, "email": address}, BOUNDS) == expected


def test_an_address_longer_than_any_mailbox_is_too_long() -> None:
    longest = "é" * (254 - len("@csdm.qc.ca")) + "@csdm.qc.ca"
    assert mistakes({**GOOD, "email": longest}, BOUNDS) == ()
    assert mistakes({**GOOD, "email": f"é{longest}"}, BOUNDS) == (Mistake("email", Fault.TOO_LONG, 255, 254),)


CONTENTS = st.dictionaries(
    st.sampled_from(list(FIELDS)) | st.text(max_size=5),
    st.text(st.characters(exclude_categories=[]), max_size=60)
    | st.sampled_from([OTHER, "true", "E1", "P1", "FULL_2", "a@csdm.qc.ca", "é" * 1501, "mot " * 151]),
    max_size=len(FIELDS),
)


@given(CONTENTS)
def test_a_step_s_mistakes_are_the_whole_form_s(content: dict[str, str]) -> None:
    """Whatever was typed, nothing raises; the whole form's mistakes are the steps', one after the other."""
    whole = mistakes(content, BOUNDS)
    by_step = [mistakes(content, BOUNDS, step=step) for step in range(1, LAST_STEP + 1)]
    assert whole == tuple(mistake for found in by_step for mistake in found)
    assert len({mistake.field for mistake in whole}) == len(whole)
    for step, found in enumerate(by_step, start=1):
        assert {FIELDS[mistake.field].step for mistake in found} <= {step}


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
