"""A card of the gallery, under its name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec

from cards.elements import Card

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Shown:
    """One card, what it shows and the function that made it."""

    name: str
    made_by: Callable[..., Card]
    card: Card


def show(name: str, make: Callable[P, Card], *args: P.args, **kwargs: P.kwargs) -> Shown:
    return Shown(f"{make.__module__.removeprefix('cards.')}.{name}", make, make(*args, **kwargs))
