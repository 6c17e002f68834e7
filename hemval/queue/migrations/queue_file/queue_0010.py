"""Exits: whom a provider that stops helps, what they chose, and who helps them from the day after."""

import sqlalchemy as sa
from alembic import op

revision = "queue_0010"
down_revision = "queue_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the four tables."""
    op.create_table(
        "affected",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("exit", sa.Text, nullable=False),
        sa.Column("key_number", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("told_at", sa.Text),
        sa.Column("reminded_at", sa.Text),
        sa.Column("undeliverable_at", sa.Text),
        sa.Column("gone_at", sa.Text),
        sqlite_strict=True,
    )
    op.create_index("ix_affected_exit", "affected", ["exit"])
    op.create_table(
        "joined",
        sa.Column("submission", sa.Text, primary_key=True, nullable=False),
        sa.Column("affected", sa.Text, sa.ForeignKey("affected.id"), nullable=False),
        sa.Column("key_number", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("protected", sa.Integer, nullable=False, server_default="0"),
        sa.CheckConstraint("protected IN (0, 1)", name="joined_protected"),
        sqlite_strict=True,
    )
    op.create_index("ix_joined_affected", "joined", ["affected"])
    op.create_table(
        "settled",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("affected", sa.Text, sa.ForeignKey("affected.id"), nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("key_number", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_settled_affected", "settled", ["affected"])
    op.create_table(
        "exit_end",
        sa.Column("exit", sa.Text, primary_key=True, nullable=False),
        sa.Column("confirmed_at", sa.Text, nullable=False),
        sa.Column("confirmed_by", sa.Text, nullable=False),
        sqlite_strict=True,
    )
