"""What the rules came to when a choice was taken over, and whose turn it was."""

import sqlalchemy as sa
from alembic import op

revision = "queue_0002"
down_revision = "queue_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables beside the choices."""
    op.create_table(
        "outcome",
        sa.Column("submission", sa.Text, sa.ForeignKey("submission.id"), primary_key=True, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("key_number", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "turn",
        sa.Column("round", sa.Text, primary_key=True, nullable=False),
        sa.Column("key_number", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
