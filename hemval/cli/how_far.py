"""How far a build has come: one line that changes on a terminal, a line a language elsewhere."""

import sys
from types import TracebackType

import click

from hemval.words import words_in
from hemval.words.dates import language_told

CLEAR = "\r\x1b[K"
"""Back to the line's start, and away with what stood there."""


class HowFar:
    """Tells on standard error, so that what a command answers can be piped on."""

    def __init__(self) -> None:
        self.words = words_in("sv")
        self.made: dict[str, tuple[int, int]] = {}
        self.terminal = sys.stderr.isatty()

    def __call__(self, language: str, done: int, total: int) -> None:
        """Tell that so many of a language's pages are made."""
        self.made[language] = done, total
        if self.terminal:
            click.echo(CLEAR + self._sentence(*self.made), nl=False, err=True)
        elif done == total:
            click.echo(self._sentence(language), err=True)

    def __enter__(self) -> "HowFar":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the line away: what comes after it says how it went."""
        if self.terminal and self.made:
            click.echo(CLEAR, nl=False, err=True)

    def _sentence(self, *languages: str) -> str:
        say = self.words.say
        told = []
        for language in languages:
            name, (done, total) = language_told(language, self.words), self.made[language]
            told.append(say("%(language)s %(done)s of %(total)s", language=name, done=done, total=total))
        return say("Building the pages: %(languages)s", languages=", ".join(told))
