"""Roles: who had an account could do everything there was, so each becomes officer and co-ordinator."""

import sqlalchemy as sa
from alembic import op

revision = "queue_0003"
down_revision = "queue_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. Its own default is no role at all: what is written without one may do nothing."""
    op.add_column("officer", sa.Column("roles", sa.Text, nullable=False, server_default=""))
    op.execute("UPDATE officer SET roles = 'officer coordinator'")
