"""What those who want to be providers need to know: how to apply, what is demanded, what is paid."""

from collections.abc import Mapping
from datetime import date

from pydantic import Field, model_validator

from hemval.content.document import Document
from hemval.content.kinds import Day, Email, Id, Model, Money, Phone, wrong
from hemval.content.services import Service
from hemval.words import Text


class Requirement(Model):
    """Something that is demanded of all alike; a plain text is one that belongs to no area."""

    text: Text
    """A whole sentence or a short point."""
    area: Id | None = None
    """Which of the municipality's requirement areas it belongs to."""

    @model_validator(mode="before")
    @classmethod
    def _text_alone(cls, value: object) -> object:
        names_its_parts = isinstance(value, Mapping) and ("text" in value or "area" in value)
        return value if names_its_parts or isinstance(value, Model) else {"text": value}


class PriceList(Model):
    """What the municipality pays a provider from a day until the next list's first day."""

    valid_from: Day
    hourly: dict[Service, Money] = Field(min_length=1)
    """Kronor an hour for each kind of help."""


class Companies(Model):
    """The facts of the page for companies and others that give home care, or want to."""

    apply: Text
    """How and when to apply, in whole sentences."""
    requirements: tuple[Requirement, ...] = ()
    """What is demanded of all alike."""
    documents: tuple[Document, ...] = ()
    prices: tuple[PriceList, ...] = ()
    payment: tuple[Text, ...] = ()
    """What is paid and not beside the hours: absence, journeys."""
    phone: Phone | None = None
    email: Email | None = None

    @model_validator(mode="after")
    def _one_price_list_a_day(self) -> "Companies":
        days = [prices.valid_from for prices in self.prices]
        for index, day in enumerate(days):
            if day in days[:index]:
                raise wrong(
                    "Two lists of prices are valid from %(day)s.",
                    advice="Give each list a day of its own, from which it is in force.",
                    at=("prices", index, "valid_from"),
                    day=day.isoformat(),
                )
        return self

    def prices_on(self, day: date) -> PriceList | None:
        """Return the price list in force on a day; None before the first."""
        in_force = [prices for prices in self.prices if prices.valid_from <= day]
        return max(in_force, key=lambda prices: prices.valid_from, default=None)
