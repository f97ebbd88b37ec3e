"""Who may do what (DOMAIN.md §1.9)."""

from collections.abc import Set as AbstractSet

CEE_RESPONSIBLE = "CEE_RESPONSIBLE"
COMMITTEE_MEMBER = "COMMITTEE_MEMBER"


def may_read(roles: AbstractSet[str]) -> bool:
    """Submitted proposals are read by responsibles and the committee (DOMAIN.md §1.9)."""
    return CEE_RESPONSIBLE in roles or COMMITTEE_MEMBER in roles


def may_decide(roles: AbstractSet[str], *, proposer_id: int, actor_id: int) -> bool:
    """A responsible decides, but never on a proposal of her or his own (DOMAIN.md §0.8, S04)."""
    return CEE_RESPONSIBLE in roles and proposer_id != actor_id
