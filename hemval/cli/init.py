"""hemval init: keys, files and, for a demonstration, a login."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

import click

from hemval.cli.at_the_desk import by_command, named, open_desk
from hemval.cli.demonstration import is_demonstration, login_of_demonstration, open_recovery_key
from hemval.cli.starting import Refusal, say
from hemval.queue.desk.errors import NameTaken
from hemval.queue.desk.keys import keys_exist, new_recovery_key
from hemval.queue.desk.prepare import prepare
from hemval.queue.desk.roles import ROLES, Role
from hemval.settings import Places, Settings

DEMONSTRATION_NAME = "demo"
DEMONSTRATION_ADMIN = "demo-admin"
DEMONSTRATION_ROLES: dict[str, list[Role]] = {
    DEMONSTRATION_NAME: [role for role in ROLES if role != "admin"],
    DEMONSTRATION_ADMIN: ["admin"],
}


@click.command(help=say("Make keys and files, once for a municipality."))
@click.option(
    "--demonstration", is_flag=True, help=say("Make everything alone, to try Hemval on this machine.")
)
@click.pass_obj
def init(settings: Settings, demonstration: bool) -> None:
    """Make what is missing; what is there stays as it is."""
    places = settings.places
    with named():
        if keys_exist(places):
            prepare(places)
        elif demonstration:
            _make_demonstration_keys(places)
        else:
            _make_keys(places)
    login = login_of_demonstration(places)
    if is_demonstration(places) and not login.exists():
        _make_demonstration_login(places, login)
    click.echo(say("Keys and files are in place: %(folder)s", folder=places.var))
    if is_demonstration(places):
        names = {"name": DEMONSTRATION_NAME, "admin": DEMONSTRATION_ADMIN}
        click.echo(say("Log in as %(name)s, or as %(admin)s for the accounts.", **names))
        click.echo(say("The password stands in %(path)s", path=login))


def _make_keys(places: Places) -> None:
    """Show the recovery key and ask for it back first: a key that nobody wrote down is no key."""
    recovery = new_recovery_key()
    click.echo(say("This is the recovery key. It is shown once and is not kept on this machine."))
    click.echo(f"\n    {recovery.secret}\n")
    click.echo(say("Write it down and lay it in a safe. Without it, a burnt server's choices are lost."))
    typed: str = click.prompt(say("Type the recovery key, so that we know that you have it"))
    if typed.strip() != recovery.secret:
        raise Refusal(
            say("That was not the recovery key. Nothing has been made."),
            say("Run hemval init again; you then get a new key."),
        )
    prepare(places, recovery.public)


def _make_demonstration_keys(places: Places) -> None:
    login_of_demonstration(places).unlink(missing_ok=True)  # of keys that are gone
    prepare(places, open_recovery_key(places))
    click.echo(say("The demonstration's keys lie in the open. Never use them for real people."))


def _make_demonstration_login(places: Places, login: Path) -> None:
    """Make the demonstration's two accounts and write their login where ``server.py`` shows it from."""
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    who, now = by_command(), datetime.now(UTC)
    with open_desk(places) as desk:
        for name, roles in DEMONSTRATION_ROLES.items():
            try:
                desk.accounts.add(name, password, who, now, roles)
            except NameTaken:
                desk.accounts.set_password(name, password, who, now)
    names = say(
        "Name: %(name)s, or %(admin)s for the accounts", name=DEMONSTRATION_NAME, admin=DEMONSTRATION_ADMIN
    )
    shown = names, say("Password: %(word)s", word=password)
    login.write_text("\n".join(shown) + "\n", encoding="utf-8")
    login.chmod(0o600)
