"""Who helps a person who does not choose (LOV 9:2; LOU municipalities follow it as policy)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hemval.content.no_choice import Appointed, FreeCapacity, InTurn, NoChoice, OneProvider, Random, Rotation
from hemval.rules.choosable import hindrance_of
from hemval.rules.reason import Reason, because
from hemval.rules.situation import Inputs, Standing


@dataclass(frozen=True)
class Given:
    """Whom the rule gives; nobody where the municipality must appoint or the officer runs it later."""

    provider: str | None
    reasons: tuple[Reason, ...]


def given_by_rule(inputs: Inputs, start: date | None, without: Sequence[str] = ()) -> Given:
    """Apply the no-choice rule to a case for a start on a day, with reasons step by step.

    ``without`` names providers that are out of the question here, such as the full one that a person waits
    for. A rule that must see all providers, or who was given last, says ``when-handled`` without them.
    """
    rule = inputs.rules.no_choice
    if rule is None or isinstance(rule, Appointed):
        return Given(None, (because("appointed"),))
    if not inputs.all_providers and not isinstance(rule, OneProvider):
        return Given(None, (because("when-handled"),))
    reasons: list[Reason] = []
    left = [one for one in _meant(rule, inputs) if _can_help(one, inputs, start, without, reasons)]
    if not left:
        return Given(None, (*reasons, because("nobody-left")))
    return _pick(rule, left, inputs, start, reasons)


def _meant(rule: NoChoice, inputs: Inputs) -> list[Standing]:
    """List the providers that the rule speaks of, in its own order."""
    if isinstance(rule, OneProvider):
        named: Sequence[str] = (rule.provider,)
    elif isinstance(rule, InTurn | Rotation):
        named = rule.order_in(inputs.situation.area)
    else:
        out = rule.excluded if isinstance(rule, Random) else ()
        named = [one.id for one in inputs.providers if one.id not in out]
    return [standing for one in named if (standing := inputs.standing(one)) is not None]


def _can_help(
    one: Standing, inputs: Inputs, start: date | None, without: Sequence[str], reasons: list[Reason]
) -> bool:
    """Say whether a provider may be given to this person; a reason is added where not."""
    case = inputs.situation
    closed = one.room_as_of if one.room == "closed" else None
    verdict = hindrance_of(one, closed, case.moment.date(), start, case.area, case.services)
    why = str(verdict.hindrance) if verdict.hindrance else ""
    if not why and one.id in without:
        why = "asked-for"
    # The one that the rule names always takes people: it is what the others lean on.
    alone = isinstance(inputs.rules.no_choice, OneProvider)
    if not why and one.warned and not alone:
        why = "warned"
    if not why and one.room == "queue" and not alone:
        why = "full"
    if why:
        reasons.append(because("candidate-out", provider=one.id, why=why))
    return not why


def _pick(
    rule: NoChoice, left: list[Standing], inputs: Inputs, start: date | None, reasons: list[Reason]
) -> Given:
    if isinstance(rule, OneProvider):
        return _given(left[0], reasons, because("named", provider=left[0].id))
    if isinstance(rule, Rotation):
        return _by_period(rule, left, inputs, start, reasons)
    if isinstance(rule, InTurn):
        return _in_turn(rule.order_in(inputs.situation.area), left, inputs, reasons)
    if isinstance(rule, Random):
        return _drawn(left, inputs, reasons)
    if isinstance(rule, FreeCapacity):
        return _most_free(rule, left, inputs, reasons)
    return Given(None, (*reasons, because("appointed")))


def _most_free(rule: FreeCapacity, left: list[Standing], inputs: Inputs, reasons: list[Reason]) -> Given:
    known = [one for one in left if one.free_hours is not None]
    unknown = tuple(one.id for one in left if one.free_hours is None)
    if unknown:
        reasons.append(because("free-unknown", providers=unknown))
    most = max((one.free_hours or 0 for one in known), default=0)
    best = [one for one in known if one.free_hours == most] or left
    if len(best) == 1:
        free = because("most-free", provider=best[0].id, hours=most, known=int(bool(known)))
        return _given(best[0], reasons, free)
    among = tuple(one.id for one in best)
    reasons.append(because("tie", providers=among, hours=most, known=int(bool(known))))
    if rule.tie == "appointed":
        return Given(None, (*reasons, because("appointed")))
    if rule.tie == "in-turn":
        return _in_turn([one.id for one in inputs.providers], best, inputs, reasons)
    return _drawn(best, inputs, reasons)


def _by_period(
    rule: Rotation, left: list[Standing], inputs: Inputs, start: date | None, reasons: list[Reason]
) -> Given:
    order = rule.order_in(inputs.situation.area)
    day = start or inputs.situation.moment.date()
    number = _periods(rule, inputs.rules.valid_from, day)
    by_id = {one.id: one for one in left}
    turns = (order[(number + ahead) % len(order)] for ahead in range(len(order)))
    turn = next(by_id[one] for one in turns if one in by_id)
    whose = order[number % len(order)]
    period = because("period", provider=whose, period=rule.period, day=day.isoformat(), gets=turn.id)
    return _given(turn, reasons, period)


def _periods(rule: Rotation, first: date, day: date) -> int:
    """Count whole periods from the one that the rule set began in to the one that a day lies in."""
    if rule.period == "week":
        return (day.toordinal() - first.toordinal() + first.weekday()) // 7
    months = (day.year - first.year) * 12 + day.month - first.month
    return months if rule.period == "month" else (months + (first.month - 1) % 3) // 3


def _in_turn(order: Sequence[str], left: list[Standing], inputs: Inputs, reasons: list[Reason]) -> Given:
    after = order.index(inputs.last_given) + 1 if inputs.last_given in order else 0
    by_id = {one.id: one for one in left}
    going_round = (*order[after:], *order[:after])
    turn = next(by_id[one] for one in going_round if one in by_id)
    return _given(turn, reasons, because("in-turn", provider=turn.id, after=inputs.last_given or ""))


def _drawn(left: list[Standing], inputs: Inputs, reasons: list[Reason]) -> Given:
    """Draw by lot: SHA-256 of the case's seed and the rules' day, over the providers in their ids' order."""
    drawn_from = f"hemval draw 1:{inputs.situation.seed}:{inputs.rules.valid_from.isoformat()}"
    lot = hashlib.sha256(drawn_from.encode()).hexdigest()
    won = left[int(lot, 16) % len(left)]
    among = tuple(one.id for one in left)
    return _given(won, reasons, because("drawn", provider=won.id, among=among, lot=lot))


def _given(standing: Standing, reasons: list[Reason], last: Reason) -> Given:
    return Given(standing.id, (*reasons, last))
