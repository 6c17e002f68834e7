"""A form whose columns were frozen keeps them until its version is raised: other systems rely on them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hemval.content.binding import finding_at
from hemval.content.findings import Finding
from hemval.content.folder import Folder
from hemval.content.node import Path
from hemval.content.reader import read
from hemval.content.refusals import nearest
from hemval.forms.columns.frozen import FrozenColumn, FrozenColumns, columns_of
from hemval.forms.definition import FormDefinition
from hemval.forms.question import Question
from hemval.forms.types.choice_of_one import OptionQuestion
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

WORDS_OF_A_VALUE = ("none", "empty", "statement")
"""The keys that give words to a value that is no option."""


@dataclass(frozen=True)
class Difference:
    """What first differs: of which column, in words, and what of its question is to blame."""

    column: str
    message: str
    heading: bool = False
    value: str = ""
    new: bool = False
    """Whether the value is new; else its words differ, or it is gone."""
    meant: str = ""
    """A frozen value that nothing has any more, and that the new one resembles: perhaps a slip of the pen."""


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
        source = path.read_text(encoding="utf-8-sig")
        place, advice = _place(form, told), _advice(form, told)
        yield finding_at(node, place, folder.shown(path), source, told.message, advice)


def unfrozen(
    forms: Mapping[str, FormDefinition], frozen: Sequence[FrozenColumns]
) -> Iterator[FormDefinition]:
    """List the forms whose version is not frozen yet: it works, and its columns are those that were met."""
    known = {(one.form, one.version) for one in frozen}
    yield from (form for form in forms.values() if (form.id, form.version) not in known)


def difference(now: Sequence[FrozenColumn], then: Sequence[FrozenColumn], version: int) -> Difference | None:
    """Return what first differs; None where nothing does."""
    before = {column.id: column for column in then}
    for column in now:
        told = _differs(column, before.get(column.id), version)
        if told:
            return told
    kept = {column.id for column in now}
    for column in then:
        if column.id not in kept:
            return Difference(column.id, say(GONE, column=column.id, version=version))
    for one, other in zip(now, then, strict=True):
        if one.id != other.id:
            return Difference(one.id, say(MOVED, column=one.id, version=version))
    return None


def _differs(now: FrozenColumn, then: FrozenColumn | None, version: int) -> Difference | None:
    if then is None:
        return Difference(now.id, say(NEW, column=now.id, version=version))
    if now.heading != then.heading:
        told = say(HEADING, column=now.id, version=version, now=now.heading, then=then.heading)
        return Difference(now.id, told, heading=True)
    if now.values != then.values:
        value = next(
            one for one in {**now.values, **then.values} if now.values.get(one) != then.values.get(one)
        )
        told = say(VALUES, column=now.id, version=version, value=value)
        lost = [one for one in then.values if one not in now.values]
        new = value not in then.values
        meant = nearest(value, lost) if new else None
        return Difference(now.id, told, value=value, new=new, meant=meant or "")
    return None


def _advice(form: FormDefinition, told: Difference) -> str:
    raised = {"next": form.version + 1, "form": form.id}
    if not told.meant:
        return say("Raise the version to %(next)s, and run hemval form freeze %(form)s.", **raised)
    otherwise = say("If not: raise the version to %(next)s, and run hemval form freeze %(form)s.", **raised)
    return f"{say('Did you mean ”%(name)s”?', name=told.meant)} {otherwise}"


def _place(form: FormDefinition, told: Difference) -> Path:
    """Return what differs within the column's question, else the question; the version where it is gone."""
    question = told.column.partition(".")[0]
    for number, page in enumerate(form.pages):
        if page.id == question:
            return ("pages", number, *_within(page, told))
    return ("version",)


def _within(page: Question, told: Difference) -> Path:
    if told.heading:
        return ("short" if page.short else "question",)
    if not told.value:
        return ("id",)
    for number, option in enumerate(page.options if isinstance(page, OptionQuestion) else ()):
        if option.id == told.value:
            return ("options", number, "id" if told.new else "label")
    words = page.value_words().get(told.value)
    keys = [key for key in WORDS_OF_A_VALUE if words is not None and getattr(page, key, None) == words]
    return (keys[0],) if keys else ("id",)
