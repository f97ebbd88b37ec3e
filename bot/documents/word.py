"""Fills a Word template that the CEE may restyle in Word; what people typed stays text, whatever it holds."""

import re
import zipfile
from collections.abc import Mapping
from importlib.resources import files
from io import BytesIO
from typing import Any

TEMPLATES = files("bot.documents") / "templates"
# Not legal in XML, or read by the template engine as a break of its own, or turning a line around.
_UNPRINTABLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
# The first moment that a zip can hold: the same facts give the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)


def printable(text: str) -> str:
    """The text as it may stand in a document; lines stay lines, a tab is a space."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).strip()


def filled(template: str, context: Mapping[str, Any], *, title: str) -> bytes:
    """The .docx made of a template of this folder; `title` is the document's property.

    Nothing in the context is read as a template or as markup.
    """
    # Read at the first document, not at every start: it brings a Word and a template engine along.
    from docxtpl import DocxTemplate  # noqa: PLC0415

    document = DocxTemplate(BytesIO((TEMPLATES / template).read_bytes()))
    document.render(dict(context), autoescape=True)
    document.docx.core_properties.title = printable(title)
    written = BytesIO()
    document.save(written)
    return _timeless(written.getvalue())


def _timeless(content: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            new.writestr(zipfile.ZipInfo(name, EPOCH), old.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()
