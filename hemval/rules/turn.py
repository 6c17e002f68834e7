"""Whose turn it is, where a no-choice rule goes round: all that rules remember from one case to the next."""

from hemval.content.no_choice import FreeCapacity, InTurn
from hemval.rules.outcome import Outcome
from hemval.rules.situation import Inputs

EVERYWHERE = "*"


def round_of(inputs: Inputs) -> str | None:
    """Name the round that a case takes its turn in; None where the rule gives nobody in turn.

    Each rule set has its own, and so has an area with an order of its own, and the rule of exits.
    """
    rule, area = inputs.rules.no_choice, EVERYWHERE
    if isinstance(rule, InTurn):
        if inputs.situation.area in rule.areas:
            area = str(inputs.situation.area)
    elif not (isinstance(rule, FreeCapacity) and rule.tie == "in-turn"):
        return None
    at_exit = inputs.situation.kind == "exit" and inputs.rules.exit_no_choice is not None
    return f"{inputs.rules.valid_from.isoformat()} {'exit' if at_exit else 'choice'} {area}"


def given_in_turn(outcome: Outcome) -> str | None:
    """Return the provider whose turn a case has taken; None where it took none."""
    turns = [one.values["provider"] for one in outcome.result.reasons if one.code == "in-turn"]
    return str(turns[-1]) if turns else None
