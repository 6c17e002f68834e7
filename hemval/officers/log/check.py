"""Check the log and what the rules said, and say in words how it went."""

from dataclasses import dataclass

from hemval.handover.told import WORDS
from hemval.officers.log.head_keeper import HeadKeeper
from hemval.officers.log.told import short
from hemval.queue.desk import Desk
from hemval.queue.desk.audit import Head
from hemval.queue.desk.errors import HeadsOutOfReach
from hemval.queue.desk.heads_outside import HeadsOutside, read_heads
from hemval.words import sentence

HOLDS, DOES_NOT = sentence("The log holds"), sentence("The log does not hold")
TITLES = {
    (False, False): HOLDS,
    (False, True): sentence("Everything could not be checked"),
    (True, False): DOES_NOT,
    (True, True): DOES_NOT,
}
"""By whether there is a fault, and whether something could not be seen."""


@dataclass(frozen=True)
class Checked:
    """How a check went: sentences for what holds, what does not and what could not be seen; and the head."""

    title: str
    holds: tuple[str, ...]
    faults: tuple[str, ...]
    unseen: tuple[str, ...]
    head: str


def checked(desk: Desk, keeper: HeadKeeper | None, written: Head | None = None) -> Checked:
    """Check everything, also against a head that was written down; nothing hides another result."""
    holds, faults, unseen = [], [], []
    kept = HeadsOutside(())
    if keeper is not None:
        try:
            kept = read_heads(keeper.path)
        except HeadsOutOfReach:
            unseen.append(WORDS.say("The heads in the second place cannot be read just now."))
    verdict = desk.verify([*kept.heads, *([written] if written else [])])
    if verdict.broken_at is None:
        holds.append(WORDS.count("%(n)d entry, unbroken.", "%(n)d entries, unbroken.", verdict.sound))
        if kept.heads:
            held = WORDS.count(
                "It holds the %(n)d head in the second place.",
                "It holds the %(n)d heads in the second place.",
                len(kept.heads),
            )
            holds.append(held)
        if written:
            holds.append(WORDS.say("It holds the head that you wrote, of entry %(seq)d.", seq=written.seq))
    else:
        faults.append(WORDS.say("The log is broken at entry %(seq)d.", seq=verdict.broken_at))
        if verdict.how == "head":
            faults.append(WORDS.say("It stood there once: the log was cut off there, or written anew."))
    if kept.unreadable:
        lines = WORDS.count(
            "In the second place %(n)d line is no head.",
            "In the second place %(n)d lines are no heads.",
            kept.unreadable,
        )
        unseen.append(lines)
    replay = desk.replay()
    same = WORDS.count("%(n)d outcome comes out the same.", "%(n)d outcomes come out the same.", replay.equal)
    holds.append(same)
    if replay.unequal:
        told = WORDS.say("What the rules said of these choices does not come out the same:")
        faults.append(f"{told} {', '.join(map(short, replay.unequal))}")
    if replay.affected:
        told = WORDS.say("What is kept of these affected by an exit is not what the log says:")
        faults.append(f"{told} {', '.join(map(short, replay.affected))}")
    if gone := desk.gone_without_purge():
        told = WORDS.say("These choices came in and are gone, but no purge took them:")
        faults.append(f"{told} {', '.join(map(short, gone))}")
    title = TITLES[bool(faults), bool(unseen)]
    return Checked(WORDS.say(title), tuple(holds), tuple(faults), tuple(unseen), verdict.head.grouped)
