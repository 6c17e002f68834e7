"""What a page or file made from data is; the modules that make them are listed in ``made``."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from hemval.pages.address import address
from hemval.pages.view import Link
from hemval.words import Words
from hemval.words.text import MAIN_LANGUAGE


def nothing_more() -> dict[str, Any]:
    """Return no matter: the page's heading says it all."""
    return {}


@dataclass(frozen=True)
class GeneratedPage:
    """A page without a Markdown file: its address, title and template."""

    path: str
    """Without the language: ``utforare/``."""
    title: str
    template: str
    lead: str = ""
    matter: Callable[[], dict[str, Any]] = nothing_more
    """What the template needs beside its view; made when the page is drawn."""
    reviewed: date | None = None
    """When its facts were reviewed; None where they are the site's own."""

    @property
    def file(self) -> str:
        """Return the file of the site that has this address."""
        return f"{self.path}index.html"


@dataclass(frozen=True)
class GeneratedFile:
    """A file that is not a page, such as the stylesheet: its path in the site and what stands in it."""

    path: str
    content: str | bytes


def untranslated_pages(
    swedish: Iterable[str], translated: Iterable[str], words: Words
) -> list[GeneratedPage]:
    """List stand-ins for pages that are only in Swedish; each says so and leads to the Swedish one."""
    return [
        GeneratedPage(
            path,
            words.say("This page is only in Swedish"),
            "missing.html",
            words.say("Ask us if you want help to read it."),
            partial(_original, path, words),
        )
        for path in (f"{name.removesuffix('.md')}/" for name in sorted(set(swedish) - set(translated)))
    ]


def _original(path: str, words: Words) -> dict[str, Any]:
    href = address(MAIN_LANGUAGE, path)
    return {"original": Link(words.say("Go to the Swedish page"), href, language=MAIN_LANGUAGE)}
