"""Questions to the responsibles, who replaces one of them and until when, failed messages that were noted"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=True),
        sa.Column("about", sa.String(20), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("waits_since", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "closed_at IS NULL OR waits_since IS NULL", name=op.f("ck_questions_closed_waits_not")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_questions_person_id")),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_questions_network_id")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["people.id"], name=op.f("fk_questions_closed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
    )
    op.create_index("ix_questions_person_id", "questions", ["person_id"])
    op.create_index("ix_questions_waits_since", "questions", ["waits_since"])
    op.create_table(
        "question_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_question_messages_question_id")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_question_messages_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_messages")),
        sa.UniqueConstraint("question_id", "number", name=op.f("uq_question_messages_question_id_number")),
    )
    op.create_table(
        "deputy_terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("absent_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("named_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("absent_id <> deputy_id", name=op.f("ck_deputy_terms_somebody_else")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_deputy_terms_in_order")),
        sa.ForeignKeyConstraint(["absent_id"], ["people.id"], name=op.f("fk_deputy_terms_absent_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["people.id"], name=op.f("fk_deputy_terms_deputy_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["people.id"], name=op.f("fk_deputy_terms_ended_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deputy_terms")),
    )
    op.create_index(
        "uq_deputy_terms_one_living",
        "deputy_terms",
        ["absent_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index("ix_deputy_terms_deputy_id", "deputy_terms", ["deputy_id"])
    op.add_column("outbox", sa.Column("noted_at", MOMENT, nullable=True))
    op.add_column("people", sa.Column("access_asked_at", MOMENT, nullable=True))
    op.add_column("role_grants", sa.Column("named_until", sa.Date(), nullable=True))
    # Until now only the command line named deputies: their day is the one that was named.
    op.execute("UPDATE role_grants SET named_until = until")


def downgrade() -> None:
    op.drop_column("role_grants", "named_until")
    op.drop_column("people", "access_asked_at")
    op.drop_column("outbox", "noted_at")
    op.drop_table("deputy_terms")
    op.drop_table("question_messages")
    op.drop_table("questions")
