"""A provider's profile: ``provider_profiles/<id>.yml``, the same fields in the same order for all."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from hemval.content.kinds import (
    Day,
    Email,
    Id,
    LanguageTag,
    Line,
    Model,
    Money,
    OrganisationNumber,
    Phone,
    Share,
    WebAddress,
    Whole,
    wrong,
)
from hemval.words import Text

OperatingForm = Literal["municipal", "private", "co-operative", "non-profit"]
Service = Literal["service", "personal-care", "alarm", "escort", "respite", "night"]
Speciality = Literal[
    "dementia", "palliative", "mental-health", "sight-hearing", "culture", "environment", "lgbtq-certificate"
]
HowOften = Literal["always", "often", "on-request"]
Status = Literal["coming", "active", "leaving", "terminated", "ended"]

PRESENTATION_LIMIT = 400
"""Characters of a presentation, the same for all: comparable information (LOV 9:1)."""


class Identity(Model):
    """Who stands behind the name."""

    legal_name: Line
    organisation_number: OrganisationNumber | None = None
    operating_form: OperatingForm
    owner: Text | None = None
    ivo_permit: Day | None = None


class Agreement(Model):
    """From when to when the provider works here, and with what."""

    begins: Day
    last_day: Day | None = None
    end: Literal["leaves", "terminated"] | None = None
    approved_for: tuple[Service, ...] = Field(min_length=1)
    areas: tuple[Id, ...] = Field(min_length=1)
    hours: Text

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Agreement":
        if self.last_day is not None and self.last_day < self.begins:
            raise wrong("The last day is before the day on which the agreement begins.", at="last_day")
        if (self.last_day is None) != (self.end is None):
            raise wrong(
                "A last day and the reason for the end belong together.",
                advice="Write both last_day: and end: (leaves or terminated), or neither.",
                at="last_day" if self.end is None else "end",
            )
        return self

    def status(self, today: date) -> Status:
        """Say where in its life the agreement is on a day."""
        if today < self.begins:
            return "coming"
        if self.last_day is None:
            return "active"
        if today > self.last_day:
            return "ended"
        return "terminated" if self.end == "terminated" else "leaving"


class Extra(Model):
    """A service outside the decision that the citizen pays for."""

    name: Text
    price: Money | None = None
    """Kronor an hour."""


class Offer(Model):
    """What the provider says of itself, within the same limits as all."""

    presentation: Text
    specialities: tuple[Speciality, ...] = ()
    languages: dict[LanguageTag, HowOften]
    extras: tuple[Extra, ...] = ()

    @model_validator(mode="after")
    def _presentation_is_short(self) -> "Offer":
        for language, words in self.presentation.root.items():
            if len(words) > PRESENTATION_LIMIT:
                raise wrong(
                    "The presentation has %(n)s characters; all providers have at most %(limit)s.",
                    at=("presentation", language),
                    n=len(words),
                    limit=PRESENTATION_LIMIT,
                )
        return self


class Continuity(Model):
    """How many different people come to a person in 14 days (Kolada U21401)."""

    people: Share
    year: Whole


class Staff(Model):
    """The people who come."""

    number: Whole | None = None
    trained_share: Share | None = None
    """Of 100 employees, how many are trained assistant nurses."""
    continuity: Continuity | None = None


class Contact(Model):
    """How to reach the provider: functions, not people."""

    phone: Phone | None = None
    hours: Text | None = None
    email: Email | None = None
    web: WebAddress | None = None
    visit: Text | None = None


class FollowUp(Model):
    """What was checked at the provider, with result and reply."""

    day: Day
    by: Text | None = None
    """Who checked, such as an authority that inspects; None where the municipality did."""
    scope: Text
    result: Text
    reply: Text | None = None
    document: Line | None = None
    """The whole report: the name of a file in documents/."""


class Review(Model):
    """When the facts were attested by the provider and read by the municipality."""

    attested: Day | None = None
    """None in an example, where nobody attested anything."""
    reviewed: Day


class Profile(Model):
    """What stands in a provider's file."""

    name: Line
    identity: Identity
    agreement: Agreement
    offer: Offer
    staff: Staff = Staff()
    contact: Contact
    follow_ups: tuple[FollowUp, ...] = ()
    review: Review


class Provider(Profile):
    """One provider, whole: the profile with its id, which is the file's name."""

    id: Id
