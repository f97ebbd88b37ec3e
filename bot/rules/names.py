"""Names as French sorts them (DOMAIN.md §3.6), and left out of a text that the whole Team may read (§1.9)."""

import re
import unicodedata
from collections.abc import Collection

from bot.rules.catalog import folded

# Parts of a name that are words of their own.
_PARTICLES = {"al", "da", "das", "de", "del", "des", "di", "dos", "du", "el", "la", "le", "les"}
_PARTICLES |= {"saint", "sainte", "st", "ste", "van", "von", "y"}
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;:]+")
_BETWEEN = re.compile(r"[-\s.'’]*")
SHORTEST = 2
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})


def alphabetical(name: str) -> tuple[list[str], str]:
    """The key by which names of people and of schools are sorted: case, accents and hyphens apart, « Élise »
    before « Zoé »; names that differ in nothing else have an order of their own.
    """
    return folded(name.translate(_LIGATURES)), name


def without_names(text: str, people: Collection[str], instead: str) -> str:
    """The text with `instead` where one of these people is named, and where an e-mail address stands.

    A whole name is found in any case and accents; a part of one, first name or last, where it begins with
    a capital: « Rose » is left out, « rose » is a colour. A name typed alone in small letters stays.
    """
    text = _ADDRESS.sub(instead, text)
    wholes = [[_bare(word) for word in _WORD.findall(name)] for name in people]
    parts = {part for whole in wholes for part in whole if len(part) >= SHORTEST and part not in _PARTICLES}
    words = list(_WORD.finditer(text))
    bare = [_bare(word.group()) for word in words]
    named = {at for at, word in enumerate(words) if bare[at] in parts and word.group()[0].isupper()}
    for whole in wholes:
        for at in range(len(bare) - len(whole) + 1 if whole else 0):
            if bare[at : at + len(whole)] == whole:
                named |= set(range(at, at + len(whole)))
    return _replaced(text, words, named, instead)


def _replaced(text: str, words: list[re.Match[str]], named: set[int], instead: str) -> str:
    """Names that follow each other are one."""
    told, end, last = [], 0, -2
    for at in sorted(named):
        start = words[at].start()
        follows = at == last + 1 and _BETWEEN.fullmatch(text, end, start) is not None
        if not follows:
            told += [text[end:start], instead]
        end, last = words[at].end(), at
    return "".join([*told, text[end:]])


def _bare(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def normalized(text: str) -> str:
    """The words alone, in small letters without accents, parted by single spaces."""
    return " ".join(_bare(word) for word in re.findall(r"\w+", text))


def same_name(written: str, name: str) -> bool:
    """Whether both are one name, whatever case, accents, hyphens and spaces; no name is like no other."""
    first, second = ([_bare(word) for word in _WORD.findall(one)] for one in (written, name))
    return bool(first) and first == second
