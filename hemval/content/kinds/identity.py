"""Names that machines use too: ids, language tags, organisation numbers."""

import re
from collections.abc import Collection
from functools import cache
from itertools import count
from typing import Annotated

from babel import Locale
from pydantic import BeforeValidator

from hemval.content.kinds.as_schema import written
from hemval.content.kinds.texts import text_of
from hemval.words.wrong import wrong

ID_LIMIT = 60
ID_SHAPE = "[a-z0-9]+(-[a-z0-9]+)*"

BESIDE_CLDR = {"rmf", "rmu", "swl"}
"""Languages of Sweden that Unicode's list may lack: two kinds of Romani and the sign language."""


def _id(value: object) -> str:
    text = text_of(value)
    if len(text) > ID_LIMIT or not re.fullmatch(ID_SHAPE, text):
        raise wrong(
            "”%(value)s” cannot be an id.",
            advice="Use small letters a–z, digits and single dashes, at most %(limit)s characters.",
            value=text,
            limit=ID_LIMIT,
        )
    return text


def free_id(identity: str, taken: Collection[str]) -> str:
    """Return the first of ``kind-2``, ``kind-3`` and so on that nothing has."""
    return next(free for number in count(2) if (free := f"{identity}-{number}") not in taken)


def _language_tag(value: object) -> str:
    text = text_of(value)
    written_right = re.fullmatch("[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", text)
    if written_right and text.partition("-")[0] in languages():
        return text
    by_name = {name.lower(): tag for tag, name in languages().items()}
    meant = by_name.get(text.lower()) or (text.lower() if text.lower() in languages() else None)
    if meant:
        raise wrong(
            "”%(value)s” is not the code of a language.",
            advice="Did you mean ”%(name)s”?",
            value=text,
            name=meant,
        )
    raise wrong(
        "”%(value)s” is not the code of a language.",
        advice="Write its code: sv Swedish, fi Finnish, ar Arabic, swl Swedish sign language.",
        value=text,
    )


@cache
def languages() -> dict[str, str]:
    """Return every language's primary tag with its Swedish name."""
    named = Locale("sv").languages
    return {tag: tag for tag in BESIDE_CLDR} | {
        tag: name for tag, name in named.items() if re.fullmatch("[a-z]{2,3}", tag)
    }


def _organisation_number(value: object) -> str:
    text = text_of(value)
    match = re.fullmatch("([0-9]{6})-?([0-9]{4})", text)
    if match is None:
        raise wrong(
            "”%(value)s” is not an organisation number.",
            advice="Write ten digits with a dash before the last four, for example 212000-0000.",
            value=text,
        )
    number = match[1] + match[2]
    # An organisation number's third digit is at least 2; below it, it is a sole trader's identity number.
    if number[2] < "2":
        raise wrong(
            "This looks like a personal identity number, which must not be published.",
            advice="A sole trader's number is a person's: take the line away.",
        )
    if not luhn(number):
        raise wrong(
            "The organisation number %(value)s is miswritten: its last digit does not fit the others.",
            advice="Compare it with the agreement, digit by digit.",
            value=text,
        )
    return f"{match[1]}-{match[2]}"


def luhn(digits: str) -> bool:
    """Say whether the last digit checks the others (Luhn)."""
    doubled = [int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


Id = Annotated[str, BeforeValidator(_id), written(ID_SHAPE, ID_LIMIT)]
LanguageTag = Annotated[str, BeforeValidator(_language_tag)]
OrganisationNumber = Annotated[str, BeforeValidator(_organisation_number)]
