"""Facts that a page prints as more than their characters: a link, a piece drawn from data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class WebLink:
    """An address that a page prints as a link to itself."""

    address: str


@dataclass(frozen=True)
class Part:
    """A piece of a page that a template draws from data; it stands on a line of its own."""

    template: str
    """In the theme: ``parts/history.html``."""
    matter: Callable[[], dict[str, Any]]
    """What the template needs; made only when a page asks for the piece."""
