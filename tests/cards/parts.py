"""The files of this folder that each hold a feature's cards, or the samples of its sentences."""

import importlib
import pkgutil
from types import ModuleType

import tests.cards


def parts(prefix: str) -> list[ModuleType]:
    """The modules of tests/cards whose names begin so, by name: a new feature's file is found by itself."""
    names = sorted(one.name for one in pkgutil.iter_modules(tests.cards.__path__))
    return [importlib.import_module(f"tests.cards.{name}") for name in names if name.startswith(prefix)]
