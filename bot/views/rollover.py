"""« Nouvelle année »: what is renewed and what is not, computed from the data; the channels to archive."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules import rollover as rules
from bot.rules.calendar import following, school_year
from cards import actions
from cards import rollover as cards
from cards.desk import DeskTask, TaskButton
from cards.elements import Card, plain
from cards.phrases import rollover as say
from cards.phrases.dates import short_date
from cards.phrases.proposal import quoted
from cards.rollover import OldChannel, Step
from storage.channel_archive import ArchiveState, archives, by_hand
from storage.continuation import without_bilan
from storage.rollover import count_archived, last_imports, rollover_of
from storage.school_calendar import calendar_days
from storage.school_year import dates_of

NAMED = 3


def checklist(session: Session, now: datetime, *, notice: str = "") -> Card:
    """The list of the year that runs, open or closed."""
    year = school_year(now.date())
    found, past = rollover_of(session, year), rules.year_before(year)
    closed = ""
    if found is not None and found.done_at is not None and found.done_by is not None:
        day = short_date(found.done_at.astimezone(now.tzinfo).date())
        closed = say.closed_by(plain(found.done_by.name), day)
    archived = say.year_archived(count_archived(session, past), past)
    return cards.checklist(year, archived, steps(session, now), closed=closed, notice=notice)


def steps(session: Session, now: datetime) -> list[Step]:
    year = school_year(now.date())
    return [
        _lists(session, now, year),
        _calendar(session, year),
        _dates(session, year),
        _bilans(session, rules.year_before(year)),
        _channels(session),
    ]


def _lists(session: Session, now: datetime, year: str) -> Step:
    last = {name: at.astimezone(now.tzinfo).date() for name, at in last_imports(session, say.NAMES).items()}
    lines = [
        say.list_renewed(words, short_date(last[name]) if name in last else "")
        for name, words in say.NAMES.items()
    ]
    # The catalogue's lists change seldom: people and schools are what a new year cannot do without.
    needed = [last.get(name) for name in ("schools", "teachers")]
    fresh = all(day is not None and day >= rules.fresh_from(year) for day in needed)
    how = TaskButton(say.LISTS_HOW, actions.ROLLOVER_LISTS)
    return Step(say.LISTS, ["\n".join(f"- {one}" for one in lines)], fresh, how)


def _calendar(session: Session, year: str) -> Step:
    known = len(calendar_days(session, *rules.bounds(year)))
    opens = TaskButton(say.CALENDAR_OPEN, actions.SCHOOL_CALENDAR)
    return Step(say.CALENDAR, [say.calendar_days(known, year)], known > 0, opens)


def _dates(session: Session, year: str) -> Step:
    kept = dates_of(session, following(year))
    opens, closes = (kept.proposals_open_on, kept.proposals_close_on) if kept else (None, None)
    window = ""
    if opens or closes:
        window = say.window_of(short_date(opens) if opens else "", short_date(closes) if closes else "")
    way = TaskButton(say.DATES_OPEN, actions.YEAR_DATES)
    return Step(say.DATES, [say.dates_set(following(year), window)], bool(window), way)


def _bilans(session: Session, past: str) -> Step:
    missing = without_bilan(session, past)
    named = ", ".join(quoted(plain(title)) for _, title in missing[:NAMED])
    titles = say.and_more(named, max(len(missing) - NAMED, 0))
    text = say.bilans_missing(len(missing), titles, past)
    return Step(say.BILANS, [text], not missing, TaskButton(say.DESK, actions.DESK))


def _channels(session: Session) -> Step:
    counted = archives(session)
    hand, bot = counted.get(ArchiveState.BY_HAND.value, 0), counted.get(ArchiveState.WAITING.value, 0)
    way = TaskButton(say.ARCHIVE_OPEN, actions.CHANNELS_ARCHIVE)
    return Step(say.CHANNELS, [say.channels_left(hand, bot)], hand + bot == 0, way)


def lists(_session: Session, _now: datetime) -> Card:
    return cards.lists([say.list_file(words, name) for name, words in say.NAMES.items()])


def tasks(session: Session, now: datetime, _viewer_id: int) -> list[DeskTask]:
    """The list while it is open, and the channels that a person archives, all in one row."""
    found = []
    year = school_year(now.date())
    opened = rollover_of(session, year)
    if opened is not None and opened.done_at is None:
        left = sum(not one.done for one in steps(session, now))
        found.append(cards.task(year, opened.opened_at, left))
    waiting = by_hand(session)
    if waiting:
        found.append(cards.channels_task(min(one.since for one in waiting), len(waiting)))
    return found


def channels(session: Session, _now: datetime) -> Card | None:
    """None when no channel waits any more."""
    waiting = by_hand(session)
    if not waiting:
        return None
    return cards.channels(
        [
            OldChannel(one.network_id, one.channel.key, one.channel.network.title, one.cause or "")
            for one in waiting
        ]
    )
