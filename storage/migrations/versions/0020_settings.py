"""Settings on cards, derogations, replacements of an animator, messages to networks"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0018"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _settings()
    _derogations()
    _replacements()
    _mailings()
    _what_was_derogated_before()


def _settings() -> None:
    op.create_table(
        "kept_settings",
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["people.id"], name=op.f("fk_kept_settings_changed_by_id")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_kept_settings")),
    )


def _derogations() -> None:
    op.create_table(
        "derogations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(30), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_derogations_reason")),
        sa.CheckConstraint(
            "network_id IS NOT NULL OR person_id IS NOT NULL OR proposal_id IS NOT NULL",
            name=op.f("ck_derogations_subject"),
        ),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_derogations_network_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_derogations_person_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_derogations_proposal_id")),
        sa.ForeignKeyConstraint(["actor_id"], ["people.id"], name=op.f("fk_derogations_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_derogations")),
    )
    op.create_index(op.f("ix_derogations_network_id"), "derogations", ["network_id"])
    op.create_index(op.f("ix_derogations_proposal_id"), "derogations", ["proposal_id"])


def _replacements() -> None:
    op.create_table(
        "replacements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("old_id", sa.Integer(), nullable=False),
        sa.Column("new_id", sa.Integer(), nullable=False),
        sa.Column("enrollment_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("old_id <> new_id", name=op.f("ck_replacements_another")),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_replacements_network_id")),
        sa.ForeignKeyConstraint(["old_id"], ["people.id"], name=op.f("fk_replacements_old_id")),
        sa.ForeignKeyConstraint(["new_id"], ["people.id"], name=op.f("fk_replacements_new_id")),
        sa.ForeignKeyConstraint(
            ["enrollment_id"], ["enrollments.id"], name=op.f("fk_replacements_enrollment_id")
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["people.id"], name=op.f("fk_replacements_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replacements")),
    )
    op.create_index(op.f("ix_replacements_network_id"), "replacements", ["network_id"])


def _mailings() -> None:
    op.create_table(
        "mailings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sender_id", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(20), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=True),
        sa.Column("school_year", sa.String(9), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "audience IN ('NETWORK','ANIMATORS','MEMBERS')", name=op.f("ck_mailings_audience")
        ),
        sa.CheckConstraint(
            "(audience = 'NETWORK') = (network_id IS NOT NULL)", name=op.f("ck_mailings_network")
        ),
        sa.CheckConstraint("(sent_at IS NULL) = (people IS NULL)", name=op.f("ck_mailings_sent")),
        sa.ForeignKeyConstraint(["sender_id"], ["people.id"], name=op.f("fk_mailings_sender_id")),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_mailings_network_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailings")),
    )
    op.create_index(op.f("ix_mailings_sender_id"), "mailings", ["sender_id"])


def _what_was_derogated_before() -> None:
    """From the rows that kept a reason and who gave it; a meeting's network stands in its row."""
    op.execute(
        "INSERT INTO derogations (rule, reason, network_id, actor_id, at) "
        "SELECT CASE action WHEN 'kept_below_six' THEN 'below_six' ELSE 'short_notice' END, "
        "why, subject_id, person_id, at FROM audit WHERE action IN ('kept_below_six', 'move_exempted') "
        "AND person_id IS NOT NULL AND length(trim(why)) > 0"
    )
    op.execute(
        "INSERT INTO derogations (rule, reason, network_id, actor_id, at) "
        "SELECT 'late_document', d.reason, m.network_id, d.person_id, d.at "
        "FROM delays d JOIN meetings m ON m.id = d.meeting_id "
        "WHERE NOT d.paper AND length(trim(d.reason)) > 0"
    )
    op.execute(
        "INSERT INTO derogations (rule, reason, network_id, person_id, actor_id, at) "
        "SELECT r.refusal, r.answer, r.network_id, r.person_id, r.answered_by_id, r.answered_at "
        "FROM revision_requests r WHERE r.admitted AND r.answered_by_id IS NOT NULL "
        "AND r.refusal IN ('closed', 'year_used', 'clash', 'not_teaching') AND length(trim(r.answer)) > 0"
    )


def downgrade() -> None:
    for table in ("mailings", "replacements", "derogations", "kept_settings"):
        op.drop_table(table)
