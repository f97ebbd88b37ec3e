"""What a responsible may set on a card, between which bounds, and what holds until somebody does.

(DOMAIN.md §1.10, I19; §7, Q1, Q7, Q8, Q13; R42, R61; Loi sur l’accès, s. 8.) A value is a text; an empty one
is the default. Dates are days in the settings' time zone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from urllib.parse import urlsplit

Values = Mapping[str, str]


class Key(StrEnum):
    CLOSING_DAYS = "closing_days"
    RELEASE_TEXT = "release_text"
    RELEASE_LINK = "release_link"
    ALLIANCE_LINK = "alliance_link"
    ADAGIO_LINK = "adagio_link"
    PRIVACY_TITLE = "privacy_title"
    PRIVACY_CONTACT = "privacy_contact"
    CEE_ADDRESS = "cee_address"
    # Kept with the dates of the year, not among these texts.
    BILAN_DUE_ON = "bilan_due_on"


class Group(StrEnum):
    """What one card edits together."""

    CLOSING = "closing"
    BILAN = "bilan"
    RELEASE = "release"
    PAY = "pay"
    PRIVACY = "privacy"
    ADDRESS = "address"


KEYS: Mapping[Group, Sequence[Key]] = {
    Group.CLOSING: (Key.CLOSING_DAYS,),
    Group.BILAN: (Key.BILAN_DUE_ON,),
    Group.RELEASE: (Key.RELEASE_TEXT, Key.RELEASE_LINK),
    Group.PAY: (Key.ALLIANCE_LINK, Key.ADAGIO_LINK),
    Group.PRIVACY: (Key.PRIVACY_TITLE, Key.PRIVACY_CONTACT),
    Group.ADDRESS: (Key.CEE_ADDRESS,),
}
# The guide's own links (§7).
DEFAULTS: Values = {
    Key.ALLIANCE_LINK: "https://alliancedesprofs.qc.ca/perfectionnement/",
    Key.ADAGIO_LINK: "https://gestion-personnes.csdm.qc.ca/developpement-competences/formations-demande/enseignant/",
}
FEWEST_DAYS, MOST_DAYS = 5, 40
LIMITS: Mapping[Key, int] = {
    Key.RELEASE_TEXT: 1000,
    Key.RELEASE_LINK: 300,
    Key.ALLIANCE_LINK: 300,
    Key.ADAGIO_LINK: 300,
    Key.PRIVACY_TITLE: 200,
    Key.PRIVACY_CONTACT: 200,
    Key.CEE_ADDRESS: 200,
}
LINKS = frozenset({Key.RELEASE_LINK, Key.ALLIANCE_LINK, Key.ADAGIO_LINK})
# In an address, what would end the link that a card makes of it.
_ENDS_A_LINK = frozenset("()<>[]\\\"'`{}|^*")


class Fault(StrEnum):
    NO_NUMBER = "no_number"  # not a whole number between the bounds
    BAD_DATE = "bad_date"
    OUTSIDE = "outside"  # before 1 May or after 30 June of the year
    BAD_LINK = "bad_link"
    BAD_ADDRESS = "bad_address"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Mistake:
    """`length` and `limit` of a text that is too long, else 0."""

    key: Key
    fault: Fault
    length: int = 0
    limit: int = 0


def clean(key: Key, typed: str) -> str:
    """The value as it is kept: without what surrounds it; the default is kept as empty."""
    value = typed.strip()
    if key is Key.CLOSING_DAYS and value.isascii() and value.isdigit():
        return str(int(value))
    if value == DEFAULTS.get(key):
        return ""
    return value.lower() if key is Key.CEE_ADDRESS else value


def mistakes(typed: Values, year: str) -> list[Mistake]:
    """All that is wrong with what was typed, by key; `year` is that of the bilan’s date."""
    found = []
    for name, value in typed.items():
        key = Key(name)
        limit = LIMITS.get(key, 40)
        if len(value) > limit:
            found.append(Mistake(key, Fault.TOO_LONG, len(value), limit))
        elif value and (fault := _fault(key, value, year)) is not None:
            found.append(Mistake(key, fault))
    return found


def _fault(key: Key, value: str, year: str) -> Fault | None:
    if key is Key.CLOSING_DAYS:
        return None if _days(value) is not None else Fault.NO_NUMBER
    if key is Key.BILAN_DUE_ON:
        day = read_day(value)
        if day is None:
            return Fault.BAD_DATE
        first, last = bilan_bounds(year)
        return None if first <= day <= last else Fault.OUTSIDE
    if key in LINKS:
        return None if _is_link(value) else Fault.BAD_LINK
    if key is Key.CEE_ADDRESS:
        return None if _is_address(value) else Fault.BAD_ADDRESS
    return None


def _days(value: str) -> int | None:
    if not (value.isascii() and value.isdigit()) or len(value) > 3:  # noqa: PLR2004 - far beyond the bound
        return None
    return int(value) if FEWEST_DAYS <= int(value) <= MOST_DAYS else None


def _is_link(value: str) -> bool:
    if any(one.isspace() or not one.isprintable() or one in _ENDS_A_LINK for one in value):
        return False
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme == "https" and "." in host.strip(".") and "@" not in parts.netloc


def _is_address(value: str) -> bool:
    name, at, domain = value.partition("@")
    wrong = any(one.isspace() or not one.isprintable() or one in _ENDS_A_LINK for one in value)
    plain = not wrong and not (set(value) & set(",;:"))
    return plain and bool(name and at) and "." in domain.strip(".") and "@" not in domain


def read_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def bilan_bounds(year: str) -> tuple[date, date]:
    """The first and the last day on which the bilans of a school year may be due, both inclusive."""
    return date(int(year[5:]), 5, 1), date(int(year[5:]), 6, 30)


def mark(values: Sequence[str]) -> str:
    """Names these values: a card drawn from others changes nothing."""
    return sha256(repr(list(values)).encode()).hexdigest()[:12]


# What the rest of the product asks.


def text(values: Values, key: Key) -> str:
    return values.get(key) or DEFAULTS.get(key, "")


def closing_days(values: Values, default: int) -> int:
    """How many working days before its first meeting a network stops taking people (Q1)."""
    return _days(values.get(Key.CLOSING_DAYS, "")) or default


def cee_address(values: Values, default: str) -> str:
    return values.get(Key.CEE_ADDRESS) or default
