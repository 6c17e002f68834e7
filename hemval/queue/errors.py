"""What can go wrong with a store, in our words; the driver's own errors stop at this room's edge."""

from typing import ClassVar


class StoreError(Exception):
    """Base of everything this room raises; ``sentence`` and ``values`` are for ``Words.say``."""

    sentence: ClassVar[str]

    def __init__(self, **values: object) -> None:
        super().__init__(self.sentence % values if values else self.sentence)
        self.values = values


class StoreUnavailable(StoreError):
    """A store that cannot be trusted with anything just now: locked, full, failing, moved or not ours."""

    sentence = "The store %(path)s cannot be used now: %(reason)s."


class InboxUnavailable(StoreUnavailable):
    """Nothing was received: the public application answers 503 and the citizen may send again."""


class StoreMissing(StoreUnavailable):
    """No file stands where the store should; only ``prepare`` may make one."""

    sentence = "There is no store at %(path)s. Run hemval init."


class StoreOutdated(StoreUnavailable):
    """The store has tables of another version than this program."""

    sentence = "The store %(path)s has version %(found)s, but this program needs %(needed)s. Run hemval init."


class JournalInUse(StoreUnavailable):
    """Another read the store for so long that its journal could not be emptied; nothing else is wrong."""

    sentence = "The journal of %(path)s could not be emptied: another is reading. Do it again in a while."


class KeysMissing(StoreError):
    """A key file is missing or does not hold what it should."""

    sentence = "The key file %(path)s is missing or damaged. Run hemval init, or restore a backup."
