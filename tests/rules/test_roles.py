"""Who may decide (DOMAIN.md §0.8, §1.9; S04)."""

import pytest

from bot.rules.roles import may_decide


@pytest.mark.parametrize(
    ("roles", "proposer_id", "actor_id", "allowed"),
    [
        ({"CEE_RESPONSIBLE"}, 1, 2, True),
        ({"CEE_RESPONSIBLE", "COMMITTEE_MEMBER"}, 1, 2, True),
        ({"CEE_RESPONSIBLE"}, 2, 2, False),
        ({"COMMITTEE_MEMBER"}, 1, 2, False),
        (set(), 1, 2, False),
        (set(), 2, 2, False),
        ({"cee_responsible"}, 1, 2, False),
    ],
)
def test_may_decide(roles: set[str], proposer_id: int, actor_id: int, *, allowed: bool) -> None:
    assert may_decide(roles, proposer_id=proposer_id, actor_id=actor_id) is allowed
