"""``hemval officer``: the officers' accounts from the command line."""

from datetime import UTC, datetime

import click

from hemval.cli.at_the_desk import by_command, open_desk
from hemval.cli.starting import say
from hemval.queue.desk.accounts import Account, account_name
from hemval.queue.desk.passwords import LEAST
from hemval.queue.desk.roles import ROLES, roles_of
from hemval.settings import Settings
from hemval.words.dates import SWEDEN


def asked_password() -> str:
    """Ask twice for a new password without showing it."""
    password: str = click.prompt(
        say("New password, at least %(least)d characters", least=LEAST),
        hide_input=True,
        confirmation_prompt=say("The same again"),
    )
    return password


@click.group(help=say("Look after the officers' accounts."))
def officer() -> None:
    """Hold the commands for accounts."""


@officer.command(help=say("Add an account and ask for its password."))
@click.argument("name")
@click.option(
    "--role",
    "roles",
    type=click.Choice(ROLES),
    multiple=True,
    default=("officer",),
    help=say("A role of the account. Write it once for each; officer where you write none."),
)
@click.pass_obj
def add(settings: Settings, name: str, roles: tuple[str, ...]) -> None:
    """Open an account."""
    with open_desk(settings.places) as desk:
        account_name(name), roles_of(roles)  # refused before a password is asked for
        desk.accounts.add(name, asked_password(), by_command(), datetime.now(UTC), roles)
    click.echo(say("%(name)s can sign in.", name=name))


@officer.command("list", help=say("List the accounts."))
@click.pass_obj
def list_accounts(settings: Settings) -> None:
    """Print one account a line."""
    with open_desk(settings.places) as desk:
        for account in desk.accounts.list():
            click.echo(f"{account.name}\t{_state(account)}\t{' '.join(account.roles)}\t{_telephone(account)}")


@officer.command(help=say("Give an account other roles instead of those it has."))
@click.argument("name")
@click.argument("given", type=click.Choice(ROLES), nargs=-1, required=True)
@click.pass_obj
def roles(settings: Settings, name: str, given: tuple[str, ...]) -> None:
    """Replace the roles; whoever is signed in keeps the session."""
    with open_desk(settings.places) as desk:
        desk.accounts.set_roles(name, given, by_command(), datetime.now(UTC))
    named = " ".join(role for role in ROLES if role in given)
    click.echo(say("%(name)s now is: %(roles)s.", name=name, roles=named))


@officer.command(help=say("Close an account. Whoever uses it is signed out at once."))
@click.argument("name")
@click.pass_obj
def close(settings: Settings, name: str) -> None:
    """Close an account and end its sessions."""
    with open_desk(settings.places) as desk:
        desk.accounts.close(name, by_command(), datetime.now(UTC))
    click.echo(say("%(name)s is closed.", name=name))


@officer.command(help=say("Unlock an account after too many wrong passwords."))
@click.argument("name")
@click.pass_obj
def unlock(settings: Settings, name: str) -> None:
    """Let the officer try again."""
    with open_desk(settings.places) as desk:
        desk.accounts.unlock(name, by_command(), datetime.now(UTC))
    click.echo(say("%(name)s can try again.", name=name))


@officer.command(help=say("Give an account a new password. Whoever uses it is signed out."))
@click.argument("name")
@click.pass_obj
def password(settings: Settings, name: str) -> None:
    """Replace the password and end the sessions."""
    with open_desk(settings.places) as desk:
        desk.accounts.set_password(name, asked_password(), by_command(), datetime.now(UTC))
    click.echo(say("%(name)s has a new password.", name=name))


@officer.command(
    "new-code", help=say("Let a new telephone be tied to an account. Whoever uses it is signed out.")
)
@click.argument("name")
@click.pass_obj
def new_code(settings: Settings, name: str) -> None:
    """Drop the second factor and end the sessions."""
    with open_desk(settings.places) as desk:
        desk.accounts.clear_second_factor(name, by_command(), datetime.now(UTC))
    click.echo(say("%(name)s ties a new telephone at the next login.", name=name))


def _state(account: Account) -> str:
    if account.closed_at:
        return say("account closed %(date)s", date=account.closed_at.astimezone(SWEDEN).date())
    return say("account locked") if account.locked else say("account open")


def _telephone(account: Account) -> str:
    return say("telephone tied") if account.second_factor else say("no telephone tied")
