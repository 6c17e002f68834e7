"""The second factor: its secret sealed, and the last step whose code was used."""

import sqlalchemy as sa
from alembic import op

revision = "queue_0005"
down_revision = "queue_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and end every session: each began without a second factor."""
    op.create_table(
        "second_factor",
        sa.Column("officer", sa.Text, sa.ForeignKey("officer.name"), primary_key=True, nullable=False),
        sa.Column("key_number", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("last_step", sa.Integer, nullable=False),
        sqlite_strict=True,
    )
    op.execute("DELETE FROM session")
