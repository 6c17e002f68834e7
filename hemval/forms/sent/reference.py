"""The reference of what somebody has sent: signs that are made to be said, written down and typed again."""

from collections.abc import Callable, Sequence

ALPHABET = "23479BCDFGHJKLMNPRSTVWX"
"""Digits and consonants, one of each look-alike pair (0 O, 1 I, 2 Z, 5 S, 6 G, 8 B): 23 signs, a prime."""

LENGTH = 8
WEIGHTS = range(LENGTH, 0, -1)
"""Distinct weights modulo a prime: one wrong sign or two that changed places never sum to nought."""

NAMES = {
    "B": "B as in Bravo",
    "C": "C as in Charlie",
    "D": "D as in Delta",
    "F": "F as in Foxtrot",
    "G": "G as in Golf",
    "H": "H as in Hotel",
    "J": "J as in Juliett",
    "K": "K as in Kilo",
    "L": "L as in Lima",
    "M": "M as in Mike",
    "N": "N as in November",
    "P": "P as in Papa",
    "R": "R as in Romeo",
    "S": "S as in Sierra",
    "T": "T as in Tango",
    "V": "V as in Victor",
    "W": "W as in Whiskey",
    "X": "X as in X-ray",
}
"""What to say for each letter; the digits are said as they are."""

IGNORED = dict.fromkeys(map(ord, " \u00a0\u2009\u202f\t-\u2010\u2011\u2012\u2013\u2014"))
ALIKE = str.maketrans("Z568", "2SGB")
"""What an eye takes one of our signs for: no reference has these."""


class NotAReference(ValueError):
    """What was typed is no reference; ``reason`` is ``length``, ``character`` or ``check``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def grouped(reference: str) -> str:
    """Write a reference in two groups, as it is shown."""
    return f"{reference[:4]} {reference[4:]}"


def normalise(typed: str) -> str:
    """Return the reference in what a person typed; raise ``NotAReference`` when it holds none."""
    signs = typed.translate(IGNORED)
    if not signs.isascii():
        raise NotAReference("character")
    signs = signs.upper().translate(ALIKE)
    if any(sign not in ALPHABET for sign in signs):
        raise NotAReference("character")
    if len(signs) != LENGTH:
        raise NotAReference("length")
    if _weighted([ALPHABET.index(sign) for sign in signs]):
        raise NotAReference("check")
    return signs


def spelled(reference: str, say: Callable[[str], str]) -> str:
    """Write a reference as one reads it aloud: ``B as in Bravo, 4, ...``."""
    return ", ".join(say(NAMES[sign]) if sign in NAMES else sign for sign in reference)


def with_check(number: int) -> str:
    """Return the reference of a large number: its signs, and one that tells whether they are right."""
    values = []
    for _ in range(LENGTH - 1):
        number, value = divmod(number, len(ALPHABET))
        values.append(value)
    values.append(-_weighted(values) % len(ALPHABET))
    return "".join(ALPHABET[value] for value in values)


def _weighted(values: Sequence[int]) -> int:
    return sum(weight * value for weight, value in zip(WEIGHTS, values, strict=False)) % len(ALPHABET)
