"""How it came about that people choose: what was decided, when and by whom."""

from hemval.content.document import Document
from hemval.content.kinds import Model
from hemval.words import Text


class Event(Model):
    """One step on the way, as the municipality tells it."""

    when: Text
    """In words, as exact as it is known: a day, a month, a winter."""
    what: Text
    decided_by: Text | None = None
    document: Document | None = None
