"""Batches: what was handed over together, its rows, and its files as they were sent."""

import sqlalchemy as sa
from alembic import op

revision = "queue_0009"
down_revision = "queue_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the three tables."""
    op.create_table(
        "batch",
        sa.Column("number", sa.Integer, primary_key=True, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("same_rows", sa.Text, nullable=False, unique=True),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("key_number", sa.Integer, nullable=False),
        sa.Column("chosen", sa.LargeBinary, nullable=False),
        sa.Column("confirmed_at", sa.Text),
        sa.Column("confirmed_by", sa.Text),
        sqlite_strict=True,
    )
    op.create_index("ix_batch_form", "batch", ["form"])
    op.create_table(
        "batch_row",
        sa.Column("batch", sa.Integer, sa.ForeignKey("batch.number"), primary_key=True, nullable=False),
        sa.Column("submission", sa.Text, sa.ForeignKey("submission.id"), primary_key=True, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_batch_row_submission", "batch_row", ["submission"])
    op.create_table(
        "batch_file",
        sa.Column("batch", sa.Integer, sa.ForeignKey("batch.number"), primary_key=True, nullable=False),
        sa.Column("format", sa.Text, primary_key=True, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("key_number", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
