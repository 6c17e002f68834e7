"""Whether the file for the case system was fetched, and whether it still says what is so."""

from collections.abc import Iterable
from typing import Literal

from hemval.handover.told import WORDS
from hemval.queue.desk.exits.sealed import named
from hemval.queue.desk.log_reading import LogReader
from hemval.rules.exits.plan import Plan, mark_of
from hemval.words import sentence

Fetched = Literal["never", "changed", "current"]
"""``changed``: what is to become of somebody is another thing than when the file was made last."""

TOLD: dict[Fetched, str] = {
    "never": sentence("The file for the case system is not fetched yet."),
    "changed": sentence("Something has changed since the file was fetched. Fetch it again."),
    "current": "",
}
"""What is to be said of it before anybody relies on the file."""


def fetched(log: LogReader, exit_id: str, plans: Iterable[Plan]) -> Fetched:
    """Tell it by the mark of the plans, which stands in the log beside the newest file's fingerprint."""
    newest = log.last_of([named(exit_id)], ["exit_file"])
    if newest is None:
        return "never"
    same = log.last_of([mark_of(plans)], ["exit_file"])
    return "current" if same is not None and same.at == newest.at else "changed"


def fetched_told(state: Fetched) -> str:
    """Say what is wrong with the file; nothing where it says what is so."""
    return WORDS.say(TOLD[state]) if TOLD[state] else ""
