"""Another teacher animates a network from one moment to the next (R04, R12, R31; DOMAIN.md §1.8, 14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.rules import replacement as rules
from bot.rules.derogations import Rule
from bot.rules.replacement import Mistake, Refusal, Standing
from bot.rules.texts import TooLong
from bot.usecases import derogations, folio, leaving, waiting
from bot.usecases.leaving import Ending
from storage import audit, outbox, posts
from storage import replacement as stored
from storage.enrollment import Enrollment, EnrollmentState, enrollments_of
from storage.network import Network, animated_by
from storage.people import Person, Role
from storage.places import active_of
from storage.replacement import Replacement
from storage.standing import hold

REPLACED = "animator_replaced"
TAKES_OVER = "takes over the animation"


@dataclass(frozen=True, slots=True)
class Replaced:
    replacement_id: int


@dataclass(frozen=True, slots=True)
class Mistaken:
    """`days` are those that clash, when the mistake is that."""

    mistake: Mistake | TooLong
    days: tuple[date, ...] = ()


def standing_of(
    session: Session, actor_id: int, network_id: int, expected_id: int, person_id: int
) -> Standing:
    """What the rules ask, as stored now; who is to write holds the person and the network first."""
    network = session.get(Network, network_id, populate_existing=True)
    person = session.get(Person, person_id, populate_existing=True)
    others = [one for one in active_of(session, person_id) if one != network_id] if person else []
    year = network.school_year if network else ""
    return Standing(
        responsible=Role.CEE_RESPONSIBLE in session.get_one(Person, actor_id).roles,
        state=network.state if network else "CANCELLED",
        animator_id=network.animator_id if network else 0,
        expected_id=expected_id,
        person_id=person_id,
        known=person is not None,
        teaches=person is not None and not person.not_teaching,
        animates=bool(animated_by(session, person_id, year)),
        shared_days=tuple(stored.shared_days(session, network_id, others)) if others else (),
    )


def replace(
    session: Session,
    now: datetime,
    actor_id: int,
    network_id: int,
    *,
    expected_id: int,
    person_id: int,
    reason: str,
    despite_days: bool = False,
) -> Replaced | Mistaken | Refusal:
    """Give the network another animator; `expected_id` is who animated it when the card was drawn.

    A seat or rank that the new one has in this network ends and goes on; drafts, what was deposited and what
    was approved stay with the network; the half-days that the old one used stay hers or his.
    """
    hold(session, person_id, [network_id])
    standing = standing_of(session, actor_id, network_id, expected_id, person_id)
    why_not = rules.refusal(standing)
    if why_not is not None:
        return why_not
    wrong = rules.mistake(standing, reason, despite_days=despite_days)
    if wrong is not None:
        return Mistaken(wrong, tuple(standing.shared_days) if wrong is Mistake.CLASH else ())
    network, written = session.get_one(Network, network_id), reason.strip()
    old_id, network.animator_id = network.animator_id, person_id
    session.flush()
    session.refresh(network)
    own = stored.own_enrollment(session, network_id, person_id)
    replacement = Replacement(
        network_id=network_id,
        old_id=old_id,
        new_id=person_id,
        enrollment_id=own.id if own else None,
        reason=written,
        day=now.date(),
        actor_id=actor_id,
        at=now,
    )
    session.add(replacement)
    session.flush()
    _note(session, now, replacement, standing)
    if own is not None:
        _give_up(session, now, own)
    stored.drop_own_releases(session, network_id, old_id, now.date())
    stored.readdress(session, network_id, old_id, person_id)
    if network.published_at is not None:
        folio.open_task(session, now, network_id)
    _tell(session, now, replacement)
    posts.changed(session, ("network", network_id), now)
    return Replaced(replacement.id)


def _note(session: Session, now: datetime, made: Replacement, standing: Standing) -> None:
    """In the journal, and among the derogations: it is one, and so is each shared day."""
    audit.about_network(
        session,
        now,
        made.network_id,
        "animator_replaced",
        person_id=made.actor_id,
        before=str(made.old_id),
        after=str(made.new_id),
        why=made.reason,
    )
    broken = [Rule.NEW_ANIMATOR] + ([Rule.CLASH] if standing.shared_days else [])
    for rule in broken:
        derogations.record(
            session,
            now,
            made.actor_id,
            rule,
            made.reason,
            network_id=made.network_id,
            person_id=made.new_id,
        )


def _give_up(session: Session, now: datetime, own: Enrollment) -> None:
    """The new animator’s own seat, offer or rank: the half-days to come go back, the list moves."""
    network_id, had_seat = own.network_id, own.state != EnrollmentState.WAITING.value
    leaving.end(
        session, now, Ending(network_id, own.id, own.person_id, own.state, own.position), why=TAKES_OVER
    )
    if had_seat:
        waiting.promote(session, now, network_id)


def _tell(session: Session, now: datetime, made: Replacement) -> None:
    """Both, and whoever has a seat, those promoted just now too."""
    members: Iterable[int] = (
        one.person_id
        for one in enrollments_of(session, made.network_id)
        if one.state == EnrollmentState.ACTIVE.value
    )
    for person_id in sorted({made.old_id, made.new_id, *members}):
        outbox.add(
            session,
            once=f"{REPLACED}:{made.id}:{person_id}",
            kind=REPLACED,
            subject=("replacement", made.id),
            person_id=person_id,
            not_before=now,
        )
