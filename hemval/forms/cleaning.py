"""What a person typed, without what nobody can see."""

import unicodedata

from hemval.words.plain import HIDDEN

DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"), "-")
"""What keyboards, word processors and web pages write where a person means a dash."""


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
    return " ".join(HIDDEN.sub("", unicodedata.normalize("NFC", line)).split())
