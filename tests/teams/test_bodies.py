"""What is an activity and what is not (issue 2 point 4): never 500, over real HTTP with a good token."""

import json
from typing import Any

import pytest

from tests.fakes.activities import message
from tests.fakes.edge import Edge
from tests.fakes.teams import FakeTeams


def body(teams: FakeTeams, **changes: Any) -> bytes:
    return json.dumps(message("bonjour", teams.url) | changes).encode()


def with_value(teams: FakeTeams, raw: str) -> bytes:
    """A message whose `value` is this JSON text, as it stands."""
    return body(teams, value="HERE").replace(b'"HERE"', raw.encode())


NOT_ACTIVITIES = {
    "empty": lambda _t: b"",
    "not JSON": lambda _t: b"hello",
    "a list": lambda t: b"[" + body(t) + b"]",
    "a string": lambda _t: b'"message"',
    "null": lambda _t: b"null",
    "cut off": lambda t: body(t)[:-1],
    "not UTF-8": lambda t: body(t).replace(b"bonjour", b"\xff\xfe"),
    "UTF-16": lambda t: body(t).decode().encode("utf-16"),
    "no type": lambda t: body(t, type=None),
    "type not a string": lambda t: body(t, type=["message"]),
    "empty type": lambda t: body(t, type=""),
    "no conversation": lambda t: body(t, conversation=None),
    "conversation a string": lambda t: body(t, conversation="a:camille"),
    "conversation without id": lambda t: body(t, conversation={"id": ""}),
    "no service URL": lambda t: body(t, serviceUrl=None),
    "service URL of another kind": lambda t: body(t, serviceUrl="file:///etc/passwd"),
    "service URL without a host": lambda t: body(t, serviceUrl="https:///teams/"),
    "service URL that cannot be read": lambda t: body(t, serviceUrl="http://[::1/teams/"),
    "half a surrogate pair": lambda t: body(t, text="\ud83d"),
    "half a pair in a key": lambda t: with_value(t, '{"\\udc00": 1}'),
    "NUL": lambda t: body(t, text="a\0b"),
    "not a number": lambda t: with_value(t, "NaN"),
    "infinity": lambda t: with_value(t, "-Infinity"),
    "a number too large": lambda t: with_value(t, "1e999"),
    "an integer too large": lambda t: with_value(t, "9223372036854775808"),
    "an integer of 5,000 digits": lambda t: with_value(t, "9" * 5000),
    "nested 70 deep": lambda t: with_value(t, "[" * 70 + "]" * 70),
    "nested 100,000 deep": lambda t: with_value(t, "[" * 100_000 + "]" * 100_000),
    "objects 20,000 deep": lambda t: with_value(t, '{"a":' * 20_000 + "1" + "}" * 20_000),
}


@pytest.mark.parametrize("make", NOT_ACTIVITIES.values(), ids=NOT_ACTIVITIES.keys())
async def test_what_is_no_activity_is_400(hosted_edge: Edge, teams: FakeTeams, make: Any) -> None:
    token = hosted_edge.openid.token(teams.url)
    assert await hosted_edge.send(make(teams), token=token) == (400, None)
    assert hosted_edge.heard == []


@pytest.mark.parametrize(
    "raw",
    [
        b"9223372036854775807",
        b"1e308",
        b'"\\ud83d\\ude00"',
        b"[" * 60 + b"]" * 60,
        b'{"\\u0001": "\\\\u0000"}',
    ],
)
async def test_what_is_only_just_an_activity_is_heard(
    hosted_edge: Edge, teams: FakeTeams, raw: bytes
) -> None:
    """The control: the same body, with the largest number, a whole surrogate pair, a depth just allowed."""
    token = hosted_edge.openid.token(teams.url)
    spoilt = with_value(teams, raw.decode())
    assert await hosted_edge.send(spoilt, token=token) == (200, None)
    assert await hosted_edge.send(b"\xef\xbb\xbf" + spoilt, token=token) == (200, None)
    assert len(hosted_edge.heard) == 2
