"""The kinds of values that content is made of: each is read from text as people write it.

What is already of the right Python type passes, so that models can be made in code as well as from files.
A refusal is a sentence for the writer (``wrong``), never "invalid".
"""

from hemval.content.kinds.amounts import Money, Share, Whole
from hemval.content.kinds.identity import Id, LanguageTag, OrganisationNumber
from hemval.content.kinds.model import Model
from hemval.content.kinds.reach import Email, Phone, WebAddress
from hemval.content.kinds.texts import Line, Paragraph, YesNo
from hemval.content.kinds.times import Clock, Day
from hemval.words.wrong import wrong

__all__ = [
    "Clock",
    "Day",
    "Email",
    "Id",
    "LanguageTag",
    "Line",
    "Model",
    "Money",
    "OrganisationNumber",
    "Paragraph",
    "Phone",
    "Share",
    "WebAddress",
    "Whole",
    "YesNo",
    "wrong",
]
