"""The types of question, one module each, and the union of them that a form's file is read into."""

from typing import Annotated

from pydantic import Field

from hemval.forms.types.address import Address
from hemval.forms.types.area import Area
from hemval.forms.types.choice_of_one import ChoiceOfOne
from hemval.forms.types.choice_of_several import ChoiceOfSeveral
from hemval.forms.types.date import DateQuestion
from hemval.forms.types.declaration import Declaration
from hemval.forms.types.email import Email
from hemval.forms.types.fact import Fact
from hemval.forms.types.identity_number import IdentityNumber
from hemval.forms.types.languages import Languages
from hemval.forms.types.name import Name
from hemval.forms.types.notice import Notice
from hemval.forms.types.phone import PhoneNumber
from hemval.forms.types.priced import Priced
from hemval.forms.types.provider import ProviderChoice
from hemval.forms.types.reference import Reference
from hemval.forms.types.services import ServicesQuestion
from hemval.forms.types.stop import Stop
from hemval.forms.types.text import FreeText
from hemval.forms.types.translated import Translated

AnyQuestion = Annotated[
    Address
    | Area
    | ChoiceOfOne
    | ChoiceOfSeveral
    | DateQuestion
    | Declaration
    | Email
    | Fact
    | FreeText
    | IdentityNumber
    | Languages
    | Name
    | Notice
    | PhoneNumber
    | Priced
    | ProviderChoice
    | Reference
    | ServicesQuestion
    | Stop
    | Translated,
    Field(discriminator="type"),
]

__all__ = ["AnyQuestion"]
