"""The committee: dates of a year, ratings, readings, held letters, notices of the clock"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "year_dates",
        sa.Column("school_year", sa.String(length=9), nullable=False),
        sa.Column("proposals_open_on", sa.Date(), nullable=True),
        sa.Column("proposals_close_on", sa.Date(), nullable=True),
        sa.Column("committee_on", sa.Date(), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "proposals_open_on <= proposals_close_on", name=op.f("ck_year_dates_open_before_close")
        ),
        sa.PrimaryKeyConstraint("school_year", name=op.f("pk_year_dates")),
    )
    op.create_table(
        "ratings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_ratings_person_id")),
        sa.ForeignKeyConstraint(["request_id"], ["approval_requests.id"], name=op.f("fk_ratings_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ratings")),
        sa.UniqueConstraint("request_id", "person_id", name=op.f("uq_ratings_request_id_person_id")),
    )
    op.create_index(op.f("ix_ratings_person_id"), "ratings", ["person_id"])
    op.create_table(
        "readings",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_readings_person_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_readings_proposal_id")),
        sa.PrimaryKeyConstraint("proposal_id", "person_id", name=op.f("pk_readings")),
    )
    op.add_column("outbox", sa.Column("by_clock", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("outbox", sa.Column("together_with_id", sa.Integer(), nullable=True))
    # The constraint comes with the column: SQLite can add none to a table that stands.
    moment = "TIMESTAMP WITH TIME ZONE" if op.get_bind().dialect.name == "postgresql" else "DATETIME"
    op.execute(
        f"ALTER TABLE approval_requests ADD COLUMN released_at {moment} "
        "CONSTRAINT ck_approval_requests_released CHECK (released_at IS NULL OR decision IS NOT NULL)"
    )
    op.execute("UPDATE approval_requests SET released_at = decided_at WHERE decision IS NOT NULL")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("ck_approval_requests_released", "approval_requests")
    op.execute("ALTER TABLE approval_requests DROP COLUMN released_at")
    op.drop_column("outbox", "together_with_id")
    op.drop_column("outbox", "by_clock")
    op.drop_table("readings")
    op.drop_index(op.f("ix_ratings_person_id"), table_name="ratings")
    op.drop_table("ratings")
    op.drop_table("year_dates")
