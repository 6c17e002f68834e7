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

    Nothing for a case whose identity number is not known: names are shared.
    """
    persons = {one.header.id: one.gist.person for one in known if one.gist is not None}
    mine = persons.pop(row_id, None)
    return [row for row, person in persons.items() if mine is not None and person == mine]


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
