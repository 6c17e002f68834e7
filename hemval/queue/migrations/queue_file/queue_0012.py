"""How a joined choice stood when its row was purged: what counts in the exit is not changed by a purge."""

import sqlalchemy as sa
from alembic import op

revision = "queue_0012"
down_revision = "queue_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.add_column("joined", sa.Column("state", sa.Text))
    op.add_column("joined", sa.Column("ended_at", sa.Text))
