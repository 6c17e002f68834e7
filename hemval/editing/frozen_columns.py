"""A form whose columns were frozen keeps them until its version is raised: other systems rely on them."""

from collections.abc import Iterator, Mapping, Sequence

from hemval.content.binding import finding_at
from hemval.content.findings import Finding
from hemval.content.folder import Folder
from hemval.content.node import Path
from hemval.content.reader import read
from hemval.forms.definition import FormDefinition
from hemval.forms.frozen import FrozenColumn, FrozenColumns, columns_of
from hemval.words import sentence, words_in

say = words_in("sv").say

NEW = sentence("The column %(column)s is new, but the columns of version %(version)s are frozen.")
GONE = sentence("The column %(column)s is gone, but the columns of version %(version)s are frozen.")
HEADING = sentence(
    "The column %(column)s is headed ”%(now)s”, but in version %(version)s it is frozen as ”%(then)s”."
)
VALUES = sentence(
    "The answers that %(column)s can have differ from those frozen in version %(version)s: ”%(value)s”."
)
MOVED = sentence("The column %(column)s stands elsewhere than in the frozen columns of version %(version)s.")


def moved_columns(
    folder: Folder, forms: Mapping[str, FormDefinition], frozen: Sequence[FrozenColumns]
) -> Iterator[Finding]:
    """Find the forms whose questions changed while their version did not; one finding a form."""
    for form in forms.values():
        then = next((one for one in frozen if (one.form, one.version) == (form.id, form.version)), None)
        told = difference(columns_of(form), then.columns, form.version) if then else None
        path = folder.find(f"forms/{form.id}.yml")
        node = read(path, path.name)[0] if path else None
        if told is None or path is None or node is None:
            continue
        column, message = told
        advice = say(
            "Raise the version to %(next)s, and run hemval form freeze %(form)s.",
            next=form.version + 1,
            form=form.id,
        )
        source = path.read_text(encoding="utf-8-sig")
        yield finding_at(node, _place(form, column), folder.shown(path), source, message, advice)


def unfrozen(
    forms: Mapping[str, FormDefinition], frozen: Sequence[FrozenColumns]
) -> Iterator[FormDefinition]:
    """List the forms whose version is not frozen yet: it works, and its columns are those that were met."""
    known = {(one.form, one.version) for one in frozen}
    yield from (form for form in forms.values() if (form.id, form.version) not in known)


def difference(
    now: Sequence[FrozenColumn], then: Sequence[FrozenColumn], version: int
) -> tuple[str, str] | None:
    """Say what first differs, and of which column; None where nothing does."""
    before = {column.id: column for column in then}
    for column in now:
        told = _differs(column, before.get(column.id), version)
        if told:
            return column.id, told
    kept = {column.id for column in now}
    for column in then:
        if column.id not in kept:
            return column.id, say(GONE, column=column.id, version=version)
    for one, other in zip(now, then, strict=True):
        if one.id != other.id:
            return one.id, say(MOVED, column=one.id, version=version)
    return None


def _differs(now: FrozenColumn, then: FrozenColumn | None, version: int) -> str:
    if then is None:
        return say(NEW, column=now.id, version=version)
    if now.heading != then.heading:
        return say(HEADING, column=now.id, version=version, now=now.heading, then=then.heading)
    if now.values != then.values:
        value = next(
            one for one in {**now.values, **then.values} if now.values.get(one) != then.values.get(one)
        )
        return say(VALUES, column=now.id, version=version, value=value)
    return ""


def _place(form: FormDefinition, column: str) -> Path:
    """Return the page that the column is of; the version where the page is gone."""
    question = column.partition(".")[0]
    numbers = [number for number, page in enumerate(form.pages) if page.id == question]
    return ("pages", numbers[0], "id") if numbers else ("version",)
