"""Cases that name each other: a withdrawal says the reference of the choice that it is about.

Nobody outside the officers' process can look a reference up, and there is no index of them: rows are
opened and compared here, and whatever is shown is logged first.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hemval.forms.reference import grouped
from hemval.forms.types.reference import NONE, Reference
from hemval.handover.told import WORDS, form_called
from hemval.officers.address import case
from hemval.officers.case_told import about_told, short_moment, state_told
from hemval.pages.published import Published
from hemval.queue.desk import Desk
from hemval.queue.desk.rows import Opened
from hemval.queue.desk.tables import Header
from hemval.queue.submission import Submission

ONE_DRAFT = timedelta(days=1)
"""How far apart what comes of one draft is taken in, at most: it is sent or keyed in anew at once."""


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


def related(desk: Desk, one: Opened, published: Published, who: str, now: datetime) -> Related:
    """Find them. Whether it is the same person is for the officer to compare."""
    asks = {
        form.id: [page.id for page in form.pages if isinstance(page, Reference)]
        for form in published.forms.values()
    }
    mine = _names(one.submission, asks)
    others = [header for header in desk.list() if header.id != one.header.id]
    if not mine:
        others = [header for header in others if asks.get(header.form) or _near(one.header, header)]
    if not others and not mine:
        return Related()
    own = one.submission.reference

    def concerns(other: Submission) -> bool:
        return other.reference in {own, *mine} or own in _names(other, asks)

    found = desk.find([header.id for header in others], concerns, one.header.id, who, now)
    return Related(
        ", ".join(map(grouped, sorted(mine))),
        tuple(_told(other, published) for other in found if other.submission.reference in mine),
        tuple(_told(other, published) for other in found if own in _names(other.submission, asks)),
        tuple(_told(other, published) for other in found if other.submission.reference == own),
    )


def _near(one: Header, other: Header) -> bool:
    """Say whether two cases may come from one draft: to open every case there is would take too long."""
    return one.form == other.form and abs(one.taken_in_at - other.taken_in_at) <= ONE_DRAFT


def asks_for_reference(form_id: str, published: Published) -> bool:
    """Say whether a form is about something sent before: then somebody may write in another's name."""
    form = published.forms.get(form_id)
    return form is not None and any(isinstance(page, Reference) for page in form.pages)


def _names(one: Submission, asks: dict[str, list[str]]) -> set[str]:
    """Return the references that a submission's answers name."""
    answers = (one.answers.get(question) for question in asks.get(one.form, ()))
    return {answer for answer in answers if isinstance(answer, str) and answer not in ("", NONE)}


def _told(other: Opened, published: Published) -> tuple[str, str]:
    told = WORDS.say(
        "%(form)s %(reference)s, came in %(moment)s. %(state)s",
        form=" – ".join([form_called(other.header.form, published), *about_told(other.submission)]),
        reference=grouped(other.submission.reference),
        moment=short_moment(other.header.received_at),
        state=state_told(other.header),
    )
    return told, case(other.header.id)
