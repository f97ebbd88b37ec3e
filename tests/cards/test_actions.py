"""What a press carries is data to check: whatever stands there, the readers answer and never raise (S27)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards import actions, approval, changes_due, people, proposal, sitting

LARGEST = 2_147_483_647
# Anything that JSON can hold, and more: the wire is not ours.
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=[]))
    | st.sampled_from(
        ["1", "-1", "1e3", " 7 ", "٣", "9" * 5000, "\ud800", "\x00", "\r\n", "\u202e", "{{7*7}}"]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
NAMES = [
    *(name for fields in proposal.STEP_FIELDS.values() for name in fields),
    *("id", "revision", "step", "to", "request", "decision", "message", "answer_by", "page", "network"),
    *("letter", "sitting", "held", "letters", "until", "reason"),
]
PRESSES = st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), ANYTHING, max_size=12)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (7, 7),
        ("7", 7),
        (0, 0),
        (LARGEST, LARGEST),
        (str(LARGEST), LARGEST),
        (LARGEST + 1, 0),
        (10**400, 0),
        ("9" * 5000, 0),
        (-1, 0),
        ("-1", 0),
        (True, 0),
        (7.0, 0),
        ("7.0", 0),
        ("0x7", 0),
        ("", 0),
        ("sept", 0),
        ("1; DROP TABLE proposals", 0),
        (None, 0),
        ([7], 0),
        ({"id": 7}, 0),
        ("\x007", 0),
        ("\ud800", 0),
    ],
)
def test_number(value: object, read: int) -> None:
    """0 is no row's number: whatever is no plain whole number finds nothing."""
    assert actions.number({"id": value}, "id") == read


def test_a_number_that_was_not_sent_is_no_row_s() -> None:
    assert actions.number({}, "id") == 0


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("Lire dehors", "Lire dehors"),
        ("", ""),
        (None, ""),
        (3, ""),
        (True, ""),
        (["a"], ""),
        ({"a": "b"}, ""),
        ("a\x00b", "ab"),
        ("a\ud800b\udfff", "ab"),
        ("\U0001f600", "\U0001f600"),
        ("une\r\ndeux\rtrois\nquatre", "une\ndeux\ntrois\nquatre"),
        ("x" * 5000, "x" * 5000),
        ("\u202eégaré", "\u202eégaré"),
        ("<at>Ada</at> **gras** ](javascript:x) {{7*7}}", "<at>Ada</at> **gras** ](javascript:x) {{7*7}}"),
    ],
)
def test_typed(value: object, read: str) -> None:
    """What was typed is kept as typed, never cut (R43); only what no database takes is left out."""
    assert actions.typed({"title": value}, "title") == read


def test_what_was_not_sent_is_empty() -> None:
    """PLAYGROUND §2: an input left empty is absent."""
    assert actions.typed({}, "title") == ""


@given(PRESSES)
def test_the_readers_never_raise(data: dict[str, Any]) -> None:
    step = proposal.read(data)
    assert step.step in proposal.STEP_FIELDS
    assert step.to in {0, *proposal.STEP_FIELDS}
    assert tuple(step.values) == proposal.STEP_FIELDS[step.step]
    decision = approval.read(data)
    late = changes_due.read(data)
    letters = sitting.read_letters(data)
    numbers = [step.proposal_id, step.revision, decision.request_id, decision.sitting]
    numbers += [late.request_id, *letters]
    numbers += [actions.number(data, "page"), actions.number(data, "network")]
    assert all(type(number) is int and 0 <= number <= LARGEST for number in numbers)
    read = [*step.values.values(), decision.decision, decision.message, decision.answer_by]
    read += [decision.letter, decision.held, late.until, late.reason, *letters.values()]
    read += people.read_profile(data)
    for text in read:
        assert "\x00" not in text
        assert "\r" not in text
        assert text.encode("utf-8").decode("utf-8") == text
