"""Notices shown, requests about one's own data, privacy incidents, and people without a name"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "privacy_notices",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("shown_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_privacy_notices_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_privacy_notices")),
    )
    op.create_table(
        "privacy_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("extended_at", MOMENT, nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('ACCESS','CORRECTION','DELETION')", name=op.f("ck_privacy_requests_kind")
        ),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (accepted IS NULL) AND (answered_at IS NULL) = (answered_by_id IS NULL)",
            name=op.f("ck_privacy_requests_answered"),
        ),
        sa.CheckConstraint("answered_by_id <> person_id", name=op.f("ck_privacy_requests_not_ones_own")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_privacy_requests_person_id")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["people.id"], name=op.f("fk_privacy_requests_answered_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_requests")),
    )
    op.create_index("ix_privacy_requests_person_id", "privacy_requests", ["person_id"])
    op.create_index(
        "uq_privacy_requests_one_open",
        "privacy_requests",
        ["person_id", "kind"],
        unique=True,
        sqlite_where=sa.text("answered_at IS NULL"),
        postgresql_where=sa.text("answered_at IS NULL"),
    )
    op.create_table(
        "privacy_incidents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("discovered_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_incidents")),
    )
    op.create_table(
        "privacy_incident_versions",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["privacy_incidents.id"], name=op.f("fk_privacy_incident_versions_incident_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_privacy_incident_versions_by_id")),
        sa.PrimaryKeyConstraint("incident_id", "version", name=op.f("pk_privacy_incident_versions")),
    )
    op.add_column("people", sa.Column("anonymised_at", MOMENT, nullable=True))


def downgrade() -> None:
    op.drop_column("people", "anonymised_at")
    op.drop_table("privacy_incident_versions")
    op.drop_table("privacy_incidents")
    op.drop_table("privacy_requests")
    op.drop_table("privacy_notices")
