"""The inbox's tables. Outside a choice's seal stand the row's id, time, form and key number, nothing else.

What readers answer to "did this help?" is a count a page and day, unsealed: nothing in it is about anyone.
"""

from sqlalchemy import CheckConstraint, Column, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

inbox = Table(
    "inbox",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    Column("received_at", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("key_number", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    CheckConstraint("length(id) = 32", name="inbox_id_length"),
    sqlite_strict=True,
)

feedback = Table(
    "feedback",
    metadata,
    Column("day", Text, primary_key=True, nullable=False),
    Column("language", Text, primary_key=True, nullable=False),
    Column("page", Text, primary_key=True, nullable=False),
    Column("helped", Integer, primary_key=True, nullable=False),
    Column("count", Integer, nullable=False),
    CheckConstraint("helped IN (0, 1)", name="feedback_helped"),
    sqlite_strict=True,
)
