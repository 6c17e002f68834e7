"""A provider's profile: ``provider_profiles/<id>.yml``, the same fields in the same order for all."""

from datetime import date
from itertools import pairwise
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
from hemval.content.services import Service
from hemval.words import Text

OperatingForm = Literal["municipal", "private", "co-operative", "non-profit"]
Speciality = Literal[
    "dementia", "palliative", "mental-health", "sight-hearing", "culture", "environment", "lgbtq-certificate"
]
HowOften = Literal["always", "often", "on-request"]
Status = Literal["applied", "approved", "coming", "active", "leaving", "terminated", "ended"]

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
    """From application to last day: when the provider works here, and with what."""

    applied: Day | None = None
    """When it asked to be approved; until it is, nobody but the municipality sees its file."""
    approved: Day | None = None
    """When it was approved; needed only before it has begun."""
    begins: Day | None = None
    """The first day with help; None while it is not decided."""
    renewed: Day | None = None
    """From when a new agreement holds, where there was one before."""
    last_day: Day | None = None
    end: Literal["leaves", "terminated"] | None = None
    approved_for: tuple[Service, ...] = Field(min_length=1)
    areas: tuple[Id, ...] = Field(min_length=1)
    hours: Text

    @model_validator(mode="after")
    def _one_day_at_least(self) -> "Agreement":
        if self.applied is None and self.approved is None and self.begins is None:
            raise wrong(
                "The agreement has no day.",
                advice="Write begins: with the first day; before that is known, applied: or approved:.",
            )
        return self

    @model_validator(mode="after")
    def _in_the_order_of_life(self) -> "Agreement":
        life = ("applied", "approved", "begins", "renewed", "last_day")
        days = [(name, day) for name in life if (day := getattr(self, name)) is not None]
        for (_, before), (name, day) in pairwise(days):
            if day < before:
                told = {
                    "approved": "The provider is approved before it applied.",
                    "begins": "The agreement begins before it is approved.",
                    "renewed": "The agreement is renewed before it begins.",
                    "last_day": "The last day is before the day on which the agreement begins.",
                }
                raise wrong(told[name], at=name)
        return self

    @model_validator(mode="after")
    def _ends_for_a_reason(self) -> "Agreement":
        if (self.last_day is None) != (self.end is None):
            raise wrong(
                "A last day and the reason for the end belong together.",
                advice="Write both last_day: and end: (leaves or terminated), or neither.",
                at="last_day" if self.end is None else "end",
            )
        return self

    def status(self, today: date) -> Status:
        """Say where in its life the agreement is on a day."""
        if self.last_day is not None and today > self.last_day:
            return "ended"
        if self.begins is None or today < self.begins:
            return self._before_it_begins(today)
        if self.last_day is None:
            return "active"
        return "terminated" if self.end == "terminated" else "leaving"

    def _before_it_begins(self, today: date) -> Status:
        if self.approved is not None:
            approved = self.approved <= today
        else:
            # A file without applied: is of an agreement that was made long ago or is made.
            approved = self.applied is None or self.begins is not None
        if not approved:
            return "applied"
        return "approved" if self.begins is None else "coming"


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


class Warned(Model):
    """A warning by the municipality: while it lasts, nobody gets the provider by the no-choice rule."""

    begins: Day
    ends: Day | None = None
    """The last day of it; None while it lasts."""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Warned":
        if self.ends is not None and self.ends < self.begins:
            raise wrong("The warning ends before it begins.", at="ends")
        return self


class FollowUp(Model):
    """What was checked at the provider, with result and reply."""

    day: Day
    areas: tuple[Id, ...] = ()
    """Which of the municipality's requirement areas it was about."""
    warning: Warned | None = None
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

    def warned_on(self, day: date) -> bool:
        """Say whether the provider is under a warning on a day."""
        warnings = (one.warning for one in self.follow_ups if one.warning)
        return any(one.begins <= day and (one.ends is None or day <= one.ends) for one in warnings)
