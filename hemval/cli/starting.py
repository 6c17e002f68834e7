"""Read the settings, and refuse with a sentence when they are wrong."""

import os
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import IO, Any

import click
from pydantic import ValidationError

from hemval.settings import Settings
from hemval.words import words_in

PREFIX = "HEMVAL_"

say = words_in("sv").say
"""Sentences for operators: Swedish, whatever the machine's own language is."""


class Refusal(click.ClickException):
    """A command that cannot go on: sentences that say what is wrong and what to do, and exit code 1."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentence for sentence in sentences if sentence))

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentences alone; click would put an English word before them."""
        click.echo(self.message, file=file, err=file is None)


def read_settings(content: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from the environment; a folder given on the command line goes before it.

    Raises ``Refusal`` with every fault at once, also for a HEMVAL_ variable that nothing reads: a misspelt
    one would otherwise leave its default in force without a word.
    """
    faults = [_unknown(name) for name in sorted(environment) if name.startswith(PREFIX) and not known(name)]
    settings = None
    try:
        settings = Settings() if content is None else Settings(content=content)
    except ValidationError as error:
        faults += [_wrong(str(fault["loc"][0]), fault["type"], fault) for fault in error.errors()]
    if settings:
        faults += _at_odds(settings)
    if faults or settings is None:
        raise Refusal(*faults)
    if not settings.content.is_dir():
        raise Refusal(
            say("There is no folder %(folder)s.", folder=settings.content),
            say("Point out the municipality's folder with HEMVAL_CONTENT or hemval --content."),
        )
    return settings


def known(variable: str) -> bool:
    """Tell whether a setting reads this environment variable."""
    return variable in {variable_of(field) for field in Settings.model_fields}


def variable_of(field: str) -> str:
    """Return the environment variable of a setting."""
    return PREFIX + field.upper()


def _at_odds(settings: Settings) -> list[str]:
    """Say which settings do not go together."""
    faults = []
    if bool(settings.mail_server) != bool(settings.mail_sender):
        faults.append(say("HEMVAL_MAIL_SERVER and HEMVAL_MAIL_SENDER go together: set both, or none."))
    if settings.notice_to and not (settings.mail_server and settings.officers_address):
        faults.append(say("HEMVAL_NOTICE_TO needs HEMVAL_MAIL_SERVER and HEMVAL_OFFICERS_ADDRESS too."))
    var, head = settings.places.var, settings.audit_head
    if head is not None and (not head.is_absolute() or head.resolve().is_relative_to(var)):
        faults.append(say("HEMVAL_AUDIT_HEAD must be the whole path of a file outside %(var)s.", var=var))
    return faults


def _unknown(variable: str) -> str:
    sentence = say("The setting %(name)s does not exist.", name=variable)
    if near := get_close_matches(variable.removeprefix(PREFIX).lower(), list(Settings.model_fields), n=1):
        return sentence + " " + say("Did you mean %(name)s?", name=variable_of(near[0]))
    return sentence + " " + say("The settings stand in docs/operations.md.")


def _wrong(field: str, kind: str, fault: Mapping[str, Any]) -> str:
    """Say which variable is wrong and what to write instead, by pydantic's kind of fault."""
    name, value, limits = variable_of(field), fault["input"], fault.get("ctx", {})
    sentence = say("The setting %(name)s is ”%(value)s”.", name=name, value=value)
    return f"{sentence} {_instead(kind, limits)}"


def _instead(kind: str, limits: Mapping[str, Any]) -> str:
    if kind in {"int_parsing", "int_type"}:
        return say("Write a whole number, in digits.")
    if kind == "greater_than_equal":
        return say("Write a number that is %(limit)s or more.", limit=limits["ge"])
    if kind == "less_than_equal":
        return say("Write a number that is %(limit)s or less.", limit=limits["le"])
    if kind in {"bool_parsing", "bool_type"}:
        return say("Write true or false.")
    if kind in {"literal_error", "enum"}:
        return say("Write one of these: %(choices)s.", choices=limits["expected"])
    return say("That cannot be used. What to write stands in docs/operations.md.")
