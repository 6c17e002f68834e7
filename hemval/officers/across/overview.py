"""What is known of all cases at once, in the officers' process's memory and nowhere else.

Nothing outside a row says whose it is, so every row has to be opened to find one. A seal never changes:
each is opened once a process, and its gist kept for as long as the row is there. That the machine opens
rows is not logged; what is shown of them to anybody is, by whoever shows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from hemval.forms.definition import FormDefinition
from hemval.officers.across.gist import Gist, Looked, gist_of
from hemval.queue.desk import Desk
from hemval.queue.desk.audit import Head
from hemval.queue.desk.tables import Header


@dataclass(frozen=True, slots=True)
class Known:
    """A row, and what is known of what it holds: nothing where it is damaged."""

    header: Header
    gist: Gist | None


@dataclass(frozen=True)
class Overview:
    """All rows at a moment, the protected ones too; never changed, so that threads can share it."""

    rows: Mapping[str, Known] = field(default_factory=dict)
    """By their ids, in no order."""
    looked: Mapping[str, Looked] = field(default_factory=dict)
    """What was looked at in the rows of each form."""
    head: Head | None = None
    """The log's newest link at that moment."""

    def newer(self, desk: Desk, forms: Mapping[str, FormDefinition]) -> tuple["Overview", frozenset[str]]:
        """Return it as it is now, and the ids of the rows that came, went or changed since.

        Only what has changed is read. Rows that are new are opened, and so are those of a form that has come
        to ask for other things.
        """
        changes = desk.changes(self.head)
        before: Mapping[str, Known] = {} if changes.whole else self.rows
        headers = {header.id: header for header in changes.headers}
        met = self.looked.keys() | {header.form for header in headers.values()}
        looked = {form: Looked.of(forms.get(form)) for form in met}
        anew = {form for form in met if form in self.looked and looked[form] != self.looked[form]}
        if anew:
            headers = {row: one.header for row, one in before.items() if one.header.form in anew} | headers
        gists = {row: before[row].gist for row in headers if row in before and headers[row].form not in anew}
        unread = [row for row in headers if gists.get(row) is None]
        gists |= desk.unshown(unread, lambda one: gist_of(one, looked[one.form]))
        found = {row: Known(header, gists.get(row)) for row, header in headers.items()}
        gone = (self.rows.keys() if changes.whole else changes.gone & self.rows.keys()) - found.keys()
        changed = gone | {row for row, one in found.items() if self.rows.get(row) != one}
        if not changed:
            return replace(self, looked=looked, head=changes.head), frozenset()
        rows = {**before, **found}
        for row in gone:
            rows.pop(row, None)
        return Overview(rows, looked, changes.head), frozenset(changed)
