"""A first password that somebody else has seen holds for a few days, and for one login."""

import sqlalchemy as sa
from alembic import op

revision = "queue_0007"
down_revision = "queue_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add until when a first password holds; without it the password is the officer's own."""
    op.add_column("officer", sa.Column("first_until", sa.Text))
