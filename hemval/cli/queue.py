"""``hemval queue``: look after the queue from the command line."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO

import click

from hemval.cli.at_the_desk import by_command, named, open_desk
from hemval.cli.purge import next_told, published_or_none, purge
from hemval.cli.starting import Refusal, say
from hemval.handover.batch_file import FORMATS, maker
from hemval.officers.across.chains import chains_of
from hemval.officers.across.flags import HOLDS_BACK, flags_across
from hemval.officers.across.overview import Overview
from hemval.officers.batches.held_back import held_told
from hemval.pages.published import Published
from hemval.queue.desk import Desk
from hemval.queue.desk.audit import Head
from hemval.queue.desk.backup import Manifest, back_up
from hemval.queue.desk.batch import NET_NEW
from hemval.queue.desk.heads_outside import HeadsOutside, read_heads
from hemval.queue.desk.private_files import write_private
from hemval.queue.desk.restore import restore as restore_backup
from hemval.queue.desk.tables import State
from hemval.rules.working_days import OFFICE, working_days_since
from hemval.settings import Settings
from hemval.words import words_in
from hemval.words.dates import SWEDEN, moment_told

words = words_in("sv")

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)


@click.group(help=say("Look after the queue of received choices."))
def queue() -> None:
    """Hold the commands for the queue."""


queue.add_command(purge)


@queue.command(help=say("Show how many cases wait and for how long, and what is purged next."))
@click.pass_obj
def status(settings: Settings) -> None:
    """Count rows, without opening or moving any."""
    today = datetime.now(UTC).astimezone(SWEDEN).date()
    build = published_or_none(settings)
    with open_desk(settings.places) as desk:
        click.echo(words.count("%(n)d in the inbox", "%(n)d in the inbox", desk.waiting()))
        for line in _states_told(desk.count()):
            click.echo(line)
        new = [*desk.list("new"), *desk.list("new", protected=True)]
        if new:
            oldest = min(header.received_at for header in new)
            click.echo(say("Nothing was opened: replaced and protected ones are counted by their state too."))
            click.echo(say("The oldest new one was received %(at)s.", at=moment_told(oldest, words)))
            waited = working_days_since(oldest.astimezone(SWEDEN).date(), today, OFFICE)
            click.echo(
                words.count("It has waited %(n)d working day.", "It has waited %(n)d working days.", waited)
            )
        if build is None:
            click.echo(say("What is purged next is not known before hemval build."))
            return
        data = build.content.municipality.personal_data
        for line in next_told(desk.plan(data.kept_days, today), today):
            click.echo(line)


def _states_told(counts: Mapping[State, int]) -> Iterator[str]:
    """Say how many there are in each state."""
    yield words.count("%(n)d new", "%(n)d new", counts["new"])
    yield words.count("%(n)d waiting for an answer", "%(n)d waiting for an answer", counts["awaiting"])
    yield words.count("%(n)d on a waiting list", "%(n)d on waiting lists", counts["queued"])
    yield words.count("%(n)d taken over", "%(n)d taken over", counts["taken_over"])
    yield words.count("%(n)d closed", "%(n)d closed", counts["closed"])
    yield words.count("%(n)d withdrawn", "%(n)d withdrawn", counts["withdrawn"])


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
        replay, gone = desk.replay(), desk.gone_without_purge()
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
    if gone:
        rows = "\n".join(f"    {row}" for row in gone)
        raise Refusal(say("These choices came in and are gone, but no purge took them:"), rows)
    if replay.unequal:
        rows = "\n".join(f"    {row}" for row in replay.unequal)
        raise Refusal(say("What the rules said of these choices does not come out the same:"), rows)
    if replay.affected:
        rows = "\n".join(f"    {row}" for row in replay.affected)
        raise Refusal(say("What is kept of these affected by an exit is not what the log says:"), rows)


@queue.command(help=say("Write the new choices to a file. The log notes who did it."))
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), default="csv")
@click.option("--form", metavar=say("FORM"), help=say("The form, where there are new ones of several."))
@click.option("--out", type=FILE, required=True, help=say("The file to write; it must not exist."))
@click.pass_obj
def export(settings: Settings, kind: str, form: str | None, out: Path) -> None:
    """Take in, make a batch of the oldest that are new and write its file; damaged ones are named."""
    now = datetime.now(UTC)
    if out.exists():
        raise Refusal(say("There is already a file %(path)s.", path=out))
    who, build = by_command(), published_or_none(settings)
    with open_desk(settings.places) as desk:
        desk.take_in(now)
        replaced, held = _left_out(desk, build, now.astimezone(SWEDEN).date())
        new = desk.batches.net_new(replaced)
        _tell_held([row for rows in new.values() for row in rows if row in held])
        named_form = _one_form(desk.batches.net_new(replaced, held), form)
        if named_form is None:
            click.echo(say("There is nothing new to write."))
            return
        number, _ = desk.batches.make(named_form, NET_NEW, None, who, now, replaced, held)
        content = desk.batches.hand_out(number, kind, maker(kind, build), who, now)
        made, batch = desk.batches.read(number), desk.batches.one(number)
    write_private(out.absolute(), content)
    click.echo(words.count("%(n)d choice written.", "%(n)d choices written.", len(made.opened)))
    click.echo(say("It is batch %(number)d. SHA-256: %(sum)s", number=number, sum=batch.sums[kind]))
    if batch.chosen is not None and batch.chosen.left:
        left = words.count(
            "The %(most)d oldest are in it. Run the command once more for the rest: %(n)d choice is left.",
            "The %(most)d oldest are in it. Run the command once more for the rest: %(n)d choices are left.",
            batch.chosen.left, most=batch.rows,
        )  # fmt: skip
        click.echo(left)
    warn_of_broken([header.id for header in made.damaged])


def _left_out(desk: Desk, build: Published | None, today: date) -> tuple[frozenset[str], frozenset[str]]:
    """Return what newer choices have replaced, and what is held back, as officers' lists say.

    Before ``hemval build`` nothing is replaced, and a person is known by the reference alone.
    """
    overview, _ = Overview().newer(desk, build.forms if build else {})
    known = overview.rows.values()
    held = frozenset(row for row, flags in flags_across(known, today).items() if HOLDS_BACK in flags)
    replaced = chains_of(known, build.content).replaced_among(known) if build else frozenset()
    return replaced, held


def _tell_held(rows: list[str]) -> None:
    """Name what is left out of the file, and where to look at it."""
    held = held_told(rows)
    if held.told:
        click.echo(f"{held.told} {held.look}")
    for address, _ in held.cases:
        click.echo(f"    {address}")


def _one_form(new: Mapping[str, Sequence[str]], form: str | None) -> str | None:
    """Return the form asked for, or the only one; refuse where there are several and it is not said which."""
    if form is None and len(new) > 1:
        names = ", ".join(sorted(new))
        raise Refusal(say("There are new ones of several forms: %(names)s. Say which: --form", names=names))
    return next((one for one in new if form in (None, one)), None)


@queue.command(help=say("Back everything up into a new folder, also while citizens choose."))
@click.argument("folder", type=FOLDER)
@click.pass_obj
def backup(settings: Settings, folder: Path) -> None:
    """Copy both files and the sealed keys."""
    with open_desk(settings.places) as desk:
        manifest = back_up(desk, settings.places, folder, by_command(), datetime.now(UTC))
    rows = sum(manifest.rows.values())
    click.echo(words.count("%(n)d case backed up.", "%(n)d cases backed up.", rows))
    _tell_affected(manifest)


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
    click.echo(words.count("%(n)d case restored.", "%(n)d cases restored.", rows))
    _tell_affected(restored.manifest)
    click.echo(
        say("What is due is purged as soon as the officers' pages start, also what the backup brought back.")
    )
    warn_of_broken(list(restored.broken))


def _tell_affected(manifest: Manifest) -> None:
    """Say how many come with it whose provider stops, where there are any."""
    if n := manifest.affected:
        told = words.count("%(n)d person whose provider stops.", "%(n)d persons whose provider stops.", n)
        click.echo(told)


def warn_of_broken(ids: list[str]) -> None:
    """Name the rows that could not be opened, on the error stream."""
    for row in ids:
        click.echo(say("Row %(row)s cannot be opened. It is kept; report it.", row=row), err=True)
