"""What may be shown of a survey's results, so that nobody's own answer can be worked out.

Pages, comparison, form and open data all show what ``shown_results`` returns and nothing else of a question.

1. A result with fewer answers than the threshold is not shown, nor a municipality's. The threshold is 7, or
   what the municipality has set above it.
2. What is left when the shown providers are taken from the whole municipality must not tell of a few either.
   Where that remainder holds a hidden provider, or answers fewer than the threshold that belong to no
   provider in the file (a source often leaves its smallest out), more results are hidden, those with the
   fewest answers first, until the remainder is of at least two, has at least the threshold's number of
   answers and could hold the threshold's number both of positive answers and of others. Then each hidden
   provider with few answers may still have had only positive ones, or none, even for who knows how many
   answered at each. A remainder of many answers of no provider is cover as good as another provider's.
   Where all providers are hidden and that is not enough, or the municipality has fewer answers than its
   providers together, the municipality's figure is hidden too.
3. No share tells what all answered: one that only ``n`` or ``n - 1`` positive answers of ``n`` can give is
   shown as "more than" 100 * (n - 2) / n, rounded down, and likewise at the other end. Where the shown
   providers taken from the municipality's figure would tell it all the same, that figure is hidden.

What is guarded against is someone who knows every figure shown, the number of answers of the whole
municipality, which the source publishes, and how figures are rounded. A figure that the source itself
publishes elsewhere is beyond what hiding it here can help.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Literal, NamedTuple

from hemval.content.survey import FEWEST_ANSWERS, Question, Result

Bound = Literal["", "more-than", "fewer-than"]


@dataclass(frozen=True)
class ShownResult:
    """A result as it may be told: a share of 100, or one that it lies above or below."""

    share: Decimal
    answers: int
    bound: Bound = ""


@dataclass(frozen=True)
class ShownResults:
    """What may be told of one question."""

    municipality: ShownResult | None
    """None where it is not known or may not be shown."""
    providers: Mapping[str, ShownResult]
    """By provider."""
    hidden: frozenset[str]
    """Providers that have a result which is not shown, for its own few answers or another's."""


def shown_results(question: Question, threshold: int) -> ShownResults:
    """Decide which results of a question may be shown, and how."""
    threshold = max(threshold, FEWEST_ANSWERS)
    told = {name: _capped(result) for name, result in question.providers.items() if result.answers}
    enough = sorted((result.answers, name) for name, result in told.items() if result.answers >= threshold)
    few = len(told) - len(enough)
    open_to_show = [name for _, name in enough]
    mean = question.municipality
    if mean is None or mean.answers < threshold:
        return _showing(None, open_to_show, told, question)
    municipality = _capped(mean)
    nobodys = mean.answers - sum(result.answers for result in told.values())
    unit = _unit(question)
    shown = [told[name] for name in open_to_show]
    remainder = _Remainder.of(municipality, shown, unit)
    if not few and not 0 < nobodys < threshold:
        caps_hold = remainder.leaves_open({result.bound for result in shown})
        return _showing(municipality if caps_hold else None, open_to_show, told, question)
    if nobodys < 0:
        return _showing(None, open_to_show, told, question)
    members = few + (nobodys > 0)
    while members < 2 or not remainder.tells_of_no_few(threshold):
        if not open_to_show:
            return _showing(None, (), told, question)
        remainder = remainder.with_(told[open_to_show.pop(0)], unit)
        members += 1
    return _showing(municipality, open_to_show, told, question)


class _Remainder(NamedTuple):
    """The answers left when what is shown is taken from the whole: how many, and how many are positive."""

    answers: int
    fewest: int
    """Positive answers."""
    most: int

    @classmethod
    def of(cls, municipality: ShownResult, shown: Sequence[ShownResult], unit: Decimal) -> "_Remainder":
        """Take what is shown from the whole."""
        fewest, most = _positive(municipality, unit)
        parts = [_positive(result, unit) for result in shown]
        return cls(
            municipality.answers - sum(result.answers for result in shown),
            fewest - sum(part[1] for part in parts),
            most - sum(part[0] for part in parts),
        )

    def with_(self, hidden: ShownResult, unit: Decimal) -> "_Remainder":
        """Put back a result that is not to be shown after all."""
        fewest, most = _positive(hidden, unit)
        return _Remainder(self.answers + hidden.answers, self.fewest + most, self.most + fewest)

    def tells_of_no_few(self, threshold: int) -> bool:
        """Say whether as many answers as the threshold may all be positive, and may all be others."""
        room = self.answers >= threshold
        return room and self.most >= threshold and self.answers - self.fewest >= threshold

    def leaves_open(self, bounds: Set[Bound]) -> bool:
        """Say whether it takes nothing back of what a bound keeps open: that all answered alike, or not.

        ``fewest`` and ``most`` let everyone be positive above a bound and nobody below one. Where they leave
        place for an answer the other way, it may as well be one of those that a bound stands for.
        """
        all_alike = "more-than" in bounds and self.answers <= self.fewest
        return not all_alike and not ("fewer-than" in bounds and self.most <= 0)


def _positive(shown: ShownResult, unit: Decimal) -> tuple[int, int]:
    """Return the fewest and the most positive answers that a shown result can stand for."""
    an_answer = Fraction(100, shown.answers)
    share, half = Fraction(shown.share), Fraction(unit) / 2
    if shown.bound == "more-than":
        return floor(share / an_answer) + 1, shown.answers
    if shown.bound == "fewer-than":
        return 0, ceil(share / an_answer) - 1
    fewest = ceil(max(share - half, Fraction(0)) / an_answer)
    most = floor(min(share + half, Fraction(100)) / an_answer)
    # A weighted share need not be a whole number of answers: then the nearest on both sides.
    return min(fewest, most), max(fewest, most)


def _capped(result: Result) -> ShownResult:
    """Return a result that does not tell what all answered."""
    answers = result.answers
    two = Fraction(200, answers)
    if result.share > 100 - two:
        return ShownResult(Decimal(floor(100 - two)), answers, "more-than")
    if result.share < two:
        return ShownResult(Decimal(ceil(two)), answers, "fewer-than")
    return ShownResult(result.share, answers)


def _unit(question: Question) -> Decimal:
    """Return the finest step of the question's shares: one of 100, or a tenth where one has decimals."""
    results = [*question.providers.values(), *([question.municipality] if question.municipality else [])]
    exponents = [result.share.as_tuple().exponent for result in results]
    return Decimal(1).scaleb(min([0, *(exponent for exponent in exponents if isinstance(exponent, int))]))


def _showing(
    municipality: ShownResult | None,
    names: Iterable[str],
    told: Mapping[str, ShownResult],
    question: Question,
) -> ShownResults:
    shown = {name: told[name] for name in names}
    return ShownResults(municipality, shown, frozenset(question.providers.keys() - shown.keys()))
