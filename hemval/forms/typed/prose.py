"""Text that is to be published: only signs that prose in our languages is written with.

What is published needs no pictures, no code and no signs that nobody can read. Nor could a cookie hold
several texts of signs that take four bytes each.
"""

import re

from hemval.forms.cookie.incompressible import some_of

LETTERS = (
    r"A-Za-z0-9\xc0-\xd6\xd8-\xf6\xf8-\xff"
    r"\u010c\u010d\u0110\u0111\u014a\u014b\u0160\u0161\u0166\u0167\u017d\u017e"
)
"""Of Swedish and its neighbours: Latin-1, and beside it what Finnish and the Sami languages need."""

MARKS = "!\"#%&'()+,./:;?@\u2013\u2014\u2018\u2019\u201c\u201d\u2026"
"""No brackets and signs that code and templates are written with."""

PROSE = re.compile(f"[{LETTERS} {MARKS}-]*")

SIGNS = "".join(sign for sign in map(chr, range(0x20, 0x2030)) if PROSE.fullmatch(sign))


def is_prose(text: str) -> bool:
    """Say whether a line of text can be published."""
    return PROSE.fullmatch(text) is not None


def some_prose(length: int, name: str) -> str:
    """Return so many signs that no compression makes fewer."""
    return some_of(SIGNS, length, name)
