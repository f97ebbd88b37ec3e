"""The public holidays of Québec, Easter Monday among them (DOMAIN.md §3.1): no reminder leaves on them."""

from datetime import date
from functools import cache


@cache
def closed_days(year: int) -> frozenset[date]:
    """Those of the calendar year and of its two neighbours, so that a walk over New Year sees both."""
    # Read when a year is first asked for: its tables of every country are slow to load.
    from holidays import country_holidays  # noqa: PLC0415

    found = country_holidays(
        "CA", subdiv="QC", language="fr", years=[year - 1, year, year + 1], categories=("public", "optional")
    )
    return frozenset(found)
