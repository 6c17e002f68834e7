"""A municipality's site on a day: its content and what each template needs of it."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from hemval.content.findings import ContentError
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.provider import Provider
from hemval.content.whole import Content
from hemval.forms.definition import FormDefinition
from hemval.forms.reading.loading import load_forms
from hemval.pages.address import address, page_of_form
from hemval.pages.own_pages import with_own_pages
from hemval.pages.provider_view import ProviderView, provider_view
from hemval.pages.quality import Results, results_of
from hemval.rules.neutral_order import in_neutral_order
from hemval.rules.services import only_household
from hemval.words import Words


@dataclass(frozen=True)
class Site:
    """The content and the day that pages are made for."""

    content: Content
    today: date
    forms: tuple[FormDefinition, ...] = ()
    """What citizens can fill in."""
    views: dict[tuple[str, str], ProviderView] = field(default_factory=dict, repr=False, compare=False)
    """The views made so far, by provider and language."""

    def providers(self, words: Words) -> list[ProviderView]:
        """Return every contracted provider's view, in the neutral order."""
        return [self.provider(provider, words) for provider in self.contracted]

    def provider(self, provider: Provider, words: Words) -> ProviderView:
        """Return a provider's view, made once a language however many pages show it."""
        key = (provider.id, words.language)
        if key not in self.views:
            self.views[key] = provider_view(provider, self.content, self.results, words, self.today)
        return self.views[key]

    def notices(self, words: Words) -> list[ProviderView]:
        """Return the providers that begin or stop, which the start page tells of."""
        changing = [p for p in self.contracted if p.agreement.status(self.today) != "active"]
        return [self.provider(provider, words) for provider in changing]

    @property
    def addresses_of_forms(self) -> tuple[str, ...]:
        """List where the forms answer, in each of the site's languages."""
        languages = self.content.municipality.site.languages
        pages = [page_of_form(form.address) for form in self.forms]
        return tuple(address(language, page) for language in languages for page in pages)

    @cached_property
    def results(self) -> Results | None:
        """Decide what may be shown of the latest survey, once for all that shows it."""
        return results_of(self.content)

    @cached_property
    def some_only_household(self) -> bool:
        """Say whether somebody here gives no personal care: then every list tells who helps with what."""
        rules = self.content.municipality.rules_on(self.today)
        return any(only_household(provider, rules) for provider in self.contracted)

    @cached_property
    def contracted(self) -> list[Provider]:
        """List every provider to tell citizens about, in the neutral order."""
        return in_neutral_order(self.content.contracted(self.today))


def load_site(folder: Folder, today: date) -> Site:
    """Load a municipality's content; raise ``ContentError`` with every finding."""
    content, findings = load(folder)
    forms, of_forms = load_forms(folder)
    if content is None or of_forms:
        raise ContentError(sorted([*findings, *of_forms]))
    published = with_own_pages(content.as_published(today), folder, today)
    return Site(published, today, tuple(forms.values()))
