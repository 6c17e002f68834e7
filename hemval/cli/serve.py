"""`hemval serve`: the writers' way. Build, show, and build again at every change."""

import queue
import subprocess
import sys
import threading
from pathlib import Path

import click
from watchdog.events import DirModifiedEvent, FileClosedNoWriteEvent, FileOpenedEvent, FileSystemEvent
from watchdog.events import FileSystemEventHandler as Handler
from watchdog.observers import Observer

from hemval.cli.children import Child, announce, on_stop_signals
from hemval.cli.roles import require_ready
from hemval.cli.starting import say
from hemval.settings import PROJECT, Settings

NOT_CONTENT = {"site", "var", "hemval", "tests", "bench", "docs", "examples", "requirements", "setup"}
"""Folders beside the content whose changes do not change the pages."""

CALM = 0.4
"""Seconds without a change before building: editors save in several steps."""

READ_ONLY = (DirModifiedEvent, FileOpenedEvent, FileClosedNoWriteEvent)
"""Events that our own reading gives."""


@click.command(help=say("Build and show the citizens' pages, and build again when something changes."))
@click.pass_obj
def serve(settings: Settings) -> None:
    """Show what was last built without faults, whatever is being written just now."""
    stopping = on_stop_signals()
    built = build(settings)
    if not built and not settings.places.published.is_file():
        click.echo(say("No pages could be built, so there is nothing to show yet."), err=True)
        raise SystemExit(1)
    require_ready(("public",), settings)
    child = Child("public", settings)
    child.wait_until_it_answers(stopping)
    if child.running:
        announce(settings, ("public",))
    roots = {settings.places.content, PROJECT}
    changes = watch(roots)
    while child.running and not stopping.is_set():
        if not changed(changes, stopping):
            continue
        click.echo(say("Something has changed. Building again …"))
        if build(settings):
            # A new process has read everything anew: templates and sentences too.
            child.ask_to_stop()
            child.wait()
            child = Child("public", settings)
            child.wait_until_it_answers(stopping)
    died = not child.running
    child.ask_to_stop()
    child.wait()
    if died and not stopping.is_set():
        raise SystemExit(1)


def build(settings: Settings) -> bool:
    """Build in a new process, which reads templates and sentences anew; tell whether it went well."""
    command = [sys.executable, "-m", "hemval", "--content", str(settings.places.content), "build"]
    return subprocess.run(command, cwd=PROJECT, check=False).returncode == 0  # noqa: S603 - our own program


def content_folders(root: Path) -> list[Path]:
    """Return the folders of a root whose changes may change the pages."""
    return [
        folder
        for folder in sorted(root.iterdir())
        if folder.is_dir()
        and folder.name not in NOT_CONTENT
        and not folder.name.startswith((".", "_", "site."))
    ]


def watch(roots: set[Path]) -> "queue.SimpleQueue[str]":
    """Watch the municipality's folder and the top level, which it falls back to; put changes in a queue.

    Of a root only its own files count, not all folders: the environment alone has 10,000 of them.
    """
    changes: queue.SimpleQueue[str] = queue.SimpleQueue()

    class Notice(Handler):
        """Put every change of a file in the queue."""

        def on_any_event(self, event: FileSystemEvent) -> None:
            """Leave out what is only read, and folders that are made or removed beside the content."""
            if not isinstance(event, READ_ONLY) and not event.is_directory:
                changes.put(str(event.src_path))

    observer = Observer()
    observer.daemon = True
    for root in sorted(roots):
        observer.schedule(Notice(), str(root), recursive=False)
        for folder in content_folders(root):
            observer.schedule(Notice(), str(folder), recursive=True)
    observer.start()
    return changes


def changed(changes: "queue.SimpleQueue[str]", stopping: threading.Event) -> bool:
    """Wait a while for a change and then for calm; tell whether there was one."""
    try:
        changes.get(timeout=0.3)
    except queue.Empty:
        return False
    while not stopping.is_set():
        try:
            changes.get(timeout=CALM)
        except queue.Empty:
            return True
    return False
