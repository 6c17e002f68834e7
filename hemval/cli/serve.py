"""`hemval serve`: the writers' way. Build, show, and build again at every change."""

import subprocess
import sys
import threading
from pathlib import Path

import click

from hemval.cli.children import Child, announce, on_stop_signals
from hemval.cli.roles import require_only_here, require_ready
from hemval.cli.starting import say
from hemval.cli.watching import Watch
from hemval.settings import PROJECT, Settings

OFTEN = 0.1
"""Seconds between two looks at the files."""

CALM = 0.1
"""Seconds without a change before building: editors save in several steps."""

SHOWN = ("-m", "hemval.cli.shown")
"""The citizens' application with the findings beside its pages."""


@click.command(help=say("Build and show the citizens' pages, and build again when something changes."))
@click.pass_obj
def serve(settings: Settings) -> None:
    """Show what was last built without faults, whatever is being written just now."""
    require_only_here(("public",), settings)
    stopping = on_stop_signals()
    watch = Watch(tuple(dict.fromkeys((settings.places.content, PROJECT))))
    builder = Builder(settings)
    if not builder.build() and not settings.places.published.is_file():
        click.echo(say("No pages could be built, so there is nothing to show yet."), err=True)
        raise SystemExit(1)
    require_ready(("public",), settings)
    child = Child("public", settings, program=SHOWN)
    child.wait_until_it_answers(stopping)
    if child.running:
        announce(settings, ("public",))
    while child.running and not stopping.is_set():
        changed = changes(watch, stopping)
        if not changed:
            continue
        click.echo(say("Something has changed. Building again …"), err=True)
        if any(is_program(path) for path in changed):
            builder.stop()
            builder = Builder(settings)
        good = builder.build()
        if good and any(is_program(path) or is_template(path) for path in changed):
            # The application keeps its templates and sentences in memory.
            child.ask_to_stop()
            child.wait()
            child = Child("public", settings, program=SHOWN)
            child.wait_until_it_answers(stopping)
    died = not child.running
    builder.stop()
    child.ask_to_stop()
    child.wait()
    if died and not stopping.is_set():
        raise SystemExit(1)


class Builder:
    """The builder that is kept warm, in a process of its own."""

    def __init__(self, settings: Settings) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "hemval.cli.warm", str(settings.places.content)],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # Ctrl-C comes to us, who stop it when it has built
        )
        self.warm = False

    def build(self) -> bool:
        """Build and tell whether it went well; a builder that cannot start says why itself."""
        answers, asks = self.process.stdout, self.process.stdin
        if answers is None or asks is None:
            return False
        if not self.warm:
            self.warm = bool(answers.readline())
        try:
            asks.write("build\n")
            asks.flush()
        except BrokenPipeError:
            return False
        return answers.readline().strip() == "good"

    def stop(self) -> None:
        """Let the builder end: it does when nothing more can be asked of it."""
        if self.process.stdin:
            self.process.stdin.close()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()


def changes(watch: Watch, stopping: threading.Event) -> set[str]:
    """Wait a moment for a change and then for calm; return what changed."""
    stopping.wait(OFTEN)
    changed = watch.changed()
    while changed and not stopping.wait(CALM):
        more = watch.changed()
        if not more:
            break
        changed |= more
    return changed


def is_program(path: str) -> bool:
    """Tell whether a file is of the program itself, or of its sentences."""
    return Path(path).is_relative_to(PROJECT / "hemval")


def is_template(path: str) -> bool:
    """Tell whether a file is one that the application draws pages with."""
    return "/site_src/theme/" in Path(path).as_posix()
