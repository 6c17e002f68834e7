"""The other cases of a person whose case is protected: in lists and files until they are marked too."""

from flask import Flask, abort, flash, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.officers.address import act, case
from hemval.officers.lists.board import Board
from hemval.officers.workplace import Workplace
from hemval.words import sentence

PROTECT_TOO = "skydda-fler"
"""The last part of the address that marks them."""


def others_of_person(board: Board, row_id: str) -> list[str]:
    """Return the other cases of a case's person, whatever their form and state.

    Those with the same identity number, or with the same reference: they were sent in one go. Names are
    shared, and a reference that is only named may be known to others.
    """
    mine = board.rows.get(row_id)
    if mine is None or mine.gist is None:
        return []
    person, reference = mine.gist.person, mine.gist.reference
    same = (*board.ties.persons.get(person or "", ()), *board.ties.references[reference])
    return [row for row in board.in_order(same) if row != row_id]


def shown_of_person(board: Board, row_id: str) -> list[str]:
    """Return the unprotected cases of the person of a protected one; nothing for a case that is not."""
    if row_id not in board.rows or not board.rows[row_id].header.protected:
        return []
    return [row for row in others_of_person(board, row_id) if not board.rows[row].header.protected]


def add_same_person(app: Flask, workplace: Workplace) -> None:
    """Add where the button posts to."""

    @app.post(act("<row_id>", PROTECT_TOO))
    def protect_too(row_id: str) -> ResponseReturnValue:
        """Mark them all; also one that came while the page stood open, and whatever a colleague did to it."""
        board = workplace.board()
        if row_id not in board.rows or not board.rows[row_id].header.protected:
            abort(400)
        workplace.desk.protect_too(shown_of_person(board, row_id), g.officer, workplace.now)
        flash(
            sentence("The person's other cases are protected too. Delete the files you have fetched before.")
        )
        asked = request.query_string.decode()  # where the officer is in a list
        return redirect(f"{case(row_id)}?{asked}" if asked else case(row_id), 303)
