"""A table as a CSV that Excel opens in French: UTF-8 with its mark, « ; », no cell that is a formula (B2)."""

import csv
import io
from collections.abc import Iterable, Sequence

from bot.documents.word import printable

# A spreadsheet takes what begins so for a formula, also behind spaces.
_FORMULA = ("=", "+", "-", "@")


def table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    """The whole file; the same lines give the same bytes."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";")
    writer.writerow([safe(cell) for cell in head])
    for line in lines:
        writer.writerow([safe(cell) for cell in line])
    return written.getvalue().encode("utf-8-sig")


def safe(cell: str) -> str:
    """The cell as a spreadsheet may read it: with an apostrophe before what it would compute."""
    text = printable(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
