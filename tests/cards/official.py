"""What Microsoft's own JavaScript library (npm `adaptivecards`, locked in package.json) says of our cards."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_name("parse.cjs")

# The library knows languages of two or three letters only, and ignores ours. It uses them for date functions,
# of which no card has any; screen readers want the variety too (design.md §3: `lang: fr-CA`).
TOLERATED = 'Invalid value "fr-CA" for property "lang".'


@dataclass(frozen=True, slots=True)
class Judged:
    """`events` are the library's complaints; `lost` the paths of what it did not keep as we wrote it."""

    events: tuple[str, ...]
    lost: tuple[str, ...]


def judge(cards: Sequence[object]) -> list[Judged]:
    """Its verdict on each card as it shows it: without the charts that are to be dropped, which only Teams
    knows.
    """
    return judge_as_sent([_without_charts(card) for card in cards])


def _without_charts(part: object) -> object:
    if isinstance(part, list):
        return [_without_charts(one) for one in part if not _is_dropped(one)]
    if isinstance(part, dict):
        return {name: _without_charts(value) for name, value in part.items()}
    return part


def _is_dropped(part: object) -> bool:
    return (
        isinstance(part, dict)
        and str(part.get("type")).startswith("Chart.")
        and part.get("fallback") == "drop"
    )


def judge_as_sent(cards: Sequence[object]) -> list[Judged]:
    """The library's verdict on each card, all in one process of Node.

    Raises subprocess.CalledProcessError with Node's words in `stderr`, FileNotFoundError without Node.
    """
    done = subprocess.run(
        ["node", str(SCRIPT)],
        input=json.dumps(cards),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    verdicts: list[dict[str, Any]] = json.loads(done.stdout)
    return [
        Judged(
            events=tuple(event for event in verdict["events"] if event != TOLERATED),
            lost=tuple(_lost(sent, verdict["kept"], "")),
        )
        for sent, verdict in zip(cards, verdicts, strict=True)
    ]


def _lost(sent: object, kept: object, path: str) -> list[str]:
    """A property that the library does not know, or whose value it refuses, is not written back by it."""
    if isinstance(sent, dict) and isinstance(kept, dict):
        return [
            found
            for name, value in sent.items()
            for found in (_lost(value, kept[name], f"{path}/{name}") if name in kept else [f"{path}/{name}"])
        ]
    if isinstance(sent, list) and isinstance(kept, list) and len(sent) == len(kept):
        return [
            found
            for index, (one, other) in enumerate(zip(sent, kept, strict=True))
            for found in _lost(one, other, f"{path}/{index}")
        ]
    return [] if sent == kept else [path]
