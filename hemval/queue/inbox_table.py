"""The inbox's only table. Outside the seal stand the row's id, time, form and key number, nothing else."""

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
