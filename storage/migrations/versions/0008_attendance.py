"""Attendance: a sheet a meeting, a mark a half-day, and the history of the marks"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attendance_sheets",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("keeper_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_attendance_sheets_meeting_id")
        ),
        sa.ForeignKeyConstraint(["keeper_id"], ["people.id"], name=op.f("fk_attendance_sheets_keeper_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["people.id"], name=op.f("fk_attendance_sheets_recorded_by")
        ),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_attendance_sheets")),
    )
    op.create_table(
        "attendance_marks",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("half", sa.Integer(), nullable=False),
        sa.Column("presence", sa.String(length=10), nullable=False),
        sa.CheckConstraint("half BETWEEN 1 AND 2", name=op.f("ck_attendance_marks_half")),
        sa.CheckConstraint(
            "presence IN ('PRESENT','PARTLY','ABSENT')", name=op.f("ck_attendance_marks_presence")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_attendance_marks_meeting_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_attendance_marks_person_id")),
        sa.PrimaryKeyConstraint("meeting_id", "person_id", "half", name=op.f("pk_attendance_marks")),
    )
    op.create_index(op.f("ix_attendance_marks_person_id"), "attendance_marks", ["person_id"])
    op.create_table(
        "attendance_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("half", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(length=10), nullable=True),
        sa.Column("after", sa.String(length=10), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_attendance_changes_meeting_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_attendance_changes_person_id")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_attendance_changes_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance_changes")),
    )
    op.create_index(op.f("ix_attendance_changes_meeting_id"), "attendance_changes", ["meeting_id"])


def downgrade() -> None:
    op.drop_table("attendance_changes")
    op.drop_table("attendance_marks")
    op.drop_table("attendance_sheets")
