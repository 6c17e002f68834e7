"""References under the reason that they share, each reason with what to do."""

from collections.abc import Iterable
from dataclasses import dataclass

from hemval.handover.exit_told import why_and_advice
from hemval.officers.address import affected_at
from hemval.rules.exits.plan import Unasked
from hemval.rules.exits.proof import Reason


@dataclass(frozen=True)
class Reference:
    """Somebody, without anything that names them."""

    id: str
    href: str
    reference: str
    told: str
    """What else is to be known: the group of services, a letter that came back."""


@dataclass(frozen=True)
class UnderReason:
    """All whom the same stands in the way of."""

    reason: str
    advice: str
    references: tuple[Reference, ...]

    @property
    def persons(self) -> int:
        """Count persons: whose help is chosen apart may stand here with each part of it."""
        return len({one.id for one in self.references})


def reference(exit_id: str, affected_id: str, called: str, *told: str) -> Reference:
    """Name somebody, with a link to all that is known."""
    return Reference(
        affected_id, affected_at(exit_id, affected_id), called, ", ".join(one for one in told if one)
    )


def by_reason(found: Iterable[tuple[Reason | Unasked, Reference]]) -> list[UnderReason]:
    """Put them under their reasons, in the order in which those are met."""
    held: dict[Reason | Unasked, list[Reference]] = {}
    for reason, one in found:
        held.setdefault(reason, []).append(one)
    return [UnderReason(*why_and_advice(reason), tuple(some)) for reason, some in held.items()]
