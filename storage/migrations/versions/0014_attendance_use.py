"""Half-days used by who was there, and the press that made each mark"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("releases", sa.Column("used", sa.Integer(), nullable=False, server_default="0"))
    # What was used before half-days were counted one by one was used whole.
    op.execute(sa.text("UPDATE releases SET used = half_days WHERE state = 'USED'"))
    op.add_column(
        "attendance_changes",
        sa.Column("activity_id", sa.String(length=300), nullable=False, server_default=""),
    )


def downgrade() -> None:
    op.drop_column("attendance_changes", "activity_id")
    op.drop_column("releases", "used")
