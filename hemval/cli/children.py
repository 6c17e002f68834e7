"""Run the applications as processes of their own, and stop them gently."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from types import FrameType

import click

from hemval.cli.demonstration import is_demonstration, login_of_demonstration
from hemval.cli.roles import EASED, Name, Role, as_started, role_of
from hemval.cli.starting import known, say, variable_of
from hemval.settings import PROJECT, Settings
from hemval.web.serving import PATIENCE

SERVER = PROJECT / "server.py"

SYSTEM = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR")
"""What every process needs of the environment. Nothing else is passed on."""

OF_PUBLIC, OF_OFFICERS = ("public_",), ("officers_", "audit_head", "notice_to")
"""How the settings begin that only one of the applications is given."""

WITH_PARENT = "--with-parent"
"""Tells a child to stop when its standard input closes: a parent that was killed leaves nothing running."""


class Child:
    """One application in a process of its own; ``program`` starts it in another way than server.py."""

    def __init__(
        self,
        name: Name,
        settings: Settings,
        environment: Mapping[str, str] = os.environ,
        program: Sequence[str] = (),
    ) -> None:
        self.role: Role = role_of(name, settings)
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, *(program or (str(SERVER), name, WITH_PARENT))],
            cwd=PROJECT if program else None,
            stdin=subprocess.PIPE,
            env=environment_of(name, settings, environment),
            start_new_session=True,  # Ctrl-C goes to the parent, which then stops its children gently
        )

    @property
    def running(self) -> bool:
        """Tell whether the process still runs."""
        return self.process.poll() is None

    def wait_until_it_answers(self, stopping: threading.Event) -> None:
        """Wait until the port is open, the process has died, or we are told to stop."""
        while self.running and not stopping.wait(0.05):
            try:
                socket.create_connection((self.role.host, self.role.port), timeout=1).close()
            except OSError:
                continue
            return

    def ask_to_stop(self) -> None:
        """Ask the process to finish what is under way."""
        if self.running:
            self.process.terminate()

    def wait(self) -> int:
        """Wait until the process has ended; end it by force when its patience should long be over."""
        try:
            return self.process.wait(PATIENCE + 5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


def environment_of(name: Name, settings: Settings, environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a child: its own settings, and of the system only what it needs.

    The public process gets no setting of the officers' one, and neither gets a stray password that
    happens to be set where Hemval was started.
    """
    of_the_other = tuple(map(variable_of, OF_OFFICERS if name == "public" else OF_PUBLIC))
    settled = {
        variable: value
        for variable, value in environment.items()
        if variable in SYSTEM or (known(variable) and not variable.startswith(of_the_other))
    }
    settled[variable_of("content")] = str(settings.places.content)
    started = as_started(settings)
    settled |= {variable_of(name): str(getattr(started, name)).lower() for name in EASED}
    settled["PYTHONUNBUFFERED"] = "1"
    return settled


def on_stop_signals() -> threading.Event:
    """Return an event that SIGTERM, SIGINT and a closed terminal set."""
    stopping = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, stop)
    return stopping


def run_both(settings: Settings) -> int:
    """Run both applications until told to stop. When one of them dies, stop the other and return 1."""
    stopping = on_stop_signals()
    names: tuple[Name, ...] = ("public", "officers")
    children = [Child(name, settings) for name in names]
    for child in children:
        child.wait_until_it_answers(stopping)
    if not stopping.is_set() and all(child.running for child in children):
        announce(settings, names)
    while all(child.running for child in children) and not stopping.is_set():
        time.sleep(0.1)
    died = [child for child in children if not child.running]
    for child in children:
        child.ask_to_stop()
    codes = [child.wait() for child in children]
    if died and not stopping.is_set():
        title = _title(died[0].role)
        click.echo(
            say("%(title)s stopped by themselves, so the rest was stopped too.", title=title), err=True
        )
        click.echo(_ended_told(codes[children.index(died[0])]), err=True)
        return 1
    click.echo(say("Hemval has stopped."))
    return int(any(codes))


def announce(settings: Settings, names: tuple[Name, ...]) -> None:
    """Print where everything answers and, for a demonstration, how to log in."""
    for name in names:
        role = role_of(name, settings)
        click.echo(f"{_title(role)}: {_address(role)}")
    login = login_of_demonstration(settings.places)
    if "officers" in names and is_demonstration(settings.places) and login.is_file():
        click.echo(say("This is a demonstration: its keys and this login lie in the open on this machine."))
        click.echo(login.read_text(encoding="utf-8").strip())
    click.echo(say("Stop with Ctrl-C."))


def _ended_told(code: int) -> str:
    """Say how a process ended that nobody here stopped; what it wrote itself, if anything, stands above."""
    if code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else -code
        return say(
            "Something outside Hemval stopped them: signal %(name)s. Is there memory enough?", name=name
        )
    if code == 0:
        return say("Something outside Hemval asked them to stop: exit code 0.")
    return say("Exit code %(code)s. The reason, if they told it, stands above.", code=code)


def _title(role: Role) -> str:
    return say("The citizens' pages") if role.name == "public" else say("The officers' pages")


def _address(role: Role) -> str:
    """Return the address to open. Cookies ignore ports, so on one machine the two get different names."""
    host = "localhost" if role.name == "officers" and role.host == "127.0.0.1" else role.host
    return f"http://[{host}]:{role.port}/" if ":" in host else f"http://{host}:{role.port}/"
