"""``hemval feedback``: which pages helped their readers, for those who write them."""

import json
from datetime import datetime, timedelta

import click

from hemval.cli.at_the_desk import named
from hemval.cli.starting import say
from hemval.pages.address import address
from hemval.queue.database import Database
from hemval.queue.feedback import KEPT_DAYS, Feedback, PageAnswers
from hemval.queue.inbox import inbox_path
from hemval.queue.kinds import INBOX
from hemval.settings import Places, Settings
from hemval.words.dates import SWEDEN


@click.command(help=say("Show which pages helped their readers. Nothing in it is about a person."))
@click.option(
    "--days",
    type=click.IntRange(1, KEPT_DAYS),
    default=30,
    show_default=True,
    help=say("How many days to look back, today included."),
)
@click.option("--json", "as_json", is_flag=True, help=say("Write JSON for a program to read."))
@click.pass_obj
def feedback(settings: Settings, days: int, as_json: bool) -> None:
    """Print a line a page, the one that most often did not help first."""
    pages = _answers(settings.places, days)
    if as_json:
        click.echo(json.dumps([_as_data(page) for page in pages], ensure_ascii=False, indent=1))
    elif not pages:
        click.echo(say("Nobody has answered in the last %(days)d days.", days=days))
    else:
        _print_table(pages)


def _answers(places: Places, days: int) -> list[PageAnswers]:
    first = datetime.now(SWEDEN).date() - timedelta(days=days - 1)
    with named():
        database = Database(inbox_path(places), INBOX)
        try:
            return Feedback(database).since(first)
        finally:
            database.close()


def _as_data(page: PageAnswers) -> dict[str, object]:
    return {"page": address(page.language, page.page), "yes": page.yes, "no": page.no}


def _print_table(pages: list[PageAnswers]) -> None:
    rows = [(say("No"), say("Yes"), say("Page"))]
    rows += [(str(page.no), str(page.yes), address(page.language, page.page)) for page in pages]
    no, yes = (max(len(row[column]) for row in rows) for column in (0, 1))
    for row in rows:
        click.echo(f"{row[0]:>{no}}  {row[1]:>{yes}}  {row[2]}")
