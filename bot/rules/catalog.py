"""Finding a network: filters, and words without accents and with typos (issue 4 point 4)."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz, process

from bot.rules.enrollment import MINIMUM

ALIKE = 80
SHORT = 4
SHORTEST = 2
IN_TITLE, IN_SUMMARY = 3.0, 1.0


@dataclass(frozen=True, slots=True)
class Listed:
    """One network of the catalogue; `takes` is whether people may enroll today."""

    network_id: int
    title: str
    summary: str
    target_group: str
    discipline: str
    modality: str
    months: frozenset[int]
    free: int
    members: int
    takes: bool
    closes_on: date | None
    first_day: date | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; an empty value, and 0 for the month, ask for nothing."""

    text: str = ""
    target_group: str = ""
    discipline: str = ""
    modality: str = ""
    month: int = 0
    free_only: bool = False
    words: tuple[str, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        kept = tuple(word for word in folded(self.text) if len(word) > SHORTEST)[:8]
        object.__setattr__(self, "words", kept)


def folded(text: str) -> list[str]:
    """The words in lower case, without accents: « l’Élève » is « l », « eleve »."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(character for character in bare if not unicodedata.combining(character))
    return re.findall(r"[a-z0-9]+", letters)


def find(networks: Iterable[Listed], wanted: Wanted) -> list[Listed]:
    """Those that fit, the likeliest first; without words, those that lack members first."""
    fitting = [one for one in networks if _fits(one, wanted)]
    if not wanted.words:
        return sorted(fitting, key=_order)
    scored = [(_score(one, wanted.words), one) for one in fitting]
    kept = [(score, one) for score, one in scored if score > 0]
    return [one for _, one in sorted(kept, key=lambda pair: (-pair[0], _order(pair[1])))]


def _fits(one: Listed, wanted: Wanted) -> bool:
    return (
        wanted.target_group in ("", one.target_group)
        and wanted.discipline in ("", one.discipline)
        and wanted.modality in ("", one.modality)
        and (wanted.month == 0 or wanted.month in one.months)
        and (not wanted.free_only or (one.takes and one.free > 0))
    )


def _order(one: Listed) -> tuple[bool, bool, date, str, int]:
    """Who takes people, then who lacks members for the minimum, then by the first meeting."""
    return (
        not one.takes,
        one.members >= MINIMUM,
        one.first_day or date.max,
        " ".join(folded(one.title)),
        one.network_id,
    )


def _score(one: Listed, words: Sequence[str]) -> float:
    """The better the words are found, the more; 0 when one of them is not found at all."""
    title, summary = folded(one.title), folded(one.summary)
    total = 0.0
    for word in words:
        here = max(IN_TITLE * _likeness(word, title), IN_SUMMARY * _likeness(word, summary))
        if here == 0:
            return 0
        total += here
    return total


def _likeness(word: str, among: Sequence[str]) -> float:
    """0, or ALIKE to 100: the word itself, its beginning, or the word with a typo; short words bear none."""
    if word in among:
        return 100
    if any(one.startswith(word) for one in among):
        return 95
    if len(word) <= SHORT:
        return 0
    found = process.extractOne(word, among, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return found[1] if found else 0
