"""The bilan: for who writes it, for who may read it, and the work produced in the channel (R36, R63)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.due_days import due_of
from bot.rules import bilan as rules
from bot.rules.bilan import Fault, Mistake
from bot.rules.continuation import bar
from bot.rules.minutes import has_begun
from bot.views.bilan_members import counts
from bot.views.network_dates import planned
from cards import bilan as cards
from cards import bilan_read as read_cards
from cards import menu as menu_cards
from cards.bilan import Draft
from cards.bilan_read import Ready
from cards.desk import DeskTask, Pending
from cards.elements import Card
from cards.phrases import bilan as say
from cards.phrases import continuation as say_continuation
from cards.phrases import menu as say_menu
from cards.phrases.dates import short_date
from storage.bilan import (
    Bilan,
    attended,
    bilan_of,
    comments_on,
    deposited_bilan,
    last_meeting,
    unnoted_bilans,
)
from storage.bilan_due import owed_bilans
from storage.continuation import continuation_of
from storage.enrollment import networks_joined
from storage.minutes import deposited_minutes, minutes_of
from storage.network import Network, NetworkState, animated_by
from storage.people import Person, Role
from storage.places import active_of
from storage.plan import deposited_plan


def awaited(session: Session, now: datetime, person_id: int) -> int:
    """The network whose bilan this person owes, from the beginning of its last meeting on; 0 for none."""
    today = now.date()
    for one in owed_bilans(session, today - rules.KEPT, today, animator_id=person_id):
        last = last_meeting(session, one.network_id)
        if last is not None and has_begun(last.day, last.starts, now):
            return one.network_id
    return 0


def own(session: Session, now: datetime, person_id: int) -> int:
    """What « bilan » typed in chat means: the one that is owed, else the last one deposited in a network that
    this person animates; 0 for none.
    """
    deposited = [
        one.id for one in animated_by(session, person_id) if deposited_bilan(session, one.id) is not None
    ]
    return awaited(session, now, person_id) or next(iter(deposited), 0)


def readable(session: Session, _now: datetime, person_id: int) -> int:
    """The last bilan that this person, a member, may read; 0 for none."""
    found = active_of(session, person_id)
    return next((one for one in found if may_read(session, person_id, session.get_one(Network, one))), 0)


def draft(session: Session, now: datetime, person_id: int, network_id: int) -> Draft:
    """The working copy of a bilan that was begun."""
    network, found = session.get_one(Network, network_id), bilan_of(session, network_id)
    assert found is not None
    missing = _missing(session, network_id)
    numbers = ", ".join(str(number) for _, number in missing)
    plan = deposited_plan(session, network_id)
    return Draft(
        network_id=network_id,
        revision=found.revision,
        version=found.version,
        line=say.bilan_of(network.title, network.school_year),
        state=_state(session, now, network, found),
        there=say.members_there(*counts(session, network)),
        values=rules.read(found.draft),
        intended=str(plan.content.get("result", "")) if plan else "",
        second_year=network.year_index >= rules.LAST_YEAR,
        animates=network.animator_id == person_id,
        missing=say.minutes_missing(numbers, several=len(missing) > 1) if missing else "",
        minutes=missing[0][0] if missing else 0,
        comments=len(comments_on(session, found.id)),
        archived=network.state == NetworkState.ARCHIVED.value and found.version > 0,
    )


def _missing(session: Session, network_id: int) -> list[tuple[int, int]]:
    """(meeting, number) of those without minutes, while the summary still follows them."""
    found = bilan_of(session, network_id)
    if found is None or found.written or found.version:
        return []
    listed = []
    for one in sorted(planned(session, network_id), key=lambda each: each.day):
        kept = minutes_of(session, one.id)
        if deposited_minutes(session, one.id) is None and not (kept is not None and kept.on_paper):
            listed.append((one.id, one.number))
    return listed


def _state(session: Session, now: datetime, network: Network, found: Bilan) -> str:
    due = due_of(session, network)
    version = deposited_bilan(session, network.id)
    if version is not None:
        told = say.bilan_version(version.version, _day(now, version.deposited_at))
        return f"{told} {say.FIRST_LATE}" if is_late(session, now, network, found) else told
    if due is None:
        return ""
    return (say.bilan_overdue if now.date() > due else say.bilan_due)(short_date(due))


def is_late(session: Session, now: datetime, network: Network, found: Bilan) -> bool:
    """Whether the first deposit came after the due day; a later version changes nothing (R37)."""
    due = due_of(session, network)
    if found.deposited_at is None or due is None:
        return False
    return rules.is_late(found.deposited_at.astimezone(now.tzinfo).date(), due)


def _day(now: datetime, moment: datetime) -> str:
    return short_date(moment.astimezone(now.tzinfo).date())


def form(
    session: Session,
    now: datetime,
    person_id: int,
    network_id: int,
    step: int = 0,
    *,
    mistakes: Sequence[Mistake] = (),
    typed: Mapping[str, str] | None = None,
    conflict: bool = False,
    notice: str = "",
    thanks: str = "",
) -> Card:
    """A step, or for what is none the whole; `typed` takes the place of what is saved, and with `conflict`
    both are shown.
    """
    shown = draft(session, now, person_id, network_id)
    at = step if step in cards.OTHERS else rules.DEPOSIT_STEP
    values = {**shown.values, **(typed or {})}
    meanwhile = [
        (say.LABELS[name], shown.values[name])
        for name in rules.STEPS[at]
        if conflict and values[name].strip() != shown.values[name]
    ]
    errors = sentences(mistakes)
    told = say.CONFLICT if conflict else notice
    if at == rules.DEPOSIT_STEP:
        return cards.overview(shown, values, errors=errors, notice=told, thanks=thanks, meanwhile=meanwhile)
    return cards.form(shown, at, values, errors=errors, notice=told, meanwhile=meanwhile)


def deposited(session: Session, now: datetime, person_id: int, network_id: int) -> Card:
    """The answer to « Déposer »: thanks, what happens next, and the bilan as it stands."""
    found = bilan_of(session, network_id)
    assert found is not None
    told = " ".join(filter(None, [say.bilan_deposited(found.version), _following(session, now, network_id)]))
    return form(session, now, person_id, network_id, thanks=told)


def _following(session: Session, now: datetime, network_id: int) -> str:
    """What becomes of the second year; a « oui » that asked nobody says why (S03, R17)."""
    found, version = bilan_of(session, network_id), deposited_bilan(session, network_id)
    assert found is not None
    assert version is not None
    if version.content.get("continuation") != rules.YES:
        return say.NO_CONTINUATION_NEXT if found.version == 1 else ""
    asked = continuation_of(session, network_id)
    if asked is not None and asked.withdrawn_at is None:
        return say.CONTINUATION_NEXT if asked.decision is None else ""
    network = session.get_one(Network, network_id)
    wrong = bar(
        year_index=network.year_index,
        animator_teaches=not network.animator.not_teaching,
        cancelled=network.state == NetworkState.CANCELLED.value,
        year=network.school_year,
        today=now.date(),
    )
    return say_continuation.BARS[wrong.value] if wrong else ""


def sentences(mistakes: Sequence[Mistake]) -> list[str]:
    return [_sentence(one) for one in mistakes]


def _sentence(one: Mistake) -> str:
    if one.fault is Fault.TOO_LONG:
        return say.bilan_too_long(say.LABELS[one.field], one.count, one.limit)
    return {
        Fault.NO_SUMMARY: say.NO_SUMMARY,
        Fault.NO_ACHIEVEMENT: say.NO_ACHIEVEMENT,
        Fault.BAD_LINK: say.BAD_LINK,
        Fault.TWO_WORKS: say.TWO_WORKS,
        Fault.NO_REASONS: say.NO_REASONS,
        Fault.THIRD_YEAR: say.THIRD_YEAR,
    }[one.fault]


def may_read(session: Session, person_id: int, network: Network) -> bool:
    """The deposited bilan: who animates, responsibles, the committee where a continuation is asked for, and
    if the animator shared it who takes part, or was there (DOMAIN.md §1.9).
    """
    found, version = bilan_of(session, network.id), deposited_bilan(session, network.id)
    if found is None or version is None:
        return False
    roles = session.get_one(Person, person_id).roles
    if network.animator_id == person_id or Role.CEE_RESPONSIBLE in roles:
        return True
    if Role.COMMITTEE_MEMBER in roles and version.content.get("continuation") == rules.YES:
        return True
    there = person_id in attended(session, network.id)
    return found.shared_at is not None and (there or is_enrolled(session, person_id, network))


def is_enrolled(session: Session, person_id: int, network: Network) -> bool:
    """Also in a network that is archived."""
    return network.id in {one.id for one in networks_joined(session, person_id, [network.school_year])}


def read(session: Session, now: datetime, person_id: int, network_id: int) -> Card:
    """The bilan deposited last, for who may read it; a sentence for anybody else."""
    network = session.get(Network, network_id)
    if network is None:
        return menu_cards.sentence(say_menu.STALE)
    drawn = ready(session, now, person_id, network_id)
    return drawn or menu_cards.sentence(say.READERS_ONLY)


def ready(session: Session, now: datetime, person_id: int, network_id: int) -> Card | None:
    """Also what a responsible is sent; None for who may not read it."""
    network = session.get_one(Network, network_id)
    if not may_read(session, person_id, network):
        return None
    found, version = bilan_of(session, network_id), deposited_bilan(session, network_id)
    assert found is not None
    assert version is not None
    office = Role.CEE_RESPONSIBLE in session.get_one(Person, person_id).roles
    return read_cards.ready(
        Ready(
            network_id=network_id,
            version=version.version,
            title=network.title,
            about=say.bilan_by(network.animator.name, network.school_year),
            deposited=say.bilan_version(version.version, _day(now, version.deposited_at)),
            values=rules.read(version.content),
            late=is_late(session, now, network, found),
            office=office,
            asks=office and continuation_of(session, network_id) is not None,
            notes=office and found.noted < found.version,
            corrects=office and network.state == NetworkState.ARCHIVED.value,
        )
    )


def tasks(session: Session, _now: datetime, _viewer_id: int) -> list[Pending]:
    """The bilans that came and that no responsible has noted yet."""
    return [
        Pending("bilan_news", network_id, since, partial(_news, session, network_id, since), network_id)
        for network_id, since in unnoted_bilans(session)
    ]


def _news(session: Session, network_id: int, since: datetime) -> DeskTask:
    network = session.get_one(Network, network_id)
    return read_cards.news_task(network_id, since, network.title, network.animator.name)


def in_channel(session: Session, _now: datetime, network_id: int) -> Card | None:
    """The work produced, while the animator offers it to the whole Team (R36)."""
    version = deposited_bilan(session, network_id)
    if version is None:
        return None
    values = rules.read(version.content)
    address = values["work"] if values["work_shared"] else ""
    return read_cards.in_channel(session.get_one(Network, network_id).title, address)
