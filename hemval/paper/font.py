"""The font that paper is set in, and which signs it has."""

import struct
import unicodedata
from functools import cache
from pathlib import Path

from hemval.words import Words

FOLDER = Path(__file__).parent / "fonts"
FAMILY = "Inter"
REGULAR = FOLDER / "Inter-Regular.otf"
BOLD = FOLDER / "Inter-Bold.otf"

NO_SIGN = "\N{WHITE SQUARE}"


class FontMissing(Exception):
    """A file of the font is not where it is installed with Hemval."""

    def told(self, words: Words) -> str:
        """Say it to the person who runs the command."""
        return words.say(
            "The font that paper forms are set in is missing: %(file)s. Install Hemval again.",
            file=", ".join(sorted(file.name for file in (REGULAR, BOLD) if not file.is_file()))
            or REGULAR.name,
        )


def drawable(text: str) -> str:
    """Return a text without what the font cannot draw: PDF/UA allows no sign that nobody can read.

    What cannot be seen is left out; any other sign is shown as one that is missing.
    """
    known = signs()
    if all(ord(sign) in known for sign in text):
        return text
    return "".join(sign if ord(sign) in known else _instead(sign) for sign in text)


def _instead(sign: str) -> str:
    if sign in "\n\t":
        return " "
    return "" if unicodedata.category(sign) in ("Cc", "Cf", "Mn", "Me") else NO_SIGN


@cache
def signs() -> frozenset[int]:
    """Read which characters the font has from its table of them (OpenType ``cmap``, format 12)."""
    if not (REGULAR.is_file() and BOLD.is_file()):
        raise FontMissing
    data = REGULAR.read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    places = {
        data[at : at + 4]: struct.unpack_from(">I", data, at + 8)[0] for at in range(12, 12 + 16 * tables, 16)
    }
    cmap = places[b"cmap"]
    (maps,) = struct.unpack_from(">H", data, cmap + 2)
    for number in range(maps):
        at = cmap + struct.unpack_from(">I", data, cmap + 8 + 8 * number)[0]
        if struct.unpack_from(">H", data, at)[0] == 12:
            (groups,) = struct.unpack_from(">I", data, at + 12)
            ranges = (struct.unpack_from(">II", data, at + 16 + 12 * group) for group in range(groups))
            return frozenset(code for first, last in ranges for code in range(first, last + 1))
    raise FontMissing
