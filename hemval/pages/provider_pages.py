"""The pages about providers, one for each."""

from functools import partial
from typing import Any

from hemval.content.provider import Provider
from hemval.pages.address import provider_page
from hemval.pages.generated import GeneratedPage
from hemval.pages.site import Site
from hemval.words import Words


def provider_pages(site: Site, words: Words) -> list[GeneratedPage]:
    """Make them; providers that have ended keep theirs: old addresses go on answering."""
    return [
        GeneratedPage(
            provider_page(provider.id),
            provider.name,
            "provider.html",
            matter=partial(_one, site, provider, words),
            reviewed=provider.review.reviewed,
        )
        for provider in site.content.as_published(site.today).providers.values()
    ]


def _one(site: Site, provider: Provider, words: Words) -> dict[str, Any]:
    return {"provider": site.provider(provider, words)}
