"""Notices that the clock causes, when several leave together."""


def together(count: int) -> str:
    return f"{count} choses à ne pas oublier"
