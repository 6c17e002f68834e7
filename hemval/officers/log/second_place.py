"""How it stands with the second place for the log's head, in words."""

from dataclasses import dataclass

from hemval.handover.told import WORDS
from hemval.officers.log.head_keeper import HeadKeeper
from hemval.words.dates import moment_told


@dataclass(frozen=True)
class SecondPlace:
    """What is said of it: quietly, or as warnings."""

    told: str = ""
    warnings: tuple[str, ...] = ()


def second_place(keeper: HeadKeeper | None) -> SecondPlace:
    """Say whether heads are kept elsewhere, since when not, and what was noticed there."""
    if keeper is None:
        told = WORDS.say("The log's head is kept in no second place. Write it down after the check.")
        return SecondPlace(told)
    kept = keeper.keeping
    warnings = []
    if kept.log_lacks:
        at = moment_told(kept.log_lacks, WORDS)
        warnings.append(
            WORDS.say("The log lacks entries that it has had. It was noticed %(at)s. Check the log.", at=at)
        )
    if kept.place_lacks:
        at = moment_told(kept.place_lacks, WORDS)
        warnings.append(
            WORDS.say("In the second place the last head was gone, or another. It was noticed %(at)s.", at=at)
        )
    if kept.failing_since:
        at = moment_told(kept.failing_since, WORDS)
        warnings.append(
            WORDS.say("The log's head cannot be kept in the second place since %(at)s. Work goes on.", at=at)
        )
    told = ""
    if kept.at and not kept.failing_since:
        at = moment_told(kept.at, WORDS)
        told = WORDS.say("The log's head was last kept in a second place %(at)s.", at=at)
    return SecondPlace(told, tuple(warnings))
