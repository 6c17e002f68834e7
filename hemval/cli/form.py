"""``hemval form``: what is made of a form for others than those who fill it in."""

import json
from datetime import datetime

import click

from hemval.cli.starting import Refusal, say
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.editing.form_texts import form_texts
from hemval.editing.frozen_columns import difference
from hemval.forms.columns.frozen import FrozenColumns, columns_of, frozen_path, load_frozen, written
from hemval.forms.columns.schema import form_schema
from hemval.forms.definition import FormDefinition
from hemval.forms.reading.loading import load_forms
from hemval.handover.csv_file import csv_bytes
from hemval.handover.dictionary_table import dictionary_table_of
from hemval.settings import PROJECT, Settings
from hemval.words import LANGUAGES
from hemval.words.dates import SWEDEN


@click.group(help=say("Write out what is made of a form: its columns, its schema and its texts."))
def form() -> None:
    """Hold the commands about forms."""


@form.command(help=say("Freeze the columns of a form's version, or of all your own forms."))
@click.argument("name", metavar=say("[FORM]"), required=False)
@click.pass_obj
def freeze(settings: Settings, name: str | None) -> None:
    """Write forms/columns/<form>-<version>.yml; what is frozen is never written again."""
    folder = Folder(settings.places.content, PROJECT)
    forms, frozen = _read(folder)
    own = {
        one.id: path
        for one in forms.values()
        if (path := frozen_path(folder, one)).is_relative_to(folder.own)
    }
    if name and _named(forms, name).id not in own:
        raise Refusal(say("The form %(form)s comes with Hemval, and is frozen there.", form=name))
    if not own:
        click.echo(say("There are no forms of your own here to freeze."))
    for path, one in [(path, forms[identity]) for identity, path in own.items() if name in (None, identity)]:
        known = {(each.form, each.version): each for each in frozen}.get((one.id, one.version))
        if path.exists():
            _refuse_if_moved(one, known, folder.shown(path))
            click.echo(say("%(file)s is as it should be.", file=folder.shown(path)))
            continue
        path.parent.mkdir(exist_ok=True)
        path.write_text(written(columns_of(one)), encoding="utf-8")
        click.echo(say("%(file)s is written. Keep it with the form.", file=folder.shown(path)))


@form.command(help=say("Say what each column of a form holds, as a table (CSV)."))
@click.argument("name", metavar=say("FORM"))
@click.pass_obj
def columns(settings: Settings, name: str) -> None:
    """Write the data dictionary to standard output."""
    forms, _ = _read(Folder(settings.places.content, PROJECT))
    click.echo(csv_bytes(dictionary_table_of(_named(forms, name))), nl=False)


@form.command(help=say("Write the JSON Schema of a form's answers as they are stored."))
@click.argument("name", metavar=say("FORM"))
@click.pass_obj
def schema(settings: Settings, name: str) -> None:
    """Write the schema to standard output."""
    forms, _ = _read(Folder(settings.places.content, PROJECT))
    click.echo(json.dumps(form_schema(_named(forms, name)), ensure_ascii=False, indent=2))


@form.command(help=say("Write all the words of a form in all its languages, as a page (HTML)."))
@click.argument("name", metavar=say("FORM"))
@click.pass_obj
def texts(settings: Settings, name: str) -> None:
    """Write the page to standard output."""
    folder, today = Folder(settings.places.content, PROJECT), datetime.now(SWEDEN).date()
    forms, _ = _read(folder)
    content, _ = load(folder)
    languages = content.municipality.site.languages if content else LANGUAGES
    click.echo(form_texts(_named(forms, name), list(languages), today))


def _read(folder: Folder) -> tuple[dict[str, FormDefinition], tuple[FrozenColumns, ...]]:
    """Read the forms, or refuse with the findings."""
    forms, findings = load_forms(folder)
    frozen, of_columns = load_frozen(folder, forms)
    if findings or of_columns:
        raise Refusal("\n\n".join(finding.render() for finding in [*findings, *of_columns]))
    return forms, frozen


def _named(forms: dict[str, FormDefinition], name: str) -> FormDefinition:
    if name not in forms:
        raise Refusal(
            say("There is no form called %(form)s.", form=name),
            say("These exist: %(names)s.", names=", ".join(forms)),
        )
    return forms[name]


def _refuse_if_moved(form: FormDefinition, frozen: FrozenColumns | None, file: str) -> None:
    moved = difference(columns_of(form), frozen.columns, form.version) if frozen else None
    if moved:
        raise Refusal(
            moved.message,
            say("Raise version: in the form to %(next)s, and freeze again.", next=form.version + 1),
            say("Has the version never been published? Then take %(file)s away first.", file=file),
        )
