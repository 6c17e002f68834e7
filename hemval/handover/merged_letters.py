"""Letters with names and addresses in them: merged in memory, given back at once, and kept nowhere."""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hemval.content.whole import Content
from hemval.handover.address_list import AddressList
from hemval.handover.exit_letter import ToTell, letter_to
from hemval.handover.told import WORDS
from hemval.paper.letter_sheet import Letter, LetterSheet
from hemval.words import Words
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
class Merged:
    """The files, and what of the two lists did not meet; ``repr`` shows nobody."""

    file: bytes
    name: str
    """Says nothing of a person: it stays in the list of what was downloaded."""
    written: tuple[str, ...]
    """The ids of those whose letters are in the file."""

    def __repr__(self) -> str:
        return f"Merged({self.name}, {len(self.written)} letters)"


@dataclass(frozen=True)
class Meeting:
    """Which of those to write to have an address in the list, by reference."""

    met: tuple[ToWrite, ...]
    without_address: tuple[str, ...]
    twice: Mapping[str, tuple[int, ...]]
    """More than one address stands in the list, on these lines: none is used."""
    not_to_write: int
    """Lines of the list for people who are to have no letter."""


Print = Callable[[LetterSheet], bytes]


def meeting(to_write: Iterable[ToWrite], addresses: AddressList) -> Meeting:
    """See whom there is an address for, before anything is printed."""
    every = tuple(to_write)
    known = {one.reference for one in every}
    twice = {reference: at for reference, at in addresses.twice.items() if reference in known}
    return Meeting(
        tuple(one for one in every if one.reference in addresses.rows),
        tuple(
            one.reference
            for one in every
            if one.reference not in addresses.rows and one.reference not in twice
        ),
        twice,
        sum(reference not in known for reference in (*addresses.rows, *addresses.twice)),
    )


def lines_told(lines: Sequence[int]) -> str:
    """Say on which lines of the list something stands."""
    return WORDS.say("lines %(numbers)s", numbers=joined([str(one) for one in lines], WORDS))


def merged(
    met: Sequence[ToWrite], addresses: AddressList, content: Content, day: date, words: Words, print_: Print,
    done: Callable[[int], object] = lambda _: None, *, reminder: bool = False,
) -> Merged:  # fmt: skip
    """Print the letters of a day: one PDF, or a ZIP of several where they are many.

    ``done`` is told after each PDF how many letters were printed. Raises what ``print_`` raises.
    """
    parts = [met[first : first + IN_A_FILE] for first in range(0, len(met), IN_A_FILE)]
    name = words.say("reminders") if reminder else words.say("letters")
    files: list[tuple[str, bytes]] = []
    before = 0
    for part in parts:
        letters = tuple(
            letter_to(one.told, addresses.rows[one.reference], content, day, reminder=reminder)
            for one in part
        )
        files.append(
            (f"{name}-{before + 1}-{before + len(part)}.pdf", print_(_sheet(letters, content, words)))
        )
        before += len(part)
        done(before)
    written = tuple(one.id for one in met)
    if len(files) == 1:
        return Merged(files[0][1], f"{name}.pdf", written)
    return Merged(_zipped(files, day), f"{name}.zip", written)


def _sheet(letters: tuple[Letter, ...], content: Content, words: Words) -> LetterSheet:
    return LetterSheet(words.language, words.say("Letters"), content.municipality.name, letters)


def _zipped(files: Iterable[tuple[str, bytes]], day: date) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0)), data)
    return box.getvalue()
