"""The documents of a network's meetings: who may read which, and the facts that stand in them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.documents import agenda as agenda_document
from bot.documents import minutes as minutes_document
from bot.documents import plan as plan_document
from bot.documents.agenda import AgendaFacts
from bot.documents.minutes import MinutesFacts, MinutesRow
from bot.documents.plan import PlanFacts
from bot.documents.plan import Row as PlanRow
from bot.documents.proposal import Answer
from bot.rules import minutes as minutes_rules
from bot.views import agenda as agenda_view
from bot.views import minutes as minutes_view
from bot.views import plan as plan_view
from bot.views.attendees import Attendee, attendees
from bot.views.network_dates import annex_header, headings
from bot.views.paper import Paper
from cards import plan as plan_cards
from cards.minutes import Row
from cards.phrases import agenda as say_agenda
from cards.phrases import minutes as say_minutes
from cards.phrases import plan as say_plan
from cards.phrases.dates import short_date
from cards.plan import Column
from storage.agenda import AgendaVersion, deposited_agenda
from storage.minutes import MinutesVersion, deposited_minutes, minutes_of
from storage.network import Network
from storage.people import Person
from storage.plan import PlanVersion, deposited_plan
from storage.schedule import HELD, Meeting


def plan(session: Session, now: datetime, person: Person, network_id: int) -> Paper | None:
    """The plan deposited last; None for who neither takes part, animates nor is responsible."""
    network, version = session.get(Network, network_id), deposited_plan(session, network_id)
    if network is None or version is None or not plan_view.is_member(session, person.id, network):
        return None
    day = version.deposited_at.astimezone(now.tzinfo).date()
    name = f"CEE_{network.school_year}_{network.id}_Plan_{day}.docx"
    return plan_paper(session, now, network, version, name)


def plan_paper(
    session: Session,
    now: datetime,
    network: Network,
    version: PlanVersion,
    name: str,
    shown: Callable[[str], str] = str,
    signed: Callable[[str], str] = str,
) -> Paper | None:
    """The plan as a document of this file name; None while there are no meetings. `shown` is what becomes of
    each text that the animator wrote, `signed` of the footer.
    """
    columns = plan_view.columns(session, network.id)
    if not columns:
        return None
    written = {field: str(value) for field, value in version.content.items()}
    # The goals are codes of ours, which the card turns into words.
    values = {field: text if field == "goals" else shown(text) for field, text in written.items()}
    day = version.deposited_at.astimezone(now.tzinfo).date()
    facts = PlanFacts(
        title=say_plan.read_title(network.title),
        name=say_plan.paper_title(network.title),
        points=[Answer(label, text) for label, text in plan_cards.points(values)],
        columns=headings(session, network.id),
        rows=_rows(columns, values),
        footer=signed(say_plan.footer(network.school_year, version.version, short_date(day))),
    )
    return Paper(name, partial(plan_document.draw, facts))


def _rows(columns: list[Column], values: dict[str, str]) -> list[PlanRow]:
    """Block, pause, block, dinner and so on, as long as the longest day; a half-day ends earlier."""
    rows = []
    for at in range(max(len(column.blocks) for column in columns)):
        blocks = [column.blocks[at][0] if at < len(column.blocks) else "" for column in columns]
        rows.append(PlanRow([values.get(name, "") for name in blocks], parts=False))
        breaks = [column.breaks[at] if at < len(column.breaks) else "" for column in columns]
        if any(breaks):
            rows.append(PlanRow(breaks, parts=True))
    return rows


def agenda(session: Session, now: datetime, person: Person, meeting_id: int) -> Paper | None:
    """The agenda deposited last; None where it is the animator's own document, and for who is not of the
    network.
    """
    meeting, version = session.get(Meeting, meeting_id), deposited_agenda(session, meeting_id)
    if meeting is None or version is None or version.content.get("link"):
        return None
    network = session.get_one(Network, meeting.network_id)
    if not plan_view.is_member(session, person.id, network):
        return None
    content = {name: str(value) for name, value in version.content.items()}
    name = f"CEE_{network.school_year}_{network.id}_Ordre-du-jour_{meeting.day}.docx"
    return agenda_paper(session, now, meeting, version, content, name)


def agenda_paper(
    session: Session,
    now: datetime,
    meeting: Meeting,
    version: AgendaVersion,
    content: Mapping[str, str],
    name: str,
    signed: Callable[[str], str] = str,
) -> Paper:
    """An agenda with this content as a document of this file name; `signed` is what becomes of the footer."""
    network = session.get_one(Network, meeting.network_id)
    day = version.deposited_at.astimezone(now.tzinfo).date()
    facts = AgendaFacts(
        title=say_agenda.paper_title(network.title),
        network=network.title,
        header=annex_header(session, meeting),
        points=[
            (say_agenda.numbered(one.number, one.text), one.time)
            for one in agenda_view.points(session, meeting, content)
        ],
        total=agenda_view.total(content),
        footer=signed(say_agenda.footer(network.school_year, version.version, short_date(day))),
    )
    return Paper(name, partial(agenda_document.draw, facts))


def minutes(session: Session, now: datetime, person: Person, meeting_id: int) -> Paper | None:
    """The minutes deposited last, with the attendance as it stands now (S25).

    None for who may not read them.
    """
    meeting, version = session.get(Meeting, meeting_id), deposited_minutes(session, meeting_id)
    found = minutes_of(session, meeting_id)
    if meeting is None or version is None or found is None or meeting.state not in HELD:
        return None
    if not minutes_view.may_read(session, person.id, meeting):
        return None
    network = session.get_one(Network, meeting.network_id)
    rows = minutes_view.rows(minutes_rules.read(version.content), found.done)
    listed = attendees(session, meeting, now.date())
    members = [(_member(one), say_minutes.TICKED[one.standing]) for one in listed]
    name = f"CEE_{network.school_year}_{network.id}_Compte-rendu_{meeting.day}.docx"
    return minutes_paper(session, now, meeting, version, rows, members, name)


def minutes_paper(
    session: Session,
    now: datetime,
    meeting: Meeting,
    version: MinutesVersion,
    rows: Sequence[Row],
    members: Sequence[tuple[str, str]],
    name: str,
    signed: Callable[[str], str] = str,
) -> Paper:
    """Minutes with these rows and (member, presence) as a document of this file name; `signed` is what
    becomes of the footer.
    """
    network = session.get_one(Network, meeting.network_id)
    day = version.deposited_at.astimezone(now.tzinfo).date()
    facts = MinutesFacts(
        title=say_minutes.minutes_paper_title(network.title),
        network=network.title,
        header=annex_header(session, meeting),
        members=members,
        rows=[
            MinutesRow(say_minutes.numbered_row(one.number, one.label), one.notes, one.achieved)
            for one in rows
        ],
        footer=signed(say_minutes.minutes_footer(network.school_year, version.version, short_date(day))),
    )
    return Paper(name, partial(minutes_document.draw, facts))


def _member(one: Attendee) -> str:
    line = say_minutes.member_line(one.name, one.function, one.school)
    return say_minutes.animating(line) if one.animates else line
