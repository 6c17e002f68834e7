"""hemval check: every finding in the municipality's files."""

import json
import sys
from datetime import date, datetime

import click

from hemval.cli.starting import say
from hemval.content.folder import Folder
from hemval.content.whole import Content
from hemval.editing.check import examine
from hemval.editing.exit_warnings import exit_warnings
from hemval.editing.frozen_columns import unfrozen
from hemval.editing.stops_ahead import stop_ahead
from hemval.settings import PROJECT, Settings
from hemval.words import words_in
from hemval.words.dates import SWEDEN


@click.command(help=say("Check all content, and tell everything that is wrong in it."))
@click.option("--json", "as_json", is_flag=True, help=say("Print the findings for another program to read."))
@click.pass_obj
def check(settings: Settings, as_json: bool) -> None:
    """Check all content; exit 1 where something was found."""
    words = words_in("sv")
    folder, today = Folder(settings.places.content, PROJECT), datetime.now(SWEDEN).date()
    examined = examine(folder, today)
    findings = examined.findings
    if as_json:
        click.echo(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(finding.render() + "\n")
        if findings:
            click.echo(words.count("%(n)s finding.", "%(n)s findings.", len(findings)))
        else:
            click.echo(words.say("Nothing to correct."))
            for form in unfrozen(examined.forms, examined.frozen):
                click.echo(
                    say(
                        "The columns of the form %(form)s, version %(version)s, are not frozen yet. When its "
                        "questions are done: hemval form freeze %(form)s",
                        form=form.id,
                        version=form.version,
                    )
                )
            if examined.content is not None:
                _tell_ahead(folder, examined.content, today)
                _tell_of_exits(folder, examined.content, today)
    sys.exit(1 if findings else 0)


def _tell_ahead(folder: Folder, content: Content, today: date) -> None:
    """Tell what will stop the build on a day to come; it is no fault today."""
    ahead = stop_ahead(folder, content, today)
    if ahead is None:
        return
    day, findings = ahead
    click.echo(
        "\n" + say("From %(day)s the build stops, unless you correct this first:", day=day.isoformat())
    )
    for finding in findings:
        click.echo("\n" + finding.render())


def _tell_of_exits(folder: Folder, content: Content, today: date) -> None:
    """Tell what is worth thinking of before a provider stops; it never stops the build."""
    if warnings := exit_warnings(folder, content, today):
        click.echo("\n" + say("Worth thinking of. It does not stop the build:"))
    for warning in warnings:
        click.echo("\n" + warning.render())
