"""Everything that is made from data: the one list of the modules that make it."""

from collections.abc import Callable

from hemval.content.folder import Folder
from hemval.pages.comparison_pages import comparison_pages
from hemval.pages.document_links import document_files
from hemval.pages.generated import GeneratedFile, GeneratedPage
from hemval.pages.list_pages import list_pages
from hemval.pages.look_files import look_files
from hemval.pages.open_data_files import open_data_files
from hemval.pages.open_data_page import open_data_page
from hemval.pages.page_titles import PageTitles
from hemval.pages.provider_pages import provider_pages
from hemval.pages.site import Site
from hemval.pages.site_map import site_map_page
from hemval.pages.site_map_files import site_map_files
from hemval.pages.stylesheet import CITIZENS
from hemval.pages.word_list_pages import word_list_pages
from hemval.words import Words

PAGES: tuple[Callable[[Site, Words], list[GeneratedPage]], ...] = (
    provider_pages,
    list_pages,
    comparison_pages,
    open_data_page,
    word_list_pages,
)
"""What makes pages, once a language."""


def generated_pages(site: Site, words: Words, titles: PageTitles) -> list[GeneratedPage]:
    """Make the list of every generated page of a language."""
    pages = [page for make in PAGES for page in make(site, words)]
    return [*pages, site_map_page(site, titles, pages, words)]


def generated_files(
    folder: Folder, site: Site, titles: PageTitles, pages: list[GeneratedPage]
) -> list[GeneratedFile]:
    """Make the files that are the same in every language, once a site."""
    return [
        *look_files(folder, site.content.municipality.look, CITIZENS),
        *document_files(folder),
        *open_data_files(site),
        *site_map_files(site, titles, pages),
    ]
