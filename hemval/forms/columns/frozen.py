"""The columns of each version of a form, frozen in a file: what other systems read in does not move.

``forms/columns/choice-4.yml`` stands beside the form it belongs to and is written by ``hemval form freeze``.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from hemval.content.findings import Finding
from hemval.content.folder import Folder
from hemval.content.kinds import Id, Line, Model, Paragraph, Whole
from hemval.content.loading import Loading
from hemval.forms.definition import FormDefinition
from hemval.words import Text, words_in
from hemval.words.text import MAIN_LANGUAGE

FOLDER = "columns"

HEADING = "# The columns of a version of the form. Made by `hemval form freeze`; do not edit.\n"


class FrozenColumn(Model):
    """A column with what it may hold, where the form says that itself."""

    id: Line
    heading: Paragraph
    values: dict[Line, Paragraph] = {}


class FrozenFile(Model):
    """What stands in the file."""

    columns: tuple[FrozenColumn, ...]


class FrozenColumns(FrozenFile):
    """The columns of one version of a form, in order."""

    form: Id
    version: Whole


def columns_of(form: FormDefinition) -> tuple[FrozenColumn, ...]:
    """Return the form's columns as they would be frozen now: the same in every municipality."""
    return tuple(
        FrozenColumn(
            id=column.id,
            heading=column.heading,
            values={} if column.part else words_of(page.value_words()),
        )
        for page in form.pages
        for column in page.columns()
    )


def words_of(values: Mapping[str, Text]) -> dict[str, str]:
    """Return the Swedish words of values."""
    return {value: words.in_(MAIN_LANGUAGE) for value, words in values.items()}


def load_frozen(
    folder: Folder, forms: Mapping[str, FormDefinition]
) -> tuple[tuple[FrozenColumns, ...], list[Finding]]:
    """Read every version's columns, the municipality's own taking the place of the shared ones."""
    loading = Loading(folder)
    read: list[FrozenColumns] = []
    for path in folder.files(f"forms/{FOLDER}", "*.yml"):
        bound = loading.bound(path, FrozenFile)
        if bound is None:
            continue
        named = re.fullmatch(r"([a-z0-9]+(?:-[a-z0-9]+)*)-([0-9]{1,9})", path.stem)
        if named is None:
            message = words_in("sv").say("The file's name must be the form and its version: choice-4.yml.")
            loading.findings.append(bound.finding((), message))
            continue
        frozen = FrozenColumns(form=named[1], version=int(named[2]), columns=bound.model.columns)
        if not _is_of_another(frozen, path, folder, forms):
            read.append(frozen)
    return tuple(sorted(read, key=lambda one: (one.form, one.version))), sorted(loading.findings)


def frozen_path(folder: Folder, form: FormDefinition) -> Path:
    """Return where a form's columns are frozen: beside the form."""
    beside = folder.find(f"forms/{form.id}.yml") or folder.own / "forms" / f"{form.id}.yml"
    return beside.parent / FOLDER / f"{form.id}-{form.version}.yml"


def written(columns: Iterable[FrozenColumn]) -> str:
    """Return the text of the file."""
    rows = [column.model_dump(exclude_defaults=True) for column in columns]
    return HEADING + yaml.safe_dump({"columns": rows}, allow_unicode=True, sort_keys=False, width=10_000)


def _is_of_another(
    frozen: FrozenColumns, path: Path, folder: Folder, forms: Mapping[str, FormDefinition]
) -> bool:
    """Say whether shared columns are of a form that the municipality has since made one of its own of."""
    form = forms.get(frozen.form)
    if form is None:
        return False
    return frozen.version >= form.version and frozen_path(folder, form).parent != path.parent
