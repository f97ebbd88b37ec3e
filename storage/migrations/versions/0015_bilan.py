"""The bilan of each network, the day on which bilans are due, and the yearly envelope of release"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "bilans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("written", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("deposited_at", MOMENT, nullable=True),
        sa.CheckConstraint("(version > 0) = (deposited_at IS NOT NULL)", name=op.f("ck_bilans_deposited")),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_bilans_network_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bilans")),
        sa.UniqueConstraint("network_id", name=op.f("uq_bilans_network_id")),
    )
    op.create_table(
        "bilan_versions",
        sa.Column("bilan_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("deposited_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["bilan_id"], ["bilans.id"], name=op.f("fk_bilan_versions_bilan_id")),
        sa.PrimaryKeyConstraint("bilan_id", "version", name=op.f("pk_bilan_versions")),
    )
    op.add_column("year_dates", sa.Column("bilan_due_on", sa.Date(), nullable=True))
    op.add_column("year_dates", sa.Column("envelope_half_days", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("year_dates", "envelope_half_days")
    op.drop_column("year_dates", "bilan_due_on")
    op.drop_table("bilan_versions")
    op.drop_table("bilans")
