"""Find one of those an exit touches by what a person reads from the letter, or an officer from the list."""

from collections.abc import Mapping

from hemval.forms.sent.reference import NotAReference, normalise
from hemval.officers.exits.looked import Looked
from hemval.rules.exits.case import Case

SOUGHT = "sokt"
"""The field in which it is typed: what is sought stands in no address."""

LONGEST = 60


def typed_in(form: Mapping[str, str]) -> str:
    """Return what was typed, no longer than it can be."""
    return form.get(SOUGHT, "").strip()[:LONGEST]


def sought(one: Looked, wrote: str) -> Case | None:
    """Return whose reference or code was typed: references in any letters, codes as they are said."""
    folded = "".join(wrote.split()).casefold()
    if not folded:
        return None
    for case in one.cases:
        if "".join(case.reference.split()).casefold() == folded:
            return case
    try:
        code = normalise(wrote)
    except NotAReference:
        return None
    return next((case for case in one.cases if case.code == code), None)
