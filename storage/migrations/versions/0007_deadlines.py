"""The delays that a responsible grants for a plan or an agenda"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "delays",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=10), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("paper", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("document IN ('PLAN','AGENDA')", name=op.f("ck_delays_document")),
        sa.CheckConstraint("paper = (until IS NULL)", name=op.f("ck_delays_one_way")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_delays_meeting_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_delays_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delays")),
    )
    op.create_index(op.f("ix_delays_meeting_id"), "delays", ["meeting_id"])


def downgrade() -> None:
    op.drop_table("delays")
