"""The one row renderer: every table that is handed over is made here, one for each version of a form.

The columns of a version are those that were frozen for it, whatever rows are there. What was asked beyond
them gets a column after them: nothing that somebody answered is left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from hemval.forms.columns.frozen import FrozenColumns
from hemval.forms.sent.reference import grouped
from hemval.handover.chains import CHAINED, Chain
from hemval.handover.told import WORDS, channel_told, reason_told, sortable
from hemval.queue.submission import Submission
from hemval.words import sentence
from hemval.words.cell_text import cell_text
from hemval.words.dates import language_told

FIXED = {
    "reference": sentence("Reference"),
    "received_at": sentence("Received"),
    "form": sentence("Form"),
    "form_version": sentence("Form version"),
    "language": sentence("Language used"),
    "channel": sentence("Came by"),
    "content_version": sentence("Content version"),
    "review": sentence("Look twice"),
}
"""The columns that every form has, in order; the questions come after them."""


@dataclass(frozen=True)
class Damaged:
    """What can be said of a row that could not be opened."""

    id: str
    received_at: datetime
    form: str


@dataclass(frozen=True)
class Column:
    """A heading and what stands below it: the same for all forms, or answers to one question.

    Reworded, a question is another one and has a column of its own.
    """

    heading: str
    kind: Literal["fixed", "question"]
    id: str = ""
    """As in the frozen columns: ``phone``, ``address.street``."""


@dataclass(frozen=True)
class Table:
    """Rows of text, each as long as the columns; no cell is ever a number, a date or a formula."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    version: int | None = None
    """The form's version that all the rows are of; None where they are of several."""


def table(
    opened: Sequence[Submission],
    damaged: Sequence[Damaged] = (),
    frozen: Sequence[FrozenColumns] = (),
    *,
    called: str = "",
    chains: Mapping[str, Chain] | None = None,
) -> Table:
    """Make one table of all, in the order given: the newest version's columns, then those of older ones.

    Damaged rows come last, each saying what to do. ``called`` is what officers call the form, else its id.
    ``chains`` is there for choices: what replaced what, in two columns after all others.
    """
    known = columns_of_versions(opened, frozen)
    columns = list(dict.fromkeys(column for version in known.values() for column in version))
    rows = []
    for one in opened:
        given = _answers(one, known[one.form_version])
        answers = tuple(given.get(column, "") for column in columns)
        rows.append(_fixed(one, called) + answers + _chained(one, chains))
    last = _columns_around(CHAINED) if chains is not None else []
    rows += [_unopened(one, called) + ("",) * (len(columns) + len(last)) for one in damaged]
    versions = {one.form_version for one in opened}
    return Table(
        (*_columns_around(FIXED), *columns, *last),
        tuple(rows),
        versions.pop() if len(versions) == 1 else None,
    )


def tables(
    opened: Sequence[Submission],
    damaged: Sequence[Damaged] = (),
    frozen: Sequence[FrozenColumns] = (),
    *,
    called: str = "",
    chains: Mapping[str, Chain] | None = None,
) -> list[Table]:
    """Make a table for each version, the newest first. Of damaged rows nobody knows it: they stand there."""
    versions = sorted({one.form_version for one in opened}, reverse=True)
    made = [
        table(
            [one for one in opened if one.form_version == version], (), frozen, called=called, chains=chains
        )
        for version in versions
    ]
    if damaged or not made:
        newest = [one for one in opened if one.form_version == max(versions)]
        first = table(newest, damaged, frozen, called=called, chains=chains)
        made[:1] = [replace(first, version=max(versions, default=None))]
    return made


def columns_of_versions(
    opened: Iterable[Submission], frozen: Sequence[FrozenColumns] = ()
) -> dict[int, tuple[Column, ...]]:
    """Return the columns of each version that there are rows of, the newest first."""
    rows: dict[int, list[Submission]] = {}
    for one in opened:
        rows.setdefault(one.form_version, []).append(one)
    known = {(one.form, one.version): one for one in frozen}
    return {
        version: tuple(_columns(rows[version], known.get((rows[version][0].form, version))))
        for version in sorted(rows, reverse=True)
    }


def _columns(rows: Iterable[Submission], frozen: FrozenColumns | None) -> list[Column]:
    columns = [_column(one.id, one.heading) for one in frozen.columns] if frozen else []
    met = dict.fromkeys(columns)
    parted = {column.id.partition(".")[0] for column in columns if "." in column.id}
    for one in rows:
        for asked in one.asked:
            if asked.id not in parted:
                met[_column(asked.id, asked.question)] = None
    return list(met)


def _column(identity: str, words: str) -> Column:
    return Column(cell_text(f"{words} ({identity})"), "question", identity)


def _columns_around(headings: Mapping[str, str]) -> list[Column]:
    return [Column(WORDS.say(heading), "fixed", identity) for identity, heading in headings.items()]


def _chained(one: Submission, chains: Mapping[str, Chain] | None) -> tuple[str, ...]:
    if chains is None:
        return ()
    told = chains.get(one.id, Chain()).told(grouped)
    return tuple(told[column] or "" for column in CHAINED)


def _fixed(one: Submission, called: str) -> tuple[str, ...]:
    cells = (
        grouped(one.reference),
        sortable(one.received_at),
        called or one.form,
        str(one.form_version),
        language_told(one.language, WORDS),
        channel_told(one.channel),
        one.content_version,
        ", ".join(reason_told(reason) for reason in one.review),
    )
    return tuple(cell_text(cell) for cell in cells)


def _answers(one: Submission, columns: Sequence[Column]) -> dict[Column, str]:
    """Return what stands in each column, in the words that the person was asked and answered in."""
    parts: dict[str, list[Column]] = {}
    for column in columns:
        if "." in column.id:
            parts.setdefault(column.id.partition(".")[0], []).append(column)
    given: dict[Column, str] = {}
    for asked in one.asked:
        if asked.id in parts:
            cells = _parted(one, asked.id, parts[asked.id]) or {parts[asked.id][0]: asked.answer}
        else:
            cells = {_column(asked.id, asked.question): asked.answer}
        for column, answer in cells.items():
            given[column] = f"{given[column]}\n{answer}" if column in given else answer
    return {column: cell_text(answer) for column, answer in given.items()}


def _parted(one: Submission, question: str, columns: Sequence[Column]) -> dict[Column, str]:
    """Return an answer in its parts; nothing where it was stored otherwise, as one that was not given is."""
    answer = one.answers.get(question)
    named = {column.id.partition(".")[2]: column for column in columns}
    if not isinstance(answer, dict) or not answer.keys() <= named.keys():
        return {}
    return {named[part]: str(written) for part, written in answer.items()}


def _unopened(one: Damaged, called: str) -> tuple[str, ...]:
    advice = WORDS.say("Damaged, cannot be opened. Report row %(row)s to whoever runs Hemval.", row=one.id)
    return ("", sortable(one.received_at), called or one.form, "", "", "", "", advice)
