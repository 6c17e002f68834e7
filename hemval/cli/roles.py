"""The two applications that can be started, and what has to be in place before each is."""

import errno
import ipaddress
from dataclasses import dataclass
from typing import Literal

from hemval.cli.demonstration import is_demonstration
from hemval.cli.starting import Refusal, say, variable_of
from hemval.settings import PROJECT, Settings
from hemval.web.serving import listen
from hemval.words import sentence

Name = Literal["public", "officers"]

EASED = ("secure_cookies", "second_factor")
"""What a demonstration does not demand."""


@dataclass(frozen=True)
class Role:
    """One of the applications, with its own settings."""

    name: Name
    host: str
    port: int

    @property
    def port_variable(self) -> str:
        """The environment variable that sets the port."""
        return variable_of(f"{self.name}_port")

    @property
    def host_variable(self) -> str:
        """The environment variable that sets the address."""
        return variable_of(f"{self.name}_host")


def role_of(name: Name, settings: Settings) -> Role:
    """Return a role as it is set."""
    if name == "public":
        return Role(name, settings.public_host, settings.public_port)
    return Role(name, settings.officers_host, settings.officers_port)


def as_started(settings: Settings) -> Settings:
    """Let a demonstration do without https and telephones, unless someone decided about that."""
    if not is_demonstration(settings.places):
        return settings
    decided = settings.model_fields_set
    return settings.model_copy(update={name: False for name in EASED if name not in decided})


def require_ready(names: tuple[Name, ...], settings: Settings) -> None:
    """Raise ``Refusal`` unless everything these applications need is made, built and free.

    A role looks only into its own folders: as its own user it cannot see the other's.
    """
    _require_initialised(names, settings)
    if not settings.places.published.is_file() or not settings.places.site.is_dir():
        build = command("build", settings)
        raise Refusal(say("The pages are not built yet. Build them: %(command)s", command=build))
    roles = [role_of(name, settings) for name in names]
    if is_demonstration(settings.places):
        told = (
            say("The demonstration answers only on this machine, since its keys lie in the open."),
            sentence("Take away %(setting)s, or run Hemval with keys of your own."),
        )
        _require_only_here(roles, settings, told)
    if len({(role.host, role.port) for role in roles}) < len(roles):
        raise Refusal(
            say("Both applications have port %(port)s. Give them one each:", port=roles[0].port),
            f"    {roles[0].port_variable}=8000 {roles[1].port_variable}=8001",
        )
    for role in roles:
        try:
            listen(role.host, role.port).close()
        except OSError as error:
            raise cannot_listen(role, error) from error


def cannot_listen(role: Role, error: OSError) -> Refusal:
    """Say why an application cannot answer on its address, which setting that is, and what to do."""
    if error.errno == errno.EADDRINUSE:
        another = f"{role.port_variable}={min(role.port + 10, 65535)}"
        return Refusal(
            say("Port %(port)s is taken, perhaps by Hemval in another window.", port=role.port),
            say("Stop what uses it, or choose another port: %(setting)s", setting=another),
        )
    if error.errno == errno.EACCES:
        higher = f"{role.port_variable}={role.port + 8000}"
        return Refusal(
            say("This user may not open port %(port)s.", port=role.port),
            say("Choose a port over 1023: %(setting)s", setting=higher),
        )
    return Refusal(
        say("This machine does not have the address %(host)s.", host=role.host),
        say("Choose another: %(setting)s", setting=f"{role.host_variable}=127.0.0.1"),
    )


def command(name: str, settings: Settings) -> str:
    """Return a command as it is to be typed for this municipality."""
    folder = settings.content.resolve()
    return f"hemval {name}" if folder == PROJECT else f"hemval --content {folder} {name}"


def _require_initialised(names: tuple[Name, ...], settings: Settings) -> None:
    places = settings.places
    own = {"public": places.public, "officers": places.officers}
    missing = [folder for folder in (*(own[name] for name in names), places.inbox) if not folder.is_dir()]
    if missing:
        raise Refusal(
            say("Hemval has no keys here yet: %(folder)s is missing.", folder=missing[0]),
            say("Make them: %(command)s", command=command("init", settings)),
            say("Only to try Hemval: %(command)s", command=command("init --demonstration", settings)),
        )


def require_only_here(names: tuple[Name, ...], settings: Settings) -> None:
    """Raise ``Refusal`` where others could see what ``hemval serve`` shows: what is not published yet."""
    told = (
        say("hemval serve shows what is not published yet, so it answers only on this machine."),
        sentence("Take away %(setting)s here. Citizens read what server.py answers with."),
    )
    _require_only_here([role_of(name, settings) for name in names], settings, told)


def _require_only_here(roles: list[Role], settings: Settings, told: tuple[str, str]) -> None:
    """Keep what lies in the open on this machine; ``told`` says why, and what to take away."""
    why, advice = told
    if settings.proxy_hops:
        raise Refusal(why, say(advice, setting=variable_of("proxy_hops")))
    for role in roles:
        if not _is_loopback(role.host):
            raise Refusal(why, say(advice, setting=role.host_variable))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
