"""The CEE's lists as a responsible edits them: nothing is ever deleted (DOMAIN.md §3.4)."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

LABEL_LIMIT, CODE_LIMIT = 300, 40
# A school's own columns are narrower.
SCHOOL_LABEL_LIMIT, SCHOOL_CODE_LIMIT, LEVEL_LIMIT = 200, 20, 40


class Listing(StrEnum):
    """Which list; the first three are storage.catalog.ListName's."""

    PRIORITY = "PRIORITY"
    TARGET_GROUP = "TARGET_GROUP"
    DISCIPLINE = "DISCIPLINE"
    SCHOOL = "SCHOOL"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list. `example` marks a plausible line that the CEE has not confirmed; `level` is a
    school's.
    """

    code: str
    label: str
    active: bool = True
    example: bool = False
    level: str = ""

    @property
    def mark(self) -> str:
        """Names the line as it stands: a card drawn from another state changes nothing."""
        said = (self.code, self.label, self.active, self.example, self.level)
        return sha256(repr(said).encode()).hexdigest()[:12]


class Fault(StrEnum):
    NO_CODE = "no_code"
    NO_LABEL = "no_label"
    LONG_CODE = "long_code"
    LONG_LABEL = "long_label"
    LONG_LEVEL = "long_level"
    DOUBLE_CODE = "double_code"
    DOUBLE_LABEL = "double_label"
    LAST = "last"  # the last active line: nobody could choose anything any more


@dataclass(frozen=True, slots=True)
class Mistake:
    """`found` is the text that stands already, of a double; `length` and `limit` of what is too long."""

    fault: Fault
    found: str = ""
    length: int = 0
    limit: int = 0


def cleaned(typed: str) -> str:
    """One line, without doubled spaces: what a list shows."""
    return " ".join(typed.split())


def folded(text: str) -> str:
    """« Évaluation » and « evaluation » are one and the same to who chooses from a list."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(one for one in bare if not unicodedata.combining(one)).split())


def mistakes(listing: Listing, wanted: Entry, others: Sequence[Entry], *, new: bool) -> list[Mistake]:
    """What is wrong with a line as it is to be; `others` are the list's other lines, inactive ones too."""
    is_school = listing is Listing.SCHOOL
    code_limit = SCHOOL_CODE_LIMIT if is_school else CODE_LIMIT
    label_limit = SCHOOL_LABEL_LIMIT if is_school else LABEL_LIMIT
    found = []
    if new:
        found += _text(wanted.code, code_limit, Fault.NO_CODE, Fault.LONG_CODE)
    found += _text(wanted.label, label_limit, Fault.NO_LABEL, Fault.LONG_LABEL)
    if len(wanted.level) > LEVEL_LIMIT:
        found.append(Mistake(Fault.LONG_LEVEL, length=len(wanted.level), limit=LEVEL_LIMIT))
    if found:
        return found
    for one in others:
        if new and folded(one.code) == folded(wanted.code):
            found.append(Mistake(Fault.DOUBLE_CODE, one.label))
        elif folded(one.label) == folded(wanted.label):
            found.append(Mistake(Fault.DOUBLE_LABEL, one.label))
    return found


def _text(value: str, limit: int, missing: Fault, long: Fault) -> list[Mistake]:
    if not value:
        return [Mistake(missing)]
    return [Mistake(long, length=len(value), limit=limit)] if len(value) > limit else []


def is_last(wanted: Entry, others: Sequence[Entry]) -> bool:
    """Whether a list would be left without a line to choose."""
    return not wanted.active and not any(one.active for one in others)
