"""Documents: who may read which, and the facts that stand in them. Nothing here draws bytes."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot import links
from bot.documents import comparison, folio, proposal
from bot.documents.comparison import Compared, ComparisonFacts
from bot.documents.folio import FolioSheet
from bot.documents.proposal import Answer, ProposalFacts
from bot.links import Link
from bot.rules.proposal import FIELDS
from bot.rules.roles import may_read
from bot.views import (
    bilan_paper,
    cee_meeting,
    hours,
    incidents,
    journal,
    my_calendar,
    my_data,
    papers,
    rating,
)
from bot.views import folio as folio_view
from bot.views import proposal as proposal_view
from bot.views.cee_meeting import CEE_ICS
from bot.views.hours import HOURS
from bot.views.incidents import INCIDENTS
from bot.views.journal import JOURNAL
from bot.views.my_calendar import ICS
from bot.views.my_data import MY_DATA, MY_DATA_WORD
from bot.views.paper import Paper
from cards import documents as cards
from cards import folio as folio_cards
from cards.elements import Card
from cards.phrases import approval as say_approval
from cards.phrases import documents as say
from cards.phrases import folio as say_folio
from cards.phrases import hours as say_hours
from cards.phrases import proposal as say_proposal
from cards.phrases import rating as say_rating
from cards.phrases.annexe1 import LABELS_EXACT, TICKS
from cards.phrases.dates import hour, short_date
from storage import proposal as stored
from storage.approval import ApprovalRequest, request_for
from storage.network import Network
from storage.people import Person, Role
from storage.proposal import Proposal, ProposalVersion, submitted_in
from storage.rating import ratings_of

PROPOSAL, COMPARISON, FOLIO, PLAN, AGENDA = "proposal", "comparison", "folio", "plan", "agenda"
MINUTES, BILAN = "minutes", bilan_paper.BILAN
PAPERS: Mapping[str, Callable[[Session, datetime, Person, int], Paper | None]] = {
    PLAN: papers.plan,
    AGENDA: papers.agenda,
    MINUTES: papers.minutes,
    BILAN: bilan_paper.paper,
    ICS: my_calendar.of_network,
    CEE_ICS: cee_meeting.calendar,
    HOURS: hours.paper,
    MY_DATA: my_data.as_json,
    MY_DATA_WORD: my_data.as_word,
    INCIDENTS: incidents.paper,
    JOURNAL: journal.paper,
}
"""The documents of a network, of its meetings, of a person, of the office, by kind."""
OPENS: Mapping[str, str] = {
    ICS: say.OPEN_CALENDAR,
    CEE_ICS: say.OPEN_CALENDAR,
    HOURS: say_hours.OPEN_ATTESTATION,
    INCIDENTS: say.OPEN_CSV,
    JOURNAL: say.OPEN_CSV,
}
"""What the button to a document says where « Ouvrir le document Word » does not fit."""
OF_MEETING = frozenset({AGENDA, MINUTES})
"""The kinds of which each meeting has its own."""
OF_NETWORK = frozenset({PLAN, BILAN})
"""Those of which a network has one."""
LETTERS = "ABCDEFG"
# Annexe 1 in its order, up to its mission; the rest stands after it.
PRINTED = [name for name in LABELS_EXACT if name != "mission_ack"]
EXTRA = ("detailed_description", "priority_id", "attendance_ack", "bio_public")


def card(
    session: Session,
    now: datetime,
    person_id: int,
    secret: str,
    public_url: str,
    asked: Link,
    back: tuple[str, dict[str, int]],
) -> Card | None:
    """The card with a fresh link to what this person may read; None for anything else."""
    if paper(session, now, asked) is None or asked.person_id != person_id:
        return None
    token, until = links.signed(secret, asked, now)
    local = until.astimezone(now.tzinfo)
    url = f"{public_url.rstrip('/')}/documents/{token}"
    return cards.ready(url, short_date(local.date()), hour(local), back, OPENS.get(asked.kind, say.OPEN))


def proposal_link(session: Session, _now: datetime, person_id: int, proposal_id: int) -> Link | None:
    """The author's own: the version last sent, or the draft."""
    found = session.get(Proposal, proposal_id)
    if found is None or found.proposer_id != person_id:
        return None
    return Link(person_id, PROPOSAL, proposal_id, max(found.version, 1))


def request_link(session: Session, _now: datetime, person_id: int, request_id: int) -> Link | None:
    """A reader's: the version of the request."""
    found = session.get(ApprovalRequest, request_id)
    return Link(person_id, PROPOSAL, found.proposal_id, found.version) if found else None


def paper(session: Session, now: datetime, asked: Link) -> Paper | None:
    """What a link leads to now; None when there is no such thing, or its person may not read it any more."""
    person = session.get(Person, asked.person_id)
    if person is None:
        return None
    if asked.kind == COMPARISON:
        return _comparison(session, now, person, asked.subject_id) if may_read(person.roles) else None
    if asked.kind == FOLIO:
        return _folio(session, now, asked.subject_id) if Role.CEE_RESPONSIBLE in person.roles else None
    if asked.kind in PAPERS:
        return PAPERS[asked.kind](session, now, person, asked.subject_id)
    found = session.get(Proposal, asked.subject_id)
    version = stored.version_of(session, asked.subject_id, asked.version)
    if asked.kind != PROPOSAL or found is None or version is None:
        return None
    own = found.proposer_id == person.id
    if not own and (version.submitted_at is None or not may_read(person.roles)):
        return None
    return _proposal(session, now, found, version)


def _folio(session: Session, now: datetime, network_id: int) -> Paper | None:
    network = session.get(Network, network_id)
    if network is None:
        return None
    found = folio_view.facts(session, network)
    sheet = FolioSheet(
        title=say_folio.task_title(network.title),
        lines=[Answer(label, text) for label, text in folio_cards.pairs(found, addresses=True)],
        footer=say.folio_footer(short_date(now.date())),
    )
    name = f"CEE_{network.school_year}_{network.id}_Folio_{now.date()}.docx"
    return Paper(name, partial(folio.draw, sheet))


def _proposal(session: Session, now: datetime, found: Proposal, version: ProposalVersion) -> Paper:
    values = proposal_view.content_of(version.content)
    values["proposer_name"], values["activity_type"] = found.proposer.name, say_proposal.ACTIVITY_TYPE

    def shown(name: str) -> str:
        if name in FIELDS:
            if name == "school_id" and values.get("school_other"):
                return values["school_other"]
            return proposal_view.shown_value(session, name, values.get(name, ""))
        return values[name]

    title = values.get("title", "")
    day = short_date((version.submitted_at or version.saved_at).astimezone(now.tzinfo).date())
    footer = (
        say.proposal_footer(found.id, found.school_year, version.version, day)
        if version.submitted_at
        else say.draft_footer(found.id, found.school_year, day)
    )
    facts = ProposalFacts(
        title=say.proposal_title(title),
        answers=[Answer(LABELS_EXACT[name], shown(name)) for name in PRINTED],
        mission_label=LABELS_EXACT["mission_ack"],
        mission=say_proposal.MISSION,
        mission_answer=say.ticked(shown("mission_ack"), TICKS["mission_ack"]),
        thanks=say.THANKS,
        extra_title=say.EXTRA_TITLE,
        extra=[Answer(say_proposal.read_label(name), shown(name)) for name in EXTRA],
        footer=footer,
    )
    stamp = (version.submitted_at or version.saved_at).astimezone(now.tzinfo).date()
    name = f"CEE_{found.school_year}_{found.id}_Proposition_{stamp}.docx"
    return Paper(name, partial(proposal.draw, facts))


def _comparison(session: Session, now: datetime, reader: Person, first_year: int) -> Paper:
    year = f"{first_year}-{first_year + 1}"
    found = submitted_in(session, year)
    day = short_date(now.date())
    facts = ComparisonFacts(
        title=say.comparison_title(year),
        intro=say.comparison_intro(len(found), day),
        legend=say.legend(
            "; ".join(
                f"{letter}, {text}" for letter, text in zip(LETTERS, say_rating.SHORT.values(), strict=True)
            )
        ),
        letters=LETTERS,
        proposals=[
            _compared(session, reader, one, request)
            for one in found
            if (request := request_for(session, one.id, one.version)) is not None
        ],
        footer=say.comparison_footer(day),
    )
    return Paper(f"CEE_{year}_Comparaison_{now.date()}.docx", partial(comparison.draw, facts))


def _compared(session: Session, reader: Person, one: Proposal, request: ApprovalRequest) -> Compared:
    """One's own stands there too, without a word of what the committee thinks of it (DOMAIN.md §1.9)."""
    own = one.proposer_id == reader.id
    version = stored.version_of(session, one.id, one.version)
    values = proposal_view.content_of(version.content) if version else {}

    def shown(name: str) -> str:
        return proposal_view.shown_value(session, name, values.get(name, ""))

    title = values.get("title", "")
    school = values.get("school_other") or shown("school_id")
    about = [", ".join(part for part in (one.proposer.name, school) if part)]
    if request.decision is not None and not own:
        about.append(say.HELD if request.held else say_approval.DECISIONS[request.decision])
    answered, members = rating.received(session, request)
    marks = [] if own else [counted for _, counted in rating.tally_of(session, request)]
    ratings = [] if own else [said for said in ratings_of(session, [request.id]) if said.comment]
    return Compared(
        number=one.id,
        title=title,
        about=" — ".join(about),
        marks=[say_rating.counts(counted).replace(", ", "\n") or say.NO_MARK for counted in marks]
        or [say.NO_MARK] * len(LETTERS),
        heading=say.numbered(one.id, title),
        details=". ".join(
            part
            for part in (
                about[0],
                shown("target_group"),
                shown("discipline"),
                shown("duration"),
                "" if own else say_rating.opinions(answered, members),
            )
            if part
        ),
        summary=values.get("summary", ""),
        release="" if request.decision and not own else rating.release_of(session, reader, request),
        comments=[Answer(say.said(said.person.name), said.comment) for said in ratings]
        or [Answer(say.NO_COMMENT, "")],
    )
