"""Who should be in the Team, and who is as far as the bot knows (R56; issue 4 point 10)."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, and_, or_, select, union
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.base import Base, Moment, rows
from storage.enrollment import Enrollment, EnrollmentState
from storage.network import Network, NetworkState
from storage.people import Person


class MembershipState(StrEnum):
    TO_ADD = "TO_ADD"
    MEMBER = "MEMBER"
    TO_REMOVE = "TO_REMOVE"


# Causes that are no fault of Graph's: a person keeps the Team up to date; who was there before stays there.
BY_HAND, BEFORE = "by_hand", "before"


class Membership(Base):
    """`attempts` counts what the bot tried in the Team; with a `cause`, a person does what waits."""

    __tablename__ = "memberships"
    __table_args__ = (CheckConstraint("state IN ('TO_ADD','MEMBER','TO_REMOVE')", name="state"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    state: Mapped[str] = mapped_column(String(20))
    since: Mapped[datetime] = mapped_column(Moment)
    attempts: Mapped[int] = mapped_column(default=0)
    cause: Mapped[str | None] = mapped_column(String(40))

    person: Mapped[Person] = relationship(lazy="joined")


_OVER = (NetworkState.CANCELLED.value, NetworkState.ARCHIVED.value)
# Whoever has a seat that nobody has to confirm, or animates; a year that is over ties until it is archived.
_TIED = union(
    select(Enrollment.person_id)
    .join(Network, Network.id == Enrollment.network_id)
    .where(
        Enrollment.state == EnrollmentState.ACTIVE.value,
        Enrollment.to_confirm.is_(False),
        Network.state.not_in(_OVER),
    ),
    select(Network.animator_id).where(Network.state.not_in(_OVER)),
).subquery("tied")
_MISSING = select(_TIED.c.person_id).where(_TIED.c.person_id.not_in(select(Membership.person_id)))
_WAITING = Membership.state != MembershipState.MEMBER.value


def missing_in_team(session: Session) -> list[int]:
    """The people whom a network ties to the Team and of whom nothing is noted yet."""
    return [row.person_id for row in rows(session, _MISSING.order_by(_TIED.c.person_id))]


def untied(session: Session) -> list[Membership]:
    """Those to be added, or added by the bot, whom no network ties to the Team any more."""
    query = select(Membership).where(
        Membership.person_id.not_in(select(_TIED.c.person_id)),
        Membership.state != MembershipState.TO_REMOVE.value,
        or_(Membership.cause.is_(None), Membership.cause != BEFORE),
    )
    return list(session.scalars(query.order_by(Membership.person_id).with_for_update(of=Membership)))


def tied_again(session: Session) -> list[Membership]:
    """Those to be removed whom a network ties to the Team by now."""
    query = select(Membership).where(
        Membership.person_id.in_(select(_TIED.c.person_id)),
        Membership.state == MembershipState.TO_REMOVE.value,
    )
    return list(session.scalars(query.order_by(Membership.person_id).with_for_update(of=Membership)))


def by_hand(session: Session) -> list[Membership]:
    """What a person has to do in the Team: to add, then to remove, by name."""
    query = select(Membership).join(Person).where(_WAITING, Membership.cause.is_not(None))
    return list(session.scalars(query.order_by(Membership.state, Person.name, Person.id)))


def due(session: Session, count: int) -> list[Membership]:
    """The first `count` of those whom the bot adds or removes by itself, longest waiting first."""
    query = select(Membership).where(and_(_WAITING, Membership.cause.is_(None)))
    ordered = query.order_by(Membership.attempts, Membership.since, Membership.person_id)
    return list(session.scalars(ordered.limit(count)))


def memberships(session: Session, person_ids: Collection[int]) -> dict[int, Membership]:
    """Held until the transaction ends: the clock may take one off the list at the same time."""
    query = select(Membership).where(Membership.person_id.in_(person_ids)).with_for_update(of=Membership)
    return {one.person_id: one for one in session.scalars(query)}
