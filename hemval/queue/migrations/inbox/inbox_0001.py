"""The inbox."""

import sqlalchemy as sa
from alembic import op

revision = "inbox_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table that the public process appends to."""
    op.create_table(
        "inbox",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("received_at", sa.Text, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("key_number", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.CheckConstraint("length(id) = 32", name="inbox_id_length"),
        sqlite_strict=True,
    )
