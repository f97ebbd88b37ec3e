"""The second year of a network, its invitations, and the turn of the school year"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("networks", sa.Column("invited_until", sa.Date(), nullable=True))
    _continuations()
    op.create_table(
        "continuation_wishes",
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.CheckConstraint("answer IN ('YES','NO','MAYBE')", name=op.f("ck_continuation_wishes_answer")),
        sa.ForeignKeyConstraint(
            ["network_id"],
            ["continuations.network_id"],
            name=op.f("fk_continuation_wishes_network_id"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_continuation_wishes_person_id")),
        sa.PrimaryKeyConstraint("network_id", "person_id", name=op.f("pk_continuation_wishes")),
    )
    op.create_table(
        "year_rollovers",
        sa.Column("school_year", sa.String(length=9), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["done_by_id"], ["people.id"], name=op.f("fk_year_rollovers_done_by_id")),
        sa.PrimaryKeyConstraint("school_year", name=op.f("pk_year_rollovers")),
    )
    _channel_archives()


def _continuations() -> None:
    op.create_table(
        "continuations",
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("bilan_id", sa.Integer(), nullable=False),
        sa.Column("bilan_version", sa.Integer(), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("decision", sa.String(length=20), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("invited_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "decision IN ('ACCEPTED','DECLINED','CHANGES_REQUESTED')", name=op.f("ck_continuations_decision")
        ),
        sa.CheckConstraint(
            "(decision IS NULL) = (decided_by_id IS NULL) AND (decision IS NULL) = (decided_at IS NULL)",
            name=op.f("ck_continuations_decided"),
        ),
        sa.CheckConstraint("decided_by_id <> asker_id", name=op.f("ck_continuations_not_ones_own")),
        sa.CheckConstraint(
            "(invited_until IS NOT NULL) = (decision IS NOT NULL AND decision = 'ACCEPTED')",
            name=op.f("ck_continuations_invited"),
        ),
        sa.CheckConstraint(
            "withdrawn_at IS NULL OR decision IS NULL OR decision = 'CHANGES_REQUESTED'",
            name=op.f("ck_continuations_withdrawn"),
        ),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_continuations_network_id")),
        sa.ForeignKeyConstraint(
            ["bilan_id", "bilan_version"],
            ["bilan_versions.bilan_id", "bilan_versions.version"],
            name="fk_continuations_bilan",
        ),
        sa.ForeignKeyConstraint(["asker_id"], ["people.id"], name=op.f("fk_continuations_asker_id")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["people.id"], name=op.f("fk_continuations_decided_by_id")
        ),
        sa.PrimaryKeyConstraint("network_id", name=op.f("pk_continuations")),
    )


def _channel_archives() -> None:
    op.create_table(
        "channel_archives",
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", MOMENT, nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=True),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('WAITING','BY_HAND','DONE')", name=op.f("ck_channel_archives_state")),
        sa.CheckConstraint("(state = 'DONE') = (done_at IS NOT NULL)", name=op.f("ck_channel_archives_done")),
        sa.ForeignKeyConstraint(
            ["network_id"], ["network_channels.network_id"], name=op.f("fk_channel_archives_network_id")
        ),
        sa.ForeignKeyConstraint(["done_by_id"], ["people.id"], name=op.f("fk_channel_archives_done_by_id")),
        sa.PrimaryKeyConstraint("network_id", name=op.f("pk_channel_archives")),
    )


def downgrade() -> None:
    op.drop_table("channel_archives")
    op.drop_table("year_rollovers")
    op.drop_table("continuation_wishes")
    op.drop_table("continuations")
    op.drop_column("networks", "invited_until")
