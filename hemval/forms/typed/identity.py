"""Swedish personal identity numbers and co-ordination numbers (folkbokföringslagen 18 §).

Own and small because the answers matter: ASCII digits only, co-ordination numbers valid, and a number
written without its century is asked for again where two people could be meant (a person of 100 and a child).
"""

import re
from datetime import date
from typing import Literal

from hemval.forms.typed.cleaning import clean_digits

Fault = Literal["unclear", "no-such-date", "check-digit", "century", "future"]

CO_ORDINATION_OFFSET = 60
"""A co-ordination number has 60 added to the day."""

OLDEST = 115
"""Years; nobody who chooses home care is older."""


class NotAnIdentityNumber(ValueError):
    """The text is no identity number; ``fault`` says in which way."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def identity_number(typed: str, today: date) -> str:
    """Return the twelve digits of a number typed with or without century, dashes, plus and spaces.

    Raises ``NotAnIdentityNumber``.
    """
    compact = clean_digits(typed).replace(" ", "")
    match = re.fullmatch(r"([0-9]{2})?([0-9]{2})-?([0-9]{2})-?([0-9]{2})([-+]?)([0-9]{4})", compact)
    if match is None:
        raise NotAnIdentityNumber("unclear")
    century, year, month, day, sign, rest = match.groups()
    birth = year + month + day
    if not has_right_check_digit(birth + rest):
        raise NotAnIdentityNumber("check-digit")
    century = century or _century(birth, sign, today)
    born = _birth_day(century + birth)
    if born > today:
        raise NotAnIdentityNumber("future")
    if today.year - born.year > OLDEST:
        raise NotAnIdentityNumber("no-such-date")
    return century + birth + rest


def has_right_check_digit(ten: str) -> bool:
    """Check ten digits by Luhn's algorithm."""
    total = 0
    for place, digit in enumerate(ten):
        product = int(digit) * (2 if place % 2 == 0 else 1)
        total += product // 10 + product % 10
    return total % 10 == 0


def shown(number: str) -> str:
    """Write twelve digits as people read them: 19380412-9819."""
    return f"{number[:8]}-{number[8:]}"


def masked(number: str) -> str:
    """Write a number so that it can lie on a table: 19380412-****."""
    return f"{number[:8]}-****"


def _birth_day(eight: str) -> date:
    day = int(eight[6:])
    if day > CO_ORDINATION_OFFSET:
        day -= CO_ORDINATION_OFFSET
    try:
        return date(int(eight[:4]), int(eight[4:6]), day)
    except ValueError as error:
        raise NotAnIdentityNumber("no-such-date") from error


def _century(birth: str, sign: str, today: date) -> str:
    """Find the century of a number of ten digits; a plus means a person of 100 or more."""
    possible = []
    for century in (today.year // 100, today.year // 100 - 1, today.year // 100 - 2):
        try:
            born = _birth_day(f"{century:02d}{birth}")
        except NotAnIdentityNumber:
            continue
        if born <= today and today.year - born.year <= OLDEST:
            possible.append((century, born))
    if not possible:
        raise NotAnIdentityNumber("no-such-date")
    if sign == "+":
        possible = [(century, born) for century, born in possible if today.year - born.year >= 100]
    if len(possible) != 1:
        raise NotAnIdentityNumber("century")
    return f"{possible[0][0]:02d}"
