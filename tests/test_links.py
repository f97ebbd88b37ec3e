"""Signed links: who, what, which version; a day at most; nothing forged (issue 3, point 4)."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import URLSafeSerializer

from bot.links import Link, read, signed
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
