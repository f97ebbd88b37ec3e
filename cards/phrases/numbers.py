"""Numbers as Québec writes them: « 1 500 caractères », « 0 mot », « 2 mots » (DOMAIN.md §3.6)."""


def grouped(count: int) -> str:
    """« 12 345 », with no-break spaces."""
    return f"{count:,}".replace(",", "\u00a0")


def counted(count: int, one: str, many: str) -> str:
    """The number and its noun; nought is singular in French."""
    return f"{grouped(count)} {one if abs(count) < 2 else many}"  # noqa: PLR2004
