"""A document that leaves over HTTP."""

from collections.abc import Callable
from dataclasses import dataclass

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CALENDAR = "text/calendar"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
JSON = "application/json"
CSV = "text/csv"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to send: its file name, how to draw it, which is slow: on a thread of its own, and its
    media type.
    """

    name: str
    draw: Callable[[], bytes]
    media: str = WORD
