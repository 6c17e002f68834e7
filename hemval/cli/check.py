"""hemval check: every finding in the municipality's files."""

import json
import sys
from datetime import datetime

import click

from hemval.cli.starting import say
from hemval.content.folder import Folder
from hemval.editing.check import check as find
from hemval.settings import PROJECT, Settings
from hemval.words import words_in
from hemval.words.dates import SWEDEN


@click.command(help=say("Check all content, and tell everything that is wrong in it."))
@click.option("--json", "as_json", is_flag=True, help=say("Print the findings for another program to read."))
@click.pass_obj
def check(settings: Settings, as_json: bool) -> None:
    """Check all content; exit 1 where something was found."""
    words = words_in("sv")
    findings = find(Folder(settings.places.content, PROJECT), datetime.now(SWEDEN).date())
    if as_json:
        click.echo(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(finding.render() + "\n")
        if findings:
            click.echo(words.count("%(n)s finding.", "%(n)s findings.", len(findings)))
        else:
            click.echo(words.say("Nothing to correct."))
    sys.exit(1 if findings else 0)
