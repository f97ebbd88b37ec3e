"""The documents that an animator adds to a network"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0008"
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


def downgrade() -> None:
    op.drop_index(op.f("ix_shared_documents_network_id"), table_name="shared_documents")
    op.drop_table("shared_documents")
