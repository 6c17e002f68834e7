"""Going through a list case by case: after each step the next one opens, and the step can be undone there.

What an officer goes through stands in the address: the list's name and the row that is next, nothing else. A
provider that the list is narrowed by would tell whom the person of the row has chosen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import flash, request

from hemval.forms.sent.judging import KIND
from hemval.officers.across.overview import Known
from hemval.officers.address import CASES, case
from hemval.officers.lists.board import FIRST, REPLACED, Board, received
from hemval.officers.lists.narrowing import Narrowing
from hemval.officers.workplace import UNDO
from hemval.queue.desk.tables import Header
from hemval.words import sentence

WALKED = (FIRST, "vantar", REPLACED)
"""The lists that can be gone through: in the others nobody has anything to decide, or the queue decides."""

LIST, NEXT, FLAGGED = "lista", "nasta", "granska"
"""What an address is asked with."""

WALKED_THROUGH = sentence("You have gone through the list. What you left is here.")


@dataclass(frozen=True)
class Walk:
    """Where an officer is on the way through a list."""

    tab: str
    flagged: bool
    """Only those to look twice at."""
    next: str = ""
    """The row that stands after this one; empty for the last."""

    @property
    def narrowing(self) -> Narrowing:
        """Return the order: as they came. By flags, which come and go, some would be passed by."""
        return Narrowing("aldst", flagged=self.flagged)

    @property
    def query(self) -> dict[str, str]:
        """Return what an address says of the list."""
        return {LIST: self.tab} | ({FLAGGED: "ja"} if self.flagged else {})

    @property
    def address(self) -> str:
        """Return where the next one is; empty after the last."""
        return f"{case(self.next)}?{urlencode(self.query)}" if self.next else ""

    @property
    def asked(self) -> str:
        """Return what the addresses of a case's buttons are asked with."""
        return "?" + urlencode(self.query | ({NEXT: self.next} if self.next else {}))


def beginning(board: Board, cases: Sequence[Known], narrowing: Narrowing, tab: str) -> str:
    """Return where going through what a list shows begins; empty where there is nothing to go through."""
    if tab not in WALKED or len(cases) < 2 or narrowing.provider or narrowing.waited:
        return ""
    walk = Walk(tab, narrowing.flagged)
    first = walk.narrowing.arranged(sorted(cases, key=received), board)[0]
    return replace(walk, next=first.header.id).address


def walk_now(board: Board, header: Header) -> Walk | None:
    """Return where the officer is; None for who opened a case by itself."""
    tab = request.args.get(LIST, "")
    if tab not in WALKED:
        return None
    walk = Walk(tab, request.args.get(FLAGGED) == "ja")
    found = board.rows.get(request.args.get(NEXT, ""))
    given = found.header if found is not None else header
    # What was next may have been taken by a colleague meanwhile: then comes what stands after that.
    there = given.id != header.id and board.tab(given) == tab
    return replace(walk, next=given.id if there else _following(board, given, tab, walk.narrowing))


def next_new(board: Board, header: Header) -> str:
    """Return the address of the new case that stands after this one in its list; after the last the first."""
    whole = Narrowing.of({}, FIRST)
    new = board.tabs.get((header.form, FIRST), ())
    first = [one.header.id for one in whole.arranged(new, board)][:1]
    found = _following(board, header, FIRST, whole) or next((row for row in first if row != header.id), "")
    return case(found) if found else ""


def _following(board: Board, header: Header, tab: str, narrowing: Narrowing) -> str:
    """Return the row after a case in a list of its form; one that has left it stands where it would stand."""
    here = [one for one in board.tabs.get((header.form, tab), ()) if one.header.id != header.id]
    mine = [board.rows[header.id]] if header.id in board.rows else []
    kept = sorted([*narrowing.arranged(here, board), *mine], key=received)
    rows = [one.header.id for one in replace(narrowing, flagged=False).arranged(kept, board)]
    after = rows[rows.index(header.id) + 1 :] if mine else []
    return after[0] if after else ""


def is_settled_now(known: Known | None) -> bool:
    """Say whether taking a choice over settles who helps: the officer reads that before going on."""
    return known is not None and known.gist is not None and known.gist.answers.get(KIND) == "no-choice"


def go_on(walk: Walk, header: Header) -> str:
    """Return where a step leads, and let it be undone there; ``header`` is the case after it."""
    flash((header.id, header.version, urlencode(walk.query)), UNDO)  # type: ignore[arg-type] # as JSON
    if walk.next:
        return walk.address
    flash(WALKED_THROUGH)
    asked = {"visa": walk.tab, "blankett": header.form} | ({FLAGGED: "ja"} if walk.flagged else {})
    return f"{CASES}?{urlencode(asked)}"
