"""Names and addresses for letters, from the officer's own list: read in memory, merged and forgotten."""

import csv
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from hemval.content.csv_table import MOST_COLUMNS, MOST_LINES, TooLarge, decoded, lines_of
from hemval.content.names_a_person import holds_identity_number
from hemval.words import sentence, words_in

say = words_in("sv").say

REFERENCE = say("reference (heading)")
ALSO_REFERENCE = say("reference (other heading)")
"""What a case system may call the same: it is read as ours."""
NAMES = (say("name (heading)"), say("first name (heading)"))
"""Columns of which one begins a letter's address."""
JOINED = {
    say("surname (heading)"): say("first name (heading)"),
    say("town (heading)"): say("postcode (heading)"),
}
"""What stands on the same row as what comes before it."""
ADDRESS = frozenset(say("name, c/o, address, … (headings of an address)").split(", "))
"""All that may stand in an envelope's window; a number after it, as in a second address row, is passed by."""
ROW_LIMIT, SIGN_LIMIT = 8, 60
"""Rows that an envelope's window has room for, with our letters and distances, and signs in each."""


class NotAnAddressList(ValueError):
    """The file is none; ``sentence`` says what to do, and nothing of what stands in it."""

    def __init__(self, sentence: str, **values: int) -> None:
        super().__init__(sentence)
        self.sentence, self.values = sentence, values


@dataclass(frozen=True)
class AddressList:
    """Rows of an address by reference; ``repr`` shows nobody."""

    rows: Mapping[str, tuple[str, ...]]
    twice: Mapping[str, tuple[int, ...]]
    """References with more than one address, and the lines where those stand: none of them is used."""
    too_long: Set[str] = frozenset()
    """References whose address an envelope's window has no room for: cut, the letter would go elsewhere."""

    def __repr__(self) -> str:
        return f"AddressList({len(self.rows)} addresses)"


def read_addresses(data: bytes) -> AddressList:
    """Read a list with the reference, a name, and the address in as many columns as it has, in their order.

    Raises ``NotAnAddressList``. A postcode and the town after it stand on one row.
    """
    try:
        (_, headings), *lines = list(lines_of(decoded(data))) or [(1, list[str]())]
    except csv.Error as error:
        raise NotAnAddressList(
            sentence("The file is no list. Save it as CSV in your spreadsheet program, and try again.")
        ) from error
    except TooLarge as error:
        raise NotAnAddressList(
            sentence(
                "The list has more than %(lines)d lines or %(columns)d columns. Is it the right file? "
                "Take out only those who are to have a letter."
            ),
            lines=MOST_LINES,
            columns=MOST_COLUMNS,
        ) from error
    headings = [
        REFERENCE if heading == ALSO_REFERENCE else heading for heading in map(str.casefold, headings)
    ]
    if REFERENCE not in headings:
        raise NotAnAddressList(sentence("The list has no column that is called beteckning."))
    if headings.count(REFERENCE) > 1:
        raise NotAnAddressList(
            sentence("Two columns could be the reference. Keep one of beteckning and referens.")
        )
    if not set(headings) & {*NAMES}:
        raise NotAnAddressList(sentence("The list has no column that is called namn."))
    if any(heading.rstrip("0123456789 .") not in {*ADDRESS, REFERENCE} for heading in headings):
        # A postman reads the window: an identity number or a telephone has no business there.
        raise NotAnAddressList(
            sentence("The list has a column that belongs to no address. Keep beteckning, name and address.")
        )
    if any(holds_identity_number(cell) for _, cells in lines for cell in cells):
        raise NotAnAddressList(
            sentence("An identity number stands in the list. Keep beteckning, name and address.")
        )
    found: dict[str, tuple[str, ...]] = {}
    stands: dict[str, list[int]] = {}
    for number, line in lines:
        cells = [(heading, _rows_of(cell)) for heading, cell in zip(headings, line, strict=False)]
        reference = " ".join(dict(cells).get(REFERENCE, ()))
        if reference:
            stands.setdefault(reference, []).append(number)
            # A cell too many has moved the others: whose house number stands where, nobody knows.
            found[reference] = _rows(cells) if not any(line[len(headings) :]) else ()
    twice = {reference: tuple(at) for reference, at in sorted(stands.items()) if len(at) > 1}
    once = {reference: rows for reference, rows in found.items() if rows and reference not in twice}
    fit = {reference: rows for reference, rows in once.items() if _fits(rows)}
    return AddressList(fit, twice, once.keys() - fit.keys())


def _rows(cells: list[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    rows: list[str] = []
    before = ""
    for heading, told in cells:
        if heading == REFERENCE or not told:
            continue
        first, *others = told
        if rows and JOINED.get(heading) == before:
            rows[-1] = f"{rows[-1]} {first}"
        else:
            rows.append(first)
        rows.extend(others)
        before = heading
    return tuple(rows)


def _fits(rows: Sequence[str]) -> bool:
    return len(rows) <= ROW_LIMIT and all(len(row) <= SIGN_LIMIT for row in rows)


def _rows_of(cell: str) -> tuple[str, ...]:
    """Part a cell where it has line breaks: what a case system keeps in one, it shows as rows."""
    return tuple(" ".join(row.split()) for row in cell.splitlines() if row.strip())
