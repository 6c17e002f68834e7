"""Identities that follow from a draft, and the reference a citizen can say on the telephone.

A repeated post of one draft must give one row and show one reference, so both are functions of the draft
and a secret of the public process; without the secret neither can be guessed.
"""

import hmac
import json
from collections.abc import Callable, Mapping

from pydantic import JsonValue

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


class NotAReference(ValueError):
    """What was typed is no reference; ``reason`` is ``length``, ``character`` or ``check``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def row_id_of(draft_id: str, answers: Mapping[str, JsonValue], secret: bytes) -> str:
    """Return the id of the row that a draft with these answers makes.

    The answers belong to it: who never saw the receipt, changes an answer and sends again must get a new row.
    """
    said = json.dumps(answers, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return _function_of(b"row", f"{draft_id}\0{said}", secret).hex()[:32]


def reference_of(draft_id: str, secret: bytes) -> str:
    """Return the reference of a draft: rows with the same one come from the same sitting."""
    return _with_check(int.from_bytes(_function_of(b"reference", draft_id, secret)[:16], "big"))


def grouped(reference: str) -> str:
    """Write a reference in two groups, as it is shown."""
    return f"{reference[:4]} {reference[4:]}"


def normalise(typed: str) -> str:
    """Return the reference in what a person typed; raise ``NotAReference`` when it holds none."""
    signs = typed.translate(IGNORED)
    if not signs.isascii():
        raise NotAReference("character")
    signs = signs.upper()
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


def _function_of(purpose: bytes, draft_id: str, secret: bytes) -> bytes:
    return hmac.digest(secret, b"hemval " + purpose + b"\0" + draft_id.encode(), "sha256")


def _with_check(number: int) -> str:
    values = []
    for _ in range(LENGTH - 1):
        number, value = divmod(number, len(ALPHABET))
        values.append(value)
    values.append(-_weighted(values) % len(ALPHABET))
    return "".join(ALPHABET[value] for value in values)


def _weighted(values: list[int]) -> int:
    return sum(weight * value for weight, value in zip(WEIGHTS, values, strict=False)) % len(ALPHABET)
