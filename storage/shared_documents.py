"""The links that an animator adds to the documents of her or his network (guide §8.3; R36, R58)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, Moment


class SharedDocument(Base):
    """A title and the https address of a document kept elsewhere. One that was taken off stays, with who and
    when: what stood in Folio is still known.
    """

    __tablename__ = "shared_documents"
    __table_args__ = (
        CheckConstraint("(removed_at IS NULL) = (removed_by_id IS NULL)", name="removed"),
        CheckConstraint("address LIKE 'https://%'", name="address"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"), index=True)
    title: Mapped[str] = mapped_column(String(150))
    address: Mapped[str] = mapped_column(Text)
    added_at: Mapped[datetime] = mapped_column(Moment)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


def shared_documents(session: Session, network_id: int) -> list[SharedDocument]:
    """Those that stand in the list now, in the order in which they were added."""
    query = select(SharedDocument).where(
        SharedDocument.network_id == network_id, SharedDocument.removed_at.is_(None)
    )
    return list(session.scalars(query.order_by(SharedDocument.id)))
