"""Load a command only when it is asked for: `hemval check` needs nothing of the officers' part."""

from difflib import get_close_matches
from importlib import import_module

import click

from hemval.cli.starting import Refusal, say

NAMES = ("init", "check", "build", "serve", "feedback", "officer", "queue")
"""Commands in the order they are used. Each is an object of that name in a module of that name."""


class Commands(click.Group):
    """A group whose commands are the modules beside this one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands as they are used, not by the alphabet."""
        del ctx
        return list(NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        del ctx
        if cmd_name not in NAMES:
            return None
        command = getattr(import_module(f"hemval.cli.{cmd_name}"), cmd_name)
        if not isinstance(command, click.Command):
            raise TypeError(f"hemval.cli.{cmd_name}.{cmd_name} is not a command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Refuse an unknown command with the nearest one there is."""
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-"):
            sentence = say("There is no command %(name)s.", name=args[0])
            if near := get_close_matches(args[0], known, n=1):
                raise Refusal(sentence, say("Did you mean %(name)s?", name=near[0]))
            raise Refusal(sentence, say("These exist: %(names)s.", names=", ".join(known)))
        return super().resolve_command(ctx, args)
