"""The members: enrollments, seats, meetings; what is known of people and of networks that already run"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LIVE = "state IN ('ACTIVE','WAITING','OFFERED')"


def upgrade() -> None:
    op.add_column(
        "people", sa.Column("not_teaching", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("role_grants", sa.Column("until", sa.Date(), nullable=True))
    op.create_table(
        "school_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("from_school_id", sa.String(length=20), nullable=True),
        sa.Column("to_school_id", sa.String(length=20), nullable=True),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_school_id"], ["schools.id"], name=op.f("fk_school_changes_from_school_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_school_changes_person_id")),
        sa.ForeignKeyConstraint(
            ["to_school_id"], ["schools.id"], name=op.f("fk_school_changes_to_school_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_changes")),
    )
    op.create_index(op.f("ix_school_changes_person_id"), "school_changes", ["person_id"])

    op.add_column("networks", sa.Column("code", sa.String(length=40), nullable=True))
    op.create_index("uq_networks_code", "networks", ["code"], unique=True)
    op.add_column("networks", sa.Column("modality", sa.String(length=20), nullable=True))
    op.add_column("networks", sa.Column("filed_on", sa.Date(), nullable=True))
    # The constraints come with the columns: SQLite can add none to a table that stands.
    op.execute(
        "ALTER TABLE networks ADD COLUMN year_index INTEGER DEFAULT 1 NOT NULL "
        "CONSTRAINT ck_networks_year_index CHECK (year_index BETWEEN 1 AND 2)"
    )
    op.execute(
        "ALTER TABLE networks ADD COLUMN continued_from_id INTEGER "
        "CONSTRAINT fk_networks_continued_from_id REFERENCES networks (id)"
    )
    op.create_index("uq_networks_continued_from_id", "networks", ["continued_from_id"], unique=True)

    op.create_table(
        "enrollments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("school_year", sa.String(length=9), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("school_at_enrollment_id", sa.String(length=20), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('ACTIVE','WAITING','OFFERED','WITHDRAWN','CANCELLED')",
            name=op.f("ck_enrollments_state"),
        ),
        sa.CheckConstraint(
            "(state = 'WAITING') = (position IS NOT NULL)", name=op.f("ck_enrollments_position")
        ),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_enrollments_network_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_enrollments_person_id")),
        sa.ForeignKeyConstraint(
            ["school_at_enrollment_id"],
            ["schools.id"],
            name=op.f("fk_enrollments_school_at_enrollment_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrollments")),
    )
    op.create_index(op.f("ix_enrollments_network_id"), "enrollments", ["network_id"])
    op.create_index(op.f("ix_enrollments_person_id"), "enrollments", ["person_id"])
    op.create_index(
        "uq_enrollments_one_a_year",
        "enrollments",
        ["person_id", "school_year"],
        unique=True,
        sqlite_where=sa.text("state = 'ACTIVE'"),
        postgresql_where=sa.text("state = 'ACTIVE'"),
    )
    op.create_index(
        "uq_enrollments_once_a_network",
        "enrollments",
        ["network_id", "person_id"],
        unique=True,
        sqlite_where=sa.text(LIVE),
        postgresql_where=sa.text(LIVE),
    )
    op.create_table(
        "seats",
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("enrollment_id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.String(length=20), nullable=True),
        sa.Column("school_number", sa.Integer(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("number BETWEEN 1 AND 10", name=op.f("ck_seats_number")),
        sa.CheckConstraint("school_number BETWEEN 1 AND 2", name=op.f("ck_seats_school_number")),
        sa.CheckConstraint("school_number IS NULL OR school_id IS NOT NULL", name=op.f("ck_seats_school")),
        sa.ForeignKeyConstraint(["enrollment_id"], ["enrollments.id"], name=op.f("fk_seats_enrollment_id")),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_seats_network_id")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_seats_school_id")),
        sa.PrimaryKeyConstraint("network_id", "number", name=op.f("pk_seats")),
        sa.UniqueConstraint("enrollment_id", name=op.f("uq_seats_enrollment_id")),
        sa.UniqueConstraint("network_id", "school_id", "school_number", name=op.f("uq_seats_two_a_school")),
    )
    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("half_days", sa.Integer(), nullable=False),
        sa.Column("venue", sa.String(length=20), nullable=True),
        sa.Column("room", sa.String(length=100), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.CheckConstraint("half_days BETWEEN 1 AND 2", name=op.f("ck_meetings_half_days")),
        sa.CheckConstraint("starts < ends", name=op.f("ck_meetings_hours")),
        sa.CheckConstraint("state IN ('PLANNED','HELD','MOVED','CANCELLED')", name=op.f("ck_meetings_state")),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_meetings_network_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("network_id", "number", name=op.f("uq_meetings_network_id_number")),
    )
    op.create_index(
        "uq_meetings_one_a_day",
        "meetings",
        ["network_id", "day"],
        unique=True,
        sqlite_where=sa.text("state IN ('PLANNED','HELD')"),
        postgresql_where=sa.text("state IN ('PLANNED','HELD')"),
    )


def downgrade() -> None:
    op.drop_table("meetings")
    op.drop_table("seats")
    op.drop_table("enrollments")
    op.drop_index("uq_networks_continued_from_id", table_name="networks")
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("ck_networks_year_index", "networks")
        op.drop_constraint("fk_networks_continued_from_id", "networks")
    # SQLite drops no column that a foreign key names, and its batches forget the constraints of others.
    op.drop_index("uq_networks_code", table_name="networks")
    for name in ("year_index", "filed_on", "modality", "code"):
        op.execute(f"ALTER TABLE networks DROP COLUMN {name}")
    op.execute("ALTER TABLE networks DROP COLUMN continued_from_id")
    op.drop_index(op.f("ix_school_changes_person_id"), table_name="school_changes")
    op.drop_table("school_changes")
    op.drop_column("role_grants", "until")
    op.drop_column("people", "not_teaching")
