"""Meetings that are moved or called off."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting_moves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("old_day", sa.Date(), nullable=False),
        sa.Column("old_starts", sa.Time(), nullable=True),
        sa.Column("old_ends", sa.Time(), nullable=True),
        sa.Column("old_venue", sa.String(length=20), nullable=True),
        sa.Column("old_room", sa.String(length=100), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("venue", sa.String(length=20), nullable=False),
        sa.Column("room", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("exemption", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "state IN ('ASKED','DONE','DECLINED','WITHDRAWN')", name=op.f("ck_meeting_moves_state")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_moves_meeting_id")),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name=op.f("fk_meeting_moves_asked_by")),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_meeting_moves_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_moves")),
    )
    op.create_index(op.f("ix_meeting_moves_meeting_id"), "meeting_moves", ["meeting_id"])
    asked = sa.text("state = 'ASKED'")
    op.create_index(
        "uq_meeting_moves_one_asked",
        "meeting_moves",
        ["meeting_id"],
        unique=True,
        sqlite_where=asked,
        postgresql_where=asked,
    )
    op.create_table(
        "meeting_cancellations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_cancellations_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_meeting_cancellations_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_cancellations")),
    )
    op.create_index(op.f("ix_meeting_cancellations_meeting_id"), "meeting_cancellations", ["meeting_id"])


def downgrade() -> None:
    op.drop_table("meeting_cancellations")
    op.drop_table("meeting_moves")
