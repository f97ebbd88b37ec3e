"""The edition of a document for the channel's Files, which the whole Team reads: it names nobody."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.rules import agenda as agenda_rules
from bot.rules import minutes as minutes_rules
from bot.rules.agenda import Item
from bot.rules.minutes import ROWS as MINUTES_ROWS
from bot.rules.minutes import Content
from bot.rules.names import without_names
from bot.views import minutes as minutes_view
from bot.views import papers
from bot.views.paper import Paper
from cards import channel_files as cards
from cards.desk import DeskTask
from cards.phrases import channel_files as say
from storage.agenda import deposited_agenda
from storage.channel_files import AGENDA, MINUTES, PLAN, failed_files
from storage.enrollment import enrollments_of
from storage.minutes import deposited_minutes
from storage.network import Network
from storage.plan import deposited_plan
from storage.schedule import HELD, Meeting


def edition(session: Session, now: datetime, kind: str, subject_id: int) -> Paper | None:
    """The plan of a network, the agenda or the minutes of a meeting, without names, attendance or
    who does what; under a name that stays, so that a new version takes the place of the last. None when there
    is none.
    """
    return _EDITIONS[kind](session, now, subject_id)


def _plan(session: Session, now: datetime, network_id: int) -> Paper | None:
    network, version = session.get(Network, network_id), deposited_plan(session, network_id)
    if network is None or version is None:
        return None
    hidden = partial(without_names, people=_people(session, network), instead=say.NAME_LEFT_OUT)
    name = f"CEE_{network.school_year}_{network.id}_Plan.docx"
    return papers.plan_paper(session, now, network, version, name, hidden, say.footer)


def _agenda(session: Session, now: datetime, meeting_id: int) -> Paper | None:
    meeting, version = session.get(Meeting, meeting_id), deposited_agenda(session, meeting_id)
    if meeting is None or version is None or meeting.state not in HELD:
        return None
    network = session.get_one(Network, meeting.network_id)
    written = {field: str(value) for field, value in version.content.items()}
    content = _public(written, _people(session, network))
    name = f"CEE_{network.school_year}_{network.id}_Ordre-du-jour_{meeting.number}.docx"
    return papers.agenda_paper(session, now, meeting, version, content, name, say.footer)


def _minutes(session: Session, now: datetime, meeting_id: int) -> Paper | None:
    """Without the attendance; of who does what, only that there is some."""
    meeting, version = session.get(Meeting, meeting_id), deposited_minutes(session, meeting_id)
    if meeting is None or version is None or meeting.state not in HELD:
        return None
    network = session.get_one(Network, meeting.network_id)
    hidden = partial(without_names, people=_people(session, network), instead=say.NAME_LEFT_OUT)
    content = minutes_rules.read(version.content)
    texts = {name: hidden(text) for name, text in content.texts.items()}
    rows = minutes_view.rows(Content(texts), ())
    if content.follow_ups:
        who_does_what = MINUTES_ROWS.index("follow_up")
        rows[who_does_what] = replace(rows[who_does_what], notes=say.FOLLOW_UPS_LEFT_OUT)
    name = f"CEE_{network.school_year}_{network.id}_Compte-rendu_{meeting.number}.docx"
    members = [(say.MEMBERS_LEFT_OUT, say.NOT_SHOWN)]
    return papers.minutes_paper(session, now, meeting, version, rows, members, name, say.footer)


_EDITIONS: Mapping[str, Callable[[Session, datetime, int], Paper | None]] = {
    PLAN: _plan,
    AGENDA: _agenda,
    MINUTES: _minutes,
}


def _public(content: Mapping[str, str], people: list[str]) -> dict[str, str]:
    """What an agenda follows up is who does what: only its time stays. The animator's own document is not
    named, and takes the place of what was filed before.
    """
    if content.get("link"):
        return {"items": say.ELSEWHERE}
    shown = {name: without_names(text, people, say.NAME_LEFT_OUT) for name, text in content.items()}
    if shown.get("follow_up", "").strip():
        minutes = agenda_rules.minutes_of(content, "follow_up")
        shown["follow_up"] = agenda_rules.written(Item(say.FOLLOW_UP_LEFT_OUT, minutes or None))
    return shown


def _people(session: Session, network: Network) -> list[str]:
    """Whoever animates, takes part, waits, or did."""
    return [network.animator.name, *(one.person.name for one in enrollments_of(session, network.id))]


def tasks(session: Session, _now: datetime, _viewer_id: int) -> list[DeskTask]:
    """One row for all that failed."""
    failed = failed_files(session)
    return [cards.task(failed[0].since, len(failed), failed[0].cause or "")] if failed else []
