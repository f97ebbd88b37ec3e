"""A message to the members of a network or to several networks: who may write to whom, and how much.

(DOMAIN.md §1.9: the members' names are the animator's own network's; a responsible writes to all.)
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.rules.texts import TooLong, too_long

SUBJECT_LIMIT, TEXT_LIMIT = 120, 1500
NETWORK, ANIMATORS, MEMBERS = "NETWORK", "ANIMATORS", "MEMBERS"


class Mistake(StrEnum):
    NO_AUDIENCE = "no_audience"
    NO_SUBJECT = "no_subject"
    NO_TEXT = "no_text"
    NOBODY = "nobody"  # nobody would receive it


@dataclass(frozen=True, slots=True)
class Wrong:
    """All that keeps a message from being shown as it will be read."""

    mistakes: tuple[Mistake, ...] = ()
    subject: TooLong | None = None
    text: TooLong | None = None

    def __bool__(self) -> bool:
        return bool(self.mistakes or self.subject or self.text)


def wrong(subject: str, text: str, *, people: int | None) -> Wrong:
    """`people` is how many would receive it; None when no audience was chosen."""
    found = []
    if people is None:
        found.append(Mistake.NO_AUDIENCE)
    elif people == 0:
        found.append(Mistake.NOBODY)
    if not subject:
        found.append(Mistake.NO_SUBJECT)
    if not text:
        found.append(Mistake.NO_TEXT)
    return Wrong(tuple(found), too_long(subject, SUBJECT_LIMIT), too_long(text, TEXT_LIMIT))


def may_write(audience: str, *, responsible: bool, animates: bool) -> bool:
    """`animates` the network that is written to, whatever became of it but a cancellation."""
    return responsible or (audience == NETWORK and animates)


def audience_of(code: str) -> tuple[str, int] | None:
    """(audience, network or 0) of a choice as the form sends it: « network:7 », « ANIMATORS »."""
    kind, _, number = code.partition(":")
    if kind == NETWORK:
        usable = number.isascii() and number.isdigit() and len(number) < 10  # noqa: PLR2004 - a row's id
        return (NETWORK, int(number)) if usable and int(number) else None
    return (kind, 0) if code in {ANIMATORS, MEMBERS} else None
