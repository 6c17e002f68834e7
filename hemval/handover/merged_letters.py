"""Letters with names and addresses in them: merged in memory, given back at once, and kept nowhere."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hemval.content.whole import Content
from hemval.handover.address_list import AddressList
from hemval.handover.exit_letter import ToTell, letter_to
from hemval.handover.told import WORDS
from hemval.paper.letter_sheet import LetterSheet
from hemval.words.dates import joined

IN_A_FILE = 100
"""Letters in one PDF: about three seconds and 120 MB; four hundred would take seven times as long."""


@dataclass(frozen=True)
class ToWrite:
    """A letter that is to go out: whose it is by id and reference, and what it goes by."""

    id: str
    reference: str
    told: ToTell


@dataclass(frozen=True)
class Meeting:
    """Which of those to write to have an address in the list, by reference."""

    met: tuple[ToWrite, ...]
    without_address: tuple[str, ...]
    too_long: tuple[str, ...]
    """Their address has no room in an envelope's window."""
    twice: Mapping[str, tuple[int, ...]]
    """More than one address stands in the list, on these lines: none is used."""
    not_to_write: int
    """Lines of the list for people who are to have no letter."""


Print = Callable[[LetterSheet], bytes]
Note = Callable[[Sequence[ToWrite]], object]
Wanted = Callable[[Sequence[ToWrite]], Sequence[ToWrite]]


def meeting(to_write: Iterable[ToWrite], addresses: AddressList) -> Meeting:
    """See whom there is an address for, before anything is printed."""
    every = tuple(to_write)
    known = {one.reference for one in every}
    twice = {reference: at for reference, at in addresses.twice.items() if reference in known}
    stands = {*addresses.rows, *addresses.too_long, *addresses.twice}
    return Meeting(
        tuple(one for one in every if one.reference in addresses.rows),
        tuple(one.reference for one in every if one.reference not in stands),
        tuple(one.reference for one in every if one.reference in addresses.too_long),
        twice,
        len(stands - known),
    )


def lines_told(lines: Sequence[int]) -> str:
    """Say on which lines of the list something stands."""
    return WORDS.say("lines %(numbers)s", numbers=joined([str(one) for one in lines], WORDS))


def merged(
    met: Sequence[ToWrite], addresses: AddressList, content: Content, day: date, print_: Print, seen: Note,
    printed: Note, wanted: Wanted, *, reminder: bool = False,
) -> Iterator[bytes]:  # fmt: skip
    """Print the letters of a day, and give the file as it is made: one PDF, or a ZIP where they are many.

    ``seen`` is told of the letters of each PDF before any byte of it is given, ``printed`` of all of them
    before the last byte: a file that is cut off opens nowhere, and nobody has a letter of it. ``wanted``
    keeps of each hundred after the first those who are to have a letter still: somebody may have been marked
    as protected since the file was begun. Raises what ``print_`` raises.
    """
    if len(met) <= IN_A_FILE:
        pdf = print_(_sheet(met, addresses, content, day, reminder=reminder))
        printed(met)
        yield pdf
        return
    name, box, given = _called(reminder=reminder), io.BytesIO(), 0
    made: list[ToWrite] = []
    with zipfile.ZipFile(box, "w") as archive:
        for first in range(0, len(met), IN_A_FILE):
            part = met[first : first + IN_A_FILE]
            some = wanted(part) if first else part
            if not some:
                continue
            pdf = print_(_sheet(some, addresses, content, day, reminder=reminder))
            called = f"{name}-{first + 1}-{first + len(part)}.pdf"
            archive.writestr(zipfile.ZipInfo(called, (day.year, day.month, day.day, 0, 0, 0)), pdf)
            seen(some)
            made += some
            yield bytes(box.getbuffer()[given:])
            given = box.tell()
    printed(made)
    yield bytes(box.getbuffer()[given:])


def file_called(count: int, *, reminder: bool) -> str:
    """Name the file: nothing of a person, since it stays in the list of what was downloaded."""
    return f"{_called(reminder=reminder)}.{'pdf' if count <= IN_A_FILE else 'zip'}"


def _called(*, reminder: bool) -> str:
    return WORDS.say("reminders") if reminder else WORDS.say("letters")


def _sheet(
    some: Sequence[ToWrite], addresses: AddressList, content: Content, day: date, *, reminder: bool
) -> LetterSheet:
    letters = tuple(
        letter_to(one.told, addresses.rows[one.reference], content, day, reminder=reminder) for one in some
    )
    return LetterSheet(WORDS.language, WORDS.say("Letters"), content.municipality.name, letters)
