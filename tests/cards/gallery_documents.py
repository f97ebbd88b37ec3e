"""The card that carries a fresh link to a document."""

from collections.abc import Iterator

from cards import actions, documents
from cards.phrases import exports as say
from tests.cards.shown import Shown, show
from tests.cards.words import Words

URL = "https://reseaux.exemple.invalid/documents/" + "x" * 120


def cards(_words: Words) -> Iterator[Shown]:
    back = (actions.APPROVAL_OPEN, {"request": 7})
    yield show("ready", documents.ready, URL, "le 24 novembre 2026", "10\u00a0h", back)
    for name, opens in {"workbook": say.OPEN_WORKBOOK, "zip": say.OPEN_ARCHIVE}.items():
        yield show(f"ready: {name}", documents.ready, URL, "le 24 novembre 2026", "10\u00a0h", back, opens)
