"""Start Hemval: ``server.py`` both applications, ``server.py public`` or ``server.py officers`` one of them.

They are two processes, so that what citizens reach cannot read what they have sent.
"""

import sys

import click

from hemval.cli.application import run
from hemval.cli.children import WITH_PARENT, run_both
from hemval.cli.roles import Name, require_ready
from hemval.cli.starting import read_settings, say

NAMES: tuple[Name, ...] = ("public", "officers")


@click.command(help=say("Start both applications, or one of them: public or officers."))
@click.argument("name", required=False, type=click.Choice(NAMES))
@click.option(WITH_PARENT, is_flag=True, hidden=True)
def main(name: Name | None, with_parent: bool) -> None:
    """Check that everything is in place, then run."""
    settings = read_settings()
    if name is None:
        require_ready(NAMES, settings)
        sys.exit(run_both(settings))
    require_ready((name,), settings)
    run(name, settings, with_parent=with_parent)


if __name__ == "__main__":
    main()
