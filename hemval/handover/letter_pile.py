"""The letters that were printed and not noted as posted yet: whose they are, and what is wrong with some."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hemval.handover.exit_recipients import days_told
from hemval.handover.merged_letters import ToWrite
from hemval.handover.told import WORDS
from hemval.queue.desk.exits.noting import Printed
from hemval.rules.exits.plan import Plan


@dataclass(frozen=True)
class Pile:
    """A pile of letters of one kind, by the ids of those they are to."""

    ids: tuple[str, ...]
    """Whose letters are noted when it is posted."""
    outdated: int
    """Of how many the letter tells another day than holds now."""
    undated: int
    """Of how many the log does not say which days the letter tells: it was printed by an older Hemval."""
    take_out: tuple[str, ...]
    """Who is to have none any more: marked as protected, gone or not to be reached since it was printed."""


def pile(
    wanted: Iterable[ToWrite], plans: Iterable[Plan], printed: Mapping[str, Printed], *, reminder: bool
) -> Pile:
    """See whose letters were printed since the last ones were posted.

    Who had no address in the list has no letter, and is not to be taken for told.
    """
    now = days_told(wanted)
    every = tuple(plans)
    cases = {plan.case.id: plan.case for plan in every}
    last = {
        one: case.reminded_at or case.told_at if reminder else case.told_at for one, case in cases.items()
    }
    ids = tuple(
        one for one in now if one in printed and ((at := last.get(one)) is None or printed[one].at > at)
    )
    # What was printed before a pile was posted lies in none.
    of_kind = (case.reminded_at if reminder else case.told_at for case in cases.values())
    posted = max((at for at in of_kind if at is not None), default=None)
    refused = {plan.case.id for plan in every if _has_such(plan, reminder=reminder) and _refused(plan)}
    return Pile(
        ids=ids,
        outdated=sum(printed[one].days not in (None, now[one]) for one in ids),
        undated=sum(printed[one].days is None for one in ids),
        take_out=tuple(
            one
            for one in cases
            if one in refused - now.keys() and one in printed and (not posted or printed[one].at > posted)
        ),
    )


def _has_such(plan: Plan, *, reminder: bool) -> bool:
    """Say of somebody whose letter was printed whether it may have been one of this kind."""
    told = plan.case.told_at is not None
    return told if reminder else not told or plan.case.told_day != plan.last_day


def _refused(plan: Plan) -> bool:
    case = plan.case
    return plan.status in ("gone", "protected") or case.protected or case.undeliverable_at is not None


def days_warned(found: Pile) -> Iterator[tuple[str, str]]:
    """Say of which letters the days are wrong or not known, and what to do, before they are noted."""
    if found.outdated:
        yield (
            WORDS.count(
                "The letter of %(n)d tells another day than holds now.",
                "The letters of %(n)d tell another day than holds now.",
                found.outdated,
            ),
            WORDS.say(
                "The last day, or the last day to choose, was moved after they were made. "
                "If they are not posted yet: throw them away, and make new ones."
            ),
        )
    if found.undated:
        yield (
            WORDS.count(
                "It is not known which days the letter of %(n)d tells.",
                "It is not known which days the letters of %(n)d tell.",
                found.undated,
            ),
            WORDS.say(
                "They were made before Hemval kept that. See to it that they tell the days that hold now, "
                "or make new ones."
            ),
        )


def take_out_told(number: int) -> str:
    """Say that letters in the pile are not to be posted."""
    return WORDS.count(
        "%(n)d letter is not to be posted. Take it out of the pile.",
        "%(n)d letters are not to be posted. Take them out of the pile.",
        number,
    )
