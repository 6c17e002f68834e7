"""hemval provider: put what a provider has said of itself into its file."""

from collections.abc import Iterable
from datetime import date, datetime
from difflib import unified_diff
from pathlib import Path

import click
from pydantic import ValidationError

from hemval.cli.asking import goes_on
from hemval.cli.starting import Refusal, say
from hemval.content.findings import ContentError, Finding
from hemval.content.folder import Folder
from hemval.content.loading import PROFILES
from hemval.editing.check import examine
from hemval.editing.proposal import Change, Proposal
from hemval.editing.proposal_applied import NotApplied, applied
from hemval.editing.put_in import as_it_would_be, write_in_place
from hemval.settings import PROJECT, Settings
from hemval.words.dates import SWEDEN

COLOURS = {"+": "green", "-": "red", "@": "cyan"}
"""Of the lines of a difference, where the terminal has colours."""

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.group(help=say("Put into its file what a provider has said of itself."))
def provider() -> None:
    """Hold the commands for providers' files."""


@provider.command(
    help=say("Show what a proposal changes in the provider's file, and write it if you say yes.")
)
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help=say("Only show what would be changed."))
@click.option("--yes", is_flag=True, help=say("Write without asking."))
@click.pass_obj
def apply(settings: Settings, file: Path, dry_run: bool, yes: bool) -> None:
    """Apply a proposal whole, but for the fields that somebody has changed since it was made."""
    today = datetime.now(SWEDEN).date()
    proposal = read_proposal(file, today)
    name = f"{Path(PROFILES).parent}/{proposal.provider}.yml"
    path = settings.places.content / name
    if not path.is_file():
        raise Refusal(
            say("There is no provider with the id %(id)s.", id=proposal.provider),
            say("The file %(name)s is missing.", name=name),
        )
    old = path.read_bytes().decode("utf-8")
    try:
        done = applied(proposal, old, name, today)
    except ContentError as error:
        raise Refusal(
            *(one.render() for one in error.findings), say("Correct this first: hemval check")
        ) from error
    except (ValidationError, NotApplied) as error:
        raise Refusal(say("The proposal does not fit %(name)s. Nothing is changed.", name=name)) from error
    tell_left(done.left)
    if old == done.text:
        click.echo(say("Nothing to change in %(name)s.", name=name))
        return
    show_difference(old, done.text, name)
    if faults := new_faults(settings, name, done.text, today):
        told = (one.render() for one in faults)
        raise Refusal(*told, say("With this change the check would not pass. Nothing is changed."))
    if dry_run:
        return
    if not goes_on(say("Write this? Answer ja or nej"), yes=yes):
        return
    write_in_place(path, done.text)
    click.echo(say("%(name)s is changed. Now run hemval check, and hemval build to show it.", name=name))


def read_proposal(file: Path, today: date) -> Proposal:
    """Read the file; refuse one that is no proposal, or one of a day to come."""
    try:
        proposal = Proposal.model_validate_json(file.read_bytes())
    except (ValidationError, UnicodeDecodeError) as error:
        raise Refusal(
            say("The file %(path)s is no proposal that this version can read.", path=file),
            say("Download it again from the case."),
        ) from error
    if proposal.attested > today:
        raise Refusal(say("The proposal is of a day to come: %(day)s.", day=proposal.attested.isoformat()))
    return proposal


def tell_left(left: Iterable[Change]) -> None:
    """Name the fields that are left as they are."""
    for change in left:
        click.echo(
            say(
                "%(field)s has been changed in the file since the proposal was made. It is left as it is.",
                field=change.field,
            ),
            err=True,
        )


def show_difference(old: str, new: str, name: str) -> None:
    """Print the difference; click takes the colours away where nobody sees them."""
    lines = unified_diff(old.splitlines(), new.splitlines(), name, name, lineterm="")
    for line in lines:
        click.secho(line, fg=COLOURS.get(line[:1]))


def new_faults(settings: Settings, name: str, text: str, today: date) -> list[Finding]:
    """Check the whole folder as it would be: what is then wrong in the file, and was not before."""
    content = settings.places.content
    before = {one.message for one in examine(Folder(content, PROJECT), today).findings if one.file == name}
    with as_it_would_be(content, name, text) as tried:
        found = examine(Folder(tried, PROJECT), today).findings
    return [one for one in found if one.file == name and one.message not in before]
