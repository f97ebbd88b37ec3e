"""Documents in one zip: the same ones give the same bytes."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

from bot.documents.word import EPOCH


def zipped(files: Sequence[tuple[str, bytes]]) -> bytes:
    """(name, content) of each, in the order in which they come. Raises ValueError for a name twice."""
    names = [name for name, _ in files]
    if len(set(names)) < len(names):
        raise ValueError("two documents of one name")
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
