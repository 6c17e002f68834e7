"""What a person typed, without what nobody can see."""

import unicodedata

from hemval.words.plain import HIDDEN


def clean_line(typed: str) -> str:
    """Return text in composed form (NFC) on one line, hidden characters out, runs of blanks as one.

    Nothing is refused: a pasted zero-width character is no fault of the person's.
    """
    return " ".join(HIDDEN.sub("", unicodedata.normalize("NFC", typed)).split())
