"""What a responsible sets on a card: a text for each key, and who changed it last (DOMAIN.md §1.10, I19).

A key without a row, or with an empty value, is at its default; bot.rules.kept_settings reads them.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.base import Base, Moment, rows
from storage.people import Person


class KeptSetting(Base):
    __tablename__ = "kept_settings"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime] = mapped_column(Moment)

    changed_by: Mapped[Person] = relationship(lazy="joined")


_VALUES = select(KeptSetting.key, KeptSetting.value)


def kept_values(session: Session) -> Mapping[str, str]:
    """{key: value} of all that was ever set."""
    return {row.key: row.value for row in rows(session, _VALUES)}


def kept_settings(session: Session) -> list[KeptSetting]:
    return list(session.scalars(select(KeptSetting).order_by(KeptSetting.key)))


def hold_settings(session: Session, keys: Collection[str]) -> dict[str, KeptSetting]:
    """The rows of these keys, held until the transaction ends; two who set a key for the first time at once
    meet at the primary key instead.
    """
    query = select(KeptSetting).where(KeptSetting.key.in_(keys)).order_by(KeptSetting.key)
    held = query.with_for_update(of=KeptSetting).execution_options(populate_existing=True)
    return {one.key: one for one in session.scalars(held)}
