"""Who should be in the Team, and who is as far as the bot knows (issue 4 point 10)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.base import Base, Moment
from storage.people import Person


class MembershipState(StrEnum):
    TO_ADD = "TO_ADD"
    MEMBER = "MEMBER"
    TO_REMOVE = "TO_REMOVE"


class Membership(Base):
    """`attempts` and `cause` tell of Graph, where the bot may change the Team; else a person does it."""

    __tablename__ = "memberships"
    __table_args__ = (CheckConstraint("state IN ('TO_ADD','MEMBER','TO_REMOVE')", name="state"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    state: Mapped[str] = mapped_column(String(20))
    since: Mapped[datetime] = mapped_column(Moment)
    attempts: Mapped[int] = mapped_column(default=0)
    cause: Mapped[str | None] = mapped_column(String(40))

    person: Mapped[Person] = relationship(lazy="joined")


def memberships(session: Session, *states: MembershipState) -> list[Membership]:
    """The people in one of these states, who has been for longest first."""
    query = select(Membership).where(Membership.state.in_([state.value for state in states]))
    return list(session.scalars(query.order_by(Membership.since, Membership.person_id)))
