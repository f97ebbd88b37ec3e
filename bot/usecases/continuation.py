"""A second year: asked in the bilan, and what each member says of it (guide §3; R13, R17; S03, S30)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules import continuation as rules
from bot.rules.approval import CHANGES_REQUESTED
from bot.rules.continuation import Bar
from bot.usecases.proposal import readers
from storage import audit, outbox, posts, seats
from storage.bilan import bilan_of, deposited_bilan
from storage.continuation import Continuation, ContinuationWish, continuation_of, wish_of
from storage.enrollment import EnrollmentState, enrollments_of
from storage.network import Network, NetworkState

REQUEST, WISH = "continuation_request", "continuation_wish"
SUBJECT = "continuation"


class Asking(StrEnum):
    """What the bilan that was just deposited means for a second year; a Bar says why it means nothing."""

    ASKED = "asked"
    KNOWN = "known"  # this version asked already
    NOT_ASKED = "not_asked"  # it says no, or there is none
    WITHDRAWN = "withdrawn"  # it says no, and the request that waited is gone
    DECIDED = "decided"  # the committee answered: nothing changes any more


def asked(session: Session, now: datetime, network_id: int) -> Asking | Bar:
    """Follow the bilan deposited last; called in the transaction of its deposit, any number of times.

    « Oui » makes one request, or brings the waiting one up to this version; « non » takes it back.
    """
    seats.hold_networks(session, [network_id])
    network = session.get_one(Network, network_id, populate_existing=True)
    bilan, version = bilan_of(session, network_id), deposited_bilan(session, network_id)
    found = continuation_of(session, network_id)
    if found is not None and found.decision not in {None, CHANGES_REQUESTED}:
        return Asking.DECIDED
    if bilan is None or version is None or version.content.get("continuation") != "yes":
        return _withdraw(session, now, found)
    if found is not None and found.bilan_version == version.version and found.withdrawn_at is None:
        return Asking.KNOWN
    wrong = rules.bar(
        year_index=network.year_index,
        animator_teaches=not network.animator.not_teaching,
        cancelled=network.state == NetworkState.CANCELLED.value,
        year=network.school_year,
        today=now.date(),
    )
    if wrong is not None:
        _withdraw(session, now, found)
        _note(session, now, network, "continuation_barred", network.animator_id, why=wrong.value)
        return wrong
    if found is None:
        found = Continuation(network_id=network_id, message="")
        session.add(found)
    found.bilan_id, found.bilan_version = bilan.id, version.version
    found.asker_id, found.asked_at, found.withdrawn_at = network.animator_id, now, None
    found.decision = found.decided_by_id = found.decided_at = None
    session.flush()
    _note(session, now, network, "continuation_asked", network.animator_id, why=f"version {version.version}")
    _ask_everybody(session, now, network, version.version)
    return Asking.ASKED


def _withdraw(session: Session, now: datetime, found: Continuation | None) -> Asking:
    if found is None or found.withdrawn_at is not None:
        return Asking.NOT_ASKED
    found.withdrawn_at = now
    session.flush()
    _note(session, now, found.network, "continuation_withdrawn", found.asker_id)
    posts.changed(session, (SUBJECT, found.network_id), now)
    return Asking.WITHDRAWN


def _ask_everybody(session: Session, now: datetime, network: Network, version: int) -> None:
    """The card to who decides and reads, anew for each version; to each member one private question."""
    for person in readers(session, network.animator_id):
        outbox.add(
            session,
            once=f"{REQUEST}:{network.id}:{version}:{person.id}",
            kind=REQUEST,
            subject=(SUBJECT, network.id),
            person_id=person.id,
            not_before=now,
        )
    for one in enrollments_of(session, network.id):
        if one.state == EnrollmentState.ACTIVE.value:
            outbox.add(
                session,
                once=f"{WISH}:{network.id}:{one.person_id}",
                kind=WISH,
                subject=("wish", network.id),
                person_id=one.person_id,
                not_before=now,
            )
    posts.changed(session, (SUBJECT, network.id), now)


def wish(session: Session, now: datetime, person_id: int, network_id: int, answer: str) -> bool:
    """A member says whether she or he would go on, until the decision; False for who may not."""
    seats.hold_networks(session, [network_id])
    found = continuation_of(session, network_id)
    members = {
        one.person_id
        for one in enrollments_of(session, network_id)
        if one.state == EnrollmentState.ACTIVE.value
    }
    if found is None or not found.waits or person_id not in members or answer not in rules.WISHES:
        return False
    if wish_of(session, network_id, person_id) != answer:
        session.merge(
            ContinuationWish(network_id=network_id, person_id=person_id, answer=answer, answered_at=now)
        )
        session.flush()
        posts.changed(session, (SUBJECT, network_id), now)
    return True


def _note(
    session: Session, now: datetime, network: Network, action: str, person_id: int, *, why: str = ""
) -> None:
    audit.about_network(session, now, network.id, action, person_id=person_id, why=why)
