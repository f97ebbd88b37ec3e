"""The bilan as a Word document: Annexe 5, for who may read it (DOMAIN.md §1.9, §2.5)."""

from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.documents import bilan as document
from bot.documents.bilan import BilanFacts
from bot.rules import bilan as rules
from bot.views.bilan import is_enrolled, may_read
from bot.views.bilan_members import members
from bot.views.paper import Paper
from cards.phrases import annexe5
from cards.phrases import bilan as say
from cards.phrases import minutes as say_minutes
from cards.phrases.dates import short_date
from storage.bilan import Bilan, attended, bilan_of, deposited_bilan
from storage.network import Network
from storage.people import Person, Role

BILAN = "bilan"


def paper(session: Session, now: datetime, person: Person, network_id: int) -> Paper | None:
    """The version deposited last; while there is none, the draft, for who animates and for the members whom
    she or he asked for comments. None for anybody else.
    """
    network, found = session.get(Network, network_id), bilan_of(session, network_id)
    if network is None or found is None:
        return None
    version = deposited_bilan(session, network_id)
    if version is None:
        if not _may_read_draft(session, person.id, network, found):
            return None
        day = found.saved_at.astimezone(now.tzinfo).date()
        footer = annexe5.bilan_draft_footer(network.school_year, short_date(day))
        return _drawn(session, network, rules.read(found.draft), f"Bilan-brouillon_{day}", footer)
    if not may_read(session, person.id, network):
        return None
    day = version.deposited_at.astimezone(now.tzinfo).date()
    footer = annexe5.bilan_footer(network.school_year, version.version, short_date(day))
    named = _reads_names(session, person, network)
    return _drawn(session, network, rules.read(version.content), f"Bilan_{day}", footer, named=named)


def _may_read_draft(session: Session, person_id: int, network: Network, found: Bilan) -> bool:
    asked = found.shared_at is not None and is_enrolled(session, person_id, network)
    return network.animator_id == person_id or asked


def _reads_names(session: Session, person: Person, network: Network) -> bool:
    """The committee reads a bilan for its continuation, not who took part (DOMAIN.md §1.9)."""
    own = network.animator_id == person.id or Role.CEE_RESPONSIBLE in person.roles
    return own or is_enrolled(session, person.id, network) or person.id in attended(session, network.id)


def _drawn(
    session: Session,
    network: Network,
    values: dict[str, str],
    kind: str,
    footer: str,
    *,
    named: bool = True,
) -> Paper:
    answers = {**values, "continuation": _continues(values), "achievement": _achieved(values)}
    facts = BilanFacts(
        title=annexe5.bilan_paper_title(network.title),
        network=network.title,
        year=network.school_year,
        members=_members(session, network, named=named),
        rows=[
            (annexe5.bilan_row(number, annexe5.EXACT[name]), answers[name])
            for number, name in enumerate(rules.POINTS, start=1)
        ],
        footer=footer,
        nobody=annexe5.NOBODY_ELSE,
    )
    name = f"CEE_{network.school_year}_{network.id}_{kind}.docx"
    return Paper(name, partial(document.draw, facts))


def _members(session: Session, network: Network, *, named: bool) -> list[str]:
    found = members(session, network)
    if not named:
        others = [one for one in found if not one.animates]
        return [annexe5.members_counted(len(others), sum(one.there for one in others))]
    return [
        annexe5.bilan_member(
            _line(one.name, one.function, one.school, animates=one.animates), there=one.there
        )
        for one in found
    ]


def _line(name: str, function: str, school: str, *, animates: bool) -> str:
    line = say_minutes.member_line(name, function, school)
    return say_minutes.animating(line) if animates else line


def _continues(values: dict[str, str]) -> str:
    return say.bilan_continues(say.CONTINUES[values["continuation"]], values["continuation_reasons"])


def _achieved(values: dict[str, str]) -> str:
    """With the work produced, which the annex has no row for (R36; DOMAIN.md §2.5, 4)."""
    work = values["work"] or (say.no_work(values["no_work"]) if values["no_work"] else "")
    return "\n".join(filter(None, [values["achievement"], say.work_line(work) if work else ""]))
