"""Schools, people and their roles."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint, and_, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.base import Base, Moment, rows


class Role(StrEnum):
    CEE_RESPONSIBLE = "CEE_RESPONSIBLE"
    COMMITTEE_MEMBER = "COMMITTEE_MEMBER"


class School(Base):
    __tablename__ = "schools"

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    level: Mapped[str] = mapped_column(String(40))
    active: Mapped[bool] = mapped_column(default=True)


class Person(Base):
    """Somebody who speaks or may speak. `object_id` is Entra's; `email` is always lower case."""

    __tablename__ = "people"
    __table_args__ = (Index("uq_people_feed_key", "feed_key", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str | None] = mapped_column(String(40), unique=True)
    object_id: Mapped[str | None] = mapped_column(String(64), unique=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    school_id: Mapped[str | None] = mapped_column(ForeignKey("schools.id"))
    job_title: Mapped[str] = mapped_column(String(200), default="")
    # True once the responsible's list, or the responsible, says that this person teaches (R04).
    confirmed_teacher: Mapped[bool] = mapped_column(default=False)
    # True once one of them says that this person does not teach: a conseiller pédagogique, say (S03).
    not_teaching: Mapped[bool] = mapped_column(default=False)
    # Names the person in the address of the personal calendar; a new one ends the old address.
    feed_key: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(Moment)
    # When somebody who was said not to teach asked for a second look; None once a responsible answered.
    access_asked_at: Mapped[datetime | None] = mapped_column(Moment)
    # Since when this row names nobody any more: its figures stay, and nobody speaks as it again.
    anonymised_at: Mapped[datetime | None] = mapped_column(Moment)

    school: Mapped[School | None] = relationship(lazy="joined")
    grants: Mapped[list["RoleGrant"]] = relationship(lazy="selectin", cascade="all, delete-orphan")

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(Role(grant.role) for grant in self.grants)

    @property
    def first_name(self) -> str:
        return self.name.split(" ", 1)[0]


class RoleGrant(Base):
    """One role of one person; `source` is `settings` (kept in step with them), `command` or `deputy`.

    `until` is the last day on which a deputy's role holds: the later of `named_until`, which a command
    named, and the ends of the absences in which she or he stands for somebody (`storage.deputy`).
    """

    __tablename__ = "role_grants"
    __table_args__ = (UniqueConstraint("person_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    role: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(20))
    until: Mapped[date | None] = mapped_column(Date)
    named_until: Mapped[date | None] = mapped_column(Date)


class SchoolChange(Base):
    """From which school to which somebody moved, and on which day (S17)."""

    __tablename__ = "school_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    from_school_id: Mapped[str | None] = mapped_column(ForeignKey("schools.id"))
    to_school_id: Mapped[str | None] = mapped_column(ForeignKey("schools.id"))
    changed_on: Mapped[date] = mapped_column(Date)


def person_by_object_id(session: Session, object_id: str) -> Person | None:
    return session.scalar(select(Person).where(Person.object_id == object_id))


def person_by_email(session: Session, email: str) -> Person | None:
    return session.scalar(select(Person).where(Person.email == email.strip().lower()))


def person_by_code(session: Session, code: str) -> Person | None:
    return session.scalar(select(Person).where(Person.code == code))


def people_named_by(session: Session, keys: Iterable[str]) -> list[Person]:
    """The people whose object id or e-mail is among `keys` (settings, commands)."""
    wanted = [key.strip().lower() for key in keys]
    return list(
        session.scalars(
            select(Person)
            .where(or_(func.lower(Person.object_id).in_(wanted), Person.email.in_(wanted)))
            .order_by(Person.id)
        )
    )


def people_with_role(session: Session, role: Role) -> list[Person]:
    return list(
        session.scalars(
            select(Person).join(RoleGrant).where(RoleGrant.role == role.value).order_by(Person.id)
        )
    )


_SCHOOL_NAMES = select(School.id, School.name).where(School.active).order_by(School.name)


def unknown_people(session: Session) -> list[Person]:
    """A responsible has to say whether they teach (R04): who spoke, is on no list and has no role; and who
    was said not to teach and asked for a second look.
    """
    never_judged = and_(Person.not_teaching.is_(False), ~Person.grants.any())
    return list(
        session.scalars(
            select(Person)
            .where(
                Person.confirmed_teacher.is_(False),
                Person.name != "",
                Person.anonymised_at.is_(None),
                or_(never_judged, Person.access_asked_at.is_not(None)),
            )
            .order_by(func.coalesce(Person.access_asked_at, Person.created_at), Person.id)
        )
    )


def last_changes(session: Session, person_ids: Collection[int]) -> dict[int, date]:
    """{person: the day on which she or he last changed schools}, in one statement."""
    query = (
        select(SchoolChange.person_id, func.max(SchoolChange.changed_on).label("day"))
        .where(SchoolChange.person_id.in_(list(person_ids)))
        .group_by(SchoolChange.person_id)
    )
    return {row.person_id: row.day for row in session.execute(query)}


def active_schools(session: Session) -> list[School]:
    return list(session.scalars(select(School).where(School.active).order_by(School.name)))


def school_names(session: Session) -> list[tuple[str, str]]:
    """(id, name) of the active schools, by name; what a form offers."""
    return [(number, name) for number, name in rows(session, _SCHOOL_NAMES)]


def merge(session: Session, named: Person, listed: Person) -> None:
    """Give to `listed` the roles, and the messages that wait, of `named`, who then bears no object id."""
    named.object_id = None
    session.flush()
    for grant in list(named.grants):
        if grant.role not in {held.role for held in listed.grants}:
            listed.grants.append(
                RoleGrant(
                    role=grant.role, source=grant.source, until=grant.until, named_until=grant.named_until
                )
            )
    named.grants.clear()
    session.execute(
        update(Base.metadata.tables["outbox"])
        .where(Base.metadata.tables["outbox"].c.person_id == named.id)
        .values(person_id=listed.id)
    )
    session.flush()


def school_ids(session: Session) -> set[str]:
    return set(session.scalars(select(School.id)))


def grants_over(session: Session, today: date) -> list[RoleGrant]:
    """The deputies' grants whose last day was before today."""
    return list(session.scalars(select(RoleGrant).where(RoleGrant.until < today).order_by(RoleGrant.id)))


def names_of_everybody(session: Session) -> list[tuple[int, str]]:
    """(person, name) of all who have one."""
    query = select(Person.id, Person.name).where(Person.name != "").order_by(Person.id)
    return [(row.id, row.name) for row in rows(session, query)]


def nobody_is_known(session: Session) -> bool:
    return session.scalar(select(Person.id).limit(1)) is None
