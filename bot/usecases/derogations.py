"""A rule is set aside, with the reason: written by whichever use case does it, in its transaction."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules.derogations import Rule
from storage.derogations import Derogation


def record(
    session: Session,
    now: datetime,
    actor_id: int,
    rule: Rule,
    reason: str,
    *,
    network_id: int | None = None,
    person_id: int | None = None,
    proposal_id: int | None = None,
) -> None:
    """Keep it for « Dérogations »; the database takes none without a reason. The journal is the caller’s."""
    session.add(
        Derogation(
            rule=rule.value,
            reason=reason.strip(),
            network_id=network_id,
            person_id=person_id,
            proposal_id=proposal_id,
            actor_id=actor_id,
            at=now,
        )
    )
    session.flush()
