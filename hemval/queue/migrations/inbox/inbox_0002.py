"""What readers answer to "did this help?"."""

import sqlalchemy as sa
from alembic import op

revision = "inbox_0002"
down_revision = "inbox_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of counts beside the choices."""
    op.create_table(
        "feedback",
        sa.Column("day", sa.Text, primary_key=True, nullable=False),
        sa.Column("language", sa.Text, primary_key=True, nullable=False),
        sa.Column("page", sa.Text, primary_key=True, nullable=False),
        sa.Column("helped", sa.Integer, primary_key=True, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.CheckConstraint("helped IN (0, 1)", name="feedback_helped"),
        sqlite_strict=True,
    )
