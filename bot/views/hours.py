"""Hours present as things stand now: one's own card, and the attestation on paper."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.documents import attestation as document
from bot.documents.attestation import AttestationFacts
from bot.rules import hours as rules
from bot.views.paper import Paper
from cards import hours as cards
from cards.elements import Card
from cards.hours import HoursFacts, Line, YearOfHours
from cards.phrases import hours as say
from cards.phrases.dates import short_date
from storage.hours import Attended, attended
from storage.people import Person, Role

HOURS = "hours"


def mine(
    session: Session,
    now: datetime,
    person_id: int,
    page: int = 1,
    *,
    typed: str = "",
    errors: Sequence[str] = (),
) -> Card:
    found = attended(session, person_id, now.date())
    later, earlier = rules.two_years(now.date())
    facts = HoursFacts(
        years=[
            _year(year, [one for one in found if one.school_year == year])
            for year in sorted({one.school_year for one in found}, reverse=True)
        ],
        total=say.hours(_sum([one for one in found if one.school_year in {earlier, later}])),
        earlier=earlier,
        later=later,
        for_others=Role.CEE_RESPONSIBLE in session.get_one(Person, person_id).roles,
    )
    return cards.mine(facts, page, typed, errors)


def paper(session: Session, now: datetime, reader: Person, person_id: int) -> Paper | None:
    """The attestation of the two last school years: one's own, or for a responsible anybody's."""
    person = session.get(Person, person_id)
    if person is None or (person.id != reader.id and Role.CEE_RESPONSIBLE not in reader.roles):
        return None
    later, earlier = rules.two_years(now.date())
    found = [one for one in attended(session, person_id, now.date()) if one.school_year in {earlier, later}]
    lines = [
        (
            short_date(one.day).removeprefix("le "),
            one.title,
            say.HOW_ON_PAPER[_how(one)],
            say.hours(_sum([one])),
        )
        for one in reversed(found)
    ]
    school = person.school.name if person.school else ""
    facts = AttestationFacts(
        title=say.attestation_about(person.name),
        heading=say.PAPER_TITLE,
        intro=say.attests(person.name, person.job_title, school),
        head=(say.DAY, say.NETWORK, say.HOW, say.HOURS),
        lines=lines,
        nothing="" if lines else say.PAPER_NONE,
        sentences=[say.paper_total(say.hours(_sum(found)), earlier, later), say.PAPER_WHAT, say.COUNTS],
        signing=[say.SIGNED_FOR, say.NAME_LINE, say.SIGNATURE_LINE, say.DATE_LINE],
        footer=say.attestation_footer(short_date(now.date())),
    )
    return Paper(f"CEE_Attestation_{person.id}_{now.date()}.docx", partial(document.draw, facts))


def _year(year: str, found: Sequence[Attended]) -> YearOfHours:
    lines = [Line(short_date(one.day), one.title, say.hours(_sum([one])), _how(one)) for one in found]
    return YearOfHours(year, say.hours(_sum(found)), lines)


def _how(one: Attended) -> str:
    if one.animated:
        return say.ANIMATED
    return say.PARTLY if one.partly or one.there < one.half_days else say.THERE


def _sum(found: Sequence[Attended]) -> int:
    return sum(rules.minutes_of(one.starts, one.ends, one.half_days, one.there) for one in found)
