"""What follows when a meeting is moved or called off: releases, numbers, Folio, everybody told (S23, S24)."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules import moves as rules
from bot.rules import waiting as waiting_rules
from bot.rules.derogations import Rule
from bot.usecases import derogations, folio, plan
from storage import audit, outbox, posts, seats
from storage.attendance import forget_attendance
from storage.enrollment import EnrollmentState, enrollments_of
from storage.moves import MeetingMove, MoveState, plan_again, renumber, reset_ticks
from storage.network import Network
from storage.people import Role, people_with_role
from storage.schedule import HELD, Meeting, MeetingState, meetings_of, next_meeting

MOVED = "meeting_moved"
# What a responsible gets who neither takes part nor animates: nobody has to reach her or him by mail.
TO_OFFICE = "_office"


def carry_out(session: Session, now: datetime, actor_id: int, move: MeetingMove) -> None:
    """The meeting keeps its row, so that its agenda and its calendar entry follow it; its network is held."""
    meeting = session.get_one(Meeting, move.meeting_id)
    called_off = meeting.state == MeetingState.CANCELLED.value
    new_day = meeting.day != move.day
    meeting.day, meeting.starts, meeting.ends = move.day, move.starts, move.ends
    meeting.venue, meeting.room = move.venue, move.room
    meeting.state = MeetingState.PLANNED.value
    move.state, move.decided_by, move.decided_at = MoveState.DONE.value, actor_id, now
    session.flush()
    network = session.get_one(Network, meeting.network_id)
    if new_day:
        forget_attendance(session, meeting.id, actor_id, now)
    if called_off:
        plan_again(session, now, actor_id, meeting.id)
        _plan_newcomers(session, network.id, meeting)
    elif new_day:
        reset_ticks(session, now, actor_id, meeting.id)
    _put_in_order(session, now, network)
    folio.open_task(session, now, network.id)
    audit.about_network(
        session,
        now,
        network.id,
        "meeting_moved",
        person_id=actor_id,
        before=str(move.old_day),
        after=str(move.day),
        why=move.answer or move.reason,
    )
    if move.exemption:
        audit.about_network(
            session, now, network.id, "move_exempted", person_id=actor_id, why=move.answer or move.reason
        )
        why = move.answer or move.reason
        derogations.record(session, now, actor_id, Rule.SHORT_NOTICE, why, network_id=network.id)
    posts.changed(session, ("move", move.id), now)
    tell_everybody(session, now, actor_id, network, MOVED, ("move", move.id))
    show_dates(session, now, meeting)


def show_dates(session: Session, now: datetime, meeting: Meeting) -> None:
    """What was posted with the old date, in chat or in the channel, says the new one."""
    posts.changed(session, ("agenda", meeting.id), now)
    posts.changed(session, ("network", meeting.network_id), now)


def _plan_newcomers(session: Session, network_id: int, meeting: Meeting) -> None:
    """Who enrolled while the meeting was called off has no half-day for it yet."""
    for one in enrollments_of(session, network_id):
        if one.state == EnrollmentState.ACTIVE.value:
            planned = [(meeting.id, meeting.day, meeting.half_days)]
            seats.plan_releases(session, network_id, one.person_id, planned, date.min)


def _put_in_order(session: Session, now: datetime, network: Network) -> None:
    """Numbers by day, enrollment that ends before the first meeting, offers that end before the next one."""
    meetings = meetings_of(session, network.id)
    days = [one.day for one in meetings if one.state in HELD]
    numbers = rules.numbers([(one.id, one.day) for one in meetings], now.date())
    moved = {one.number: numbers[one.id] for one in meetings if one.id in numbers}
    renumber(session, network.id, numbers)
    session.expire_all()
    plan.follow_numbers(session, now, network.id, moved)
    if days and network.closes_on is not None:
        network.closes_on = min(network.closes_on, min(days) - timedelta(days=1))
    _, coming = next_meeting(session, network.id, now)
    latest = waiting_rules.offer_until(coming, now, closed_around(session, now.date()))
    for one in enrollments_of(session, network.id):
        if one.state == EnrollmentState.OFFERED.value and one.offered_until is not None:
            seats.change_enrollment(session, one.id, offered_until=min(one.offered_until, latest or now))


def tell_everybody(
    session: Session, now: datetime, actor_id: int, network: Network, kind: str, subject: tuple[str, int]
) -> None:
    """The members, the animator, the responsibles who did not do it and the channel, each once and at once:
    such news does not wait for the morning.
    """
    expected = {
        one.person_id
        for one in enrollments_of(session, network.id)
        if one.state == EnrollmentState.ACTIVE.value
    } | {network.animator_id}
    office = {one.id for one in people_with_role(session, Role.CEE_RESPONSIBLE)} - expected - {actor_id}
    for each, people in ((kind, expected), (f"{kind}{TO_OFFICE}", office)):
        for person_id in sorted(people):
            outbox.add(
                session,
                once=f"{kind}:{subject[1]}:{person_id}",
                kind=each,
                subject=subject,
                person_id=person_id,
                not_before=now,
            )
    for place in network.channel.places if network.channel else []:
        outbox.add(
            session,
            once=f"{kind}_in_channel:{subject[1]}:{place.id}",
            kind=f"{kind}_in_channel",
            subject=subject,
            place_id=place.id,
            not_before=now,
        )
