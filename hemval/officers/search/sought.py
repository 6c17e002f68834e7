"""What an officer typed to find a case: names, numbers or a reference, however people write them."""

import re
from dataclasses import dataclass
from typing import Self

from hemval.forms.sent.reference import NotAReference, normalise
from hemval.forms.typed.cleaning import clean_line
from hemval.officers.across.gist import Gist, fold, phone_digits

FEWEST_DIGITS = 4
"""Of a day of birth the year; fewer are in every number."""
FEWEST_LETTERS = 2


@dataclass(frozen=True)
class Sought:
    """What was typed, as it is compared. All words and the digits must be in a case, or its reference."""

    words: tuple[str, ...] = ()
    digits: str = ""
    phone: str = ""
    email: str = ""
    reference: str = ""

    @classmethod
    def of(cls, typed: str) -> Self | None:
        """Read it; None for too little to look for."""
        typed = clean_line(typed)
        email = typed.casefold() if "@" in typed else ""
        parts = [] if email else fold(typed).split()
        words = tuple(part for part in parts if not part.replace(".", "").isdecimal())
        digits = "" if email else re.sub(r"[^0-9]", "", "".join(part for part in parts if part not in words))
        found = cls(
            words=words,
            digits=digits if len(digits) >= FEWEST_DIGITS else "",
            phone=phone_digits(typed) if digits and not words else digits,
            email=email,
            reference=_reference(typed),
        )
        enough = len("".join(words)) >= FEWEST_LETTERS or found.digits or found.email or found.reference
        return found if enough else None

    def is_in(self, gist: Gist) -> bool:
        """Say whether a case is one that is meant."""
        if self.reference and self.reference in (gist.reference, *gist.references):
            return True
        if self.email:
            return any(self.email in contact for contact in gist.contacts)
        if not self.words and not self.digits:
            return False
        return self._named(gist) and self._numbered(gist)

    def _named(self, gist: Gist) -> bool:
        return not self.words or any(all(word in name for word in self.words) for name in gist.names)

    def _numbered(self, gist: Gist) -> bool:
        """Look for the digits where an identity number begins, with or without century, and in telephones."""
        if not self.digits:
            return True
        person = gist.person or ""
        if person.startswith(self.digits) or person[2:].startswith(self.digits):
            return True
        phones = [contact for contact in gist.contacts if contact.isdecimal()]
        return any(self.digits in phone or self.phone in phone for phone in phones)


def _reference(typed: str) -> str:
    try:
        return normalise(typed)
    except NotAReference:
        return ""
