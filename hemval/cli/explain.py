"""hemval explain: a made-up case on a day, and what the rules say of it step by step."""

import json
import sys
from collections.abc import Collection
from datetime import datetime, time
from difflib import get_close_matches
from pathlib import Path
from typing import get_args

import click
from pydantic import ValidationError

from hemval.cli.starting import Refusal, say
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.services import Service
from hemval.content.whole import Content
from hemval.rules.outcome import Outcome, judged
from hemval.rules.situation import Situation, inputs_of
from hemval.rules.told.outcome import told_to_citizen, told_to_officer
from hemval.settings import PROJECT, Settings
from hemval.words import sentence, words_in
from hemval.words.dates import SWEDEN, moment_told

words = words_in("sv")

KINDS = {
    "first": sentence("chooses for the first time"),
    "switch": sentence("switches"),
    "no-choice": sentence("does not choose"),
    "exit": sentence("the provider stops"),
}

EARLY = time(8)
"""The time of day of a case that is given none."""

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command(help=say("Say what the rules come to in a made-up case, and why."))
@click.option(
    "--date", "--at", "at", metavar=say("DAY"), help=say("When it comes in: 2026-12-02 or 2026-12-02T16:30.")
)
@click.option(
    "--kind",
    metavar=say("KIND"),
    help=say("first, switch, no-choice or exit. Otherwise it follows from the rest."),
)
@click.option(
    "--choice",
    "wishes",
    multiple=True,
    metavar="ID",
    help=say("A provider that is asked for; several in their order."),
)
@click.option("--today", metavar="ID", help=say("The provider that helps today."))
@click.option("--area", metavar="ID", help=say("Where the person lives."))
@click.option(
    "--service", "services", multiple=True, metavar="ID", help=say("A service that the decision grants.")
)
@click.option(
    "--after", metavar="ID", help=say("The provider that was given last, where the rule goes in turn.")
)
@click.option("--seed", default="", metavar=say("TEXT"), help=say("What a draw by lot is made from."))
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help=say("Print all of it for another program to read, and for --replay."),
)
@click.option(
    "--replay",
    type=FILE,
    metavar=say("FILE"),
    help=say("Work out a case that was stored, and say whether it comes to the same."),
)
@click.pass_obj
def explain(
    settings: Settings, at: str | None, kind: str | None, wishes: tuple[str, ...], today: str | None,
    area: str | None, services: tuple[str, ...], after: str | None, seed: str, as_json: bool,
    replay: Path | None,
) -> None:  # fmt: skip
    """Judge a case by the municipality's files as they are now, published or not."""
    if replay is not None:
        _replay(replay)
        return
    content = _content(settings)
    for provider in (*wishes, today, after):
        _known(provider, content.providers, say("There is no provider with the id %(id)s.", id=provider))
    _known(area, content.municipality.areas, say("There is no area with the id %(id)s.", id=area))
    for service in services:
        _known(service, get_args(Service), say("There is no service with the id %(id)s.", id=service))
    chosen = kind or (("switch" if today else "first") if wishes else "no-choice")
    _known(chosen, KINDS, say("There is no kind of case called %(id)s.", id=chosen))
    case = Situation.model_validate(
        {
            "received": _moment(at),
            "kind": chosen,
            "wishes": tuple(dict.fromkeys(wishes)),
            "today": today,
            "area": area,
            "services": services,
            "seed": seed,
        }
    )
    outcome = judged(inputs_of(content, case, last_given=after))
    if as_json:
        click.echo(outcome.model_dump_json(indent=2))
        return
    first = min(rules.valid_from for rules in content.municipality.rules)
    if case.moment.date() < first:
        click.echo(
            say("No rules held then: the first begin on %(day)s. They are used here.", day=first.isoformat())
        )
    click.echo(told(outcome))


def told(outcome: Outcome) -> str:
    """Tell a case, what the rules say of it, and why."""
    case, said = outcome.inputs.situation, told_to_officer(outcome, words)
    steps = [f"{number}. {step}" for number, step in enumerate(said.steps, start=1)]
    heading = f"{moment_told(case.received, words)}: {say(KINDS[case.kind])}"
    person = say("To the person: %(told)s", told=told_to_citizen(outcome, words))
    return "\n".join([heading, "", said.result, person, "", *steps, "", said.by])


def _content(settings: Settings) -> Content:
    content, findings = load(Folder(settings.places.content, PROJECT))
    if content is None:
        raise Refusal(*(finding.render() for finding in findings), say("Correct this first: hemval check"))
    return content


def _moment(at: str | None) -> datetime:
    if at is None:
        return datetime.now(SWEDEN)
    try:
        given = datetime.fromisoformat(at)
    except ValueError as error:
        raise Refusal(say("Write the day as 2026-12-02, or with the time as 2026-12-02T16:30.")) from error
    if len(at) <= len("2026-12-02"):
        given = datetime.combine(given, EARLY)
    return given if given.tzinfo else given.replace(tzinfo=SWEDEN)


def _known(identity: str | None, known: Collection[str], otherwise: str) -> None:
    """Refuse an id that nothing has, with the nearest that there is."""
    if identity is None or identity in known:
        return
    if near := get_close_matches(identity, list(known), n=1):
        raise Refusal(otherwise, say("Did you mean %(name)s?", name=near[0]))
    raise Refusal(otherwise, say("These exist: %(names)s.", names=", ".join(known)))


def _replay(path: Path) -> None:
    """Read an outcome by itself, or inside what a row of the queue holds; exit 1 where it is not the same."""
    try:
        stored = json.loads(path.read_bytes())
        if isinstance(stored, dict) and "outcome" in stored:
            stored = stored["outcome"]
        outcome = Outcome.model_validate_json(json.dumps(stored))
    except (ValueError, ValidationError) as error:
        raise Refusal(
            say("The file %(path)s holds no outcome that this version can read.", path=path)
        ) from error
    click.echo(told(outcome) + "\n")
    if outcome.replayed == outcome:
        click.echo(say("It comes to the same when it is worked out again."))
        return
    click.echo(say("It does NOT come to the same when it is worked out again. That would be:"))
    click.echo("\n" + told(outcome.replayed))
    sys.exit(1)
