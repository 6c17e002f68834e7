"""Pages made from data: the list, one a provider, the comparison, and stand-ins for untranslated ones."""

from collections.abc import Iterable
from dataclasses import dataclass

from hemval.content.whole import Content
from hemval.pages.address import COMPARE, PROVIDERS, provider_page
from hemval.words import Words
from hemval.words.dates import number_told


@dataclass(frozen=True)
class GeneratedPage:
    """A page without a Markdown file: its address, title and template."""

    path: str
    title: str
    template: str
    lead: str = ""
    provider: str = ""

    @property
    def file(self) -> str:
        """Return the name of the Markdown file that would have this address."""
        return f"{self.path}index.md"


def generated_pages(content: Content, words: Words, count: int) -> list[GeneratedPage]:
    """List the generated pages; providers that have ended keep theirs: old addresses go on answering."""
    say = words.say
    number = number_told(count, words)
    listed = compared = ""
    if count:
        listed = say("They are in alphabetical order. None is placed before another.")
        compared = say(
            "The same facts about all, in the same order. The providers are in alphabetical order."
        )
    return [
        GeneratedPage(
            PROVIDERS,
            say("%(number)s providers to choose between", number=number[:1].upper() + number[1:]),
            "providers.html",
            listed,
        ),
        GeneratedPage(COMPARE, say("Compare the providers"), "compare.html", compared),
        *(
            GeneratedPage(provider_page(provider.id), provider.name, "provider.html", provider=provider.id)
            for provider in content.providers.values()
        ),
    ]


def untranslated_pages(
    swedish: Iterable[str], translated: Iterable[str], words: Words
) -> list[GeneratedPage]:
    """List stand-ins for pages that are only in Swedish; each says so and leads to the Swedish one."""
    return [
        GeneratedPage(
            f"{name.removesuffix('.md')}/",
            words.say("This page is only in Swedish"),
            "missing.html",
            words.say("Ask us if you want help to read it."),
        )
        for name in sorted(set(swedish) - set(translated))
    ]
