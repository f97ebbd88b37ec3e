"""Enrollment: schedules published, offers and waiting, the release ledger, the school calendar"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
TEXTS = ("summary", "target_group", "discipline", "material", "prerequisites", "kept_reason", "cancel_reason")
MOMENTS = ("scheduled_at", "room_confirmed_at", "published_at")
DAYS = ("dates_due_on", "opens_on", "closes_on")


def upgrade() -> None:
    for name in TEXTS:
        op.add_column("networks", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("networks", sa.Column("schedule_draft", sa.JSON(), nullable=False, server_default="{}"))
    for name in MOMENTS:
        op.add_column("networks", sa.Column(name, MOMENT, nullable=True))
    for name in DAYS:
        op.add_column("networks", sa.Column(name, sa.Date(), nullable=True))
    # The constraints come with the columns: SQLite can add none to a table that stands.
    op.execute(
        "ALTER TABLE networks ADD COLUMN capacity INTEGER DEFAULT 10 NOT NULL "
        "CONSTRAINT ck_networks_capacity CHECK (capacity BETWEEN 6 AND 10)"
    )
    # Networks that were announced before enrollment was the bot's stand published.
    op.execute(
        "UPDATE networks SET scheduled_at = accepted_at, room_confirmed_at = accepted_at, "
        "published_at = accepted_at WHERE state NOT IN ('ACCEPTED','CANCELLED')"
    )
    op.add_column("year_dates", sa.Column("enrollment_opens_on", sa.Date(), nullable=True))
    op.add_column("people", sa.Column("feed_key", sa.String(length=40), nullable=True))
    op.create_index("uq_people_feed_key", "people", ["feed_key"], unique=True)

    op.add_column("enrollments", sa.Column("reason", sa.Text(), nullable=False, server_default=""))
    op.add_column("enrollments", sa.Column("ended_at", MOMENT, nullable=True))
    moment = "TIMESTAMP WITH TIME ZONE" if op.get_bind().dialect.name == "postgresql" else "DATETIME"
    op.execute(
        f"ALTER TABLE enrollments ADD COLUMN offered_until {moment} "
        "CONSTRAINT ck_enrollments_offered CHECK ((state = 'OFFERED') = (offered_until IS NOT NULL))"
    )
    op.add_column(
        "enrollments", sa.Column("to_confirm", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("enrollments", sa.Column("skipped", sa.String(length=30), nullable=True))
    op.create_index("uq_enrollments_rank", "enrollments", ["network_id", "position"], unique=True)

    op.create_table(
        "releases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("half_days", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.CheckConstraint("kind IN ('MEETING','PLANNING','BILAN')", name=op.f("ck_releases_kind")),
        sa.CheckConstraint(
            "state IN ('PLANNED','REQUESTED','CONFIRMED','USED','NOT_USED')", name=op.f("ck_releases_state")
        ),
        sa.CheckConstraint("(kind = 'MEETING') = (meeting_id IS NOT NULL)", name=op.f("ck_releases_meeting")),
        sa.CheckConstraint(
            "half_days BETWEEN 1 AND CASE kind WHEN 'BILAN' THEN 1 ELSE 2 END",
            name=op.f("ck_releases_half_days"),
        ),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_releases_network_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_releases_person_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_releases_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_releases")),
        sa.UniqueConstraint("meeting_id", "person_id", name=op.f("uq_releases_meeting_id_person_id")),
    )
    op.create_index(op.f("ix_releases_network_id"), "releases", ["network_id"])
    op.create_index(op.f("ix_releases_person_id"), "releases", ["person_id"])
    op.create_index(
        "uq_releases_once_a_network",
        "releases",
        ["network_id", "kind"],
        unique=True,
        sqlite_where=sa.text("kind <> 'MEETING'"),
        postgresql_where=sa.text("kind <> 'MEETING'"),
    )

    op.create_table(
        "folio_tasks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("sheet", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_folio_tasks_network_id")),
        sa.ForeignKeyConstraint(["done_by_id"], ["people.id"], name=op.f("fk_folio_tasks_done_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_folio_tasks")),
    )
    op.create_index(op.f("ix_folio_tasks_network_id"), "folio_tasks", ["network_id"])
    op.create_index(
        "uq_folio_tasks_one_open",
        "folio_tasks",
        ["network_id"],
        unique=True,
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )

    op.create_table(
        "calendar_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.CheckConstraint("kind IN ('CLOSED','PEDAGOGICAL','OPEN')", name=op.f("ck_calendar_days_kind")),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_days")),
    )

    op.create_table(
        "revision_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("refusal", sa.String(length=40), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("admitted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["network_id"], ["networks.id"], name=op.f("fk_revision_requests_network_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_revision_requests_person_id")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["people.id"], name=op.f("fk_revision_requests_answered_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_requests")),
    )
    op.create_index(
        "uq_revision_requests_one_open",
        "revision_requests",
        ["network_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("answered_at IS NULL"),
        postgresql_where=sa.text("answered_at IS NULL"),
    )

    op.create_table(
        "memberships",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=True),
        sa.CheckConstraint("state IN ('TO_ADD','MEMBER','TO_REMOVE')", name=op.f("ck_memberships_state")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_memberships_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_memberships")),
    )


def downgrade() -> None:
    for table in ("memberships", "revision_requests", "calendar_days", "folio_tasks", "releases"):
        op.drop_table(table)
    op.drop_index("uq_enrollments_rank", table_name="enrollments")
    postgresql = op.get_bind().dialect.name == "postgresql"
    if postgresql:
        op.drop_constraint("ck_enrollments_offered", "enrollments")
        op.drop_constraint("ck_networks_capacity", "networks")
    for name in ("skipped", "to_confirm", "offered_until", "ended_at", "reason"):
        op.execute(f"ALTER TABLE enrollments DROP COLUMN {name}")
    op.drop_index("uq_people_feed_key", table_name="people")
    op.drop_column("people", "feed_key")
    op.drop_column("year_dates", "enrollment_opens_on")
    for name in (*TEXTS, *MOMENTS, *DAYS, "schedule_draft", "capacity"):
        op.execute(f"ALTER TABLE networks DROP COLUMN {name}")
