"""Facts that a page prints as more than their characters: a link, a piece drawn from data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote


@dataclass(frozen=True)
class WebLink:
    """An address that a page prints as a link to itself."""

    address: str


@dataclass(frozen=True)
class Reach:
    """A number to call or an address to write to, which a page prints as a link that calls or writes."""

    told: str
    href: str

    @classmethod
    def phone(cls, number: str | None) -> "Reach | None":
        """Link to a number in any spacing; nothing where there is none."""
        digits = "".join(c for c in number or "" if c in "+0123456789")
        return cls(number, f"tel:{digits}") if number else None

    @classmethod
    def email(cls, address: str | None) -> "Reach | None":
        """Link to an address; nothing where there is none."""
        return cls(address, f"mailto:{quote(address, safe='@+')}") if address else None


@dataclass(frozen=True)
class Part:
    """A piece of a page that a template draws from data; it stands on a line of its own."""

    template: str
    """In the theme: ``parts/history.html``."""
    matter: Callable[[], dict[str, Any]]
    """What the template needs; made only when a page asks for the piece."""
