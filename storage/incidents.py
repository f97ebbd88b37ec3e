"""The register of privacy incidents, each with its whole history (Loi sur l’accès, s. 63.8 to 63.11; r. 3.1).

Nothing deletes from it: a body keeps it five years at least after it learned of an incident.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, and_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, Moment


class PrivacyIncident(Base):
    """`version` is the last one of its versions, `discovered_on` the day of that version."""

    __tablename__ = "privacy_incidents"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=0)
    discovered_on: Mapped[date] = mapped_column(Date)


class PrivacyIncidentVersion(Base):
    """What the register said from `at` on. `content` holds the fields of rules.incidents by name."""

    __tablename__ = "privacy_incident_versions"

    incident_id: Mapped[int] = mapped_column(ForeignKey("privacy_incidents.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class Recorded:
    """An incident as it was at one version."""

    incident_id: int
    version: int
    content: dict[str, Any]
    by_id: int
    at: datetime


def held_incident(session: Session, incident_id: int) -> PrivacyIncident | None:
    """The incident, nobody else changing it until the transaction ends."""
    query = select(PrivacyIncident).where(PrivacyIncident.id == incident_id)
    return session.scalar(query.with_for_update(of=PrivacyIncident).execution_options(populate_existing=True))


def current_incidents(session: Session) -> list[Recorded]:
    """Each as it is now, the latest discovered first."""
    query = (
        select(PrivacyIncidentVersion)
        .join(
            PrivacyIncident,
            and_(
                PrivacyIncident.id == PrivacyIncidentVersion.incident_id,
                PrivacyIncident.version == PrivacyIncidentVersion.version,
            ),
        )
        .order_by(PrivacyIncident.discovered_on.desc(), PrivacyIncident.id.desc())
    )
    return [_recorded(one) for one in session.scalars(query)]


def history_of(session: Session, incident_id: int) -> list[Recorded]:
    """Every version, the latest first; empty when there is no such incident."""
    query = select(PrivacyIncidentVersion).where(PrivacyIncidentVersion.incident_id == incident_id)
    return [_recorded(one) for one in session.scalars(query.order_by(PrivacyIncidentVersion.version.desc()))]


def _recorded(one: PrivacyIncidentVersion) -> Recorded:
    return Recorded(one.incident_id, one.version, dict(one.content), one.by_id, one.at)
