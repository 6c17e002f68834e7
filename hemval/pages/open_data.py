"""What is published of the providers as open data: each field with its words and its Open Referral name.

The models are the schema, the data and the page that documents them. They are not the profile's own models:
a new field of a profile is published when somebody has said so here, never by itself.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from hemval.content.kinds import Id, LanguageTag, Model
from hemval.content.provider import HowOften, OperatingForm, Speciality, Status
from hemval.content.room import State
from hemval.content.services import Service
from hemval.words import Text, sentence

HSDS = "hsds"
"""The key under which a field's name in Open Referral HSDS 3.0 stands in the schema."""


def told(words: str, hsds: str = "") -> Any:  # noqa: ANN401 - what pydantic's own Field returns
    """Describe a field by a sentence, and by its Open Referral name where it has one."""
    return Field(description=words, json_schema_extra={HSDS: hsds} if hsds else None)


def _in_languages(value: object) -> object:
    return value.root if isinstance(value, Text) else value


InLanguages = Annotated[dict[str, str], BeforeValidator(_in_languages)]
"""The same text by language, ``sv`` always among them."""


class Published(Model):
    """A part of the data, made from the part of the content that has the same field names."""

    model_config = {"from_attributes": True}


class IdentityData(Published):
    """Who stands behind the name."""

    legal_name: str = told(sentence("The name that the company or organisation is registered by."))
    organisation_number: str | None = told(
        sentence("The organisation number."), "organization_identifier.identifier"
    )
    operating_form: OperatingForm = told(sentence("Who runs it; a code."), "organization.legal_status")
    owner: InLanguages | None = told(sentence("Who owns it."))
    ivo_permit: date | None = told(
        sentence("The day of the permit from the Health and Social Care Inspectorate.")
    )


class AgreementData(Published):
    """The agreement with the municipality."""

    approved: date | None = told(sentence("The day when the provider was approved."))
    begins: date | None = told(sentence("The first day of the agreement; null until it is decided."))
    renewed: date | None = told(sentence("The first day of a new agreement after the first one."))
    last_day: date | None = told(sentence("The last day, where the agreement ends."))
    end: Literal["leaves", "terminated"] | None = told(
        sentence("How it ends: the provider leaves, or the municipality has terminated the agreement.")
    )
    approved_for: tuple[Service, ...] = told(
        sentence("What the provider may help with; codes."), "taxonomy_term.code"
    )
    areas: tuple[Id, ...] = told(sentence("The areas where it works; codes from the list of areas."))
    hours: InLanguages = told(sentence("The hours when help is given."), "schedule.description")


class ExtraData(Published):
    """A service that the citizen pays for."""

    name: InLanguages = told(sentence("An extra service, which the citizen pays for."), "cost_option.option")
    price: float | None = told(sentence("Its price in kronor an hour."), "cost_option.amount")


class OfferData(Published):
    """What the provider says of itself."""

    presentation: InLanguages = told(sentence("The provider's own presentation."), "organization.description")
    specialities: tuple[Speciality, ...] = told(sentence("Special knowledge; codes."), "taxonomy_term.code")
    languages: dict[LanguageTag, HowOften] = told(
        sentence("Languages by their code (BCP 47), and how often somebody who speaks it can come."),
        "language.code",
    )
    extras: tuple[ExtraData, ...] = told(sentence("Extra services, where the municipality allows them."))


class ContinuityData(Published):
    """How many different people come."""

    people: float = told(sentence("How many different people come to a person in 14 days (Kolada U21401)."))
    year: int = told(sentence("The year of that number."))


class StaffData(Published):
    """The people who come."""

    number: int | None = told(sentence("The number of employees."))
    trained_share: float | None = told(sentence("How many of 100 employees are trained assistant nurses."))
    continuity: ContinuityData | None = told(sentence("How many different people come, with the year."))


class ContactData(Published):
    """How to reach the provider."""

    phone: str | None = told(sentence("The phone number."), "phone.number")
    hours: InLanguages | None = told(sentence("When the phone is answered."), "phone.description")
    email: str | None = told(sentence("The e-mail address."), "organization.email")
    web: str | None = told(sentence("The provider's own website."), "organization.website")
    visit: InLanguages | None = told(sentence("Where one can visit."), "location.description")


class RoomData(Published):
    """Whether there is room for new people: the hours behind it are the municipality's own matter."""

    state: State = told(sentence("Room for new people; a code."))
    as_of: date = told(sentence("The day on which that was so."))
    areas: dict[Id, State] = told(sentence("Room in each area where it is not the same in all of them."))
    waiting: int | None = told(sentence("How many wait for room, where the municipality tells it."))


class WarningData(Published):
    """A warning by the municipality."""

    begins: date = told(sentence("The first day of the warning."))
    ends: date | None = told(sentence("Its last day; null while none is set."))


class FollowUpData(Published):
    """What the municipality checked."""

    day: date = told(sentence("The day of the follow-up."))
    areas: tuple[Id, ...] = told(sentence("What it was about; codes from requirement_areas."))
    warning: WarningData | None = told(sentence("The municipality's warning, where it gave one."))
    by: InLanguages | None = told(sentence("Who checked, where it was not the municipality."))
    scope: InLanguages = told(sentence("What was checked."))
    result: InLanguages = told(sentence("What was found."))
    reply: InLanguages | None = told(sentence("The provider's reply."))
    document: str | None = told(sentence("The address of the whole report."))


class ReviewData(Published):
    """How fresh the facts are."""

    attested: date | None = told(sentence("The day when the provider attested the facts."))
    reviewed: date = told(
        sentence("The day when the municipality reviewed the facts."), "service.assured_date"
    )


class ResultData(Published):
    """A result of one question, as far as it may be shown."""

    state: Literal["shown", "hidden", "none"] = told(
        sentence("Whether there is a result, and whether so many answered that it may be shown.")
    )
    share: float | None = told(sentence("How many of 100 gave one of the two best answers."))
    bound: Literal["exact", "more-than", "fewer-than"] | None = told(
        sentence("Whether the share is exact, or lies above or below the number.")
    )
    answers: int | None = told(sentence("How many answered."))


class ProviderData(Published):
    """One provider."""

    id: Id = told(sentence("The provider's id here; it never changes."))
    name: str = told(sentence("The provider's name."), "organization.name")
    page: str = told(sentence("The address of the provider's page here."), "service.url")
    status: Status = told(sentence("Where in its life the agreement is; a code."), "service.status")
    room: RoomData | None = told(sentence("Room for new people, with its day."))
    identity: IdentityData = told(sentence("Who stands behind the name."), "organization")
    agreement: AgreementData = told(sentence("The agreement with the municipality."), "service")
    offer: OfferData = told(sentence("What the provider offers."))
    staff: StaffData = told(sentence("The people who come."))
    contact: ContactData = told(sentence("How to reach the provider."))
    results: dict[Id, ResultData] = told(
        sentence("What those who have help there answered, by the survey question's id.")
    )
    follow_ups: tuple[FollowUpData, ...] = told(sentence("What was checked at the provider."))
    review: ReviewData = told(sentence("How fresh the facts are."))


class QuestionData(Published):
    """A question of the survey."""

    wording: InLanguages = told(sentence("The question as it was put."))
    kolada: str | None = told(sentence("The measure's name in Kolada."))
    country: float | None = told(sentence("The share in the whole country."))
    municipality: ResultData = told(sentence("The result of the whole municipality."))


class SurveyData(Published):
    """The survey that the results come from."""

    year: int = told(sentence("The year of the survey."))
    source: InLanguages = told(sentence("Who made the survey."))
    address: str | None = told(sentence("Where the survey can be read."))
    asked: InLanguages = told(sentence("Who was asked, and who was not."))
    questions: dict[Id, QuestionData] = told(sentence("The questions, by their id."))


class OpenData(Published):
    """Everything in the file."""

    format: Literal[1] = told(sentence("The number of this format. It changes when a field changes meaning."))
    municipality: str = told(sentence("The municipality whose data these are."))
    example_of: InLanguages | None = told(
        sentence("Set only where the data are an example: they must not be taken for a real municipality's.")
    )
    terms: InLanguages = told(sentence("How the data may be used."))
    address: str = told(sentence("The address of the site."))
    built: date = told(sentence("The day that the data are made for."))
    version: str = told(sentence("A fingerprint of the content. The same content has the same version."))
    areas: dict[Id, InLanguages] = told(sentence("The areas and their names."), "service_area.name")
    requirement_areas: dict[Id, InLanguages] = told(
        sentence("What the requirements on providers are about, with names.")
    )
    satisfaction: dict[int, float] = told(
        sentence("The municipality's satisfaction index by year, for all providers together.")
    )
    survey: SurveyData | None = told(sentence("The latest survey, where there is one."))
    providers: tuple[ProviderData, ...] = told(
        sentence("All providers with an agreement, in alphabetical order.")
    )


INTERNAL: frozenset[str] = frozenset({"agreement.applied"})
"""Fields of a profile that are not for the public. A test demands that each field of a profile is either
published or named here."""

INTERNAL_ROOM: frozenset[str] = frozenset(
    {
        "granted_hours", "ceilings.hours", "ceilings.told", "ceilings.begins",
        "areas.state", "areas.granted_hours", "areas.ceilings.hours", "areas.ceilings.told",
        "areas.ceilings.begins",
    }
)  # fmt: skip
"""The same of what is known of room; of an area only its state is told, as its value."""
