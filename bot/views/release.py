"""Release as things stand: one's own, a network's planning day, the sums of every network."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules.bilan import is_over
from bot.rules.minutes import has_begun
from bot.rules.names import alphabetical
from bot.views.kept_settings import procedure_of
from bot.views.network_dates import date_lines, planned
from cards import actions
from cards import menu as menu_cards
from cards import release as cards
from cards.elements import Card
from cards.phrases import menu as say_menu
from cards.phrases import release as say
from cards.phrases.dates import long_date
from cards.release import OwnDay
from storage.bilan import last_meeting
from storage.network import Network, NetworkState, animated_by, network_title, titles_of
from storage.places import active_of
from storage.release import (
    Release,
    ReleaseKind,
    ReleaseState,
    release_of_kind,
    releases_of,
    sums,
    sums_by_person,
)
from storage.standing import MeetingFact

TICKABLE = {ReleaseState.PLANNED.value, ReleaseState.REQUESTED.value}


def mine(session: Session, now: datetime, person_id: int, notice: str = "") -> Card:
    """Every half-day of this person in the networks where she or he has a seat, in the order of the days."""
    listed = []
    for network_id in active_of(session, person_id):
        meetings = {one.id: one for one in planned(session, network_id)}
        for one in releases_of(session, network_id, person_id):
            if one.meeting_id is None or one.meeting_id not in meetings:
                continue
            meeting = meetings[one.meeting_id]
            listed.append(
                cards.MyRelease(
                    meeting_id=one.meeting_id,
                    title=network_title(session, network_id),
                    what=date_lines(session, [meeting])[0],
                    half_days=one.half_days,
                    state=_state(one, meeting, now),
                    may_tick=one.state in TICKABLE and meeting.day >= now.date(),
                    may_say=not has_begun(meeting.day, meeting.starts, now),
                )
            )
    return cards.mine(listed, notice, _own_days(session, now, person_id), released_by=procedure_of(session))


def _own_days(session: Session, now: datetime, person_id: int) -> list[OwnDay]:
    """The planning day, and once the last meeting is over the half-day of the bilan (R40, R41)."""
    found = []
    for network in animated_by(session, person_id):
        if network.published_at is None or network.state == NetworkState.ARCHIVED.value:
            continue
        last = last_meeting(session, network.id)
        over = last is not None and is_over(last.day, last.ends, now)
        done = network.state == NetworkState.COMPLETED.value
        for kind, line, verb, shown in (
            (ReleaseKind.PLANNING, say.own_planning, "" if done else actions.PLANNING, True),
            (ReleaseKind.BILAN, say.own_bilan, actions.BILAN_DAY, over),
        ):
            release = release_of_kind(session, network.id, kind)
            if shown and (release is not None or verb):
                day = long_date(release.day) if release and release.day else ""
                found.append(OwnDay(network.id, line(network.title, day), verb))
    return found


def _state(one: Release, meeting: MeetingFact, now: datetime) -> str:
    """One of `say.STATES`: what was used comes first; what went back before the meeting is an absence."""
    if one.used:
        return "USED" if one.used == one.half_days else "PARTLY_USED"
    absent = one.state == ReleaseState.NOT_USED.value and not has_begun(meeting.day, meeting.starts, now)
    return "ABSENT" if absent else one.state


def planning(
    session: Session,
    _now: datetime,
    person_id: int,
    network_id: int,
    *,
    typed: str = "",
    notice: str = "",
    errors: Sequence[str] = (),
) -> Card:
    network = session.get(Network, network_id)
    if network is None or network.animator_id != person_id:
        return menu_cards.sentence(say_menu.REFUSED)
    release = release_of_kind(session, network_id, ReleaseKind.PLANNING)
    day = typed or (str(release.day) if release and release.day else "")
    return cards.planning(network_id, network.title, day, notice=notice, errors=errors)


def bilan_day(
    session: Session,
    _now: datetime,
    person_id: int,
    network_id: int,
    *,
    typed: str = "",
    notice: str = "",
    errors: Sequence[str] = (),
) -> Card:
    """The half-day of the bilan, as `planning`."""
    network = session.get(Network, network_id)
    if network is None or network.animator_id != person_id:
        return menu_cards.sentence(say_menu.REFUSED)
    release = release_of_kind(session, network_id, ReleaseKind.BILAN)
    day = typed or (str(release.day) if release and release.day else "")
    return cards.bilan_day(network_id, network.title, day, notice=notice, errors=errors)


def ledger(session: Session, _now: datetime, page: int = 1) -> Card:
    """The sums of every network that has any, members and animator together."""
    counted = sums(session)
    names = titles_of(session, counted)
    return cards.ledger([(one, names[one], _line(counted[one])) for one in sorted(counted)], page)


def ledger_of(session: Session, _now: datetime, network_id: int) -> Card:
    """By meeting, who followed the procedure, who did not yet, who cannot come; the sums of each person."""
    title = network_title(session, network_id)
    if not title:
        return menu_cards.sentence(say_menu.STALE)
    people = sorted(sums_by_person(session, network_id), key=lambda one: alphabetical(one[0]))
    listed = [(name, _line(by)) for name, by in people]
    return cards.ledger_of(title, listed, _by_date(session, network_id))


def _by_date(session: Session, network_id: int) -> list[tuple[str, list[str]]]:
    releases = releases_of(session, network_id)
    found = []
    for meeting in sorted(planned(session, network_id), key=lambda one: one.day):
        of = [one for one in releases if one.meeting_id == meeting.id]
        if not of:
            continue
        of.sort(key=lambda one: alphabetical(one.person.name))
        waiting = [one.person.name for one in of if one.state == ReleaseState.PLANNED.value]
        absent = [one.person.name for one in of if one.state == ReleaseState.NOT_USED.value and not one.used]
        lines = [say.ticked(len(of) - len(waiting) - len(absent), len(of))]
        lines += [say.still_to_tick(", ".join(waiting))] if waiting else []
        lines += [say.absences(", ".join(absent))] if absent else []
        found.append((date_lines(session, [meeting])[0], lines))
    return found


def _line(by: Mapping[str, int]) -> str:
    asked = by.get(ReleaseState.REQUESTED.value, 0) + by.get(ReleaseState.CONFIRMED.value, 0)
    return say.ledger_line(by.get(ReleaseState.PLANNED.value, 0), asked, by.get(ReleaseState.USED.value, 0))
