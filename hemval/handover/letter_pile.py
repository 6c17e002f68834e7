"""The letters that were printed and not noted as posted yet: whose they are, and what is wrong with some."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from hemval.content.whole import Content
from hemval.handover.exit_recipients import is_wanted, stays_here
from hemval.handover.told import WORDS
from hemval.queue.desk.exits.noting import Printed, Told
from hemval.rules.exits.case import Case
from hemval.rules.exits.deadline import last_to_choose
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
    passed: int
    """Of how many the day to choose that the letter tells has passed."""
    answered: int
    """Of how many something was heard since the reminder was printed: it was posted all the same."""
    take_out: tuple[str, ...]
    """Who is to have none any more: marked as protected, gone or not to be reached since it was printed."""

    @property
    def waits(self) -> bool:
        """Say whether there is anything to see to before it is posted, or to note when it is."""
        return bool(self.ids or self.take_out)


def pile(
    content: Content, exit_id: str, plans: Iterable[Plan], printed: Mapping[str, Printed], today: date, *,
    reminder: bool,
) -> Pile:  # fmt: skip
    """See whose letters of a kind were printed and not noted since, whatever day it is.

    Who had no address in the list has no letter, and is not to be taken for told. What was printed for
    somebody who needs it no more lies in the pile while nothing newer was printed: it was posted all the
    same. After that it is taken for thrown away.
    """
    persons: dict[str, list[Plan]] = {}
    for plan in plans:
        persons.setdefault(plan.case.id, []).append(plan)
    newest = max((one.at for one in printed.values()), default=None)
    noted = (_noted(first.case, reminder) for (first, *_) in persons.values())
    posted = max((at for at in noted if at is not None), default=None)
    ids, out, held = [], [], []
    for one, mine in persons.items():
        first = mine[0]
        its = printed.get(one)
        if its is None or first.case.damaged or not _is_unnoted(first, its, reminder=reminder):
            continue
        if any(stays_here(plan) for plan in mine):
            # What was printed before a pile was posted lies in none; nor does a letter that has come back.
            if not _has_come_back(first.case) and (posted is None or its.at > posted):
                out.append(one)
        elif its.at == newest or any(is_wanted(plan, reminder=reminder) for plan in mine):
            ids.append(one)
            held.append((mine, its.days, _days(content, exit_id, first)))
    return Pile(
        ids=tuple(ids),
        outdated=sum(says not in (None, now) for _, says, now in held),
        undated=sum(says is None for _, says, _ in held),
        passed=sum(says is not None and says == now and says.deadline < today for _, says, now in held),
        answered=sum(reminder and all(plan.has_answered for plan in mine) for mine, *_ in held),
        take_out=tuple(out),
    )


def _noted(case: Case, reminder: bool) -> datetime | None:
    return case.reminded_at if reminder else case.told_at


def _is_unnoted(plan: Plan, its: Printed, *, reminder: bool) -> bool:
    case = plan.case
    if its.reminder is None:
        # An older Hemval did not say which kind it was.
        of_kind = case.told_at is not None if reminder else is_wanted(plan, reminder=False)
        last = case.reminded_at or case.told_at if reminder else case.told_at
    else:
        of_kind, last = True, _noted(case, reminder)
    return of_kind and (last is None or its.at > last)


def _has_come_back(case: Case) -> bool:
    """Say whether the very letter that was printed has come back, before it was noted as posted."""
    return case.undeliverable_at is not None and case.told_at is None


def _days(content: Content, exit_id: str, plan: Plan) -> Told | None:
    if plan.last_day is None:
        return None
    return Told(plan.last_day, last_to_choose(plan.case, content, exit_id))


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
    if found.passed:
        yield (
            WORDS.count(
                "The last day to choose in the letter of %(n)d has passed.",
                "The last day to choose in the letters of %(n)d has passed.",
                found.passed,
            ),
            WORDS.say("If they are not posted yet: throw them away, and call instead."),
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


def since_told(found: Pile) -> str:
    """Say that some of those reminded have answered since; nothing where none has."""
    if not found.answered:
        return ""
    return WORDS.count(
        "%(n)d of them has answered since. The reminder is noted all the same: it is posted.",
        "%(n)d of them have answered since. The reminders are noted all the same: they are posted.",
        found.answered,
    )


def take_out_told(number: int) -> str:
    """Say that letters in the pile are not to be posted."""
    return WORDS.count(
        "%(n)d letter is not to be posted. Take it out of the pile.",
        "%(n)d letters are not to be posted. Take them out of the pile.",
        number,
    )
