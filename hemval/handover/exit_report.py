"""What the board is told of an exit: numbers that name nobody, and whether anybody is left without help.

Of the protected neither how many they are, nor where they live or who helps them, may be had by taking one
number from another, nor by holding two reports against each other, before a mark and after it. So a mark
moves nobody but to a line that others stand in as well.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hemval.content.whole import Content
from hemval.handover.exit_told import REASONS, STATUSES, exit_called, last_days_told, provider_told
from hemval.handover.told import CHANNELS, WORDS
from hemval.rules.exits.counting import latest_standing
from hemval.rules.exits.plan import Plan, Status
from hemval.rules.exits.proof import Proof, Reason
from hemval.rules.neutral_order import alphabetical_key
from hemval.words import sentence
from hemval.words.dates import day_told

FEWEST = 3
"""Fewer people than this in an area, at a provider or by a channel could be recognised: told together."""

BY_OFFICER = sentence("An officer sees to it")

TO_SEE_TO: tuple[Reason, ...] = (
    "alone", "call-me", "contested", "must-appoint", "nobody", "protected", "unmet"
)  # fmt: skip
"""What an officer does for one at a time: told as one, or the protected were what is left of the others."""


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
    told: str = ""
    """Why there are none yet."""


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
    note: str
    """What is counted as it is, and what is told together."""


def exit_report(content: Content, exit_id: str, plans: Iterable[Plan], proved: Proof, today: date) -> Report:
    """Count an exit as it stands on a day."""
    every = [plan for plan in plans if plan.status != "gone"]
    why, holds = _why_not_settled(every, proved), proved.holds and proved.references > 0
    one = content.exits.root[exit_id]
    facts = (
        Count(WORDS.say("Last day"), last_days_told(content, exit_id)),
        Count(WORDS.say("Last day to choose"), day_told(one.deadline, WORDS)),
        Count(WORDS.say("People affected"), str(proved.references)),
        Count(WORDS.say("People who have somebody from the day after"), str(proved.proved)),
    )
    parts = (
        _part(sentence("How it was decided"), _by_decision(every, why)),
        _providers(every, content) if holds else _later(sentence("The new providers"), proved),
        _part(sentence("By area"), _few_together(_by_area(every, content))),
        _part(sentence("How the choices came"), _few_together(_by_channel(every))),
        _part(sentence("Not settled"), _by_reason(why)),
    )
    return Report(
        title=exit_called(content, exit_id),
        day=day_told(today, WORDS),
        verdict=_verdict(proved),
        holds=holds,
        facts=facts,
        parts=tuple(part for part in parts if part.counts or part.told),
        note=WORDS.say(
            "Only numbers, and nobody is named. Fewer than three at a provider, in an area or by a channel "
            "stand together with others. How it was decided, and why it is not settled, is counted as it is."
        ),
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


def _providers(plans: Sequence[Plan], content: Content) -> Part:
    return _part(sentence("The new providers"), _few_together(_by_provider(plans, content)))


def _later(heading: str, proved: Proof) -> Part:
    """Put off what would tell whom a mark has taken from: a provider would have one less than before it."""
    told = WORDS.say("The numbers come here when it is settled for all who helps.")
    return Part(WORDS.say(heading), (), told if proved.references else "")


def _why_not_settled(plans: Sequence[Plan], proved: Proof) -> Mapping[str, str]:
    """Say why of each person who has nobody, by their ids: once, and first of all that an officer acts."""
    seen_to = {plan.case.id for plan in plans if plan.status in ("contested", "protected")}
    found: dict[str, str] = {}
    for gap in proved.gaps:
        if gap.reason in TO_SEE_TO or gap.affected in seen_to:
            found[gap.affected] = BY_OFFICER
        else:
            found.setdefault(gap.affected, REASONS[gap.reason][0])
    return found


def _by_decision(plans: Sequence[Plan], why: Mapping[str, str]) -> list[tuple[str, int]]:
    """Count each person once: where help is chosen apart, by what is least settled of it."""
    persons = {plan.case.id: plan for plan in sorted(plans, key=lambda plan: plan.gap is not None)}
    told = {
        **why,  # Whom the plans have lost is counted by why it is not settled.
        **{
            one: BY_OFFICER if why.get(one) == BY_OFFICER else STATUSES[_decided(plan)]
            for one, plan in persons.items()
        },
    }
    counted = Counter(told.values())
    order = dict.fromkeys([*STATUSES.values(), BY_OFFICER, *counted])
    return [(WORDS.say(label), counted[label]) for label in order if counted[label]]


def _decided(plan: Plan) -> Status:
    """Say how it was decided, also for whom an officer has still to ask or to telephone."""
    if plan.status == "protected":
        return "appointed"
    if plan.status != "contested":
        return plan.status
    if plan.waits_for is not None:
        return "waits"
    settled = plan.case.settled_for(plan.group, plan.services)
    return settled.kind if settled is not None else "default"


def _by_provider(plans: Iterable[Plan], content: Content) -> list[tuple[str, int]]:
    """Count persons; one who has chosen each help apart may stand at more than one provider."""
    found = {(plan.case.id, _helper(plan)) for plan in plans}
    counted = Counter(provider_told(helper, content) for _, helper in found)
    return sorted(counted.items(), key=lambda one: alphabetical_key(one[0]))


def _helper(plan: Plan) -> str | None:
    """Return who helps, of the protected too: among all it is a number like another."""
    if plan.status != "protected":
        return plan.helper
    settled = plan.case.settled_for(plan.group, plan.services)
    return settled.helper if settled is not None else None


def _by_area(plans: Iterable[Plan], content: Content) -> list[tuple[str, int]]:
    areas = content.municipality.areas
    if len(areas) < 2:
        return []
    counted = Counter({plan.case.id: plan.case.affected.area for plan in plans}.values())
    named = [(areas[area].in_(WORDS.language), counted[area]) for area in areas if counted[area]]
    unknown = sum(number for area, number in counted.items() if area is None or area not in areas)
    return [*named, *([(WORDS.say("Area not known"), unknown)] if unknown else [])]


def _by_channel(plans: Iterable[Plan]) -> list[tuple[str, int]]:
    """Count persons by the latest choice of theirs that stands, whatever it has led to."""
    latest = [latest_standing(case) for case in {plan.case.id: plan.case for plan in plans}.values()]
    counted = Counter(one.channel for one in latest if one is not None)
    return [(WORDS.say(told), counted[channel]) for channel, told in CHANNELS.items() if counted[channel]]


def _by_reason(why: Mapping[str, str]) -> list[tuple[str, int]]:
    """Count the people behind each reason, the commonest first."""
    return [(WORDS.say(told), number) for told, number in Counter(why.values()).most_common()]


def _few_together(counted: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Put together what so few stand behind that somebody could be recognised.

    Nothing is told where all would be together: how many they are stands above.
    """
    rising = sorted(counted, key=lambda one: one[1])
    few = [one for one in rising if one[1] < FEWEST]
    if few and sum(number for _, number in few) < FEWEST:
        # One or two alone together are recognised as before: the smallest of the rest is told with them.
        few = rising[: len(few) + 1]
    left = [one for one in counted if one not in few]
    if not few or not left:
        return left
    return [*left, (WORDS.say("Others"), sum(number for _, number in few))]
