"""The other cases of a person whose case is protected: in lists and files until they are marked too."""

from collections.abc import Sequence

from flask import Flask, abort, flash, g, redirect
from flask.typing import ResponseReturnValue

from hemval.officers.across.overview import Known
from hemval.officers.address import act, case
from hemval.officers.workplace import Workplace
from hemval.words import sentence

PROTECT_TOO = "skydda-fler"
"""The last part of the address that marks them."""


def others_of_person(known: Sequence[Known], row_id: str) -> list[str]:
    """Return the other cases of a case's person, whatever their form and state.

    Those with the same identity number, or with the same reference: they were sent in one go. Names are
    shared, and a reference that is only named may be known to others.
    """
    gists = {one.header.id: one.gist for one in known if one.gist is not None}
    mine = gists.pop(row_id, None)
    if mine is None:
        return []
    return [
        row
        for row, gist in gists.items()
        if gist.reference == mine.reference or (gist.person is not None and gist.person == mine.person)
    ]


def shown_of_person(known: Sequence[Known], row_id: str) -> list[str]:
    """Return the unprotected cases of the person of a protected one; nothing for a case that is not."""
    protected = {one.header.id: one.header.protected for one in known}
    others = others_of_person(known, row_id) if protected.get(row_id) else []
    return [row for row in others if not protected[row]]


def add_same_person(app: Flask, workplace: Workplace) -> None:
    """Add where the button posts to."""

    @app.post(act("<row_id>", PROTECT_TOO))
    def protect_too(row_id: str) -> ResponseReturnValue:
        """Mark them all; also one that came while the page stood open, and whatever a colleague did to it."""
        known = workplace.known()
        if not any(one.header.id == row_id and one.header.protected for one in known):
            abort(400)
        workplace.desk.protect_too(shown_of_person(known, row_id), g.officer, workplace.now)
        flash(
            sentence("The person's other cases are protected too. Delete the files you have fetched before.")
        )
        return redirect(case(row_id), 303)
