"""The last day to choose that a posted letter tells: nobody loses it because the plan is changed."""

import sqlalchemy as sa
from alembic import op

revision = "queue_0013"
down_revision = "queue_0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("affected", sa.Column("told_deadline", sa.Text))
