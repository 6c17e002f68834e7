"""The text of one cell: what was answered, without what nobody can see."""

import unicodedata

from hemval.words.plain import HIDDEN

LONGEST = 32_767
"""What one cell holds in Excel, counted as Excel counts: a sign outside the first plane is two."""

CUT = " […]"

BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Signs that count as letters or symbols but show nothing."""


def cell_text(text: str) -> str:
    """Return text without control, direction and zero-width characters, line ends as LF; else as typed.

    It was cleaned when it was typed; cleaning again is for rows that came another way.
    """
    # Broken characters may hide in text that a program made; they have no bytes in UTF-8.
    return HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def fitting(text: str) -> str:
    """Return text that one cell can hold, marked where it was cut: a longer one would come out empty."""
    if len(text) * 2 <= LONGEST or _units(text) <= LONGEST:
        return text
    kept = text.encode("utf-16-le")[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", "ignore")
    return kept + CUT


def leads_a_formula(text: str) -> bool:
    """Tell whether a spreadsheet could take text that it reads from a file for a formula."""
    if text[:1] in ("\t", "\r", "\n"):
        return True
    first = next((sign for sign in text if not _looks_blank(sign)), "")
    # NFKC makes full-width, small and raised forms plain; spreadsheets in East Asia take them for the same.
    return unicodedata.normalize("NFKC", first)[:1] in tuple("=+-@%\u2212")


def _looks_blank(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "ZCM" or sign in BLANK_LETTERS


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
