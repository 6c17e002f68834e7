"""The states of an officer's day, and what undoing and purging need to know.

SQLite cannot change a table's check, so the table of rows is written anew and every row is carried over.
"""

import sqlalchemy as sa
from alembic import op

revision = "queue_0004"
down_revision = "queue_0003"
branch_labels = None
depends_on = None

OLD = "id, received_at, taken_in_at, form, key_number, sealed, state, version, changed_at, changed_by"


def upgrade() -> None:
    """Write the table anew: what was taken over before counts as ended when that was done."""
    op.create_table(
        "submission_new",
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
        sa.Column("before", sa.Text),
        sa.Column("ended_at", sa.Text),
        sa.Column("protected", sa.Integer, nullable=False, server_default="0"),
        sa.CheckConstraint(
            "state IN ('new', 'awaiting', 'queued', 'taken_over', 'closed', 'withdrawn')",
            name="submission_state",
        ),
        sa.CheckConstraint("protected IN (0, 1)", name="submission_protected"),
        sqlite_strict=True,
    )
    op.execute(
        f"INSERT INTO submission_new ({OLD}, ended_at) "  # noqa: S608 - our own names
        f"SELECT {OLD}, iif(state = 'taken_over', changed_at, NULL) FROM submission"
    )
    op.drop_table("submission")
    op.rename_table("submission_new", "submission")
    op.create_index("ix_submission_received_at", "submission", ["received_at"])
