"""What prose is held against: a municipality's data on a day, in the language of the prose."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from re import IGNORECASE, escape, search

from hemval.content.provider import Provider
from hemval.content.whole import Content


@dataclass(frozen=True)
class Against:
    """The data, the day and the language."""

    content: Content
    today: date
    language: str

    def named_in(self, text: str) -> Iterator[Provider]:
        """List the providers whose names stand in a text."""
        return named(self.content.providers.values(), text)


@dataclass(frozen=True)
class Contradiction:
    """What prose says otherwise than the data; ``fact`` is what a page can print instead."""

    start: int
    message: str
    fact: str = ""


def named(providers: Iterable[Provider], text: str) -> Iterator[Provider]:
    """List those of the providers whose names stand in a text, as they are or with a genitive's s."""
    for provider in providers:
        name = r"\s+".join(escape(part) for part in provider.name.split())
        if search(rf"(?<!\w){name}s?(?!\w)", text, IGNORECASE):
            yield provider
