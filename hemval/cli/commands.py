"""Load a command only when it is asked for: `hemval check` needs nothing of the officers' part."""

from collections.abc import Iterable
from difflib import get_close_matches
from importlib import import_module

import click

from hemval.cli.starting import Refusal, say
from hemval.words import sentence

NAMES = (
    "init",
    "check",
    "explain",
    "form",
    "build",
    "serve",
    "provider",
    "feedback",
    "officer",
    "queue",
    "exit",
)
"""Commands in the order they are used. Each is an object of that name in a module of that name."""


OF_CLICK = {
    "Usage": sentence("Write"),
    "Options": sentence("Choices"),
    "Commands": sentence("Commands"),
    "Show this message and exit.": sentence("Show this help."),
}
"""What click itself says in a command's help, in our words."""


class Help(click.HelpFormatter):
    """A command's help in Swedish throughout, whatever the machine's own language is."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is typed."""
        words = args.replace("[OPTIONS]", say("[CHOICES]")).replace("COMMAND [ARGS]...", say("COMMAND …"))
        super().write_usage(prog, words, prefix or f"{say(OF_CLICK['Usage'])}: ")

    def write_heading(self, heading: str) -> None:
        """Write what stands over a list."""
        super().write_heading(say(OF_CLICK[heading]) if heading in OF_CLICK else heading)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a list of words and what they do."""
        ours = [(word, say(OF_CLICK[told]) if told in OF_CLICK else told) for word, told in rows]
        super().write_dl(ours, col_max, col_spacing)


click.Context.formatter_class = Help


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
