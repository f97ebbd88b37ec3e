"""Each export leaves a line in the journal: who opened what, when (DOMAIN.md §1.9)."""

from datetime import datetime

from sqlalchemy.orm import Session

from storage import audit


def record(session: Session, now: datetime, person_id: int, kind: str, subject_id: int) -> None:
    """Somebody opened the link to an export: a year's workbook, by its first calendar year, or the documents
    of a network.
    """
    subject = ("year" if kind == "workbook" else "network", subject_id)
    audit.record(session, now, action="exported", subject=subject, person_id=person_id, after=kind)
