"""Numbers, in ASCII digits only; a decimal comma is as good as a point."""

import re
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator

from hemval.content.kinds.as_schema import written
from hemval.content.kinds.texts import text_of
from hemval.words.wrong import wrong


def _whole(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = text_of(value)
    if not re.fullmatch("[0-9]{1,9}", text):
        # No number is proposed: "2 veckor" where days are meant is no 2.
        raise wrong(
            "”%(value)s” is not a whole number.", advice="Write the number with digits only.", value=text
        )
    return int(text)


def _share(value: object) -> Decimal:
    share = _number(value)
    if share is None:
        text = text_of(value)
        match = re.fullmatch("([0-9]{1,3}(?:[.,][0-9]{1,4})?)(?: ?%)?", text)
        if match is None:
            raise wrong(
                "”%(value)s” is not a share.",
                advice="Write a number from 0 to 100, for example 86 or 86,5.",
                value=text,
            )
        share = Decimal(match[1].replace(",", "."))
    if not 0 <= share <= 100:
        raise wrong(
            "The share %(value)s is not between 0 and 100.",
            advice="Write how many of 100, for example 86.",
            value=share,
        )
    return share


def _money(value: object) -> Decimal:
    amount = _number(value)
    if amount is not None:
        return amount
    text = text_of(value)
    match = re.fullmatch("([0-9]{1,3}(?:[ \u00a0]?[0-9]{3}){0,3}(?:[.,][0-9]{2})?)(?:[ \u00a0]?kr)?", text)
    if match is None:
        raise wrong(
            "”%(value)s” is not an amount of money.",
            advice="Write kronor with digits, for example 390 or 390,50.",
            value=text,
        )
    return Decimal(re.sub("[ \u00a0]", "", match[1]).replace(",", "."))


def _number(value: object) -> Decimal | None:
    """Return what code hands over as a number; a float is taken as it prints, not as its bits."""
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(Decimal(str(value)))
    return None


Whole = Annotated[int, BeforeValidator(_whole), written("[0-9]{1,9}", 9)]
Share = Annotated[Decimal, BeforeValidator(_share)]
Money = Annotated[Decimal, BeforeValidator(_money)]
