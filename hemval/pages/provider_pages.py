"""The pages about providers: the list, the comparison and one for each."""

from functools import partial
from typing import Any

from hemval.content.provider import Provider
from hemval.pages.address import COMPARE, PROVIDERS, provider_page
from hemval.pages.generated import GeneratedPage
from hemval.pages.site import Site
from hemval.words import Words
from hemval.words.dates import number_told


def provider_pages(site: Site, words: Words) -> list[GeneratedPage]:
    """List them; providers that have ended keep theirs: old addresses go on answering."""
    return [_list(site, words), _comparison(site, words), *_one_each(site, words)]


def _list(site: Site, words: Words) -> GeneratedPage:
    say = words.say
    count = len(site.content.contracted(site.today))
    number = number_told(count, words)
    return GeneratedPage(
        PROVIDERS,
        say("%(number)s providers to choose between", number=number[:1].upper() + number[1:]),
        "providers.html",
        say("They are in alphabetical order. None is placed before another.") if count else "",
        lambda: {"providers": site.providers(words)},
    )


def _comparison(site: Site, words: Words) -> GeneratedPage:
    say = words.say
    told = say("The same facts about all, in the same order. The providers are in alphabetical order.")
    return GeneratedPage(
        COMPARE,
        say("Compare the providers"),
        "compare.html",
        told if site.content.contracted(site.today) else "",
        lambda: {"providers": site.providers(words)},
    )


def _one(site: Site, provider: Provider, words: Words) -> dict[str, Any]:
    return {"provider": site.provider(provider, words)}


def _one_each(site: Site, words: Words) -> list[GeneratedPage]:
    return [
        GeneratedPage(
            provider_page(provider.id),
            provider.name,
            "provider.html",
            matter=partial(_one, site, provider, words),
            reviewed=provider.review.reviewed,
        )
        for provider in site.content.providers.values()
    ]
