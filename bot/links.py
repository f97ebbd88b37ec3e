"""Signed links. To documents: they name person, document, subject and version, and live a day at most.
To a personal calendar: they name person and key, and live until the key changes.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer

LIFE = timedelta(hours=24)
SALT = "documents"
FEED_SALT = "calendar-feed"


@dataclass(frozen=True, slots=True)
class Link:
    """`kind` is the document's, `subject_id` and `version` say of what."""

    person_id: int
    kind: str
    subject_id: int
    version: int


def signed(secret: str, link: Link, now: datetime) -> tuple[str, datetime]:
    """(the token, the moment from which it works no more): 24 hours after `now`."""
    until = now + LIFE
    payload = [link.person_id, link.kind, link.subject_id, link.version, int(until.timestamp())]
    return str(_serializer(secret).dumps(payload)), until


def read(secret: str, token: str, now: datetime) -> Link | None:
    """What the token names, or None when it is not ours, was changed, or is over."""
    try:
        person_id, kind, subject_id, version, until = _serializer(secret).loads(token)
    except (BadData, ValueError, TypeError):
        return None
    if now.timestamp() >= until:
        return None
    return Link(person_id, kind, subject_id, version)


def signed_feed(secret: str, person_id: int, key: str) -> str:
    """The token of a personal calendar's address; it works as long as `key` is the person's."""
    return str(_serializer(secret, FEED_SALT).dumps([person_id, key]))


def read_feed(secret: str, token: str) -> tuple[int, str] | None:
    """(person id, key) that the token names, or None when it is not ours or was changed."""
    try:
        person_id, key = _serializer(secret, FEED_SALT).loads(token)
    except (BadData, ValueError, TypeError):
        return None
    return person_id, key


def _serializer(secret: str, salt: str = SALT) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=salt, signer_kwargs={"digest_method": hashlib.sha256})
