"""What is around a bilan: comments, delays, who may read it, and the moments of « rencontre avec le CEE »"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("bilans", sa.Column("shared_at", MOMENT, nullable=True))
    op.add_column("bilans", sa.Column("noted", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "bilan_comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bilan_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["bilan_id"], ["bilans.id"], name=op.f("fk_bilan_comments_bilan_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_bilan_comments_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bilan_comments")),
        sa.UniqueConstraint("bilan_id", "person_id", name=op.f("uq_bilan_comments_bilan_id_person_id")),
    )
    op.create_table(
        "bilan_delays",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("paper", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("paper = (until IS NULL)", name=op.f("ck_bilan_delays_one_way")),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_bilan_delays_network_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_bilan_delays_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bilan_delays")),
    )
    op.create_index(op.f("ix_bilan_delays_network_id"), "bilan_delays", ["network_id"])
    _cee_moments()


def _cee_moments() -> None:
    op.create_table(
        "cee_moments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.CheckConstraint("side IN ('ANIMATOR','CEE')", name=op.f("ck_cee_moments_side")),
        sa.CheckConstraint("state IN ('PROPOSED','AGREED','REPLACED')", name=op.f("ck_cee_moments_state")),
        sa.CheckConstraint(
            "(answered_by IS NULL) = (sequence IS NULL)", name=op.f("ck_cee_moments_answered")
        ),
        sa.CheckConstraint("state <> 'AGREED' OR sequence IS NOT NULL", name=op.f("ck_cee_moments_agreed")),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_cee_moments_network_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_cee_moments_person_id")),
        sa.ForeignKeyConstraint(["answered_by"], ["people.id"], name=op.f("fk_cee_moments_answered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cee_moments")),
    )
    op.create_index(op.f("ix_cee_moments_network_id"), "cee_moments", ["network_id"])
    op.create_index(
        "uq_cee_moments_one_a_state",
        "cee_moments",
        ["network_id", "state"],
        unique=True,
        sqlite_where=sa.text("state <> 'REPLACED'"),
        postgresql_where=sa.text("state <> 'REPLACED'"),
    )


def downgrade() -> None:
    op.drop_index("uq_cee_moments_one_a_state", table_name="cee_moments")
    op.drop_index(op.f("ix_cee_moments_network_id"), table_name="cee_moments")
    op.drop_table("cee_moments")
    op.drop_index(op.f("ix_bilan_delays_network_id"), table_name="bilan_delays")
    op.drop_table("bilan_delays")
    op.drop_table("bilan_comments")
    op.drop_column("bilans", "noted")
    op.drop_column("bilans", "shared_at")
