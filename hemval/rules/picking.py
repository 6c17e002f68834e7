"""Which of the providers that may be given the no-choice rule gives: by name, turn, room or lot."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hemval.content.no_choice import FreeCapacity, InTurn, NoChoice, OneProvider, Random, Rotation
from hemval.rules.reason import Reason, because
from hemval.rules.situation import Inputs, Standing


@dataclass(frozen=True)
class Given:
    """Whom the rule gives; nobody where the municipality must appoint or the officer runs it later."""

    provider: str | None
    reasons: tuple[Reason, ...]


def picked(rule: NoChoice, left: Sequence[Standing], inputs: Inputs, start: date | None) -> Given:
    """Pick one of those that are left, in the rule's own order; at least one is."""
    if isinstance(rule, OneProvider):
        return _given(left[0], because("named", provider=left[0].id))
    if isinstance(rule, Rotation):
        return _by_period(rule, left, inputs, start)
    if isinstance(rule, InTurn):
        return _in_turn(rule.order_in(inputs.situation.area), left, inputs)
    if isinstance(rule, Random):
        return _drawn(left, inputs)
    if isinstance(rule, FreeCapacity):
        return _most_free(rule, left, inputs)
    return Given(None, (because("appointed"),))


def _most_free(rule: FreeCapacity, left: Sequence[Standing], inputs: Inputs) -> Given:
    reasons = []
    if unknown := tuple(one.id for one in left if one.free_hours is None):
        reasons.append(because("free-unknown", providers=unknown))
    known = int(len(unknown) < len(left))
    most = max((one.free_hours or 0 for one in left), default=0)
    # Where no hours are known, one that is said to have room goes before one that nothing is said of.
    open_ones = [one for one in left if one.room == "open"]
    best = [one for one in left if one.free_hours == most] if known else open_ones or list(left)
    if len(best) == 1:
        return _given(best[0], *reasons, because("most-free", provider=best[0].id, hours=most, known=known))
    among = tuple(one.id for one in best)
    reasons.append(because("tie", providers=among, hours=most, known=known))
    if rule.tie == "appointed":
        return Given(None, (*reasons, because("appointed")))
    if rule.tie == "in-turn":
        then = _in_turn([one.id for one in inputs.providers], best, inputs)
    else:
        then = _drawn(best, inputs)
    return Given(then.provider, (*reasons, *then.reasons))


def _by_period(rule: Rotation, left: Sequence[Standing], inputs: Inputs, start: date | None) -> Given:
    """Give the one whose period the start is in; where it cannot help, the next in order."""
    order = rule.order_in(inputs.situation.area)
    day = start or inputs.situation.moment.date()
    number = _periods(rule, inputs.rules.valid_from, day)
    by_id = {one.id: one for one in left}
    turns = (order[(number + ahead) % len(order)] for ahead in range(len(order)))
    turn = next(by_id[one] for one in turns if one in by_id)
    whose = order[number % len(order)]
    return _given(
        turn, because("period", provider=whose, period=rule.period, day=day.isoformat(), gets=turn.id)
    )


def _periods(rule: Rotation, first: date, day: date) -> int:
    """Count whole periods from the one that the rule set began in to the one that a day lies in."""
    if rule.period == "week":
        return (day.toordinal() - first.toordinal() + first.weekday()) // 7
    months = (day.year - first.year) * 12 + day.month - first.month
    return months if rule.period == "month" else (months + (first.month - 1) % 3) // 3


def _in_turn(order: Sequence[str], left: Sequence[Standing], inputs: Inputs) -> Given:
    """Give the next after the last given; from the beginning where the last has left the order."""
    after = order.index(inputs.last_given) + 1 if inputs.last_given in order else 0
    by_id = {one.id: one for one in left}
    going_round = (*order[after:], *order[:after])
    turn = next(by_id[one] for one in going_round if one in by_id)
    return _given(turn, because("in-turn", provider=turn.id, after=inputs.last_given or ""))


def _drawn(left: Sequence[Standing], inputs: Inputs) -> Given:
    """Draw by lot: SHA-256 of the case's seed and the rules' day, over the providers in their ids' order."""
    drawn_from = f"hemval draw 1:{inputs.situation.seed}:{inputs.rules.valid_from.isoformat()}"
    lot = hashlib.sha256(drawn_from.encode()).hexdigest()
    won = left[int(lot, 16) % len(left)]
    among = tuple(one.id for one in left)
    return _given(won, because("drawn", provider=won.id, among=among, lot=lot))


def _given(standing: Standing, *reasons: Reason) -> Given:
    return Given(standing.id, reasons)
