"""What is handed over of one form: the choices that were opened, and what explains them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hemval.forms.columns.dictionary import Entry, dictionary_of, frozen_dictionary
from hemval.forms.columns.frozen import FrozenColumns
from hemval.forms.definition import FormDefinition
from hemval.handover.chains import Chain
from hemval.handover.dictionary_table import dictionary_table
from hemval.handover.rows import Damaged, Table, columns_of_versions, table, tables
from hemval.queue.submission import Submission


@dataclass(frozen=True)
class Delivery:
    """Choices of one form and, where it is known, the form and the columns of its versions."""

    form: str
    title: str
    """What officers call it."""
    opened: Sequence[Submission]
    damaged: Sequence[Damaged] = ()
    definition: FormDefinition | None = None
    """The form as it is now."""
    frozen: Sequence[FrozenColumns] = ()
    chains: Mapping[str, Chain] | None = None
    """What replaced what, by id; None for a form that is no choice."""

    @property
    def versions(self) -> list[int]:
        """List the versions there are choices of, the newest first."""
        return sorted({one.form_version for one in self.opened}, reverse=True)

    def table(self) -> Table:
        """Return all in one table."""
        return table(self.opened, self.damaged, self.frozen, called=self.title, chains=self.chains)

    def tables(self) -> list[Table]:
        """Return a table a version."""
        return tables(self.opened, self.damaged, self.frozen, called=self.title, chains=self.chains)

    def dictionary(self, version: int) -> list[Entry]:
        """Return what each column of a version holds; of one that is no more, what is still known."""
        known = {entry.id: entry for entry in self._entries(version)}
        met = columns_of_versions([one for one in self.opened if one.form_version == version], self.frozen)
        entries = []
        for column in met.get(version, ()):
            heading = column.heading.removesuffix(f" ({column.id})")
            entry = known.get(column.id)
            entries.append(entry if entry and entry.heading == heading else Entry(column.id, heading))
        return entries

    def _entries(self, version: int) -> tuple[Entry, ...]:
        if self.definition is not None and self.definition.version == version:
            return dictionary_of(self.definition)
        frozen = {one.version: one for one in self.frozen if one.form == self.form}
        return frozen_dictionary(frozen[version]) if version in frozen else ()

    def dictionary_table(self) -> Table:
        """Return the dictionary of all versions as one table."""
        versions: dict[tuple[str, str], list[int]] = {}
        entries: dict[tuple[str, str], Entry] = {}
        for version in self.versions:
            for entry in self.dictionary(version):
                versions.setdefault((entry.id, entry.heading), []).append(version)
                entries.setdefault((entry.id, entry.heading), entry)
        told = ((entry, versions[name]) for name, entry in entries.items())
        return dictionary_table(told, of_choice=self.chains is not None)
