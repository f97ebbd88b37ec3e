"""Signed links: who, what, which version; a day at most; nothing forged (issue 3, point 4)."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import URLSafeSerializer

from bot.links import Link, read, read_feed, signed, signed_feed
from tests.factories import NOW

SECRET = "a-secret-of-more-than-32-characters"
LINK = Link(person_id=3, kind="proposal", subject_id=7, version=2)
TOKEN, UNTIL = signed(SECRET, LINK, NOW)


@pytest.mark.parametrize(("seconds", "expected"), [(0, LINK), (86_399, LINK), (86_400, None), (90_000, None)])
def test_a_link_lives_24_hours_to_the_second(seconds: int, expected: Link | None) -> None:
    assert timedelta(hours=24) == UNTIL - NOW
    assert read(SECRET, TOKEN, NOW + timedelta(seconds=seconds)) == expected


def test_another_secret_or_purpose_signs_nothing_of_ours() -> None:
    assert read("another-secret-of-32-characters--", TOKEN, NOW) is None
    payload = [3, "proposal", 7, 2, int(UNTIL.timestamp())]
    calendar = str(URLSafeSerializer(SECRET, salt="calendar").dumps(payload))
    assert read(SECRET, calendar, NOW) is None


@given(st.integers(0, len(TOKEN) - 1), st.characters(codec="ascii"))
def test_no_changed_letter_passes(at: int, letter: str) -> None:
    changed = TOKEN[:at] + letter + TOKEN[at + 1 :]
    # The last letter of the signature has bits that say nothing: what it decodes to is the same.
    same = changed == TOKEN or read(SECRET, changed, NOW) == LINK
    assert read(SECRET, changed, NOW) in ({LINK} if same else {None})
    if at < len(TOKEN) - 1 and changed != TOKEN:
        assert read(SECRET, changed, NOW) is None


@given(st.text(max_size=80))
def test_anything_else_is_no_link(text: str) -> None:
    assert read(SECRET, text, NOW) is None


FEED = signed_feed(SECRET, 3, "k" * 32)


def test_a_feeds_address_names_person_and_key_and_is_no_document() -> None:
    """It knows no hour: it works until the key changes (issue 4, point 6)."""
    assert read_feed(SECRET, FEED) == (3, "k" * 32)
    assert read_feed("another-secret-of-32-characters--", FEED) is None
    assert read_feed(SECRET, TOKEN) is None
    assert read(SECRET, FEED, NOW) is None


@given(st.integers(0, len(FEED) - 2), st.characters(codec="ascii"))
def test_no_changed_letter_of_a_feed_passes(at: int, letter: str) -> None:
    changed = FEED[:at] + letter + FEED[at + 1 :]
    # Both alphabets of base64 are read: « + » is « - », « / » is « _ ».
    same = changed.translate(str.maketrans("+/", "-_")) == FEED
    assert read_feed(SECRET, changed) == ((3, "k" * 32) if same else None)
