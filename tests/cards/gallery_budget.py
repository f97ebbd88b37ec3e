"""The release of a year: as a whole, by network, by school; and its envelope."""

from collections.abc import Iterator
from dataclasses import replace

from bot.rules.budget import Fault
from cards import budget
from cards.budget import Budget, Spent
from cards.phrases import budget as say
from tests.cards.gallery_overview import THIS
from tests.cards.shown import Shown, show
from tests.cards.words import Words

SPENT = Spent(committed=215, used=101, to_come=114, freed=3)
FOUND = Budget(SPENT, 430, networks=5, at_most=215)


def cards(words: Words) -> Iterator[Shown]:
    yield show("sums", budget.sums, THIS, FOUND)
    yield show("sums: saved", budget.sums, THIS, FOUND, say.saved(430))
    yield show("sums: over", budget.sums, THIS, replace(FOUND, envelope=200))
    yield show("sums: full would be over", budget.sums, THIS, replace(FOUND, at_most=4300, networks=100))
    yield show("sums: no envelope", budget.sums, THIS, replace(FOUND, envelope=None))
    yield show("sums: nothing", budget.sums, THIS, Budget(Spent(0, 0, 0, 0), None, 0, 0), say.saved(None))
    networks = [(number, words.title, SPENT) for number in range(1, 18)]
    schools = [(words.school, SPENT)] * 29 + [("", SPENT)]
    yield show("by network: none", budget.by_network, THIS, [])
    yield show("by school: none", budget.by_school, THIS, [])
    for page in (1, 2, 3):
        yield show(f"by network: page {page}", budget.by_network, THIS, networks, page)
        yield show(f"by school: page {page}", budget.by_school, THIS, schools, page)
    yield show("envelope: none", budget.envelope, THIS, "")
    yield show("envelope", budget.envelope, THIS, "215", notice=say.STALE)
    yield show(
        "envelope: wrong", budget.envelope, THIS, "215", "21,25", errors=[say.FAULTS[one] for one in Fault]
    )
