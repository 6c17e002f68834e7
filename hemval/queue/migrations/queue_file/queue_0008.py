"""Whose queue a choice waits in, sealed: it says that a person has home care."""

import sqlalchemy as sa
from alembic import op

revision = "queue_0008"
down_revision = "queue_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "waiting_place",
        sa.Column("submission", sa.Text, sa.ForeignKey("submission.id"), primary_key=True, nullable=False),
        sa.Column("key_number", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
