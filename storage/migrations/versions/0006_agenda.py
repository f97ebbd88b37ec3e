"""The agenda of each meeting, its working copy and its versions"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "agendas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("written", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("deposited_at", MOMENT, nullable=True),
        sa.CheckConstraint("(version > 0) = (deposited_at IS NOT NULL)", name=op.f("ck_agendas_deposited")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_agendas_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agendas")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_agendas_meeting_id")),
    )
    op.create_table(
        "agenda_versions",
        sa.Column("agenda_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("deposited_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["agenda_id"], ["agendas.id"], name=op.f("fk_agenda_versions_agenda_id")),
        sa.PrimaryKeyConstraint("agenda_id", "version", name=op.f("pk_agenda_versions")),
    )


def downgrade() -> None:
    op.drop_table("agenda_versions")
    op.drop_table("agendas")
