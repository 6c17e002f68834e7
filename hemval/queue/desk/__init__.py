"""The reading half: queue file, private keys, log and accounts. Never for the public process."""

from hemval.queue.desk.desk import Desk

__all__ = ["Desk"]
