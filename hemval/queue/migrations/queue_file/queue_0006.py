"""What purging needs to know and leaves behind: since when an open row is warned of, and counts."""

import sqlalchemy as sa
from alembic import op

revision = "queue_0006"
down_revision = "queue_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and make the table."""
    op.add_column("submission", sa.Column("warned_at", sa.Text))
    op.create_table(
        "tally",
        sa.Column("month", sa.Text, primary_key=True, nullable=False),
        sa.Column("form", sa.Text, primary_key=True, nullable=False),
        sa.Column("state", sa.Text, primary_key=True, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sqlite_strict=True,
    )
