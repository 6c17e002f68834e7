"""What a person typed, without what nobody can see."""

import re
import unicodedata

from hemval.words.plain import HIDDEN

DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"), "-")
"""What keyboards, word processors and web pages write where a person means a dash."""


BROKEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
"""What no HTML page may hold, not even one that shows a line again as it was typed."""


def without_broken(typed: str) -> str:
    """Return text as it can stand in a page; nothing that anyone can see is taken out."""
    return BROKEN.sub("", typed)


def clean_line(typed: str) -> str:
    """Return text in composed form (NFC) on one line, hidden characters out, runs of blanks as one.

    Nothing is refused: a pasted zero-width character is no fault of the person's. What stood on either side
    of one may compose or hide in its turn, so it is done again until nothing changes.
    """
    line = typed
    while (cleaned := _cleaned(line)) != line:
        line = cleaned
    return line


def clean_digits(typed: str) -> str:
    """Return a line of digits with every kind of dash as one; the digits are left as they are."""
    return clean_line(typed).translate(DASHES)


def _cleaned(line: str) -> str:
    return " ".join(HIDDEN.sub("", without_broken(unicodedata.normalize("NFC", line))).split())
