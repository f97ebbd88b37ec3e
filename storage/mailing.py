"""Messages that a person writes to the members of a network, or to several networks at once."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.base import Base, Moment, rows
from storage.conversations import Conversation
from storage.enrollment import Enrollment, EnrollmentState
from storage.network import Network, NetworkState
from storage.people import Person


class Audience(StrEnum):
    NETWORK = "NETWORK"
    ANIMATORS = "ANIMATORS"
    MEMBERS = "MEMBERS"


class Mailing(Base):
    """`school_year` is that of the networks written to; `revision` counts what was saved before it was sent,
    so that a preview of an earlier text sends nothing. `people` is to how many it was sent.
    """

    __tablename__ = "mailings"
    __table_args__ = (
        CheckConstraint("audience IN ('NETWORK','ANIMATORS','MEMBERS')", name="audience"),
        CheckConstraint("(audience = 'NETWORK') = (network_id IS NOT NULL)", name="network"),
        CheckConstraint("(sent_at IS NULL) = (people IS NULL)", name="sent"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sender_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    audience: Mapped[str] = mapped_column(String(20))
    network_id: Mapped[int | None] = mapped_column(ForeignKey("networks.id"))
    school_year: Mapped[str] = mapped_column(String(9))
    subject: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    people: Mapped[int | None]

    sender: Mapped[Person] = relationship(lazy="joined")
    network: Mapped[Network | None] = relationship(lazy="joined")


def locked_mailing(session: Session, mailing_id: int) -> Mailing | None:
    """Held until the transaction ends: two presses at once wait for each other here."""
    return session.get(Mailing, mailing_id, with_for_update={"of": Mailing}, populate_existing=True)


_LIVING = (Network.state != NetworkState.CANCELLED.value, Network.state != NetworkState.ARCHIVED.value)
_MEMBERS = (
    select(Enrollment.person_id)
    .join(Network, Network.id == Enrollment.network_id)
    .where(Enrollment.state == EnrollmentState.ACTIVE.value)
    .distinct()
    .order_by(Enrollment.person_id)
)
_ANIMATORS = select(Network.animator_id).distinct().order_by(Network.animator_id)


def members_of_year(session: Session, school_year: str) -> list[int]:
    """Everybody with a seat in a network of the year that is neither cancelled nor archived."""
    found = rows(session, _MEMBERS.where(Network.school_year == school_year, *_LIVING))
    return [row.person_id for row in found]


def members_of(session: Session, network_id: int) -> list[int]:
    return [row.person_id for row in rows(session, _MEMBERS.where(Network.id == network_id))]


def animators_of_year(session: Session, school_year: str) -> list[int]:
    found = rows(session, _ANIMATORS.where(Network.school_year == school_year, *_LIVING))
    return [row.animator_id for row in found]


def without_chat(session: Session, person_ids: Sequence[int]) -> list[int]:
    """Those of these people to whom the bot never spoke, or who removed it."""
    reached = select(Conversation.person_id).where(
        Conversation.person_id.in_(person_ids), Conversation.reachable
    )
    known = {row.person_id for row in rows(session, reached)}
    return [one for one in person_ids if one not in known]


def networks_of_year(session: Session, school_year: str) -> list[Network]:
    """Those neither cancelled nor archived, by title."""
    query = select(Network).where(Network.school_year == school_year, *_LIVING)
    return list(session.scalars(query.order_by(Network.title, Network.id)))


def mailings_sent(session: Session, limit: int, sender_id: int | None = None) -> list[Mailing]:
    """The newest that were sent, by anybody or by one person."""
    query = select(Mailing).where(Mailing.sent_at.is_not(None))
    if sender_id is not None:
        query = query.where(Mailing.sender_id == sender_id)
    return list(session.scalars(query.order_by(Mailing.sent_at.desc(), Mailing.id.desc()).limit(limit)))


def animated_now(session: Session, person_id: int) -> list[Network]:
    """The networks, neither cancelled nor archived, that this person animates; newest year first."""
    query = select(Network).where(Network.animator_id == person_id, *_LIVING)
    return list(session.scalars(query.order_by(Network.school_year.desc(), Network.id)))
