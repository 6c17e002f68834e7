"""``hemval queue``: look after the queue from the command line."""

from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import click

from hemval.cli.at_the_desk import by_command, named, open_desk
from hemval.cli.starting import Refusal, say
from hemval.handover.file_of_choices import FORMATS, file_of_choices
from hemval.pages.published import Published, UnreadableBuild, read_published
from hemval.queue.desk.audit import Head
from hemval.queue.desk.backup import back_up
from hemval.queue.desk.heads_outside import HeadsOutside, read_heads
from hemval.queue.desk.private_files import write_private
from hemval.queue.desk.restore import restore as restore_backup
from hemval.queue.desk.tables import Header
from hemval.settings import Settings
from hemval.words import words_in
from hemval.words.dates import moment_told

words = words_in("sv")

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)


@click.group(help=say("Look after the queue of received choices."))
def queue() -> None:
    """Hold the commands for the queue."""


@queue.command(help=say("Show how many choices wait, and how old the oldest is."))
@click.pass_obj
def status(settings: Settings) -> None:
    """Count rows, without opening or moving any."""
    with open_desk(settings.places) as desk:
        counts = desk.count()
        new = desk.list("new")
        click.echo(words.count("%(n)d in the inbox", "%(n)d in the inbox", desk.waiting()))
        click.echo(words.count("%(n)d new", "%(n)d new", counts["new"]))
        click.echo(words.count("%(n)d taken over", "%(n)d taken over", counts["taken_over"]))
        if new:
            oldest = moment_told(new[0].received_at, words)
            click.echo(say("The oldest new one was received %(at)s.", at=oldest))


@queue.command(help=say("Check that the log is unedited, and that what the rules said comes out the same."))
@click.option("--head", help=say("The head from an earlier check: shows whether the end was cut off."))
@click.pass_obj
def verify(settings: Settings, head: str | None) -> None:
    """Walk the log and print its head, work all stored outcomes out again; exit 1 for what does not hold."""
    try:
        given = [Head.parse(head)] if head else []
    except ValueError as error:
        raise Refusal(say("A head looks like 12:ab34… with 64 characters.")) from error
    with open_desk(settings.places) as desk:
        kept = read_heads(settings.audit_head) if settings.audit_head else HeadsOutside(())
        verdict = desk.verify([*given, *kept.heads])
        if verdict.broken_at is not None:
            cut = say("It stood there once: the log was cut off there, or written anew.")
            at = say("The log is broken at entry %(seq)d.", seq=verdict.broken_at)
            raise Refusal(at, cut if verdict.how == "head" else "")
        replay = desk.replay()
    links = words.count("%(n)d entry, unbroken.", "%(n)d entries, unbroken.", verdict.sound)
    click.echo(links)
    if path := settings.audit_head:
        held = words.count(
            "It holds the %(n)d head in %(path)s.", "It holds the %(n)d heads in %(path)s.",
            len(kept.heads), path=path,
        )  # fmt: skip
        click.echo(held)
        if kept.unreadable:
            click.echo(words.count("%(n)d line is no head.", "%(n)d lines are no heads.", kept.unreadable))
    told = words.count("%(n)d outcome comes out the same.", "%(n)d outcomes come out the same.", replay.equal)
    click.echo(told)
    click.echo(say("Write this head down and keep it somewhere else:"))
    click.echo(str(verdict.head))
    if replay.unequal:
        rows = "\n".join(f"    {row}" for row in replay.unequal)
        raise Refusal(say("What the rules said of these choices does not come out the same:"), rows)


@queue.command(help=say("Write the new choices to a file. The log notes who did it."))
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), default="csv")
@click.option("--form", metavar=say("FORM"), help=say("The form, where there are new ones of several."))
@click.option("--out", type=FILE, required=True, help=say("The file to write; it must not exist."))
@click.pass_obj
def export(settings: Settings, kind: str, form: str | None, out: Path) -> None:
    """Take in, open and write every new row; damaged ones are named and the others written."""
    now = datetime.now(UTC)
    if out.exists():
        raise Refusal(say("There is already a file %(path)s.", path=out))
    with open_desk(settings.places) as desk:
        desk.take_in(now)
        rows = _of_one_form(desk.list("new"), form)
        if not rows:
            click.echo(say("There is nothing new to write."))
            return
        made = file_of_choices(desk, rows, FORMATS[kind], by_command(), now, _build(settings))
    write_private(out.absolute(), made.content)
    click.echo(words.count("%(n)d choice written.", "%(n)d choices written.", made.written))
    warn_of_broken(list(made.damaged))


def _of_one_form(rows: list[Header], form: str | None) -> list[Header]:
    """Return the rows of the form asked for; refuse where there are several and it is not said which."""
    forms = sorted({row.form for row in rows})
    if form is None and len(forms) > 1:
        names = ", ".join(forms)
        raise Refusal(say("There are new ones of several forms: %(names)s. Say which: --form", names=names))
    return [row for row in rows if form in (None, row.form)]


def _build(settings: Settings) -> Published | None:
    """Return the last build; a file is written without it too, with the questions that were met."""
    try:
        return read_published(settings.places.published)
    except (OSError, UnreadableBuild):
        return None


@queue.command(help=say("Back everything up into a new folder, also while citizens choose."))
@click.argument("folder", type=FOLDER)
@click.pass_obj
def backup(settings: Settings, folder: Path) -> None:
    """Copy both files and the sealed keys."""
    with open_desk(settings.places) as desk:
        manifest = back_up(desk, settings.places, folder, by_command(), datetime.now(UTC))
    rows = sum(manifest.rows.values())
    click.echo(words.count("%(n)d choice backed up.", "%(n)d choices backed up.", rows))


@queue.command(help=say("Restore a backup on a machine that has no queue yet, before hemval init."))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--key", type=click.File(), help=say("File with the recovery key. Without it you are asked."))
@click.pass_obj
def restore(settings: Settings, folder: Path, key: IO[str] | None) -> None:
    """Check a backup whole, then put it in place."""
    text = key.read() if key else click.prompt(say("Recovery key"), hide_input=True)
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    with named():
        restored = restore_backup(folder, settings.places, "".join(lines), by_command(), datetime.now(UTC))
    rows = sum(restored.manifest.rows.values())
    click.echo(words.count("%(n)d choice restored.", "%(n)d choices restored.", rows))
    warn_of_broken(list(restored.broken))


def warn_of_broken(ids: list[str]) -> None:
    """Name the rows that could not be opened, on the error stream."""
    for row in ids:
        click.echo(say("Row %(row)s cannot be opened. It is kept; report it.", row=row), err=True)
