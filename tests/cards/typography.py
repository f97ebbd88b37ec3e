"""How Québec writes (DOMAIN.md §3.6, B4), as rules that a sentence keeps or breaks."""

import re
from collections.abc import Iterator, Mapping

# Adjectives and participles that would say « vous » is a man or a woman. The sentence is turned instead.
GENDERED = (
    "autorisé",
    "bienvenu",
    "candidat",
    "certain",
    "concerné",
    "connecté",
    "content",
    "désolé",
    "enregistré",
    "informé",
    "inscrit",
    "intéressé",
    "invité",
    "libéré",
    "prêt",
    "prié",
    "seul",
    "sûr",
)
BEING = "êtes|étiez|serez|seriez|restez|semblez|avez été|aurez été"
# English words that slip in from a library, a tool or a habit; brands (Teams, Folio) are not words.
ENGLISH_WORDS = (
    "about all and are bot button calendar cancel card channel chat check click close date-picker "
    "deadline delete done download draft edit email e-mail empty error failed feedback file for form from "
    "go help home input invalid is loading login logout mail meeting menu-item missing network new next "
    "not of ok open optional or password please previous proposal required retry save school search "
    "select send settings sorry status step submit success task team test the this timeout title to token "
    "try unknown update upload user warning was week-end welcome with you your "
)
ENGLISH = frozenset(ENGLISH_WORDS.split())

RULES: Mapping[str, re.Pattern[str]] = {
    "a colon takes one no-break space before it": re.compile(r"(?<![\u00a0])(?<!mailto):|[ \u00a0]\u00a0:"),
    "a guillemet takes a no-break space inside": re.compile(r"«(?!\u00a0)|(?<!\u00a0)»"),
    "a number keeps its unit by a no-break space": re.compile(r"[0-9](?: ?)(?:h\b|%|\$)|[0-9]h[0-9]"),
    "no space before ! ? ;": re.compile(r"\s[!?;]"),
    "the apostrophe is ’ and quotation marks are « »": re.compile(r"['\"“”]"),
    "no inclusive point": re.compile(r"[·•‧]"),
    "no bracketed or hyphenated feminine": re.compile(
        r"\w(?:\((?:e|es|ne|nes|le|les|ère|euse|rice|trice)\)|[-./](?:e|es|ne|nes|trice|trices)\b)"
    ),
    "no space before a bracketed plural": re.compile(r"\w\s\((?:s|x|es)\)"),
    "an hour is written 8 h 45": re.compile(r"[0-9]{1,2}:[0-9]{2}|[0-9]h\b|h[0-9]{2}|h\u00a000"),
    "one space at a time": re.compile(r"[ \u00a0]{2}|^\s|\s$"),
    "nought and one are singular": re.compile(r"(?<![0-9\u00a0,-])[01][ \u00a0](?!fois\b|mois\b)\w+s\b"),
    "thousands are parted": re.compile(r"[0-9]{5}|[0-9]{4}[ \u00a0](?:caractères|mots|lignes|personnes)"),
    "the ellipsis is one character": re.compile(r"\.\."),
    "no gendered word about the person": re.compile(
        rf"\b(?:vous (?:n’|y )*(?:{BEING})|soyez)(?: \w+){{0,2}} (?:{'|'.join(GENDERED)})(?:e|s|es)?\b",
        re.IGNORECASE,
    ),
}
# « vous seul ou vous seule »: both are said, which is the way when no neutral word fits.
DOUBLED = re.compile(r"vous (\w+) ou vous \1e")
ADDRESS = re.compile(r"\(mailto:[^)]*\)|https?://\S+|[\w.-]+@[\w.-]+")

PLACE = re.compile(r"\{\w+\}")


def faults(sentence: str) -> list[str]:
    """The rules that a sentence breaks; addresses are no prose."""
    prose = DOUBLED.sub("vous", PLACE.sub("x", ADDRESS.sub("x", sentence)))
    return [*(rule for rule, wrong in RULES.items() if wrong.search(prose)), *_english(prose)]


def _english(prose: str) -> Iterator[str]:
    words = re.findall(r"[^\W\d_]+(?:[-’][^\W\d_]+)*", prose.casefold())
    yield from (f"« {word} » is no French word" for word in dict.fromkeys(words) if word in ENGLISH)
