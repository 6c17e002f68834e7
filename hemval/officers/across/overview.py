"""What is known of all cases at once, in the officers' process's memory and nowhere else.

Nothing outside a row says whose it is, so every row has to be opened to find one. A seal never changes:
each is opened once a process, and its gist kept for as long as the row is there. That the machine opens
rows is not logged; what is shown of them to anybody is, by whoever shows it.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from hemval.forms.definition import FormDefinition
from hemval.officers.across.gist import Gist, Looked, gist_of
from hemval.queue.desk import Desk
from hemval.queue.desk.tables import Header


@dataclass(frozen=True, slots=True)
class Known:
    """A row, and what is known of what it holds: nothing where it is damaged."""

    header: Header
    gist: Gist | None


class Overview:
    """The gists of all rows; safe to share between threads."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[Looked, Gist]] = {}

    def look(self, forms: Mapping[str, FormDefinition]) -> list[Known]:
        """Return all rows in the order they were received, the protected ones too.

        Rows that are new are opened first. So are those of a form that has come to ask for other things.
        """
        with self._lock:
            headers = self._desk.list_all()
            looked = {header.form: Looked() for header in headers}
            looked |= {form: Looked.of(forms[form]) for form in looked if form in forms}
            kept = self._kept
            unread = {
                header.id: looked[header.form]
                for header in headers
                if header.id not in kept or kept[header.id][0] != looked[header.form]
            }
            gists = self._desk.unshown(list(unread), lambda one: gist_of(one, unread[one.id]))
            kept.update((row_id, (unread[row_id], gist)) for row_id, gist in gists.items())
            self._kept = {header.id: kept[header.id] for header in headers if header.id in kept}
            return [
                Known(header, self._kept[header.id][1] if header.id in self._kept else None)
                for header in headers
            ]
