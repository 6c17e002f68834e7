"""``hemval exit``: a provider that stops, from the list of those affected to the proof for each."""

import hashlib
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import click

from hemval.cli.at_the_desk import open_desk
from hemval.cli.exit_deciding import EXIT, YES, appoint, confirm, sure
from hemval.cli.exit_now import opened, published_now
from hemval.cli.exit_told import (
    gap_told,
    given_told,
    pile_told,
    report_told,
    run_told,
    status_told,
    unfit_told,
)
from hemval.cli.starting import Refusal, say
from hemval.content.affected_list import read_affected
from hemval.handover.address_list import NotAnAddressList, read_addresses
from hemval.handover.exit_file import FORMATS, exit_file
from hemval.handover.exit_report import exit_report
from hemval.handover.exit_told import exit_called, unconfirmed_told
from hemval.handover.letter_pile import pile
from hemval.handover.merged_letters import meeting, merged
from hemval.paper.personal import Printers
from hemval.queue.desk.exits.noting import Note
from hemval.queue.desk.exits.sealed import named
from hemval.queue.desk.private_files import write_private
from hemval.rules.exits.changes import what_changes
from hemval.rules.exits.plan import mark_of
from hemval.rules.exits.run import foreseen
from hemval.settings import Settings
from hemval.words import words_in
from hemval.words.dates import SWEDEN, day_told

words = words_in("sv")

SECONDS = 120
"""For a hundred letters: far more than they take on a slow machine."""

OUT = click.Path(path_type=Path, dir_okay=False)
REMINDERS = click.option("--reminders", is_flag=True, help=say("Reminders, to those who have not chosen."))


@click.group("exit", help=say("Look after providers that stop, until everybody has another."))
def exit() -> None:
    """Hold the commands for exits."""


exit.add_command(appoint)
exit.add_command(confirm)


@exit.command(help=say("Show how far each exit has come, in numbers."))
@click.pass_obj
def status(settings: Settings) -> None:
    """Count, without naming anybody."""
    build = published_now(settings)
    known = sorted(build.content.exits.root) if build is not None else []
    if not known:
        click.echo(say("There is nothing in exits.yml."))
    for exit_id in known:
        with opened(settings, exit_id, purged=True) as now:
            for line in status_told(now):
                click.echo(line)
    if build is not None:
        today = datetime.now(UTC).astimezone(SWEDEN).date()
        with open_desk(settings.places) as desk:
            for exit_id in desk.exits.unconfirmed(build.content, today):
                click.echo(unconfirmed_told(build.content, exit_id))


@exit.command(help=say("Take in the case system's list of those affected, from a CSV file."))
@EXIT
@click.argument("listed", type=click.File("rb"), metavar=say("LIST"))
@YES
@click.pass_obj
def affected(settings: Settings, exit_id: str, listed: IO[bytes], yes: bool) -> None:
    """Show what the list changes, ask, and take it in; refuse it whole where anything in it is wrong."""
    data = listed.read()
    with opened(settings, exit_id) as now:
        found, findings = read_affected(data, exit_id, now.content)
        if findings:
            raise Refusal(*(one.render() for one in findings))
        changes = what_changes(now.cases(), found)
        click.echo(words.count("%(n)s new person.", "%(n)s new people.", len(changes.new)))
        click.echo(words.count("%(n)s changed person.", "%(n)s changed people.", len(changes.changed)))
        click.echo(words.count("%(n)s person left.", "%(n)s people left.", len(changes.gone)))
        if changes.back:
            click.echo(words.count("%(n)s person is back.", "%(n)s people are back.", len(changes.back)))
        if not sure(changes.anything, yes=yes):
            return
        now.desk.exits.take_in_list(exit_id, found, changes.mark, now.who, now.at, now.content)
        click.echo(say("The list is taken in."))


@exit.command(help=say("Merge letters: addresses from standard input, the file to standard output."))
@EXIT
@REMINDERS
@click.pass_obj
def letters(settings: Settings, exit_id: str, reminders: bool) -> None:
    """Print letters without keeping anything of the list. What is said goes to standard error.

    They are logged when they are made and before they are given: the queue stays free meanwhile.
    """
    out = sys.stdout.buffer
    if out.isatty():
        raise Refusal(say("Write where the letters go: hemval exit letters EXIT < list.csv > letters.pdf"))
    try:
        addresses = read_addresses(sys.stdin.buffer.read())
    except NotAnAddressList as error:
        raise Refusal(say(error.sentence, **error.values)) from None
    with opened(settings, exit_id) as now:
        to = now.recipients(reminder=reminders)
        met = meeting(to.to_write, addresses)
        named_here = {*met.without_address, *met.too_long, *met.twice}
        named_here |= {one.reference for one in to.too_late}
        now.log(one.id for one in (*to.to_write, *to.too_late) if one.reference in named_here)
        for line in unfit_told(met, to.too_late):
            click.echo(line, err=True)
        if not met.met:
            raise Refusal(say("There is no letter to write."))
        press = Printers(at_once=1, seconds=SECONDS)
        with click.progressbar(length=len(met.met), file=sys.stderr) as bar:
            made = merged(
                met.met,
                addresses,
                now.content,
                now.today,
                lambda sheet: press.pdf_of(sheet, now.today),
                lambda some: bar.update(len(some)),
                lambda all_: now.log_printed(all_, reminder=reminders),
                lambda some: now.wanted_still(some, reminder=reminders),
                reminder=reminders,
            )
            # Nothing leaves before all are printed and logged: a file is whole, or there is none.
            file = b"".join(made)
            bar.update(len(met.met) - bar.pos)
        out.write(file)
    click.echo(words.count("%(n)s letter.", "%(n)s letters.", len(met.met)), err=True)


@exit.command(help=say("Note that the letters are posted."))
@EXIT
@REMINDERS
@YES
@click.pass_obj
def posted(settings: Settings, exit_id: str, reminders: bool, yes: bool) -> None:
    """Note it of those whose letters were printed; who had no address has none yet."""
    with opened(settings, exit_id) as now:
        plans, printed = now.plans(), now.desk.exits.printed(exit_id, reminder=reminders)
        to = now.recipients(reminder=reminders)
        found = pile(now.content, exit_id, plans, printed, now.today, reminder=reminders)
        now.log(found.take_out)
        for line in pile_told(found, plans, to.to_write):
            click.echo(line)
        if not sure(bool(found.ids), yes=yes):
            return
        what: Note = "reminder" if reminders else "letter"
        now.desk.exits.note(exit_id, found.ids, what, now.who, now.at, now.content)
        click.echo(say("It is noted that they are posted."))


@exit.command(help=say("Give a provider by the rule to those who have not chosen in time."))
@EXIT
@click.option("--dry-run", is_flag=True, help=say("Only show what would happen. Nothing is changed."))
@YES
@click.pass_obj
def run(settings: Settings, exit_id: str, dry_run: bool, yes: bool) -> None:
    """Show what will happen, ask, and do it, some at a time: cut off anywhere it goes on where it was."""
    with opened(settings, exit_id) as now:
        ahead = foreseen(now.content, exit_id, now.cases(), now.at, now.desk.exits.turns())
        unasked = ahead.without_letter if ahead.is_due(now.today) else ()
        now.log(plan.case.id for plan in (*ahead.left, *unasked))
        for line in run_told(ahead, now):
            click.echo(line)
        if dry_run:
            return
        if not ahead.is_due(now.today):
            raise Refusal(say("It can be done from %(day)s.", day=day_told(ahead.first_day, words)))
        if not sure(bool(ahead.given), yes=yes):
            return
        with click.progressbar(length=len(ahead.given), file=sys.stderr) as bar:
            done = now.desk.exits.run_defaults(
                now.content, exit_id, now.who, now.at, lambda number, _: bar.update(number - bar.pos)
            )
        click.echo(given_told(done.persons))


@exit.command("proof", help=say("Prove that somebody helps each from the day after. Exit code 1 where not."))
@EXIT
@click.pass_obj
def prove(settings: Settings, exit_id: str) -> None:
    """Name each reference of which it cannot be said, those at risk first."""
    with opened(settings, exit_id) as now:
        found = now.proof()
        left = {one.reference for one in found.gaps}
        now.log(case.id for case in now.cases() if case.reference in left)
        click.echo(words.count("%(n)s person is affected.", "%(n)s people are affected.", found.references))
        if not found.references:
            raise Refusal(say("No list of those affected has been taken in."))
        if found.holds:
            click.echo(say("Nobody is left without help."))
            return
        raise Refusal(*map(gap_told, found.gaps))


@exit.command(help=say("Write who helps each from the day after, for the case system. It names nobody."))
@EXIT
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), default="csv")
@click.option("--out", type=OUT, required=True, help=say("The file to write; it must not exist."))
@click.pass_obj
def file(settings: Settings, exit_id: str, kind: str, out: Path) -> None:
    """Write the file; the log has its fingerprint."""
    if out.exists():
        raise Refusal(say("There is already a file %(path)s.", path=out))
    with opened(settings, exit_id) as now:
        whole = exit_file(now.plans(), now.content, exit_called(now.content, exit_id), now.at)
        data = FORMATS[kind](whole)
        digest = hashlib.sha256(data).hexdigest()
        about = [named(exit_id), kind, digest, mark_of(now.plans())]
        with now.desk.logged("exit_file", about, now.who, now.at):
            write_private(out.absolute(), data)
    click.echo(words.count("%(n)s line written.", "%(n)s lines written.", len(whole.rows)))
    click.echo(f"SHA-256: {digest}")


@exit.command(help=say("Print the report to the board: numbers that name nobody."))
@EXIT
@click.pass_obj
def report(settings: Settings, exit_id: str) -> None:
    """Print it as text."""
    with opened(settings, exit_id) as now:
        told = exit_report(now.content, exit_id, now.plans(), now.proof(), now.today)
    for line in report_told(told):
        click.echo(line)
