"""Who the municipality is: names, help, areas, personal data and its rule sets."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from hemval.content.companies import Companies
from hemval.content.history import Event
from hemval.content.kinds import Day, Email, Id, Line, Model, Phone, WebAddress, Whole, wrong
from hemval.content.kinds.texts import NO, YES, text_of
from hemval.content.look import Look
from hemval.content.notice import Notice
from hemval.content.rule_set import RuleSet
from hemval.content.satisfaction import Satisfaction
from hemval.content.survey import FEWEST_ANSWERS
from hemval.words import LANGUAGES, Text


class Help(Model):
    """Where a person turns, the same on every page."""

    phone: Phone | None = None
    hours: Text
    email: Email | None = None
    visit: Text
    post: Text


class Responsible(Model):
    """Who decided and who follows up."""

    decides: Text
    follows_up: Text


VOLUNTARY: Literal["frivilligt"] = "frivilligt"


def _whether_asked(value: object) -> bool | Literal["frivilligt"]:
    if isinstance(value, bool):
        return value
    text = text_of(value)
    if text.lower() == VOLUNTARY:
        return VOLUNTARY
    if text.lower() in YES | NO:
        return text.lower() in YES
    raise wrong(
        "”%(value)s” is neither yes, no nor voluntary.", advice="Write ja, nej or frivilligt.", value=text
    )


LEAST_KEPT = 2
"""Days: officers can take a step back for one, and nothing is to be gone before that."""

MOST_KEPT = 3650
"""Days: ten years is no queue any more, and a slip of the finger."""


class PersonalData(Model):
    """What GDPR art. 13 makes a municipality say, and what it asks for."""

    controller: Text
    data_protection_officer: Text
    identity_number: Annotated[bool | Literal["frivilligt"], BeforeValidator(_whether_asked)]
    """Whether a form asks for one: only where it is clearly justified (GDPR, dataskyddslagen).

    ``frivilligt``: it asks, and who would rather not write it asks for a call in its place.
    """
    kept_days: Annotated[Whole, Field(ge=LEAST_KEPT, le=MOST_KEPT)]
    """Days after its transfer to the case system in which a choice is to be gone from here, by own rule."""
    retention_decision: Text


class Accessibility(Model):
    """What the act on accessible digital public services (2018:1937) makes a municipality state."""

    status: Literal["full", "partial", "none"]
    """Whether the site meets the act, in the act's three words."""
    assessed: Text
    """Who found that out and how, in whole sentences: the status is worth no more than this."""
    supervisor: Text
    """The authority to turn to for a person whom the municipality's answer does not help."""
    supervisor_address: WebAddress | None = None
    """Where to complain there; nothing where the municipality is invented."""


class Site(Model):
    """The site itself."""

    title: Text
    address: WebAddress
    languages: tuple[Line, ...]
    published: Day
    reviewed: Day
    reviewed_by: Text

    @model_validator(mode="after")
    def _languages_are_known(self) -> "Site":
        for index, language in enumerate(self.languages):
            if language not in LANGUAGES:
                raise wrong(
                    "The site cannot be shown in the language %(language)s.",
                    advice="Use one of: %(allowed)s.",
                    at=("languages", index),
                    language=language,
                    allowed=", ".join(LANGUAGES),
                )
            if language in self.languages[:index]:
                raise wrong(
                    "The language %(language)s stands twice.", at=("languages", index), language=language
                )
        if not self.languages or self.languages[0] != "sv":
            raise wrong("The first language of the site must be sv.", at="languages")
        return self

    @model_validator(mode="after")
    def _reviewed_after_published(self) -> "Site":
        if self.reviewed < self.published:
            raise wrong("The review day is before the day of publication.", at="reviewed")
        return self


class Municipality(Model):
    """One municipality: ``municipality.yml``."""

    name: Line
    """As it signs letters: "Lindviks kommun"."""
    short_name: Line
    """The place: "Lindvik"."""
    example_of: Text | None = None
    """Set only for an example after a real municipality's rules: shown on every page."""
    site: Site
    look: Look | None = None
    """Its own colour and logotype; without them the site looks like ours."""
    help: Help
    responsible: Responsible
    personal_data: PersonalData
    accessibility: Accessibility
    areas: dict[Id, Text]
    survey_threshold: Annotated[Whole, Field(ge=FEWEST_ANSWERS)] = FEWEST_ANSWERS
    """Results with fewer answers are not shown."""
    rules: tuple[RuleSet, ...]
    requirement_areas: dict[Id, Text] = {}
    """What the requirements on providers are about; follow-ups are told by it."""
    companies: Companies | None = None
    satisfaction: Satisfaction | None = None
    history: tuple[Event, ...] = ()
    notices: tuple[Notice, ...] = ()

    @model_validator(mode="after")
    def _can_be_phoned(self) -> "Municipality":
        if self.help.phone is None and self.example_of is None:
            raise wrong("A phone number for help is missing.", at=("help", "phone"))
        return self

    @model_validator(mode="after")
    def _one_rule_set_a_day(self) -> "Municipality":
        if not self.rules:
            raise wrong("At least one set of rules is needed.", at="rules")
        days = [rules.valid_from for rules in self.rules]
        for index, day in enumerate(days):
            if day in days[:index]:
                raise wrong(
                    "Two sets of rules are valid from %(day)s.",
                    advice="Give each set a day of its own, from which it is in force.",
                    at=("rules", index, "valid_from"),
                    day=day.isoformat(),
                )
        return self

    def rules_on(self, day: date) -> RuleSet:
        """Return the rule set in force on a day; before the first, the first."""
        in_force = [rules for rules in self.rules if rules.valid_from <= day]
        if in_force:
            return max(in_force, key=lambda rules: rules.valid_from)
        return min(self.rules, key=lambda rules: rules.valid_from)
