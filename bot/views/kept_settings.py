"""« Réglages » as things stand, the card of each, and what others show of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules import bilan as bilan_rules
from bot.rules import kept_settings as rules
from bot.rules.calendar import school_year
from bot.rules.kept_settings import KEYS, Group, Key, Mistake
from bot.rules.lists import Entry, Listing
from bot.rules.proposal import target_year
from bot.settings import Settings
from cards import actions
from cards import kept_settings as cards
from cards import privacy as privacy_cards
from cards.desk import TaskButton
from cards.elements import Card, plain
from cards.kept_settings import Form, Line, Procedure
from cards.phrases import kept_settings as say
from cards.phrases.dates import short_date
from storage import lists
from storage.audit import AuditRow
from storage.kept_settings import kept_values
from storage.school_year import dates_of

COUNTED = (Group.CLOSING, Group.BILAN, Group.ADDRESS)
_TEXTS = (Group.RELEASE, Group.PAY, Group.PRIVACY, Group.ADDRESS)
_CALENDAR = ("calendar_days_said", "calendar_days_removed")
_LISTS = ("list_added", "list_changed", "list_confirmed", "list_deactivated", "list_reactivated")


@dataclass(frozen=True, slots=True)
class _Found:
    """One setting: its name among say.NAMES, its value in words, who changed it last, where it is changed."""

    name: str
    values: list[str]
    changed: AuditRow | None
    way: TaskButton


def settings(session: Session, now: datetime, environment: Settings, *, notice: str = "") -> Card:
    """Every setting with its value and who changed it last; `environment` gives what nobody set here."""
    found = [
        _dates(session, now),
        *(_of_group(session, now, environment, one) for one in (Group.CLOSING, Group.BILAN)),
        *(_of_list(session, one) for one in Listing),
        _calendar(session),
        *(_of_group(session, now, environment, one) for one in _TEXTS),
    ]
    shown = [
        Line(say.NAMES[one.name], one.values, _changed(session, now, one.changed), one.way) for one in found
    ]
    return cards.settings(shown, notice=notice)


def _dates(session: Session, now: datetime) -> _Found:
    changed = lists.last_change(session, ["year_dates_saved", "opening_day_set"])
    return _Found("dates", [_window(session, now)], changed, TaskButton(say.SEE, actions.YEAR_DATES))


def _calendar(session: Session) -> _Found:
    changed = lists.last_change(session, _CALENDAR, imported="calendar")
    return _Found("calendar", [say.CALENDAR_VALUE], changed, TaskButton(say.SEE, actions.SCHOOL_CALENDAR))


def _of_list(session: Session, listing: Listing) -> _Found:
    active = [one for one in lists.entries_of(session, listing.value, Entry) if one.active]
    value = say.offered_lines(len(active), sum(one.example for one in active))
    way = TaskButton(say.SEE, actions.LIST, {"list": listing.value})
    named = "schools" if listing is Listing.SCHOOL else listing.value.lower()
    changed = lists.last_change(session, _LISTS, listing.value, imported=named)
    return _Found(listing.value, [value], changed, way)


def _of_group(session: Session, now: datetime, environment: Settings, group: Group) -> _Found:
    changed = lists.last_change(session, [f"set_{key.value}" for key in KEYS[group]])
    way = TaskButton(say.EDIT, actions.SETTING, {"group": group.value})
    return _Found(group.value, _shown(session, now, environment, group), changed, way)


def _shown(session: Session, now: datetime, environment: Settings, group: Group) -> list[str]:
    """What holds now, in words."""
    values = kept_values(session)
    match group:
        case Group.CLOSING:
            return [say.closes_before(rules.closing_days(values, environment.ENROLLMENT_CLOSES_DAYS))]
        case Group.BILAN:
            year = school_year(now.date())
            kept = dates_of(session, year)
            day = kept.bilan_due_on if kept else None
            usual = bilan_rules.due_on(year, None, closed_around(session, rules.bilan_bounds(year)[1]))
            return [say.bilans_due(short_date(day or usual), year, usual=day is None)]
        case Group.ADDRESS:
            return [plain(rules.cee_address(values, environment.CEE_EMAIL))]
        case Group.RELEASE | Group.PAY | Group.PRIVACY:
            found = [rules.text(values, key) for key in KEYS[group]]
            return [plain(one) for one in found if one] or [say.NOT_SET]


def _window(session: Session, now: datetime) -> str:
    kept = dates_of(session, target_year(now.date()))
    if kept is None:
        return say.NO_WINDOW
    days = (kept.proposals_open_on, kept.proposals_close_on, kept.committee_on)
    return say.received(*(short_date(day) if day else "" for day in days))


def _changed(session: Session, now: datetime, row: AuditRow | None) -> str:
    if row is None:
        return say.NEVER_CHANGED
    day = short_date(row.at.astimezone(now.tzinfo).date())
    return say.changed_by(plain(lists.name_of(session, row.person_id)), day)


def form(
    session: Session,
    now: datetime,
    environment: Settings,
    name: str,
    typed: dict[str, str] | None = None,
    *,
    notice: str = "",
    mistakes: Sequence[Mistake] = (),
) -> Card | None:
    """The card of one group, with what is kept or what was typed; None for a group that does not exist."""
    if name not in {one.value for one in Group}:
        return None
    keys = KEYS[Group(name)]
    kept = dict(kept_values(session))
    dates = dates_of(session, school_year(now.date()))
    kept[Key.BILAN_DUE_ON] = str(dates.bilan_due_on) if dates and dates.bilan_due_on else ""
    mark = rules.mark([kept.get(key, "") for key in keys])
    shown = [(key.value, _in_form(kept, key) if typed is None else typed.get(key, "")) for key in keys]
    # A text stands in its input already.
    holds = _shown(session, now, environment, Group(name)) if Group(name) in COUNTED else []
    return cards.form(Form(name, holds, shown, mark), notice=notice, errors=sentences(mistakes))


def _in_form(kept: dict[str, str], key: Key) -> str:
    """What is kept; the guide’s own link where nothing is."""
    return kept.get(key) or rules.DEFAULTS.get(key, "")


def sentences(mistakes: Sequence[Mistake]) -> list[str]:
    return [
        say.setting_mistake(one.fault.value, say.LABELS[one.key.value], one.length, one.limit)
        for one in mistakes
    ]


def procedure_of(session: Session) -> Procedure:
    """How one is released, to stand beside each question whether it was followed (R61)."""
    values = kept_values(session)
    return Procedure(rules.text(values, Key.RELEASE_TEXT), rules.text(values, Key.RELEASE_LINK))


def pay_of(session: Session) -> str:
    """How the animation is paid, for who animates (R42)."""
    values = kept_values(session)
    return cards.pay_line(rules.text(values, Key.ALLIANCE_LINK), rules.text(values, Key.ADAGIO_LINK))


def address_of(session: Session, default: str) -> str:
    """The CEE's address, as a responsible keeps it; `default` is that of the environment."""
    return rules.cee_address(kept_values(session), default)


def privacy(session: Session, _now: datetime, default: str, *, registers: bool) -> Card:
    """« Vie privée »; `default` is the address of the environment."""
    values = kept_values(session)
    title, contact = (rules.text(values, key) for key in KEYS[Group.PRIVACY])
    officer = say.officer(plain(title), plain(contact)) if title or contact else ""
    return privacy_cards.privacy(rules.cee_address(values, default), officer, registers=registers)
