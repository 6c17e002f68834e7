"""What the board is told of an exit: numbers that name nobody, and whether anybody is left without help."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from hemval.content.whole import Content
from hemval.handover.exit_told import REASONS, STATUSES, exit_called, last_days_told, provider_told
from hemval.handover.told import CHANNELS, WORDS
from hemval.rules.exits.plan import Plan
from hemval.rules.exits.proof import Proof
from hemval.rules.neutral_order import alphabetical_key
from hemval.words import sentence
from hemval.words.dates import day_told

FEWEST = 3
"""Fewer people than this in an area, at a provider or by a channel could be recognised: told together."""


@dataclass(frozen=True)
class Count:
    """A line of numbers."""

    label: str
    number: str


@dataclass(frozen=True)
class Part:
    """Numbers under a heading."""

    heading: str
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class Report:
    """The whole report, in sentences and numbers."""

    title: str
    day: str
    verdict: str
    """Whether anybody is left without help."""
    holds: bool
    facts: tuple[Count, ...]
    parts: tuple[Part, ...]


def exit_report(content: Content, exit_id: str, plans: Iterable[Plan], proved: Proof, today: date) -> Report:
    """Count an exit as it stands on a day."""
    every = [plan for plan in plans if plan.status != "gone"]
    told = [plan for plan in every if plan.status != "protected"]
    hidden = {plan.reference for plan in every if plan.status == "protected"}
    unsettled = {gap.reference for gap in proved.gaps}
    one = content.exits.root[exit_id]
    facts = (
        Count(WORDS.say("Last day"), last_days_told(content, exit_id)),
        Count(WORDS.say("Last day to choose"), day_told(one.deadline, WORDS)),
        Count(WORDS.say("People affected"), str(proved.references)),
        Count(WORDS.say("People who have somebody from the day after"), str(proved.proved)),
    )
    parts = (
        _part(sentence("How it was decided"), _with_others(_by_status(told), len(hidden))),
        _part(
            sentence("The new providers"), _few_together(_by_provider(told, content), len(hidden - unsettled))
        ),
        _part(sentence("By area"), _few_together(_by_area(told, content), len(hidden))),
        _part(sentence("How the choices came"), _few_together(_by_channel(told))),
        _part(sentence("Not settled"), _with_others(_by_reason(proved, hidden), len(hidden & unsettled))),
    )
    return Report(
        title=exit_called(content, exit_id),
        day=day_told(today, WORDS),
        verdict=_verdict(proved),
        holds=proved.holds and proved.references > 0,
        facts=facts,
        parts=tuple(part for part in parts if part.counts),
    )


def _verdict(proved: Proof) -> str:
    if not proved.references:
        return WORDS.say("No list of those affected has been taken in.")
    if proved.holds:
        return WORDS.say("Nobody is left without help.")
    left = proved.references - proved.proved
    return WORDS.count(
        "For %(n)s person it is not settled who helps from the day after.",
        "For %(n)s people it is not settled who helps from the day after.",
        left,
    )


def _part(heading: str, counted: Iterable[tuple[str, int]]) -> Part:
    return Part(WORDS.say(heading), tuple(Count(label, str(number)) for label, number in counted))


def _by_status(plans: list[Plan]) -> list[tuple[str, int]]:
    """Count each person once: where help is chosen apart, by what is least settled of it."""
    persons = {plan.case.id: plan for plan in sorted(plans, key=lambda plan: plan.gap is not None)}
    counted = Counter(plan.status for plan in persons.values())
    return [(WORDS.say(told), counted[status]) for status, told in STATUSES.items() if counted[status]]


def _by_provider(plans: list[Plan], content: Content) -> list[tuple[str, int]]:
    """Count persons; one who has chosen each help apart may stand at more than one provider."""
    found = {(plan.case.id, plan.helper) for plan in plans if plan.helper is not None}
    counted = Counter(provider_told(helper, content) for _, helper in found)
    return sorted(counted.items(), key=lambda one: alphabetical_key(one[0]))


def _by_area(plans: list[Plan], content: Content) -> list[tuple[str, int]]:
    areas = content.municipality.areas
    if len(areas) < 2:
        return []
    counted = Counter({plan.case.id: plan.case.affected.area for plan in plans}.values())
    named = [(areas[area].in_(WORDS.language), counted[area]) for area in areas if counted[area]]
    unknown = sum(number for area, number in counted.items() if area is None or area not in areas)
    return [*named, *([(WORDS.say("Area not known"), unknown)] if unknown else [])]


def _by_channel(plans: list[Plan]) -> list[tuple[str, int]]:
    sent = {
        choice.submission: choice.channel
        for plan in plans
        for choice in plan.case.choices
        if plan.choice and choice.submission == plan.choice
    }
    counted = Counter(sent.values())
    return [(WORDS.say(told), counted[channel]) for channel, told in CHANNELS.items() if counted[channel]]


def _by_reason(proved: Proof, hidden: Collection[str]) -> list[tuple[str, int]]:
    """Count the people behind each reason, the commonest first, without those who are hidden."""
    found = {(gap.reference, gap.reason) for gap in proved.gaps if gap.reference not in hidden}
    counted = Counter(reason for _, reason in found)
    return [(WORDS.say(REASONS[reason][0]), number) for reason, number in counted.most_common()]


def _with_others(counted: list[tuple[str, int]], hidden: int) -> list[tuple[str, int]]:
    """Count the protected with somebody beside them: how many they are stands nowhere.

    Few may stand behind each number here: how something was decided points at nobody.
    """
    return _few_together(counted, hidden, fewest=0)


def _few_together(
    counted: list[tuple[str, int]], hidden: int = 0, fewest: int = FEWEST
) -> list[tuple[str, int]]:
    """Put together what so few stand behind that somebody could be recognised, with the protected.

    Those are counted: what is told less than the total is as good as told. Nothing is told where all would
    be together: how many they are stands above.
    """
    few = {label: number for label, number in counted if number < fewest}
    # One or two alone together are recognised as before, and the protected alone are told as such: the
    # smallest of the rest is told with them.
    for label, number in sorted(counted, key=lambda one: one[1]):
        together = hidden + sum(few.values())
        if label not in few and together and (together < fewest or not few):
            few[label] = number
    left = [(label, number) for label, number in counted if label not in few]
    if not few or not left:
        return left
    # So that a great number keeps its name, where it stands with the protected alone.
    (label, number), *more = few.items()
    alone = not more and number >= FEWEST
    told = WORDS.say("%(what)s, and others", what=label) if alone else WORDS.say("Others")
    return [*left, (told, hidden + sum(few.values()))]
