"""Cases that name each other: a withdrawal says the reference of the choice that it is about.

Nobody outside the officers' process can look a reference up, and there is no index of them: they are compared
in its memory, and whatever is shown is logged first.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import g

from hemval.forms.reference import grouped
from hemval.forms.types.reference import Reference
from hemval.handover.told import WORDS, form_called
from hemval.officers.address import case
from hemval.officers.case_told import about_told, short_moment, state_told
from hemval.officers.gist import Gist
from hemval.officers.overview import Known
from hemval.officers.workplace import Workplace
from hemval.pages.published import Published
from hemval.queue.desk.rows import Opened


@dataclass(frozen=True)
class Related:
    """What a case's page says of others."""

    asked_for: str = ""
    """The reference that the case names; empty where it names none."""
    named: tuple[tuple[str, str], ...] = ()
    """The cases with that reference: words and address."""
    naming: tuple[tuple[str, str], ...] = ()
    """The cases that name this one's reference."""
    same: tuple[tuple[str, str], ...] = ()
    """The cases that have this one's reference: other help chosen in one sitting, or keyed in anew."""


def related(workplace: Workplace, one: Opened, known: Iterable[Known], published: Published) -> Related:
    """Find them. Whether it is the same person is for the officer to compare."""
    own = one.submission.reference
    gists = {
        other.header.id: other.gist
        for other in known
        if other.gist is not None and (not other.header.protected or other.header.id == one.header.id)
    }
    mine = set(gists.pop(one.header.id).references) if one.header.id in gists else set()
    concerned = [
        row for row, gist in gists.items() if gist.reference in {own, *mine} or own in gist.references
    ]
    if not concerned:
        return Related(_listed(mine))
    found = workplace.desk.find(concerned, lambda _: True, one.header.id, g.officer, workplace.now)

    def told(others: Iterable[Opened]) -> tuple[tuple[str, str], ...]:
        return tuple(_told(other, published) for other in others)

    def of(other: Opened) -> Gist:
        return gists[other.header.id]

    return Related(
        _listed(mine),
        told(other for other in found if of(other).reference in mine),
        told(other for other in found if own in of(other).references),
        told(other for other in found if of(other).reference == own),
    )


def asks_for_reference(form_id: str, published: Published) -> bool:
    """Say whether a form is about something sent before: then somebody may write in another's name."""
    form = published.forms.get(form_id)
    return form is not None and any(isinstance(page, Reference) for page in form.pages)


def _listed(references: Iterable[str]) -> str:
    return ", ".join(map(grouped, sorted(references)))


def _told(other: Opened, published: Published) -> tuple[str, str]:
    told = WORDS.say(
        "%(form)s %(reference)s, came in %(moment)s. %(state)s",
        form=" – ".join([form_called(other.header.form, published), *about_told(other.submission)]),
        reference=grouped(other.submission.reference),
        moment=short_moment(other.header.received_at),
        state=state_told(other.header),
    )
    return told, case(other.header.id)
