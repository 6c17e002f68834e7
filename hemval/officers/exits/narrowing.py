"""Which of those an exit touches a page shows, as its address asks: nothing in it names anybody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from hemval.rules.exits.plan import Plan

STATUS, AREA, FROM, TO, LOST, PAGE = "status", "omrade", "fran", "till", "aterkommet", "sida"


@dataclass(frozen=True)
class Narrowing:
    """What is asked for."""

    status: str = ""
    area: str = ""
    leaves: str = ""
    """The provider that stops."""
    helper: str = ""
    """Who helps from the day after."""
    lost: bool = False
    """Only those whose letter came back."""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        """Read it from an address."""
        return cls(
            status=asked.get(STATUS, ""),
            area=asked.get(AREA, ""),
            leaves=asked.get(FROM, ""),
            helper=asked.get(TO, ""),
            lost=asked.get(LOST) == "ja",
        )

    @property
    def narrows(self) -> bool:
        """Say whether something may be left out."""
        return bool(self.status or self.area or self.leaves or self.helper or self.lost)

    def query(self) -> dict[str, str]:
        """Return what an address says to ask for the same."""
        said = {STATUS: self.status, AREA: self.area, FROM: self.leaves, TO: self.helper}
        said |= {LOST: "ja" if self.lost else ""}
        return {name: value for name, value in said.items() if value}

    def of_those(self, plans: Iterable[Plan]) -> list[Plan]:
        """Return those that are asked for; of who is gone only where that is asked for."""
        return [plan for plan in plans if self._keeps(plan)]

    def _keeps(self, plan: Plan) -> bool:
        listed = plan.case.affected
        if plan.status == "gone" and self.status != "gone":
            return False
        return (
            self.status in ("", plan.status)
            and self.area in ("", listed.area)
            and self.leaves in ("", listed.provider)
            and self.helper in ("", plan.helper)
            and (not self.lost or plan.case.undeliverable_at is not None)
        )
