"""Whom an exit touches, from the case system's list: references, and nothing that names a person.

Findings say the line and the column and never what stands there: a list with the wrong columns is full of
names, and what is found is shown, printed and kept in logs.
"""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import StringConstraints

from hemval.content.affected_cells import (
    LONGEST_REFERENCE,
    Known,
    Unusable,
    hours_in,
    reference_in,
)
from hemval.content.csv_table import MOST_COLUMNS, MOST_LINES, TooLarge, decoded, lines_of
from hemval.content.findings import Finding
from hemval.content.kinds import Id, Line, Model
from hemval.content.names_a_person import heading_names_a_person, holds_identity_number
from hemval.content.services import HOUSEHOLD, SERVICES, Service
from hemval.content.whole import Content
from hemval.words import LANGUAGES, sentence, words_in
from hemval.words.dates import language_told
from hemval.words.text import MAIN_LANGUAGE, Language

words = words_in("sv")
say = words.say

HEADINGS = {
    "reference": sentence("reference (heading)"),
    "provider": sentence("provider (heading)"),
    "area": sentence("area (heading)"),
    "services": sentence("services (heading)"),
    "language": sentence("language (heading)"),
    "hours": sentence("hours (heading)"),
}
"""The columns there may be; the first two there must be."""

OTHER_HEADINGS = {sentence("reference (other heading)"): "reference"}
"""What a case system may call the same."""

NEEDED = ("reference", "provider")

ADDRESSED = {say("name (heading)"), say("address (heading)")}
"""Columns of another list: the one for letters."""

TOLD_AT_MOST = 100
"""Findings of one list; after so many it is the list that is the wrong one, and the rest is not read."""

WORKBOOK = b"PK\x03\x04"


class Affected(Model):
    """A person who has a stopping provider today, known only by the case system's reference."""

    reference: Annotated[Line, StringConstraints(max_length=LONGEST_REFERENCE, min_length=1)]
    provider: Id
    area: Id | None = None
    services: tuple[Service, ...] = ()
    """What is granted; empty where the list does not tell."""
    language: Language = MAIN_LANGUAGE
    """The language of the letters."""
    hours: int | None = None
    """Granted hours a month."""


def read_affected(data: bytes, exit_id: str, content: Content) -> tuple[tuple[Affected, ...], list[Finding]]:
    """Read a list for an exit that there is; with a finding, nothing of the list is taken."""
    if data.startswith(WORKBOOK):
        advice = say("Open it in the spreadsheet program and save it as CSV.")
        return (), [_finding(1, 1, say("The list is a workbook, not CSV."), advice)]
    text = decoded(data)
    reading = _Reading(exit_id, content)
    try:
        affected = tuple(reading.rows(lines_of(text)))
    except csv.Error:
        message = say("The list cannot be read as CSV.")
        reading.findings.append(_finding(1, 1, message, say("Export it from the case system again.")))
        affected = ()
    except TooLarge as error:
        message = say(
            "The list has more than %(lines)d lines or %(columns)d columns.",
            lines=MOST_LINES, columns=MOST_COLUMNS,
        )  # fmt: skip
        advice = say("Is it the right file? Take out only those whose provider stops.")
        reading.findings.append(_finding(error.line, 1, message, advice))
        affected = ()
    if not affected and not reading.findings:
        advice = say("Write one line for each person under the headings.")
        reading.findings.append(_finding(1, 1, say("The list is empty."), advice))
    if reading.findings:
        found = sorted(reading.findings, key=lambda one: (one.line, one.column))
        return (), _told(found, all_read=reading.all_read)
    return affected, []


def known_in(exit_id: str, content: Content) -> dict[str, Known]:
    """Return what may stand in each column that has words of its own; help is told that is given here."""
    municipality = content.municipality
    stopping = content.exits.root[exit_id].providers
    here = {service for one in content.providers.values() for service in one.agreement.approved_for}
    here |= {*HOUSEHOLD} if "service" in here else set()
    return {
        "provider": Known({one: content.providers[one].name for one in stopping}),
        "area": Known({area: name.in_(MAIN_LANGUAGE) for area, name in municipality.areas.items()}),
        "services": Known({service: say(told) for service, told in SERVICES.items()}, here),
        "language": Known(
            {code: language_told(code, words) for code in municipality.site.languages}, also=LANGUAGES
        ),
    }


@dataclass
class _Reading:
    """One list under way, with what was found in it."""

    exit_id: str
    content: Content
    findings: list[Finding] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    """The line of each reference."""
    refused: set[int] = field(default_factory=set)
    """Columns that are refused whole: nothing more is told of what stands in them."""
    named: list[int] = field(default_factory=list)
    """The lines with what looks like an identity number, where the headings cannot be used."""
    all_read: bool = True

    def rows(self, lines: Iterator[tuple[int, list[str]]]) -> Iterator[Affected]:
        """Read the headings and then each line."""
        found = next(lines, None)
        if found is None:
            return
        columns = self._columns(*found)
        readers = self._readers
        for line, cells in lines:
            if len(self.findings) >= TOLD_AT_MOST:
                self.all_read = False
                return
            if not columns:
                self._count_named(line, cells)
                continue
            if self._names_a_person(line, cells):
                continue
            if not self._under_no_heading(line, cells, columns):
                row = self._row(line, cells, columns, readers)
                if row is not None:
                    yield row
        if self.named:
            # Under headings that cannot be used no column of theirs is known: the lines are told as one.
            message = words.count(
                "What looks like a personal identity number stands on %(n)d line.",
                "What looks like a personal identity number stands on %(n)d lines.",
                len(self.named),
            )
            self._find(self.named[0], 1, message, _no_numbers())

    def _columns(self, line: int, cells: Sequence[str]) -> dict[str, int]:
        """Return where each column stands; empty where the headings cannot be used."""
        named = {say(told).casefold(): name for name, told in HEADINGS.items()}
        named |= {say(told).casefold(): name for told, name in OTHER_HEADINGS.items()}
        columns: dict[str, int] = {}
        known = [named.get(cell.casefold()) for cell in cells]
        if {cell.casefold() for cell in cells} >= ADDRESSED:
            advice = say("Addresses are sent in under Letters and reminders.")
            self._find(line, 1, say("This looks like the list of addresses."), advice)
        before = len(self.findings)
        if not any(known):
            # What stands here may be a person's line: nothing of it is told.
            message = say("The first line must hold the headings.")
            self._find(line, 1, message, say("Write them so: %(headings)s", headings=_headings()))
            return {}
        for number, (cell, name) in enumerate(zip(cells, known, strict=True), start=1):
            if name in columns:
                self._find(
                    line, number, say("The heading stands twice."), say("Take one of the columns away.")
                )
            elif name is not None:
                columns[name] = number - 1
            elif cell:
                self._refuse(line, number, cell)
        missing = [say(HEADINGS[name]) for name in NEEDED if name not in columns]
        if missing:
            message = say("The column %(heading)s is missing.", heading=", ".join(missing))
            advice = say("Write the headings so: %(headings)s", headings=_headings())
            # The first thing to mend: what else stands in that line may be of another list.
            self.findings.insert(before, _finding(line, 1, message, advice))
        return columns if not self.findings else {}

    def _refuse(self, line: int, number: int, heading: str) -> None:
        if heading_names_a_person(heading) or holds_identity_number(heading):
            message = say("A column seems to tell who somebody is.")
            advice = say(
                "Take column %(number)s out of the list. Hemval needs only references.", number=number
            )
        else:
            message = say("A column has an unknown heading.")
            advice = say(
                "Take column %(number)s out of the list, or give it one of these headings: %(headings)s",
                number=number,
                headings=_headings(),
            )
        self.refused.add(number)
        self._find(line, number, message, advice)

    def _names_a_person(self, line: int, cells: Sequence[str]) -> bool:
        found = [number for number, cell in enumerate(cells, start=1) if holds_identity_number(cell)]
        for number in [each for each in found if each not in self.refused]:
            message = say("What stands here looks like a personal identity number.")
            self._find(line, number, message, _no_numbers())
        return bool(found)

    def _count_named(self, line: int, cells: Sequence[str]) -> None:
        found = [number for number, cell in enumerate(cells, start=1) if holds_identity_number(cell)]
        if any(number not in self.refused for number in found):
            self.named.append(line)

    def _under_no_heading(self, line: int, cells: Sequence[str], columns: Mapping[str, int]) -> bool:
        found = [place for place, cell in enumerate(cells) if cell and place not in columns.values()]
        for place in found[:1]:
            message = say("The value stands under no heading.")
            advice = say("Take it away. A value that holds the separator stands in quotation marks.")
            self._find(line, place + 1, message, advice)
        return bool(found)

    def _row(
        self,
        line: int,
        cells: Sequence[str],
        columns: Mapping[str, int],
        readers: Mapping[str, Callable[[str], object]],
    ) -> Affected | None:
        """Return a line's person; None where something in it was found."""
        values: dict[str, object] = {}
        before = len(self.findings)
        for name, place in columns.items():
            cell = cells[place] if place < len(cells) else ""
            if not cell and name not in NEEDED:
                continue
            try:
                values[name] = readers[name](cell)
            except Unusable as error:
                self._find(line, place + 1, error.message, error.advice)
        reference = values.get("reference")
        if isinstance(reference, str):
            first = self.seen.setdefault(reference, line)
            if first != line:
                message = say("The reference stands on line %(line)s too.", line=first)
                advice = say("Keep one line for each person.")
                self._find(line, columns["reference"] + 1, message, advice)
        return Affected.model_validate(values) if len(self.findings) == before else None

    @property
    def _readers(self) -> dict[str, Callable[[str], object]]:
        known = known_in(self.exit_id, self.content)
        elsewhere = say("The provider does not stop in this exit.")
        unwritten = say("The letters are not written in it.")
        return {
            "reference": reference_in,
            "provider": lambda cell: known["provider"].one_of(cell, elsewhere),
            "area": lambda cell: known["area"].one_of(cell, say("There is no such area.")),
            "services": lambda cell: known["services"].several_of(cell, say("There is no such help.")),
            "language": lambda cell: known["language"].one_of(cell, unwritten),
            "hours": hours_in,
        }

    def _find(self, line: int, column: int, message: str, advice: str) -> None:
        self.findings.append(_finding(line, column, message, advice))


def _no_numbers() -> str:
    return say("Write the case system's reference. No personal identity number may stand in the list.")


def _headings() -> str:
    return ";".join(say(told) for told in HEADINGS.values())


def _told(findings: list[Finding], *, all_read: bool) -> list[Finding]:
    told = findings[:TOLD_AT_MOST]
    if all_read and len(told) == len(findings):
        return findings
    more = say("More may be wrong: the rest of the list was not read.")
    return [*told, _finding(told[-1].line, told[-1].column, more, "")]


def _finding(line: int, column: int, message: str, advice: str) -> Finding:
    """Make a finding without the line itself."""
    return Finding(say("the list"), line, column, message, "", advice)
