"""A proposal as its author sees it: the form, the state, the list. Nobody else is shown any of it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules import proposal as rules
from cards import proposal as cards
from cards.elements import Card
from cards.phrases import approval as say_approval
from cards.phrases import proposal as say
from cards.phrases.dates import short_date
from storage import draft as drafts
from storage import proposal as stored
from storage.approval import request_for
from storage.catalog import ListName, entries, entry
from storage.people import School, school_names
from storage.proposal import Proposal, ProposalState

OVER = {ProposalState.ACCEPTED.value, ProposalState.DECLINED.value, ProposalState.WITHDRAWN.value}


def form(
    session: Session,
    _now: datetime,
    proposal_id: int,
    step: int,
    *,
    mistakes: Sequence[rules.Mistake] = (),
    domains: Sequence[str] = (),
    typed: Mapping[str, str] | None = None,
    notice: str = "",
) -> Card:
    """One step of the working copy; `typed` takes the place of what is saved."""
    written = drafts.form(session, proposal_id)
    values = content_of(written.content) | dict(typed or {})
    facts = cards.FormFacts(
        proposal_id=proposal_id,
        revision=written.revision,
        year=written.school_year,
        name=written.proposer_name,
        step=step,
        sent=written.version > 0,
        values=values,
        choices={name: offer(session) for name, offer in OFFERS.items() if name in cards.STEP_FIELDS[step]},
        summary_words=rules.word_count(values.get("summary", "")),
        # What was written before the last step, whose own answers stand just below.
        sheet=_sheet(session, written.proposer_name, values, step - 1) if step == rules.LAST_STEP else (),
    )
    return cards.form(facts, errors=sentences(mistakes, step, domains), notice=notice)


def sentences(mistakes: Sequence[rules.Mistake], step: int, domains: Sequence[str]) -> list[str]:
    """Each mistake in words; one of another step says which."""
    said = []
    for mistake in mistakes:
        text = _sentence(mistake, domains)
        there = rules.FIELDS[mistake.field].step
        said.append(text if there == step else f"{say.STEP_OF.format(step=there)} {text}")
    return said


def _sentence(mistake: rules.Mistake, domains: Sequence[str]) -> str:
    label = say.LABELS[mistake.field]
    match mistake.fault:
        case rules.Fault.MISSING:
            return say.missing(label)
        case rules.Fault.NOT_TICKED:
            return say.not_ticked(label)
        case rules.Fault.TOO_LONG:
            return say.too_long(label, mistake.count, mistake.limit)
        case rules.Fault.TOO_MANY_WORDS:
            return say.too_many_words(mistake.count, mistake.limit)
        case rules.Fault.BAD_EMAIL:
            return say.bad_email(", ".join(domains))
        case rules.Fault.UNKNOWN_CHOICE:
            return say.unknown_choice(label)


def state(session: Session, now: datetime, proposal_id: int, *, notice: str = "") -> Card:
    """Where the proposal stands, and what its author may do now."""
    proposal = session.get_one(Proposal, proposal_id)
    working = stored.version_of(session, proposal_id, proposal.version + 1)
    draft, over = proposal.state == ProposalState.DRAFT.value, proposal.state in OVER
    facts = cards.StateFacts(
        proposal_id=proposal.id,
        title=title_of(session, proposal),
        year=proposal.school_year,
        state=proposal.state,
        lines=_lines(session, now, proposal, working_copy=working is not None and not draft and not over),
        may_edit=not over,
        may_withdraw=not over,
        may_take_up_again=rules.may_take_up_again(proposal.state, proposal.school_year, now.date()),
    )
    return cards.state(facts, notice)


def sent(session: Session, now: datetime, proposal_id: int) -> Card:
    """The answer to « Envoyer »: thanks and what happens next; once it was decided, where it stands."""
    proposal = session.get_one(Proposal, proposal_id)
    if proposal.state not in {ProposalState.SUBMITTED.value, ProposalState.UNDER_REVIEW.value}:
        return state(session, now, proposal_id)
    again = proposal.version > 1
    thanks = (
        say.thanks_again(proposal.version) if again else say.thanks(proposal.proposer.first_name, proposal.id)
    )
    return state(session, now, proposal_id, notice=thanks)


def own(session: Session, _now: datetime, person_id: int, proposal_id: int) -> bool:
    """Whether this proposal is this person's."""
    proposal = session.get(Proposal, proposal_id)
    return proposal is not None and proposal.proposer_id == person_id


def withdraw_question(session: Session, _now: datetime, proposal_id: int) -> Card:
    proposal = session.get_one(Proposal, proposal_id)
    draft = proposal.state == ProposalState.DRAFT.value
    return cards.withdraw_question(proposal_id, title_of(session, proposal), draft=draft)


def proposals(session: Session, now: datetime, person_id: int) -> Card:
    listed = [
        cards.ListedProposal(
            one.id,
            title_of(session, one),
            one.school_year,
            one.state,
            short_date(one.updated_at.astimezone(now.tzinfo).date()),
        )
        for one in stored.proposals_of(session, person_id)
    ]
    return cards.proposals(listed, may_start=stored.new_draft_of(session, person_id) is None)


def sheet(
    session: Session, proposal: Proposal, values: Mapping[str, str], steps: int = rules.LAST_STEP
) -> list[tuple[str, str]]:
    """Annexe 1 in its order, with the fields that stand outside it, up to a step: (label, text)."""
    return _sheet(session, proposal.proposer.name, values, steps)


def _sheet(
    session: Session, proposer_name: str, values: Mapping[str, str], steps: int
) -> list[tuple[str, str]]:
    lines = [(say.LABELS["proposer_name"], proposer_name)]
    for name, field in rules.FIELDS.items():
        if field.step > steps or (name == "school_other" and not values.get(name)):
            continue
        if name == "target_group":
            lines.append((say.LABELS["activity_type"], say.ACTIVITY_TYPE))
        lines.append((say.read_label(name), shown_value(session, name, values.get(name, ""))))
    return lines


def shown_value(session: Session, name: str, value: str) -> str:
    """A stored value as people read it: the label of a code, « Oui » or « Non » for a tick."""
    if rules.FIELDS[name].kind is rules.Kind.TICK:
        return say.YES if value == "true" else say.NO
    if name == "school_id":
        school = session.get(School, value) if value else None
        return school.name if school else say.OTHER_SCHOOL if value == rules.OTHER else ""
    if name == "duration":
        return say.MODALITIES.get(value, "")
    if name == "priority_id" and value == rules.OTHER:
        return say.OTHER_PRIORITY
    if name in LISTS:
        found = entry(session, LISTS[name], value)
        return found.label if found else ""
    return value


LISTS: Mapping[str, ListName] = {
    "target_group": ListName.TARGET_GROUP,
    "discipline": ListName.DISCIPLINE,
    "priority_id": ListName.PRIORITY,
}


def content_of(content: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in content.items()}


def title_of(session: Session, proposal: Proposal) -> str:
    """The title last submitted, or the draft's."""
    version = stored.version_of(session, proposal.id, max(proposal.version, 1))
    return str(version.content.get("title", "")) if version else ""


def _listed(session: Session, name: ListName) -> list[tuple[str, str]]:
    return [
        (one.code, f"{one.label} {say.EXAMPLE}" if one.example else one.label)
        for one in entries(session, name)
    ]


OFFERS: Mapping[str, Callable[[Session], Sequence[tuple[str, str]]]] = {
    "school_id": lambda session: [*school_names(session), (rules.OTHER, say.OTHER_SCHOOL)],
    "target_group": lambda session: _listed(session, ListName.TARGET_GROUP),
    "discipline": lambda session: _listed(session, ListName.DISCIPLINE),
    "priority_id": lambda session: [
        *_listed(session, ListName.PRIORITY),
        (rules.OTHER, say.OTHER_PRIORITY),
    ],
}
"""What each choice field offers: (code, label)."""


def _lines(session: Session, _now: datetime, proposal: Proposal, *, working_copy: bool) -> list[str]:
    lines = [say.EXPLAINED[proposal.state]]
    request = request_for(session, proposal.id, proposal.version)
    if request is not None and proposal.state == ProposalState.CHANGES_REQUESTED.value and request.answer_by:
        until = short_date(request.answer_by).removeprefix("le ")
        lines += [request.message, say_approval.changes_until(f"le {until}")]
    if request is not None and proposal.state == ProposalState.DECLINED.value:
        lines.append(say.reason(request.message))
    if working_copy:
        lines.append(say.WORKING_COPY)
    return lines
