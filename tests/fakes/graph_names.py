"""What a channel may be called (TEAMS_FACTS §2.1)."""

import re

LONGEST = 50
FORBIDDEN = re.compile("[~#%&*{}+/\\\\:<>?|'\",\x00-\x1f\x80-\x9f]|\\.\\.|^[_.]|\\.$|_vti_", re.IGNORECASE)
RESERVED = {"forms", "con", "conin$", "conout$", "prn", "aux", "nul", "desktop.ini"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)
}


def is_legal(name: str) -> bool:
    """§2.1: what a channel may be called."""
    short = 0 < len(name.encode("utf-16-le")) // 2 <= LONGEST
    return short and not FORBIDDEN.search(name) and name.lower() not in RESERVED and name == name.strip()
