"""``hemval exit``: a provider that stops, from the list of those affected to the proof for each."""

import hashlib
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import click

from hemval.cli.at_the_desk import open_desk, says_yes
from hemval.cli.exit_now import opened, published_now
from hemval.cli.exit_told import run_told, status_told
from hemval.cli.starting import Refusal, say
from hemval.content.affected_list import read_affected
from hemval.handover.address_list import NotAnAddressList, read_addresses
from hemval.handover.exit_file import FORMATS, exit_file
from hemval.handover.exit_recipients import to_write
from hemval.handover.exit_report import exit_report
from hemval.handover.exit_told import REASONS, exit_called, unconfirmed_told
from hemval.handover.merged_letters import meeting, merged
from hemval.paper.personal import Printers
from hemval.queue.desk.exits.sealed import named
from hemval.queue.desk.exits.settling import Appointed
from hemval.queue.desk.private_files import write_private
from hemval.rules.exits.changes import what_changes
from hemval.rules.exits.plans import most_urgent_first
from hemval.rules.exits.proof import Unproved
from hemval.rules.exits.run import foreseen
from hemval.settings import Settings
from hemval.words import words_in
from hemval.words.dates import SWEDEN, day_told

words = words_in("sv")

SECONDS = 120
"""For a hundred letters: far more than they take on a slow machine."""

EXIT = click.argument("exit_id", metavar=say("EXIT"))
LIST = click.File("rb")
FILE = click.Path(path_type=Path, dir_okay=False)
YES = click.option("--yes", is_flag=True, help=say("Do not ask first."))
REMINDERS = click.option("--reminders", is_flag=True, help=say("Reminders, to those who have not chosen."))


@click.group("exit", help=say("Look after providers that stop, until each person has another."))
def exit() -> None:
    """Hold the commands for exits."""


@exit.command(help=say("Show how far each exit has come, in numbers."))
@click.pass_obj
def status(settings: Settings) -> None:
    """Count, without naming anybody."""
    build = published_now(settings)
    known = sorted(build.content.exits.root) if build is not None else []
    if not known:
        click.echo(say("No provider stops by exits.yml."))
    for exit_id in known:
        with opened(settings, exit_id) as now:
            for line in status_told(now):
                click.echo(line)
    if build is not None:
        today = datetime.now(UTC).astimezone(SWEDEN).date()
        with open_desk(settings.places) as desk:
            for exit_id in desk.exits.unconfirmed(build.content, today):
                click.echo(unconfirmed_told(build.content, exit_id))


@exit.command(help=say("Take in the case system's list of those affected, from a CSV file."))
@EXIT
@click.argument("listed", type=LIST, metavar=say("LIST"))
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
        if not changes.anything or not (yes or says_yes(say("Do it? Answer ja or nej"))):
            click.echo(say("Nothing is changed."))
            return
        now.desk.exits.take_in_list(exit_id, found, changes.mark, now.who, now.at)
        click.echo(say("The list is taken in."))


@exit.command(help=say("Merge letters: addresses from standard input, the file to standard output."))
@EXIT
@REMINDERS
@click.pass_obj
def letters(settings: Settings, exit_id: str, reminders: bool) -> None:
    """Print letters without keeping anything of the list. What is said goes to standard error."""
    out = sys.stdout.buffer
    if out.isatty():
        raise Refusal(say("Write where the letters go: hemval exit letters EXIT < list.csv > letters.pdf"))
    try:
        addresses = read_addresses(sys.stdin.buffer.read())
    except NotAnAddressList as error:
        raise Refusal(say(error.sentence)) from None
    with opened(settings, exit_id) as now:
        met = meeting(to_write(now.content, exit_id, now.plans(), reminder=reminders), addresses)
        for label, references in (
            (say("Without an address in the list:"), met.without_address),
            (say("With more than one address, and so no letter:"), met.twice),
        ):
            if references:
                click.echo(f"{label} {', '.join(references)}", err=True)
        if not met.met:
            raise Refusal(say("There is no letter to write."))
        press = Printers(at_once=1, seconds=SECONDS)
        about = [named(exit_id), *(one.id for one in met.met)]
        with (
            now.desk.logged("exit_letters", about, now.who, now.at),
            click.progressbar(length=len(met.met), file=sys.stderr) as bar,
        ):
            done = merged(
                met.met,
                addresses,
                now.content,
                now.today,
                words,
                lambda sheet: press.pdf_of(sheet, now.today),
                lambda number: bar.update(number - bar.pos),
                reminder=reminders,
            )
    out.write(done.file)
    click.echo(words.count("%(n)s letter.", "%(n)s letters.", len(done.written)), err=True)


@exit.command(help=say("Note that the letters are posted."))
@EXIT
@REMINDERS
@YES
@click.pass_obj
def posted(settings: Settings, exit_id: str, reminders: bool, yes: bool) -> None:
    """Note it of all who were to have one."""
    with opened(settings, exit_id) as now:
        ids = [one.id for one in to_write(now.content, exit_id, now.plans(), reminder=reminders)]
        click.echo(words.count("%(n)s letter.", "%(n)s letters.", len(ids)))
        if not ids or not (yes or says_yes(say("Do it? Answer ja or nej"))):
            click.echo(say("Nothing is changed."))
            return
        now.desk.exits.note(exit_id, ids, "reminder" if reminders else "letter", now.who, now.at, now.content)
        click.echo(say("It is noted that they are posted."))


@exit.command(help=say("Give those who have not chosen what the rule says, after the last day to choose."))
@EXIT
@click.option("--dry-run", is_flag=True, help=say("Only show what would happen. Nothing is changed."))
@YES
@click.pass_obj
def run(settings: Settings, exit_id: str, dry_run: bool, yes: bool) -> None:
    """Show what will happen, ask, and do it, some at a time: cut off anywhere it goes on where it was."""
    with opened(settings, exit_id) as now:
        ahead = foreseen(now.content, exit_id, now.cases(), now.at, now.desk.exits.turns())
        for line in run_told(ahead, now.content):
            click.echo(line)
        if dry_run:
            return
        if not ahead.is_due(now.today):
            raise Refusal(say("It can be done from %(day)s.", day=day_told(ahead.first_day, words)))
        if not ahead.given or not (yes or says_yes(say("Do it? Answer ja or nej"))):
            click.echo(say("Nothing is changed."))
            return
        with click.progressbar(length=len(ahead.given), file=sys.stderr) as bar:
            done = now.desk.exits.run_defaults(
                now.content, exit_id, now.who, now.at, lambda number, _: bar.update(number - bar.pos)
            )
        click.echo(words.count("%(n)s person was given.", "%(n)s people were given.", done.stored))


@exit.command(help=say("Appoint a provider for references that nobody is known for."))
@EXIT
@click.argument("provider", metavar=say("PROVIDER"))
@click.argument("references", nargs=-1, required=True, metavar=say("REFERENCE …"))
@click.pass_obj
def appoint(settings: Settings, exit_id: str, provider: str, references: tuple[str, ...]) -> None:
    """Appoint for all of them or none."""
    with opened(settings, exit_id) as now:
        known = {case.reference: case.id for case in now.cases() if case.gone_at is None}
        if missing := [reference for reference in references if reference not in known]:
            raise Refusal(say("These are not among those affected: %(names)s.", names=", ".join(missing)))
        one = Appointed(tuple(known[reference] for reference in references), provider)
        number = now.desk.exits.appoint(now.content, exit_id, one, now.who, now.at)
        click.echo(words.count("%(n)s person was given.", "%(n)s people were given.", number))


@exit.command("proof", help=say("Prove that somebody helps each from the day after. Exit code 1 where not."))
@EXIT
@click.pass_obj
def prove(settings: Settings, exit_id: str) -> None:
    """Name each reference of which it cannot be said, those at risk first."""
    with opened(settings, exit_id) as now:
        found = now.proof()
        urgent = {plan.reference: plan.case.id for plan in most_urgent_first(now.plans())}
        now.log(tuple(urgent[one.reference] for one in found.gaps if one.reference in urgent))
        click.echo(words.count("%(n)s person is affected.", "%(n)s people are affected.", found.references))
        if not found.references:
            raise Refusal(say("No list of those affected has been taken in."))
        if found.holds:
            click.echo(say("Nobody is left without help."))
            return
        raise Refusal(*(_gap_told(one) for one in found.gaps))


def _gap_told(one: Unproved) -> str:
    why, advice = REASONS[one.reason]
    return f"{f'{one.reference} {one.group}'.strip()}: {words.say(why)}. {words.say(advice)}"


@exit.command(help=say("Write who helps each from the day after, for the case system. It names nobody."))
@EXIT
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), default="csv")
@click.option("--out", type=FILE, required=True, help=say("The file to write; it must not exist."))
@click.pass_obj
def file(settings: Settings, exit_id: str, kind: str, out: Path) -> None:
    """Write the file; the log has its fingerprint."""
    if out.exists():
        raise Refusal(say("There is already a file %(path)s.", path=out))
    with opened(settings, exit_id) as now:
        whole = exit_file(now.plans(), now.content, exit_called(now.content, exit_id), now.at)
        data = FORMATS[kind](whole)
        print_ = hashlib.sha256(data).hexdigest()
        with now.desk.logged("exit_file", [named(exit_id), print_], now.who, now.at):
            write_private(out.absolute(), data)
    click.echo(words.count("%(n)s line written.", "%(n)s lines written.", len(whole.rows)))
    click.echo(f"SHA-256: {print_}")


@exit.command(help=say("Print the report to the board: numbers that name nobody."))
@EXIT
@click.pass_obj
def report(settings: Settings, exit_id: str) -> None:
    """Print it as text."""
    with opened(settings, exit_id) as now:
        told = exit_report(now.content, exit_id, now.plans(), now.proof(), now.today)
    click.echo(f"{told.title}. {told.day}.")
    click.echo(told.verdict)
    for one in told.facts:
        click.echo(f"    {one.label}: {one.number}")
    for part in told.parts:
        click.echo(part.heading)
        for one in part.counts:
            click.echo(f"    {one.label}: {one.number}")


@exit.command(help=say("Confirm that all of it stands in the case system: then its rows are purged in time."))
@EXIT
@click.option("--undo", is_flag=True, help=say("Take the confirmation back, within a day."))
@YES
@click.pass_obj
def confirm(settings: Settings, exit_id: str, undo: bool, yes: bool) -> None:
    """Refuse while somebody may be left without help, unless it is said that they are seen to elsewhere."""
    with opened(settings, exit_id) as now:
        if undo:
            now.desk.exits.undo_confirm(exit_id, now.who, now.at)
            click.echo(say("The confirmation is taken back."))
            return
        found = now.proof()
        if not found.holds:
            number = len({one.reference for one in found.gaps})
            told = words.count(
                "%(n)s person has nobody from the day after.",
                "%(n)s people have nobody from the day after.",
                number,
            )
            raise Refusal(told, say("See who they are: hemval exit proof %(exit)s", exit=exit_id))
        if not yes and not says_yes(say("Do it? Answer ja or nej")):
            click.echo(say("Nothing is changed."))
            return
        now.desk.exits.confirm(exit_id, now.who, now.at)
        end = now.desk.exits.end_of(exit_id)
        kept = now.content.municipality.personal_data.kept_days
        if end is not None:
            day = day_told(end.goes_on(kept), words)
            click.echo(say("Confirmed. What is kept of the exit goes on %(day)s.", day=day))
