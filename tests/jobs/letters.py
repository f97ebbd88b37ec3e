"""People with a chat, and messages to them, for the tests of the deliveries."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import outbox
from storage.audit import AuditRow
from storage.conversations import Conversation
from storage.people import Person
from tests.factories import add_person
from tests.fakes.teams import Person as Known
from tests.jobs.office import Office
from tests.storage.messages import add_network


def known(office: Office, first_name: str, *, chat: bool = True, blocked: bool = False) -> int:
    """Somebody of the tenant, with the chat `a:oid-{first name}` or yet to be opened."""
    low = first_name.lower()
    office.teams.add_person(
        Known(f"oid-{low}", f"29:{low}", first_name, f"{low}@exemple.invalid", blocked=blocked)
    )
    if chat:
        office.teams.add_conversation(f"a:oid-{low}")

    def work(session: Session) -> int:
        where = f"a:oid-{low}" if chat else None
        person = add_person(session, first_name, school_id=None, chat=where, service_url=office.teams.url)
        return person.id

    return office.database.write(work)[0]


def network(office: Office, animator_id: int, title: str = "Lire") -> int:
    return office.database.write(lambda session: add_network(session, animator_id, title=title))[0]


def write(
    office: Office, person_id: int, network_id: int, *kinds: str, facts: Mapping[str, Any] | None = None
) -> None:
    """One message of each kind to this person about this network, due now."""

    def work(session: Session) -> None:
        for kind in kinds:
            outbox.add(
                session,
                once=f"{kind}:{person_id}:{network_id}",
                kind=kind,
                subject=("network", network_id),
                person_id=person_id,
                not_before=office.clock.now(),
                facts=dict(facts or {}),
            )

    office.database.write(work)


def end_of(office: Office, kind: str) -> tuple[str, str | None]:
    """(state, cause) of the one message of this kind."""

    def look(session: Session) -> tuple[str, str | None]:
        row = session.scalars(select(outbox.OutboxRow).where(outbox.OutboxRow.kind == kind)).one()
        return row.state, row.cause

    return office.database.read(look)


def failures(office: Office) -> list[str]:
    """Why messages were given up, as the audit says."""
    query = select(AuditRow.why).where(AuditRow.action == "message_failed").order_by(AuditRow.id)
    return office.database.read(lambda session: list(session.scalars(query)))


def chats(office: Office) -> list[tuple[str, str, bool]]:
    """(first name, conversation id, reachable) of every chat that is remembered."""
    query = select(Person.name, Conversation.id, Conversation.reachable).join(
        Person, Person.id == Conversation.person_id
    )

    def look(session: Session) -> list[tuple[str, str, bool]]:
        found = session.execute(query.order_by(Conversation.id))
        return [(name.split()[0], chat, reachable) for name, chat, reachable in found]

    return office.database.read(look)
