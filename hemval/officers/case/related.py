"""Cases that name each other: a withdrawal says the reference of the choice that it is about.

Nobody outside the officers' process can look a reference up, and there is no index of them: they are compared
in its memory, and whatever is shown is logged first.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import g

from hemval.forms.sent.reference import grouped
from hemval.forms.types.reference import Reference
from hemval.handover.told import WORDS, form_called
from hemval.officers.across.flags import TOLD
from hemval.officers.across.same_person import shown_of_person
from hemval.officers.address import case
from hemval.officers.case.told import about_told, short_moment, state_told
from hemval.officers.lists.board import Board
from hemval.officers.workplace import Workplace
from hemval.pages.published import Published
from hemval.queue.desk.rows import Opened
from hemval.queue.desk.tables import Header

MOST = 10
"""Choices of a chain that are named; nobody reads more."""


@dataclass(frozen=True)
class Related:
    """What a case's page says of others."""

    asked_for: str = ""
    """The reference that the case names; empty where it names none."""
    named: tuple[tuple[str, str], ...] = ()
    """The cases with that reference: words and address."""
    naming: tuple[tuple[str, str], ...] = ()
    """The cases that name this one's reference."""
    same: tuple[tuple[str, str], ...] = ()
    """The cases that have this one's reference: other help chosen in one sitting, or keyed in anew."""
    newer: tuple[tuple[str, str], ...] = ()
    """The choices that replace this one, the next first."""
    older: tuple[tuple[str, str], ...] = ()
    """The choices that this one replaces, the newest first."""
    place: str = ""
    """That an older one stands in a queue, and how this one takes over its place."""
    todo: str = ""
    """What to do with one that is replaced."""
    protect_too: tuple[tuple[str, str], ...] = ()
    """The cases of the person of this protected one that are in the lists still."""
    flags: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = ()
    """What is to be looked at twice because of other cases: what, what to do, and which cases."""


def related(workplace: Workplace, one: Opened, board: Board, published: Published) -> Related:
    """Find them. Whether it is the same person is for the officer to compare."""
    own, row_id = one.submission.reference, one.header.id
    rows, ties = board.rows, board.ties
    gist = rows[row_id].gist if row_id in rows else None
    mine = frozenset(gist.references) if gist is not None else frozenset()
    asked_for = {row for reference in mine for row in ties.references.get(reference, ())}
    with_own, naming_own = ties.references.get(own, ()), ties.naming.get(own, ())
    same = board.in_order((*asked_for, *with_own, *naming_own))
    newer, older = board.chains.replaced_by(row_id), board.chains.replaces(row_id)
    across = board.across.get(row_id, {})
    too = shown_of_person(board, row_id)
    named = dict.fromkeys(
        (*same, *too, *newer[:MOST], *older[:MOST], *(row for others in across.values() for row in others))
    )
    shown = [row for row in named if row != row_id and row in rows and not rows[row].header.protected]
    found = workplace.desk.find(shown, lambda _: True, row_id, g.officer, workplace.now) if shown else ()
    told = {other.header.id: _told(other, published, board) for other in found}
    told |= {row: _protected(rows[row].header) for row in named if row in rows and rows[row].header.protected}

    def listed(ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple(told[row] for row in ids if row in told and row != row_id)

    unprotected = [row for row in same if not rows[row].header.protected]
    return Related(
        asked_for=", ".join(map(grouped, sorted(mine))),
        named=listed(row for row in same if row in asked_for),
        naming=listed(row for row in unprotected if row in naming_own),
        same=listed(row for row in unprotected if row in with_own),
        newer=listed(newer),
        older=listed(older),
        place=_place(board, one.header, older),
        todo=_todo(board, one.header, rows[newer[0]].header if newer else None),
        protect_too=listed(too),
        flags=tuple(
            (WORDS.say(TOLD[code][0]), WORDS.say(TOLD[code][1]), listed(others))
            for code, others in across.items()
        ),
    )


def _place(board: Board, header: Header, older: Iterable[str]) -> str:
    """Say that a place in a queue goes over, where there is one and this choice has none yet."""
    waits = any(board.rows[row].header.state == "queued" for row in older if row in board.rows)
    if not waits or header.state not in ("new", "awaiting") or header.id in board.chains.newer:
        return ""
    return WORDS.say(
        "The person stands in a queue by an older choice. Put this one in the same provider's queue, and it "
        "takes over the place with its time."
    )


def _todo(board: Board, header: Header, newer: Header | None) -> str:
    if newer is None or not board.chains.is_replaced(header):
        return ""
    if newer.state == "withdrawn":
        return WORDS.say("The newer one is taken back. Call and ask what the person wants.")
    if header.state == "queued":
        return WORDS.say(
            "Read the newer one. Does it wish for the same provider? Put that in the queue first: it takes "
            "over the place. Then close this one without registering."
        )
    return WORDS.say("Read the newer one. Then close this one without registering.")


def asks_for_reference(form_id: str, published: Published) -> bool:
    """Say whether a form is about something sent before: then somebody may write in another's name."""
    form = published.forms.get(form_id)
    return form is not None and any(isinstance(page, Reference) and page.of == "sent" for page in form.pages)


def _protected(other: Header) -> tuple[str, str]:
    return WORDS.say("A protected case, came in %(moment)s", moment=short_moment(other.received_at)), case(
        other.id
    )


def _told(other: Opened, published: Published, board: Board) -> tuple[str, str]:
    if other.header.protected:  # by a colleague, a moment ago
        return _protected(other.header)
    told = WORDS.say(
        "%(form)s %(reference)s, came in %(moment)s. %(state)s",
        form=" – ".join([form_called(other.header.form, published), *about_told(other.submission)]),
        reference=grouped(other.submission.reference),
        moment=short_moment(other.header.received_at),
        state=state_told(other.header, replaced=board.chains.is_replaced(other.header)),
    )
    return told, case(other.header.id)
