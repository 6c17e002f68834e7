"""A municipality's site on a day: its content and what each template needs of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hemval.content.findings import ContentError
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.whole import Content
from hemval.pages.address import address
from hemval.pages.generated import GeneratedPage
from hemval.pages.own_pages import with_own_pages
from hemval.pages.provider_view import ProviderView, provider_view
from hemval.pages.view import Link
from hemval.rules.order import in_neutral_order
from hemval.words import Words
from hemval.words.text import MAIN_LANGUAGE


@dataclass(frozen=True)
class Site:
    """The content and the day that pages are made for."""

    content: Content
    today: date

    def providers(self, words: Words) -> list[ProviderView]:
        """Return every contracted provider's view, in the neutral order."""
        contracted = in_neutral_order(self.content.contracted(self.today))
        return [provider_view(provider, self.content, words, self.today) for provider in contracted]

    def notices(self, words: Words) -> list[ProviderView]:
        """Return the providers that begin or stop, which the start page tells of."""
        return [provider for provider in self.providers(words) if provider.notice]

    def page_context(self, made: GeneratedPage | None, words: Words) -> dict[str, Any]:
        """Return what a page's template needs beside its view."""
        if made is None:
            return {"notices": self.notices(words)}
        if made.provider:
            provider = self.content.providers[made.provider]
            return {"provider": provider_view(provider, self.content, words, self.today)}
        if made.template == "missing.html":
            href = address(MAIN_LANGUAGE, made.path)
            return {"original": Link(words.say("Go to the Swedish page"), href, language=MAIN_LANGUAGE)}
        return {"providers": self.providers(words)}


def load_site(folder: Folder, today: date) -> Site:
    """Load a municipality's content; raise ``ContentError`` with every finding."""
    content, findings = load(folder)
    if content is None:
        raise ContentError(findings)
    return Site(with_own_pages(content, folder, today), today)
