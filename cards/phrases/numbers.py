"""Numbers as Québec writes them: « 1 500 caractères », « 0 mot », « 2 mots » (DOMAIN.md §3.6)."""


def grouped(count: int) -> str:
    """« 12 345 », with no-break spaces."""
    return f"{count:,}".replace(",", "\u00a0")


def days(half_days: int) -> str:
    """« 21,5 jours » of so many half-days; under two it is singular."""
    whole, half = divmod(half_days, 2)
    return f"{grouped(whole)}{',5' if half else ''}\u00a0{'jours' if half_days >= 4 else 'jour'}"  # noqa: PLR2004


def short_days(half_days: int) -> str:
    """« 21,5 j » of so many half-days, as a table shows it."""
    whole, half = divmod(half_days, 2)
    return f"{grouped(whole)}{',5' if half else ''}\u00a0j"


def counted(count: int, one: str, many: str) -> str:
    """The number and its noun; nought is singular in French."""
    return f"{grouped(count)} {one if abs(count) < 2 else many}"  # noqa: PLR2004
