"""The last day that the posted letter tells: where it has moved since, the letter says the wrong one."""

import sqlalchemy as sa
from alembic import op

revision = "queue_0011"
down_revision = "queue_0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("affected", sa.Column("told_day", sa.Text))
