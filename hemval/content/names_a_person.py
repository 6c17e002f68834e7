"""What names a person, wherever it stands in a table: headings of columns, and identity numbers in values."""

import re
import unicodedata
from datetime import date

from hemval.content.kinds.identity import luhn
from hemval.words.plain import HIDDEN

OF_A_PERSON = re.compile(
    "namn|name|person|p-?nr|pers|samordning|ident|adr|gata|street|c/o|postn|postort|^ort$|stad|city|"
    "tel|tfn|mobil|phone|mail|e-?post|fodd|fodel|birth|alder|^age$|^kon$|gender|kund|brukare|anhorig|kontakt"
)
"""Parts of headings under which case systems keep who somebody is, without their dots and rings."""

BETWEEN = r"[ .\-/_+]{0,3}"
"""What people write between the parts of a number."""

NUMBER = re.compile(
    rf"(?<![0-9])((?:1[89]|20)?){BETWEEN}([0-9]{{2}}){BETWEEN}([0-9]{{2}}){BETWEEN}([0-9]{{2}})"
    rf"{BETWEEN}([0-9]{{2}}){BETWEEN}([0-9]{{2}})(?![0-9])"
)
DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
CO_ORDINATION_OFFSET = 60
"""A co-ordination number has 60 added to the day."""


def heading_names_a_person(heading: str) -> bool:
    """Say whether a column's heading tells that it holds who somebody is or where to find them."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", heading) if not unicodedata.combining(sign)
    )
    return OF_A_PERSON.search(plain.strip().casefold()) is not None


def holds_identity_number(text: str) -> bool:
    """Say whether an identity or co-ordination number stands in a text: ten or twelve digits that check.

    A case number of ten digits is taken for one now and then; a person's must never be taken for a case's.
    """
    plain = HIDDEN.sub("", unicodedata.normalize("NFKC", text)).translate(DASHES)
    return any(_is_one(*match.groups()) for match in NUMBER.finditer(plain))


def _is_one(century: str, year: str, month: str, day: str, *rest: str) -> bool:
    if not luhn(year + month + day + "".join(rest)):
        return False
    return any(_is_day(each + year, month, day) for each in ([century] if century else ["19", "20"]))


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day) - CO_ORDINATION_OFFSET * (int(day) > CO_ORDINATION_OFFSET))
    except ValueError:
        return False
    return True
