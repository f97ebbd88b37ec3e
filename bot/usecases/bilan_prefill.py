"""What the bot knows of a year when its bilan begins: dates, purpose, summaries (DOMAIN.md §2.5)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from bot.rules import bilan as rules
from bot.rules import minutes as minutes_rules
from bot.rules.quiet_time import ONE_DAY
from storage.attendance import expected, sheet_of
from storage.minutes import deposited_minutes, present_at
from storage.network import Network
from storage.plan import deposited_plan, plan_of
from storage.proposal import Proposal, version_of
from storage.schedule import HELD, Meeting, meetings_of


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of a first draft: of a meeting held (how many were there, of how many; None while its
    attendance was not taken), of one called off, the goals of a plan, the heading of a meeting's summary;
    what stands there when its minutes are too long; the title of the work produced among the documents.
    """

    held: Callable[[int, date, tuple[int, int] | None], str]
    called_off: Callable[[int, date], str]
    goals: Callable[[Mapping[str, str]], str]
    heading: Callable[[int, date], str]
    too_long: str
    work: str


def prefilled(session: Session, network: Network, text_limit: int, words: Words) -> dict[str, str]:
    meetings = sorted(meetings_of(session, network.id), key=lambda one: (one.day, one.number))
    dates = "\n".join(_date(session, one, words) for one in meetings)
    held = [one for one in meetings if one.state in HELD]
    parts = [(words.heading(one.number, one.day), _summary(session, one)) for one in held]
    summary = rules.gathered(parts, rules.limit_of("summary", text_limit), words.too_long)
    return rules.first_content(dates, _purpose(session, network, text_limit, words), summary)


def _date(session: Session, one: Meeting, words: Words) -> str:
    if one.state not in HELD:
        return words.called_off(one.number, one.day)
    sheet = sheet_of(session, one.id)
    if sheet is None or sheet.recorded_at is None:
        return words.held(one.number, one.day, None)
    # As it is counted once the meeting is over: who got a seat since was not expected (S20).
    present, listed = present_at(session, one.id), expected(session, one, one.day + ONE_DAY)
    return words.held(one.number, one.day, (len(present & listed), len(listed)))


def _summary(session: Session, one: Meeting) -> str:
    version = deposited_minutes(session, one.id)
    return minutes_rules.read(version.content).texts.get("summary", "") if version else ""


def _purpose(session: Session, network: Network, text_limit: int, words: Words) -> str:
    """The objectives of the proposal, and the goals of the plan while there is room for both; for an imported
    network the plan's own words, or else the summary that came with it.
    """
    plan = deposited_plan(session, network.id)
    drafted = plan_of(session, network.id)
    written = {
        name: str(value)
        for name, value in (plan.content if plan else drafted.draft if drafted else {}).items()
    }
    proposal = session.get(Proposal, network.proposal_id) if network.proposal_id else None
    sent = version_of(session, proposal.id, proposal.version) if proposal else None
    imported = written.get("develop", "") or network.summary
    objectives = str(sent.content.get("objectives", "")) if sent else imported
    both = "\n".join(filter(None, [objectives, words.goals(written)]))
    return both if len(both) <= text_limit else objectives


def heads_of(session: Session, network_id: int, words: Words) -> list[str]:
    """The lines of a summary that nobody wrote: alone they are none."""
    return [
        *(words.heading(one.number, one.day) for one in meetings_of(session, network_id)),
        words.too_long,
    ]
