"""Finding a network: filters, and words without accents and with typos (issue 4 point 4)."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz, process

from bot.rules.enrollment import MINIMUM

ALIKE = 80
SHORT = 4
SHORTEST = 2
IN_TITLE, IN_SUMMARY = 3.0, 1.0
WORDS_READ = 8
# What every network is, and words that say nothing: no network is left out for want of them.
FILLER = frozenset(
    {
        *(
            "reseau",
            "reseaux",
            "entraide",
            "les",
            "des",
            "une",
            "aux",
            "pour",
            "dans",
            "avec",
            "sur",
            "par",
            "chez",
        ),
        *(
            "que",
            "qui",
            "est",
            "son",
            "ses",
            "mes",
            "mon",
            "nos",
            "vos",
            "leur",
            "leurs",
            "cet",
            "cette",
            "ces",
        ),
    }
)
# Typed in chat before the words that are looked for; « cherhcer » is heard as well.
ASKED = ("chercher", "cherche", "recherche", "trouver", "voir", "catalogue", "inscrire", "inscription")
SAID_WITH = frozenset({"je", "veux", "voudrais", "aimerais", "ouverts"})
ASKED_ALIKE = 85
# Of one list of choices on a card, so that two such lists stay well under 28 KB.
CHOICES_BYTES, CHOICE_BYTES = 9_000, 40


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
        kept = (word for word in folded(self.text) if len(word) > SHORTEST and word not in FILLER)
        object.__setattr__(self, "words", tuple(kept)[:WORDS_READ])


def folded(text: str) -> list[str]:
    """The words in lower case, without accents: « l’Élève » is « l », « eleve »."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(character for character in bare if not unicodedata.combining(character))
    return re.findall(r"[a-z0-9]+", letters)


def looked_for(message: str) -> str:
    """What is looked for in « Chercher un réseau sur l’évaluation »: « un l évaluation ».

    The words stand as they were typed; empty for « Voir les réseaux ».
    """
    return " ".join(word for word in re.findall(r"\w+", message) if not _asks("".join(folded(word))))


def _asks(word: str) -> bool:
    if word in FILLER or word in SAID_WITH or word in ASKED:
        return True
    return (
        len(word) > SHORT
        and process.extractOne(word, ASKED, scorer=fuzz.ratio, score_cutoff=ASKED_ALIKE) is not None
    )


def choices(labels: Iterable[str]) -> list[str]:
    """The labels to choose from, each once, in order; the rarest are left out when a card cannot hold all."""
    kept, size = [], 0
    counted = Counter(label for label in labels if label)
    for label, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        size += 2 * len(label.encode()) + CHOICE_BYTES
        if size > CHOICES_BYTES:
            break
        kept.append(label)
    return sorted(kept, key=folded)


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


def _order(one: Listed) -> tuple[bool, bool, date, date, str, int]:
    """Who takes people; of these who lacks members, the soonest to close; then by the first meeting (R21)."""
    lacks = one.takes and one.members < MINIMUM
    return (
        not one.takes,
        not lacks,
        (one.closes_on if lacks else None) or date.max,
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
