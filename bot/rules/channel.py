"""What a network's channel may be called in Teams (TEAMS_FACTS.md §2.1)."""

import re
import unicodedata

LONGEST = 50  # as Teams counts: UTF-16 units
NAMES = 5  # names that are tried when Teams keeps a deleted channel's

# Read aloud, or as a dash; the rest of what Teams forbids is a pause in French, hence a space.
_SAID = {"&": " et ", "+": " et ", ":": " - ", "/": "-", "\\": "-", "|": " - "}
_SPACE = set("~#%*{}<>?'\",«»“”„‟‘’‚‛`´′″")
_DOTS = re.compile(r"\.(?:\s*\.)+")


def channel_name(key: str, title: str, number: int = 1) -> str:
    """The key, then as many whole words of the title as Teams leaves room for.

    Each `number` gives another name, for when a deleted channel keeps the first. The key, which must be
    legal itself, comes first: no name is a reserved word (CON, forms …) or begins with a dot.
    """
    suffix = "" if number == 1 else f" ({number})"
    words = _cut(_legal(title), LONGEST - len(key) - 1 - len(suffix))
    return f"{key} {words}".strip() + suffix


def is_named_after(key: str, name: str) -> bool:
    """Whether a channel's name is one of `channel_name`'s for exactly this key, whatever the title was."""
    return name == key or name.startswith(f"{key} ")


def _legal(title: str) -> str:
    spelt = "".join(_spelt(letter) for letter in unicodedata.normalize("NFC", title))
    # SharePoint keeps the channel's files in a folder of this name, and keeps _vti_ for itself.
    spelt = re.sub("_vti_", "vti", _DOTS.sub(" ", spelt), flags=re.IGNORECASE)
    return " ".join(spelt.split())


def _spelt(letter: str) -> str:
    if letter in _SAID:
        return _SAID[letter]
    kind = unicodedata.category(letter)
    if letter in _SPACE or kind in {"Cc", "Zs", "Zl", "Zp"}:
        return " "
    # Unseen marks (also those that turn a line around), half letters and what nobody defined.
    return "" if kind in {"Cf", "Cs", "Co", "Cn"} else letter


def _cut(text: str, room: int) -> str:
    """At the end of a word, unless the first one alone is too long."""
    if _units(text) > room:
        kept = ""
        for letter in text:
            if _units(kept + letter) > room:
                break
            kept += letter
        whole = kept if text[len(kept)] == " " else kept.rpartition(" ")[0]
        text = whole or kept
        if text.count("(") > text.count(")"):
            text = text.rpartition("(")[0] or text
    return text.strip(" -;(").rstrip(" .-;(")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
