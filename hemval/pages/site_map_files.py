"""What search engines ask for: sitemap.xml and robots.txt."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from hemval.pages.address import DYNAMIC, address, provider_page
from hemval.pages.generated import GeneratedFile, GeneratedPage
from hemval.pages.page_titles import PageTitles, path_of
from hemval.pages.site import Site
from hemval.pages.site_map import written_names
from hemval.words import LANGUAGES
from hemval.words.text import MAIN_LANGUAGE

NAMES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'

Page = dict[str, str]
"""One page's address in each language that it really is in."""


def site_map_files(site: Site, titles: PageTitles, made: Sequence[GeneratedPage]) -> list[GeneratedFile]:
    """Make both files; providers that have ended are left out, since only old links lead to them."""
    municipality = site.content.municipality
    host = municipality.site.address.rstrip("/")
    ended = {provider_page(provider.id) for provider in site.content.ended(site.today)}
    everywhere = municipality.site.languages
    pages = [
        _in_languages(host, path_of(name), _languages_of(name, titles)) for name in written_names(titles)
    ]
    pages += [_in_languages(host, page.path, everywhere) for page in made if page.path not in ended]
    return [
        GeneratedFile("sitemap.xml", _sitemap(pages)),
        GeneratedFile("robots.txt", _robots(host, example=municipality.example_of is not None)),
    ]


def _languages_of(name: str, titles: PageTitles) -> Sequence[str]:
    title = titles.title(name)
    return [MAIN_LANGUAGE] if title is None else [code for code in LANGUAGES if code in title.root]


def _in_languages(host: str, path: str, languages: Sequence[str]) -> Page:
    return {language: host + address(language, path) for language in languages}


def _sitemap(pages: Sequence[Page]) -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<urlset {NAMES}>"]
    for page in pages:
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(href)}/>'
            for language, href in page.items()
            if len(page) > 1
        )
        lines += [f"<url><loc>{escape(href)}</loc>{others}</url>" for href in page.values()]
    return "\n".join([*lines, "</urlset>", ""])


def _robots(host: str, *, example: bool) -> str:
    """Keep search engines from what answers one person's question, and from a site that is an example."""
    away = ["/"] if example else [address(language, path) for language in LANGUAGES for path in DYNAMIC]
    return "\n".join(
        ["User-agent: *", *(f"Disallow: {path}" for path in away), f"Sitemap: {host}/sitemap.xml", ""]
    )
