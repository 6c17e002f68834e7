"""Which choices an exit has settled: what they led to stands in the exit's own file for the case system."""

from collections.abc import Iterable, Mapping

from hemval.rules.exits.plan import Plan
from hemval.rules.outcome import Outcome


def settled_choices(plans: Iterable[Plan]) -> Mapping[str, Outcome | None]:
    """Return each choice that itself has led to somebody, with what the rules said of it.

    None of whoever waits for a provider, with somebody meanwhile or not: settled, the place would be lost.
    None where the rule or the municipality gave somebody: what such a choice asks for is still to be done, be
    it a call, a wish that could not be met or a switch after the last day.
    What the rules said is None where it is of a part of the help alone.
    """
    of_choice: dict[str, list[Plan]] = {}
    for plan in plans:
        if plan.choice:
            of_choice.setdefault(plan.choice, []).append(plan)
    return {
        choice: mine[0].outcome if len(mine) == 1 else None
        for choice, mine in of_choice.items()
        if all(_is_settled(plan) for plan in mine)
    }


def _is_settled(plan: Plan) -> bool:
    settled = plan.status == "chosen" and plan.gap is None
    return settled and plan.provider is not None and plan.waits_for is None
