"""The documents that an animator adds to a network, and what stands in the channels' Files"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0011"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "shared_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(removed_at IS NULL) = (removed_by_id IS NULL)", name=op.f("ck_shared_documents_removed")
        ),
        sa.CheckConstraint("address LIKE 'https://%'", name=op.f("ck_shared_documents_address")),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_shared_documents_network_id")),
        sa.ForeignKeyConstraint(["added_by_id"], ["people.id"], name=op.f("fk_shared_documents_added_by_id")),
        sa.ForeignKeyConstraint(
            ["removed_by_id"], ["people.id"], name=op.f("fk_shared_documents_removed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_documents")),
    )
    op.create_index(op.f("ix_shared_documents_network_id"), "shared_documents", ["network_id"])
    op.create_table(
        "channel_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", MOMENT, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.CheckConstraint("state IN ('WAITING','FILED','FAILED')", name=op.f("ck_channel_files_state")),
        sa.CheckConstraint("(state = 'FAILED') = (cause IS NOT NULL)", name=op.f("ck_channel_files_cause")),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_channel_files_network_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_files")),
        sa.UniqueConstraint("kind", "subject_id", name=op.f("uq_channel_files_kind_subject_id")),
    )
    op.create_index(op.f("ix_channel_files_network_id"), "channel_files", ["network_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_channel_files_network_id"), table_name="channel_files")
    op.drop_table("channel_files")
    op.drop_index(op.f("ix_shared_documents_network_id"), table_name="shared_documents")
    op.drop_table("shared_documents")
