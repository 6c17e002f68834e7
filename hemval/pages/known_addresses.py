"""Every address that the site will have, and what is wrong with a link to none of them.

The one place that knows them before a build: written pages with headings, pages made from data, pictures.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from urllib.parse import unquote, urlsplit

from hemval.content.folder import Folder
from hemval.content.whole import Content
from hemval.forms.definition import FormDefinition
from hemval.pages.address import FORMS, PAPER, address, page_of_form
from hemval.pages.asked_facts import Fault
from hemval.pages.dead_links import ANSWERED
from hemval.pages.made import generated_pages
from hemval.pages.markdown_links import Target, heading_ids
from hemval.pages.page_titles import PageTitles, path_of
from hemval.pages.paper_files import paper_addresses
from hemval.pages.site import Site
from hemval.pages.written import body_of
from hemval.pages.written_files import PICTURES, written_files
from hemval.words import LANGUAGES, words_in
from hemval.words.text import MAIN_LANGUAGE

say = words_in("sv").say

OUTWARDS = ("http", "https", "mailto", "tel")
"""Where a link may lead besides to a page of ours; never to what a browser would run."""


@dataclass(frozen=True)
class Known:
    """The addresses of a site, by language."""

    written: Mapping[str, Mapping[str, frozenset[str]]]
    """Written pages by the name of their file, with the headings that can be linked to."""
    made: Mapping[str, frozenset[str]] | None
    """Addresses, without the language, of pages made from data; None while the data are wrong."""
    files: Mapping[str, frozenset[str]]
    """Pictures by their place in the language's folder."""
    papers: frozenset[str] | None = None
    """Whole addresses of the forms on paper; None while one of them is wrong."""
    forms: frozenset[str] | None = None
    """Addresses, without the language, of the forms; None while one of them is wrong."""

    def fault(self, target: Target, language: str, name: str) -> Fault | None:
        """Say what is wrong with a link on the page of that file name, if anything is."""
        parts = urlsplit(target.href)
        if parts.scheme and parts.scheme not in OUTWARDS:
            message = say("A link cannot begin with %(scheme)s:.", scheme=parts.scheme)
            advice = say("Link to a page, or begin with https://, mailto: or tel:.")
            return Fault(target.line, target.column, message, advice)
        if parts.scheme or parts.netloc:
            return None
        path, heading = unquote(parts.path), unquote(parts.fragment)
        told = (
            self._absolute(path, heading)
            if path.startswith("/")
            else self._relative(path, heading, language, name)
        )
        return Fault(target.line, target.column, *told) if told else None

    def twice(self, language: str, name: str) -> bool:
        """Tell whether the file's address is already that of a form, or of a page made from data."""
        path = path_of(name)
        return path in (self.forms or ()) or (self.made is not None and path in self.made[language])

    def _relative(self, path: str, heading: str, language: str, name: str) -> tuple[str, str] | None:
        if not path:
            return self._heading(heading, language, name)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        pages = self.written[language]
        if target in pages:
            return self._heading(heading, language, target)
        if path.endswith(".md"):
            message = say("There is no page %(name)s.", name=path)
            if target in self.written[MAIN_LANGUAGE]:
                there = address(language, path_of(target))
                return message, say("It is only in Swedish. Link to %(address)s.", address=there)
            return message, _nearest(posixpath.basename(target), pages)
        if target in self.files[language]:
            return None
        if "." in posixpath.basename(path):
            message = say("There is no file %(name)s.", name=path)
            return message, _nearest(target, self.files[language]) or _put_there(language)
        guess = address(language, target + "/")
        message = say("The link ”%(href)s” is neither a file nor an address.", href=path)
        if self._absolute(guess, "") is None:
            return message, say("Did you mean %(name)s?", name=guess)
        return message, say(
            "Write the page's file, contact.md, or the address from the beginning, /contact/."
        )

    def _absolute(self, path: str, heading: str) -> tuple[str, str] | None:
        if path.startswith(ANSWERED):
            return None
        first, _, rest = path[1:].partition("/")
        language = first if first in self.written and first != MAIN_LANGUAGE else MAIN_LANGUAGE
        page = rest if language != MAIN_LANGUAGE else path[1:]
        last = posixpath.basename(page)
        if "." in last:
            if page.startswith(PAPER) and self.papers is not None and path not in self.papers:
                return say("There is no file %(name)s.", name=path), _nearest(path, self.papers)
            if (
                not last.lower().endswith(PICTURES)
                or page.startswith("assets/")
                or page in self.files[language]
            ):
                return None  # other files are the build's to look for
            near = _nearest(page, self.files[language])
            return say("There is no file %(name)s.", name=path), near or _put_there(language)
        page = f"{page}/" if page and last else page
        by_path = {path_of(name): name for name in self.written[language]}
        if page in by_path:
            return self._heading(heading, language, by_path[page])
        if page.startswith(FORMS):
            return self._form(page, path, language)
        if self.made is None or page in self.made[language]:
            return None
        if page in map(path_of, self.written[MAIN_LANGUAGE]):
            return None  # a page that says that it is only in Swedish
        addresses = [address(language, known) for known in (*by_path, *self.made[language])]
        return say("No page has the address %(address)s.", address=path), _nearest(path, addresses)

    def _form(self, page: str, path: str, language: str) -> tuple[str, str] | None:
        if self.forms is None or page in self.forms:
            return None
        known = [address(language, form) for form in self.forms]
        return say("No form has the address %(address)s.", address=path), _nearest(path, known)

    def _heading(self, heading: str, language: str, name: str) -> tuple[str, str] | None:
        ids = self.written[language][name]
        if not heading or heading in ids:
            return None
        message = say("The page %(name)s has no heading #%(heading)s.", name=name, heading=heading)
        if not ids:
            return message, say("Give the heading a name: ## Heading {#%(heading)s}", heading=heading)
        return message, _nearest(heading, ids) or say(
            "These are there: %(names)s.", names=", ".join(sorted(ids))
        )


def known_addresses(
    folder: Folder, content: Content | None, forms: Iterable[FormDefinition] | None, today: date
) -> Known:
    """Gather the addresses of a municipality's site; what is wrong, and so None, has none that are known."""
    languages = content.municipality.site.languages if content else tuple(LANGUAGES)
    written = {language: dict(_written(folder, language)) for language in languages}
    made = None
    if content is not None:
        site, titles = Site(content, today), PageTitles(content, folder, today)
        made = {
            language: frozenset(page.path for page in generated_pages(site, words_in(language), titles))
            for language in languages
        }
    files = {language: frozenset(written_files(folder, language)) for language in languages}
    if forms is None:
        return Known(written, made, files)
    forms = tuple(forms)
    papers = frozenset(paper for language in languages for paper in paper_addresses(forms, language))
    answered = frozenset(page_of_form(form.address) for form in forms)
    return Known(written, made, files, papers, answered)


def _written(folder: Folder, language: str) -> Iterator[tuple[str, frozenset[str]]]:
    for root in reversed(folder.roots):
        for path in sorted((root / "site_src" / language).glob("**/*.md")):
            name = path.relative_to(root / "site_src" / language).as_posix()
            yield name, heading_ids(body_of(path).text)


def _nearest(name: str, known: Mapping[str, object] | frozenset[str] | list[str]) -> str:
    near = get_close_matches(name, list(known), n=1)
    return say("Did you mean %(name)s?", name=near[0]) if near else ""


def _put_there(language: str) -> str:
    return say(
        "Put the file in site_src/%(language)s/, and write its name here as the file has it.",
        language=language,
    )
