"""A setting is changed on a card: checked, kept, written in the journal (DOMAIN.md §1.10, I19)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules import kept_settings as rules
from bot.rules.calendar import school_year
from bot.rules.kept_settings import KEYS, Group, Key, Mistake
from bot.settings import Settings
from storage import audit
from storage.kept_settings import KeptSetting, hold_settings
from storage.people import Person, Role
from storage.school_year import YearDates, dates_of, kept_dates

# What fits in the journal’s two columns; longer values stand in its text.
SHORT = 40


class NotSaved(StrEnum):
    NOT_RESPONSIBLE = "not_responsible"
    UNKNOWN = "unknown"  # no such setting
    STALE = "stale"  # changed by somebody since the card was drawn


@dataclass(frozen=True, slots=True)
class Saved:
    """`changed` is False for what was so already."""

    changed: bool


@dataclass(frozen=True, slots=True)
class Mistaken:
    mistakes: tuple[Mistake, ...]


def save(
    session: Session,
    now: datetime,
    actor_id: int,
    settings: Settings,
    name: str,
    typed: Mapping[str, str],
    mark: str,
) -> Saved | Mistaken | NotSaved:
    """Keep the values of one group; an empty one is its default again. `mark` names what the card showed."""
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return NotSaved.NOT_RESPONSIBLE
    if name not in {one.value for one in Group}:
        return NotSaved.UNKNOWN
    keys = KEYS[Group(name)]
    year = school_year(now.astimezone(settings.zone).date())
    wanted = {key: rules.clean(key, typed.get(key, "")) for key in keys}
    held = hold_settings(session, keys)
    dates = _held_dates(session, year) if Key.BILAN_DUE_ON in keys else None
    before = {key: _value(key, held, dates) for key in keys}
    if mark != rules.mark([before[key] for key in keys]):
        return NotSaved.STALE
    found = rules.mistakes({key.value: value for key, value in wanted.items()}, year)
    if found:
        return Mistaken(tuple(found))
    changed = [key for key in keys if wanted[key] != before[key]]
    for key in changed:
        if key is Key.BILAN_DUE_ON:
            _set_bilan(session, now, year, wanted[key])
        else:
            _set(session, now, actor_id, held.get(key), key, wanted[key])
        _note(session, now, actor_id, key, year, before[key], wanted[key])
    return Saved(bool(changed))


def _held_dates(session: Session, year: str) -> YearDates | None:
    found = dates_of(session, year)
    if found is not None:
        session.refresh(found, with_for_update=True)
    return found


def _value(key: Key, held: Mapping[str, KeptSetting], dates: YearDates | None) -> str:
    if key is Key.BILAN_DUE_ON:
        return str(dates.bilan_due_on) if dates and dates.bilan_due_on else ""
    return held[key].value if key in held else ""


def _set_bilan(session: Session, now: datetime, year: str, value: str) -> None:
    kept = kept_dates(session, year, now)
    kept.bilan_due_on = rules.read_day(value)
    session.flush()


def _set(
    session: Session, now: datetime, actor_id: int, kept: KeptSetting | None, key: Key, value: str
) -> None:
    if kept is None:
        kept = KeptSetting(key=key.value)
        session.add(kept)
    kept.value, kept.changed_by_id, kept.changed_at = value, actor_id, now
    session.flush()


def _note(
    session: Session, now: datetime, actor_id: int, key: Key, year: str, before: str, after: str
) -> None:
    short = max(len(before), len(after)) <= SHORT
    audit.record(
        session,
        now,
        action=f"set_{key.value}",
        subject=("year", int(year[:4])) if key is Key.BILAN_DUE_ON else ("setting", None),
        person_id=actor_id,
        before=(before or "-") if short else None,
        after=(after or "-") if short else None,
        why="" if short else f"{before or '-'}\n→\n{after or '-'}",
    )
