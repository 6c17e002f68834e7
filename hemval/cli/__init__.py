"""The command line: what a municipality's IT department and writers run."""

from pathlib import Path

import click

from hemval.cli.commands import Commands
from hemval.cli.starting import read_settings, say

__all__ = ["main"]


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=say("Hemval: from a municipality's files to a site, a form and a queue."),
)
@click.option(
    "--content",
    type=click.Path(path_type=Path),
    metavar=say("FOLDER"),
    help=say("The municipality's folder, instead of HEMVAL_CONTENT."),
)
@click.pass_context
def main(context: click.Context, content: Path | None) -> None:
    """Read the settings once; commands get them as ``ctx.obj``."""
    context.obj = read_settings(content)
