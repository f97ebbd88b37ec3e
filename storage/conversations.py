"""Where a person can be reached: the last serviceUrl and conversation that Teams used with her or him."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, bindparam, select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, Moment, rows
from storage.people import Person, Role, RoleGrant


class Conversation(Base):
    """A personal chat. `reachable` is false from an uninstall, or a 403, until the person comes back."""

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(String(300), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    service_url: Mapped[str] = mapped_column(String(300))
    reachable: Mapped[bool] = mapped_column(default=True)
    heard_at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class Known:
    """A person as a turn needs her or him. `heard_at` is None for a chat that is not known to be this
    person's, at this service, and reachable: it is to be written anew.
    """

    person_id: int
    name: str
    roles: frozenset[Role]
    heard_at: datetime | None


# Built once, and one question instead of five: every turn begins with it (docs/decisions/0011).
_KNOWN = (
    select(Person.id, Person.name, RoleGrant.role, Conversation.heard_at)
    .outerjoin(RoleGrant, RoleGrant.person_id == Person.id)
    .outerjoin(
        Conversation,
        (Conversation.id == bindparam("conversation_id"))
        & (Conversation.person_id == Person.id)
        & (Conversation.service_url == bindparam("service_url"))
        & Conversation.reachable,
    )
    .where(Person.object_id == bindparam("object_id"))
)


def known(session: Session, object_id: str, service_url: str, conversation_id: str) -> Known | None:
    """Who bears this Entra object id, and whether this is a chat with that person."""
    found = rows(
        session, _KNOWN, object_id=object_id, service_url=service_url, conversation_id=conversation_id
    )
    if not found:
        return None
    person_id, name, _, heard_at = found[0]
    return Known(person_id, name, frozenset(Role(row.role) for row in found if row.role), heard_at)


def chat_of(session: Session, person_id: int) -> Conversation | None:
    """The chat that was heard last."""
    return session.scalar(
        select(Conversation)
        .where(Conversation.person_id == person_id)
        .order_by(Conversation.heard_at.desc(), Conversation.id)
        .limit(1)
    )


def reachable_people(session: Session, person_ids: Collection[int]) -> set[int]:
    """Those of these people whose chat that was heard last can be reached: `chat_of` of many."""
    query = select(Conversation).where(Conversation.person_id.in_(list(person_ids)))
    ordered = query.order_by(Conversation.heard_at, Conversation.id.desc())
    last = {chat.person_id: chat.reachable for chat in session.scalars(ordered)}
    return {person_id for person_id, reachable in last.items() if reachable}


def people_with_chats(session: Session) -> list[int]:
    """Everybody whom the bot can reach in chat now."""
    return list(
        session.scalars(
            select(Conversation.person_id)
            .where(Conversation.reachable)
            .distinct()
            .order_by(Conversation.person_id)
        )
    )


def remember(session: Session, person_id: int, service_url: str, conversation_id: str, now: datetime) -> None:
    """Keep a chat that the bot opened; one that is known, perhaps since a moment ago, stays as it is."""
    insert = insert_postgresql if session.get_bind().dialect.name == "postgresql" else insert_sqlite
    session.execute(
        insert(Conversation)
        .values(
            id=conversation_id, person_id=person_id, service_url=service_url, reachable=True, heard_at=now
        )
        .on_conflict_do_nothing(index_elements=["id"])
    )
