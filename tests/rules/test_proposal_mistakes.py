"""What is wrong with a proposal form, field by field (DOMAIN.md §2.1; R31, R43, R67)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.proposal import FIELDS, LAST_STEP, MODALITIES, OTHER, Fault, Kind, Mistake, mistakes
from tests.rules.forms import BOUNDS, GOOD, OPTIONAL, TEXT_LIMIT, TICKS


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
