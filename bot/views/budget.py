"""The release of a year against its envelope: as a whole, by network, by school (S19; R38–R41)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from bot.rules import budget as rules
from bot.rules.budget import Sums, total
from bot.rules.names import alphabetical
from bot.rules.releases import committed
from bot.views.overview import year_of
from cards import budget as cards
from cards.budget import Budget, Spent
from cards.elements import Card
from cards.phrases import budget as say
from storage.budget import (
    YearRelease,
    envelope_of,
    every_school,
    releases_of_year,
    school_moves,
)
from storage.network import count_networks
from storage.overview import networks_of_year

K = TypeVar("K")


def shown(session: Session, now: datetime, first: int, part: int, page: int = 1, *, notice: str = "") -> Card:
    """One part of a year's budget, `cards.SUMS` and so on; anything else is the year as a whole."""
    year = year_of(session, now, first)
    releases = releases_of_year(session, year.name)
    match part:
        case cards.BY_NETWORK:
            titles = {one.network_id: one.title for one in networks_of_year(session, year.name)}
            sums = _by((one.network_id, counted(one)) for one in releases)
            return cards.by_network(
                year, [(one, titles[one], _spent(sums[one])) for one in sorted(sums)], page
            )
        case cards.BY_SCHOOL:
            return cards.by_school(year, _by_school(session, releases), page)
        case _:
            networks = count_networks(session, year.name)
            found = Budget(
                _spent(total(map(counted, releases))),
                envelope_of(session, year.name),
                networks,
                networks * committed(),
            )
            return cards.sums(year, found, notice)


def _by_school(session: Session, releases: Iterable[YearRelease]) -> list[tuple[str, Spent]]:
    """By name, accents apart; who has no school, or one that is not known, under "", last."""
    moves, names = school_moves(session), every_school(session)
    sums = _by(
        (
            names.get(rules.school_on(one.day, one.school_id, moves.get(one.person_id, ())), ""),
            counted(one),
        )
        for one in releases
    )
    return [(name, _spent(sums[name])) for name in sorted(sums, key=lambda one: (not one, alphabetical(one)))]


def counted(one: YearRelease) -> Sums:
    return rules.counted(one.half_days, one.used, one.state)


def _by(listed: Iterable[tuple[K, Sums]]) -> Mapping[K, Sums]:
    found: dict[K, Sums] = {}
    for key, one in listed:
        found[key] = found.get(key, Sums()) + one
    return found


def _spent(sums: Sums) -> Spent:
    return Spent(sums.committed, sums.used, sums.to_come, sums.freed)


def envelope(
    session: Session,
    now: datetime,
    first: int,
    *,
    typed: str | None = None,
    notice: str = "",
    fault: rules.Fault | None = None,
) -> Card:
    """The form, with what is stored, or what was typed."""
    year = year_of(session, now, first)
    kept = rules.written(envelope_of(session, year.name))
    errors = [say.FAULTS[fault.value]] if fault is not None else []
    return cards.envelope(year, kept, typed, notice=notice, errors=errors)
