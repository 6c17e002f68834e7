"""The data dictionary as a table: a row for each column that is handed over."""

from collections.abc import Iterable, Mapping, Sequence

from hemval.forms.addresses import CHOICE
from hemval.forms.columns.dictionary import WORDS, Entry, dictionary_of
from hemval.forms.definition import FormDefinition
from hemval.handover.chains import CHAINED, CHAINED_TOLD
from hemval.handover.rows import FIXED, Column, Table
from hemval.words import sentence
from hemval.words.cell_text import cell_text

HEADINGS = (
    sentence("Column"),
    sentence("Name in JSON"),
    sentence("In version"),
    sentence("Question"),
    sentence("What it holds"),
    sentence("Answers there can be"),
    sentence("Most characters"),
    sentence("When it is asked"),
    sentence("Points out a person"),
)

FIXED_TOLD = {
    "reference": sentence("What the person can say on the telephone"),
    "received_at": sentence("The moment in Swedish time"),
    "form": sentence("The form's name"),
    "form_version": sentence("The version that was answered: a number"),
    "language": sentence("The language that the person read"),
    "channel": sentence("The web, paper, telephone or visit"),
    "content_version": sentence("Says which build of the site was answered"),
    "review": sentence("Why to look at it twice; empty where there is no reason"),
}


def dictionary_table(entries: Iterable[tuple[Entry, Sequence[int]]], *, of_choice: bool) -> Table:
    """Return the table of entries, each with the versions it stands in; what all forms have comes first.

    What only a choice has comes last, as in its files.
    """
    rows = _around(FIXED, FIXED_TOLD)
    rows += [_row(entry, versions) for entry, versions in entries]
    rows += _around(CHAINED, CHAINED_TOLD) if of_choice else []
    columns = tuple(Column(WORDS.say(heading), "fixed") for heading in HEADINGS)
    return Table(columns, tuple(tuple(cell_text(cell) for cell in row) for row in rows))


def dictionary_table_of(form: FormDefinition) -> Table:
    """Return the table of a form as it is now."""
    entries = ((entry, [form.version]) for entry in dictionary_of(form))
    return dictionary_table(entries, of_choice=form.id == CHOICE)


def _around(headings: Mapping[str, str], told: Mapping[str, str]) -> list[tuple[str, ...]]:
    return [
        (WORDS.say(heading), identity, "", "", WORDS.say(told[identity]), "", "", "", "")
        for identity, heading in headings.items()
    ]


def _row(entry: Entry, versions: Sequence[int]) -> tuple[str, ...]:
    return (
        f"{entry.heading} ({entry.id})",
        entry.id,
        ", ".join(map(str, versions)),
        entry.question,
        entry.holds,
        "\n".join(f"{value}: {words}" for value, words in entry.values.items()),
        str(entry.longest or ""),
        entry.asked,
        entry.identifies,
    )
