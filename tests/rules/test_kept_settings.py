"""What may be set on a card, between which bounds (DOMAIN.md §1.10, I19; §7, Q1, Q8; R42, R61)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.kept_settings import (
    DEFAULTS,
    KEYS,
    Fault,
    Group,
    Key,
    bilan_bounds,
    cee_address,
    clean,
    closing_days,
    mark,
    mistakes,
    text,
)

YEAR = "2026-2027"
LINK = "https://exemple.invalid/liberation?x=1#la"


def test_every_key_stands_on_one_card() -> None:
    listed = [key for keys in KEYS.values() for key in keys]
    assert (sorted(listed), list(KEYS)) == (sorted(Key), list(Group))


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        (Key.CLOSING_DAYS, "5", None),
        (Key.CLOSING_DAYS, "40", None),
        (Key.CLOSING_DAYS, "4", Fault.NO_NUMBER),
        (Key.CLOSING_DAYS, "41", Fault.NO_NUMBER),
        (Key.CLOSING_DAYS, "-15", Fault.NO_NUMBER),
        (Key.CLOSING_DAYS, "15,5", Fault.NO_NUMBER),
        (Key.CLOSING_DAYS, "quinze", Fault.NO_NUMBER),
        (Key.CLOSING_DAYS, "²", Fault.NO_NUMBER),
        (Key.BILAN_DUE_ON, "2027-05-01", None),
        (Key.BILAN_DUE_ON, "2027-06-30", None),
        (Key.BILAN_DUE_ON, "2027-04-30", Fault.OUTSIDE),
        (Key.BILAN_DUE_ON, "2027-07-01", Fault.OUTSIDE),
        (Key.BILAN_DUE_ON, "2026-06-15", Fault.OUTSIDE),
        (Key.BILAN_DUE_ON, "15 juin", Fault.BAD_DATE),
        (Key.RELEASE_LINK, LINK, None),
        (Key.RELEASE_LINK, "http://exemple.invalid", Fault.BAD_LINK),
        (Key.RELEASE_LINK, "javascript:alert(1)", Fault.BAD_LINK),
        (Key.RELEASE_LINK, "https://", Fault.BAD_LINK),
        (Key.RELEASE_LINK, "https://local", Fault.BAD_LINK),
        (Key.RELEASE_LINK, "https://a@exemple.invalid", Fault.BAD_LINK),
        (Key.RELEASE_LINK, "https://exemple.invalid/a b", Fault.BAD_LINK),
        (Key.RELEASE_LINK, "https://exemple.invalid/)[x](https://y.z", Fault.BAD_LINK),
        (Key.RELEASE_LINK, "https://[exemple", Fault.BAD_LINK),
        (Key.CEE_ADDRESS, "cee@exemple.invalid", None),
        (Key.CEE_ADDRESS, "cee", Fault.BAD_ADDRESS),
        (Key.CEE_ADDRESS, "a@b@exemple.invalid", Fault.BAD_ADDRESS),
        (Key.CEE_ADDRESS, "a@exemple.invalid,b@exemple.invalid", Fault.BAD_ADDRESS),
        (Key.CEE_ADDRESS, "a@exemple.invalid)", Fault.BAD_ADDRESS),
        (Key.RELEASE_TEXT, "Ce que l’on veut : *tout*.", None),
        (Key.RELEASE_TEXT, "x" * 1000, None),
        (Key.RELEASE_TEXT, "x" * 1001, Fault.TOO_LONG),
        (Key.ALLIANCE_LINK, f"https://exemple.invalid/{'a' * 300}", Fault.TOO_LONG),
        (Key.PRIVACY_CONTACT, "514 555-0199", None),
    ],
)
def test_each_value_is_right_or_wrong_in_one_way(key: Key, value: str, fault: Fault | None) -> None:
    assert [one.fault for one in mistakes({key.value: value}, YEAR)] == ([fault] if fault else [])


def test_empty_is_always_right_and_means_the_default() -> None:
    assert mistakes({key.value: "" for key in Key}, YEAR) == []
    assert (closing_days({}, 15), closing_days({"closing_days": ""}, 20)) == (15, 20)
    assert (cee_address({}, "a@b.c"), text({}, Key.ALLIANCE_LINK)) == ("a@b.c", DEFAULTS[Key.ALLIANCE_LINK])
    assert text({}, Key.RELEASE_TEXT) == ""


def test_what_is_kept_is_what_holds() -> None:
    values = {"closing_days": "20", "cee_address": "cee@exemple.invalid", "adagio_link": LINK}
    assert closing_days(values, 15) == 20
    assert cee_address(values, "x") == "cee@exemple.invalid"
    assert text(values, Key.ADAGIO_LINK) == LINK
    # A row from another version, or by hand, does no harm.
    assert closing_days({"closing_days": "900"}, 15) == 15


def test_a_too_long_text_is_told_with_its_count() -> None:
    (one,) = mistakes({"release_text": "x" * 1203}, YEAR)
    assert (one.key, one.length, one.limit) == (Key.RELEASE_TEXT, 1203, 1000)


def test_what_is_typed_is_cleaned_and_never_cut() -> None:
    assert clean(Key.CLOSING_DAYS, " 015 ") == "15"
    assert clean(Key.CEE_ADDRESS, " CEE@Exemple.invalid ") == "cee@exemple.invalid"
    assert clean(Key.ALLIANCE_LINK, DEFAULTS[Key.ALLIANCE_LINK]) == ""
    assert clean(Key.RELEASE_TEXT, f" {'a b ' * 900} ") == ("a b " * 900).strip()


def test_the_day_of_the_bilans_is_chosen_from_may_to_the_end_of_the_year() -> None:
    """R37."""
    assert bilan_bounds("2026-2027") == (date(2027, 5, 1), date(2027, 6, 30))


@given(st.text(max_size=60))
def test_a_link_that_passes_cannot_leave_its_brackets(value: str) -> None:
    if value and not mistakes({"release_link": value}, YEAR):
        assert value.startswith(("https://", "HTTPS://"))
        assert not set(value) & set("()[]<> \n\"'")


def test_a_mark_names_its_values() -> None:
    assert mark(["a", "b"]) == mark(["a", "b"])
    assert len({mark(["a", "b"]), mark(["ab", ""]), mark(["b", "a"]), mark(["a"])}) == 4
