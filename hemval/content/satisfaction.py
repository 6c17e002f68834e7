"""How satisfied those who have home care are, as one index for the whole municipality, year by year."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from hemval.content.kinds import Model, Share, WebAddress, Whole, wrong
from hemval.words import Text

Year = Annotated[Whole, Field(ge=1990, le=2100)]


class Level(Model):
    """A level that was expected or is aimed at: one of the three, from nought to a hundred."""

    year: Year | None = None
    """The year it is for; None where none is set."""
    at_least: Share | None = None
    more_than: Share | None = None
    at_most: Share | None = None

    @model_validator(mode="after")
    def _is_one_level(self) -> "Level":
        if sum(one is not None for one in (self.at_least, self.more_than, self.at_most)) != 1:
            raise wrong(
                "A level is one number: at least, more than or at most so much.",
                advice="Write one of at_least:, more_than: and at_most:.",
            )
        return self

    def reached_by(self, value: Decimal) -> bool:
        """Say whether a value is on the level's right side."""
        if self.at_least is not None:
            return value >= self.at_least
        if self.more_than is not None:
            return value > self.more_than
        return self.at_most is not None and value <= self.at_most


class Satisfaction(Model):
    """The index, where it comes from, and what the municipality aims at; it is of no single provider."""

    measures: Text
    """What the number is made of, in whole sentences."""
    source: Text
    address: WebAddress | None = None
    values: dict[Year, Share] = Field(min_length=1)
    """The index by year; a year without a measurement is left out."""
    expected: Level | None = None
    """What was foreseen before the measurement, where something was."""
    target: Level | None = None

    @property
    def latest(self) -> tuple[int, Decimal]:
        """Return the newest year with its value."""
        year = max(self.values)
        return year, self.values[year]
