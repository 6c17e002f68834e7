"""Ask before something is done, in Swedish: click's own question takes y and n."""

import click

from hemval.cli.starting import say


def says_yes(question: str) -> bool:
    """Ask a question that ends in "Answer ja or nej"; no answer is a no."""
    answer: str = click.prompt(question, default="nej", show_default=False)
    return answer.strip().lower() in ("ja", "j")


def goes_on(question: str, *, yes: bool) -> bool:
    """Ask unless it was answered on the command line, and say it where nothing is to be done."""
    if yes or says_yes(question):
        return True
    click.echo(say("Nothing is changed."))
    return False
