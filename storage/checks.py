"""Queries that find what should never be there; read by `python -m bot audit` and the nightly check."""

from datetime import datetime, timedelta

from sqlalchemy import Select, String, and_, cast, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from storage.approval import IN_REVIEW, ApprovalRequest, Decision
from storage.attendance import AttendanceMark, AttendanceSheet, Presence
from storage.bilan import Bilan
from storage.catalog_search import SHOWN
from storage.channel_archive import ChannelArchive
from storage.continuation import Continuation
from storage.enrollment import SEATS, Enrollment, EnrollmentState, Seat
from storage.invitation import INVITATION
from storage.network import Network, NetworkChannel, NetworkState
from storage.outbox import OutboxRow, OutboxState
from storage.proposal import Proposal, ProposalState, ProposalVersion
from storage.release import Release, ReleaseKind, ReleaseState
from storage.schedule import Meeting, MeetingState

TWO_DAYS = 4  # in half-days


def findings(session: Session, stuck_before: datetime) -> dict[str, list[int]]:
    """The ids at fault, by the name of the breach; only breaches that have some."""
    found = {name: list(session.scalars(query)) for name, query in _queries(stuck_before).items()}
    return {name: ids for name, ids in found.items() if ids}


def _queries(stuck_before: datetime) -> dict[str, Select[int]]:
    request, network, version = aliased(ApprovalRequest), aliased(Network), aliased(ProposalVersion)
    letter = aliased(OutboxRow)
    sent = [
        state.value for state in ProposalState if state not in {ProposalState.DRAFT, ProposalState.WITHDRAWN}
    ]
    return {
        "accepted_without_network": select(Proposal.id)
        .outerjoin(network, network.proposal_id == Proposal.id)
        .where(Proposal.state == ProposalState.ACCEPTED.value, network.id.is_(None)),
        "network_of_a_proposal_not_accepted": select(Network.id)
        .join(Proposal, Proposal.id == Network.proposal_id)
        .where(Proposal.state != ProposalState.ACCEPTED.value),
        "sent_without_request": select(Proposal.id)
        .outerjoin(request, and_(request.proposal_id == Proposal.id, request.version == Proposal.version))
        .where(Proposal.state.in_(sent), request.id.is_(None)),
        "sent_without_text": select(Proposal.id)
        .outerjoin(version, and_(version.proposal_id == Proposal.id, version.version == Proposal.version))
        .where(Proposal.version > 0, or_(version.id.is_(None), version.submitted_at.is_(None))),
        "decision_and_state_differ": select(ApprovalRequest.id)
        .join(Proposal, Proposal.id == ApprovalRequest.proposal_id)
        .where(
            ApprovalRequest.version == Proposal.version,
            ApprovalRequest.released_at.is_not(None),
            ApprovalRequest.decision.in_([Decision.ACCEPTED.value, Decision.DECLINED.value]),
            ApprovalRequest.decision != Proposal.state,
        ),
        # A decision whose letter is held changes nothing that the proposer could see.
        "held_decision_took_effect": select(ApprovalRequest.id)
        .join(Proposal, Proposal.id == ApprovalRequest.proposal_id)
        .where(
            ApprovalRequest.version == Proposal.version,
            ApprovalRequest.decision.is_not(None),
            ApprovalRequest.released_at.is_(None),
            Proposal.state.not_in([*IN_REVIEW, ProposalState.WITHDRAWN.value]),
        ),
        "held_decision_with_letter": select(ApprovalRequest.id)
        .join(letter, letter.once == literal("letter:") + cast(ApprovalRequest.id, String))
        .where(ApprovalRequest.released_at.is_(None)),
        "decided_on_ones_own": select(ApprovalRequest.id).where(
            ApprovalRequest.decided_by_id == ApprovalRequest.proposer_id
        ),
        "decided_without_letter": select(ApprovalRequest.id)
        .outerjoin(letter, letter.once == literal("letter:") + cast(ApprovalRequest.id, String))
        .where(
            # A purge forgets letters after a year: older decisions prove nothing.
            ApprovalRequest.released_at >= stuck_before - timedelta(days=360),
            letter.id.is_(None),
        ),
        **_of_members(),
        **_of_offers(stuck_before),
        **_of_releases(),
        **_of_attendance(),
        **_of_bilans(),
        **_of_second_years(stuck_before),
        **_of_channels(),
        "message_stuck": select(OutboxRow.id).where(
            OutboxRow.state == OutboxState.SENDING.value, OutboxRow.claimed_at < stuck_before
        ),
    }


def _of_bilans() -> dict[str, Select[int]]:
    """Completed is what the deposit makes of a network (R37)."""
    return {
        "bilan_in_of_a_network_that_goes_on": select(Network.id)
        .join(Bilan, Bilan.network_id == Network.id)
        .where(Bilan.version > 0, Network.state.in_([state.value for state in SHOWN])),
    }


def _of_members() -> dict[str, Select[int]]:
    """What the tables of members cannot hold by themselves (R12, R38; design.md §2)."""
    better = aliased(Enrollment)
    return {
        "animator_in_own_network": select(Enrollment.id)
        .join(Network, Network.id == Enrollment.network_id)
        .where(Enrollment.state == EnrollmentState.ACTIVE.value, Network.animator_id == Enrollment.person_id),
        "enrolled_without_seat": select(Enrollment.id)
        .outerjoin(Seat, Seat.enrollment_id == Enrollment.id)
        .where(Enrollment.state == EnrollmentState.ACTIVE.value, Seat.number.is_(None)),
        "seat_of_nobody": select(Enrollment.id)
        .join(Seat, Seat.enrollment_id == Enrollment.id)
        .where(
            Enrollment.state.not_in([EnrollmentState.ACTIVE.value, EnrollmentState.OFFERED.value])
            | (Seat.network_id != Enrollment.network_id)
        ),
        "rank_with_a_gap": select(Enrollment.id).where(
            Enrollment.state == EnrollmentState.WAITING.value,
            Enrollment.position
            != select(func.count(better.id) + 1)
            .where(
                better.network_id == Enrollment.network_id,
                better.state == EnrollmentState.WAITING.value,
                better.position < Enrollment.position,
            )
            .scalar_subquery(),
        ),
        "offer_without_seat": select(Enrollment.id)
        .outerjoin(Seat, Seat.enrollment_id == Enrollment.id)
        .where(Enrollment.state == EnrollmentState.OFFERED.value, Seat.number.is_(None)),
        "more_seats_than_capacity": select(Network.id)
        .join(Seat, Seat.network_id == Network.id)
        .group_by(Network.id, Network.capacity)
        .having(func.count(Seat.number) > Network.capacity),
        "notice_of_no_enrollment": select(OutboxRow.id)
        .outerjoin(Enrollment, Enrollment.id == OutboxRow.subject_id)
        .where(OutboxRow.subject_type == "enrollment", Enrollment.id.is_(None)),
        "more_than_two_days": select(Meeting.network_id)
        .where(Meeting.state.in_([MeetingState.PLANNED.value, MeetingState.HELD.value]))
        .group_by(Meeting.network_id)
        .having(func.sum(Meeting.half_days) > TWO_DAYS),
    }


def _of_offers(stuck_before: datetime) -> dict[str, Select[int]]:
    """The clock ends an offer, and an invitation, that nobody took in time (B14, S14)."""
    return {
        "offer_past_its_deadline": select(Enrollment.id).where(
            Enrollment.state == EnrollmentState.OFFERED.value,
            or_(
                Enrollment.offered_until.is_(None),
                Enrollment.offered_until < stuck_before,
            ),
        ),
    }


def _of_releases() -> dict[str, Select[int]]:
    """The ledger (R38–R40, S19, S20): sums, and half-days of people who are not there any more."""
    counted = [state.value for state in ReleaseState if state is not ReleaseState.NOT_USED]
    of_meetings = (Release.kind == ReleaseKind.MEETING.value, Release.state.in_(counted))
    return {
        "release_over_two_days": select(func.min(Release.id))
        .where(*of_meetings)
        .group_by(Release.network_id, Release.person_id)
        .having(func.sum(Release.half_days) > TWO_DAYS),
        "release_over_ceiling": select(Release.network_id)
        .where(*of_meetings)
        .group_by(Release.network_id)
        .having(func.sum(Release.half_days) > SEATS * TWO_DAYS),
        "release_unlike_its_meeting": select(Release.id)
        .join(Meeting, Meeting.id == Release.meeting_id)
        .where((Release.half_days != Meeting.half_days) | (Release.network_id != Meeting.network_id)),
        "release_of_nobody": select(Release.id)
        .outerjoin(
            Enrollment,
            and_(Enrollment.network_id == Release.network_id, Enrollment.person_id == Release.person_id),
        )
        .where(Release.kind == ReleaseKind.MEETING.value, Enrollment.id.is_(None)),
    }


def _of_attendance() -> dict[str, Select[int]]:
    """Half-days used follow the marks (R60), and a meeting that was not held has none (S24)."""
    there = (
        select(func.count())
        .where(
            AttendanceMark.meeting_id == Release.meeting_id,
            AttendanceMark.person_id == Release.person_id,
            AttendanceMark.presence != Presence.ABSENT.value,
        )
        .correlate(Release)
        .scalar_subquery()
    )
    called_off = Meeting.state == MeetingState.CANCELLED.value
    return {
        "half_days_used_unlike_the_marks": select(Release.id).where(Release.used != there),
        "attendance_of_a_meeting_called_off": select(AttendanceSheet.meeting_id)
        .join(Meeting, Meeting.id == AttendanceSheet.meeting_id)
        .where(called_off),
    }


def _of_second_years(stuck_before: datetime) -> dict[str, Select[int]]:
    """The second year, its invitations, and what a past year leaves (R17; DOMAIN.md §1.8, 1 and 11)."""
    second, letter = aliased(Network), aliased(OutboxRow)
    accepted = Continuation.decision == Decision.ACCEPTED.value
    key = literal("continuation_letter:") + cast(Continuation.network_id, String) + literal(":")
    return {
        "second_year_missing": select(Continuation.network_id)
        .outerjoin(second, second.continued_from_id == Continuation.network_id)
        .where(accepted, second.id.is_(None)),
        "second_year_not_accepted": select(Network.id)
        .outerjoin(Continuation, and_(Continuation.network_id == Network.continued_from_id, accepted))
        # One that came in with a list was accepted before the bot was there.
        .where(
            Network.continued_from_id.is_not(None),
            Network.code.is_(None),
            Continuation.network_id.is_(None),
        ),
        "continuation_behind_its_bilan": select(Continuation.network_id)
        .join(Bilan, Bilan.id == Continuation.bilan_id)
        .where(
            Continuation.decision.is_(None),
            Continuation.withdrawn_at.is_(None),
            or_(Bilan.version != Continuation.bilan_version, Bilan.network_id != Continuation.network_id),
        ),
        "continuation_without_letter": select(Continuation.network_id)
        .outerjoin(letter, letter.once == key + cast(Continuation.bilan_version, String))
        # A purge forgets letters after a year.
        .where(Continuation.decided_at >= stuck_before - timedelta(days=360), letter.id.is_(None)),
        "invitation_into_a_first_year": select(Enrollment.id)
        .join(Network, Network.id == Enrollment.network_id)
        .where(Enrollment.source == INVITATION, Network.continued_from_id.is_(None)),
        "past_year_still_waited_for": select(Enrollment.id)
        .join(Network, Network.id == Enrollment.network_id)
        .where(
            Network.state == NetworkState.ARCHIVED.value,
            Enrollment.state.in_([EnrollmentState.WAITING.value, EnrollmentState.OFFERED.value]),
        ),
    }


def _of_channels() -> dict[str, Select[int]]:
    """Every network that was accepted here wants a channel; only those of past years are archived."""
    here = or_(
        Network.proposal_id.is_not(None), and_(Network.continued_from_id.is_not(None), Network.code.is_(None))
    )
    over = [NetworkState.ARCHIVED.value, NetworkState.CANCELLED.value]
    return {
        "network_without_channel_task": select(Network.id)
        .outerjoin(NetworkChannel, NetworkChannel.network_id == Network.id)
        .where(here, NetworkChannel.network_id.is_(None)),
        "channel_archived_too_early": select(ChannelArchive.network_id)
        .join(Network, Network.id == ChannelArchive.network_id)
        .where(Network.state.not_in(over)),
    }


def counts(session: Session) -> dict[str, int]:
    """How many messages stand in each state."""
    rows = session.execute(select(OutboxRow.state, func.count()).group_by(OutboxRow.state))
    return {state: count for state, count in rows}  # noqa: C416 - rows are not tuples to mypy
