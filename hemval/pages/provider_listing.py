"""A run of provider cards on a page: all of them, those that fit, or one page of many."""

from dataclasses import dataclass

from hemval.content.provider import Provider
from hemval.pages.address import COMPARE_SELECTED, address
from hemval.pages.long_lists import Part
from hemval.pages.provider_card import Card, provider_card
from hemval.pages.site import Site
from hemval.words import Words
from hemval.words.dates import decimal_told


@dataclass(frozen=True)
class Listing:
    """Cards, where those that are picked can be compared, and the way to the neighbouring pages."""

    cards: tuple[Card, ...]
    compare: str
    """Where the picked are compared; empty where there is nothing to compare with."""
    showing: str
    """Which of how many are shown; empty where these are all."""
    before: str = ""
    after: str = ""
    """Addresses of the pages before and after this one; empty where there is none."""


def listing(site: Site, words: Words, part: Part[Provider], before: str = "", after: str = "") -> Listing:
    """Make what a page shows of a list."""
    return Listing(
        cards=tuple(
            provider_card(
                site.provider(provider, words),
                site.content,
                words,
                site.today,
                helps_with=site.some_only_household,
            )
            for provider in part.items
        ),
        compare=address(words.language, COMPARE_SELECTED) if len(site.contracted) > 1 else "",
        showing=_showing(part, words),
        before=before,
        after=after,
    )


def in_order_told(number: int, words: Words) -> str:
    """Say in which order several providers stand."""
    return words.say("They are in alphabetical order. None is placed before another.") if number > 1 else ""


def _showing(part: Part[Provider], words: Words) -> str:
    if part.of == 1:
        return ""
    return words.say(
        "Showing %(first)s–%(last)s of %(total)s.",
        first=decimal_told(part.first, words),
        last=decimal_told(part.last, words),
        total=decimal_told(part.total, words),
    )
