"""Which card about which subject was posted as which activity, so that a change updates them all."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import outbox
from storage.base import Base, Moment

Subject = tuple[str, int]


class Post(Base):
    """One message in Teams. `drawn` is the subject's change count when the card was drawn.

    `gone`: Teams has no such message any more; it is not redrawn.
    """

    __tablename__ = "posts"
    __table_args__ = (UniqueConstraint("service_url", "conversation_id", "activity_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    subject_type: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    service_url: Mapped[str] = mapped_column(String(300))
    conversation_id: Mapped[str] = mapped_column(String(300))
    activity_id: Mapped[str] = mapped_column(String(300))
    drawn: Mapped[int]
    gone: Mapped[bool] = mapped_column(default=False)
    posted_at: Mapped[datetime] = mapped_column(Moment)


class SubjectChanges(Base):
    """How often what people see of a subject has changed."""

    __tablename__ = "subject_changes"

    subject_type: Mapped[str] = mapped_column(String(20), primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True)
    changes: Mapped[int] = mapped_column(default=0)


def changes(session: Session, subject: Subject) -> int:
    """Read this before drawing a card: a change that comes in between is then noticed, never missed."""
    row = session.get(SubjectChanges, subject, populate_existing=True)
    return row.changes if row else 0


def changed(session: Session, subject: Subject, now: datetime) -> None:
    """What people see of this subject is different now: every card posted about it is to be redrawn.

    Call it at the end of the transaction: the count stays locked from here on.
    """
    count = _count(session, subject, 1)
    for post in posts_about(session, subject):
        redraw(session, post, count, now)


def catch_up(session: Session, post: Post, now: datetime) -> None:
    """The post was just recorded: redraw it if its subject changed since the card was drawn.

    `changed` lists the posts under the same lock, so a change either sees this post or is seen here.
    """
    session.flush()
    latest = _count(session, (post.subject_type, post.subject_id), 0)
    if latest > post.drawn:
        redraw(session, post, latest, now)


def _count(session: Session, subject: Subject, by: int) -> int:
    """Add to the subject's count and return it; the row is locked until the transaction ends."""
    insert = insert_postgresql if session.get_bind().dialect.name == "postgresql" else insert_sqlite
    statement = (
        insert(SubjectChanges)
        .values(subject_type=subject[0], subject_id=subject[1], changes=by)
        .on_conflict_do_update(
            index_elements=["subject_type", "subject_id"], set_={"changes": SubjectChanges.changes + by}
        )
        .returning(SubjectChanges.changes)
    )
    return session.scalars(statement).one()


def redraw(session: Session, post: Post, change: int, now: datetime) -> None:
    outbox.add(
        session,
        once=f"redraw:{post.id}:{change}",
        kind=post.kind,
        subject=(post.subject_type, post.subject_id),
        post_id=post.id,
        not_before=now,
    )


def posts_about(session: Session, subject: Subject) -> list[Post]:
    return list(
        session.scalars(
            select(Post)
            .where(Post.subject_type == subject[0], Post.subject_id == subject[1], Post.gone.is_(False))
            .order_by(Post.id)
        )
    )
