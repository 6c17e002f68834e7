"""Up to three providers that a person picked, from what stands in an address."""

from collections.abc import Iterable
from dataclasses import dataclass

from hemval.content.provider import Provider
from hemval.pages.address import COMPARE_SELECTED, address
from hemval.pages.site import Site
from hemval.rules.neutral_order import in_neutral_order
from hemval.words import Words

AT_LEAST, AT_MOST = 2, 3
"""One provider is no comparison; four do not fit a sheet of paper in type that is easy to read."""


@dataclass(frozen=True)
class Shortlist:
    """Who was asked for, each once, in the neutral order whatever order they were asked in."""

    picked: tuple[Provider, ...]
    ended: tuple[Provider, ...]
    """Providers that have stopped since the address was made."""
    unknown: bool
    """True where a name is asked for that we never had. It is not repeated: anybody can write an address."""

    @property
    def too_few(self) -> bool:
        """True where there is nothing to compare with."""
        return len(self.picked) < AT_LEAST

    @property
    def too_many(self) -> bool:
        """True where some must go."""
        return len(self.picked) > AT_MOST

    @property
    def has_place(self) -> bool:
        """True where one more can be added."""
        return len(self.picked) < AT_MOST

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the picked providers' ids, which is all that an address of ours ever says."""
        return tuple(provider.id for provider in self.picked)

    def addresses_without(self, language: str) -> dict[str, str]:
        """Return, for each picked provider, the address of the shortlist without it."""
        here = address(language, COMPARE_SELECTED)
        return {one: here + shortlist_query(other for other in self.ids if other != one) for one in self.ids}


def shortlist_of(asked: Iterable[str], site: Site) -> Shortlist:
    """Make a shortlist of what an address asks for; names said twice count once."""
    ids = set(asked)
    return Shortlist(
        picked=tuple(provider for provider in site.contracted if provider.id in ids),
        ended=tuple(in_neutral_order(p for p in site.content.ended(site.today) if p.id in ids)),
        unknown=bool(ids - site.content.providers.keys() - {""}),
    )


def shortlist_query(ids: Iterable[str]) -> str:
    """Return what a shortlist's address asks for, ``?u=a&u=b``; ids need no quoting."""
    asked = "&".join(f"u={provider_id}" for provider_id in ids)
    return f"?{asked}" if asked else ""


@dataclass(frozen=True)
class Option:
    """A provider to tick."""

    id: str
    name: str
    picked: bool


@dataclass(frozen=True)
class PickForm:
    """A form that asks for a shortlist."""

    action: str
    options: tuple[Option, ...]


def pick_form(providers: Iterable[Provider], picked: Iterable[Provider], words: Words) -> PickForm:
    """Make a form with a box for each provider, ticked where it is picked."""
    ticked = {provider.id for provider in picked}
    return PickForm(
        address(words.language, COMPARE_SELECTED),
        tuple(Option(provider.id, provider.name, provider.id in ticked) for provider in providers),
    )
