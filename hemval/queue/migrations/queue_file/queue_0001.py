"""The queue file: rows, log, officers and their sessions."""

import sqlalchemy as sa
from alembic import op

revision = "queue_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the officers' tables."""
    op.create_table(
        "submission",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("received_at", sa.Text, nullable=False),
        sa.Column("taken_in_at", sa.Text, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("key_number", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("changed_at", sa.Text),
        sa.Column("changed_by", sa.Text),
        sa.CheckConstraint("state IN ('new', 'taken_over')", name="submission_state"),
        sqlite_strict=True,
    )
    op.create_index("ix_submission_received_at", "submission", ["received_at"])
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer, primary_key=True, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("rows", sa.Text, nullable=False),
        sa.Column("previous", sa.Text, nullable=False),
        sa.Column("mac", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "officer",
        sa.Column("name", sa.Text, primary_key=True, nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.Column("closed_at", sa.Text),
        sqlite_strict=True,
    )
    op.create_table(
        "session",
        sa.Column("token_hash", sa.Text, primary_key=True, nullable=False),
        sa.Column("officer", sa.Text, sa.ForeignKey("officer.name"), nullable=False),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.Column("seen_at", sa.Text, nullable=False),
        sqlite_strict=True,
    )
