"""Who helps a person who does not choose (LOV 9:2; LOU municipalities follow it as policy)."""

from collections.abc import Collection
from datetime import date

from hemval.content.no_choice import Appointed, InTurn, NoChoice, OneProvider, Rotation
from hemval.rules.candidate import unknown_of, why_not_given
from hemval.rules.picking import Given, picked
from hemval.rules.reason import Reason, because
from hemval.rules.situation import Inputs, Standing


def given_by_rule(inputs: Inputs, start: date | None, without: Collection[str] = ()) -> Given:
    """Apply the no-choice rule to a case for a start on a day, with reasons step by step.

    ``without`` names providers that are out of the question here, such as the full one that a person waits
    for. A rule that must see all providers, or who was given last, says ``when-handled`` without them.
    """
    rule = inputs.rules.no_choice
    if rule is None or isinstance(rule, Appointed):
        return Given(None, (because("appointed"),))
    if not inputs.all_providers and not isinstance(rule, OneProvider):
        return Given(None, (because("when-handled"),))
    left: list[Standing] = []
    out: list[Reason] = []
    unknown = unknown_of(inputs)
    for one in _meant(rule, inputs):
        why = why_not_given(one, inputs, start, without, unknown)
        if why is None:
            left.append(one)
        else:
            out.append(because("candidate-out", provider=one.id, why=why))
    if not left:
        return Given(None, (*out, because("nobody-left")))
    given = picked(rule, left, inputs, start)
    return Given(given.provider, (*out, *given.reasons))


def _meant(rule: NoChoice, inputs: Inputs) -> list[Standing]:
    """List the providers that the rule speaks of, in its own order."""
    if isinstance(rule, OneProvider):
        named: tuple[str, ...] = (rule.provider,)
    elif isinstance(rule, InTurn | Rotation):
        named = rule.order_in(inputs.situation.area)
    else:
        return list(inputs.providers)
    by_id = {one.id: one for one in inputs.providers}
    return [by_id[one] for one in named if one in by_id]
