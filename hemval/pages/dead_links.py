"""Links of the built site that lead nowhere, and pages that no link leads to."""

import os
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from hemval.pages.address import DYNAMIC, FORMS, SITE_MAP, address
from hemval.words import LANGUAGES

ANSWERED = tuple(address(language, path) for language in LANGUAGES for path in DYNAMIC if path != FORMS)
"""Addresses that the application answers, not a file. Which forms there are, the municipality says."""

FOLLOWED = {"", "http", "https", "mailto", "tel"}
"""What a link may begin with: anything else could run in the reader's browser."""

TAG = re.compile(r"<[a-z][^<>]*=[^<>]*>", re.IGNORECASE)
"""A tag with attributes. In text and in attributes the signs for less and more are written out."""

NAMED = re.compile(r"""\s(href|src|id|hreflang)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)


@dataclass(frozen=True)
class DeadLink:
    """A link on a page whose target is not there."""

    page: str
    href: str


@dataclass(frozen=True)
class Anchors:
    """What a page links to, and the headings that can be linked to in it."""

    hrefs: tuple[str, ...]
    translations: frozenset[str]
    """Links to the same page in another language."""
    ids: frozenset[str]


@dataclass(frozen=True)
class Linked:
    """Every page of a built site with its links, by its path; each page is read once."""

    files: frozenset[str]
    pages: dict[str, Anchors]
    answered: tuple[str, ...] = ANSWERED

    def dead(self) -> list[DeadLink]:
        """Find links within the site to pages, files or headings that it does not have."""
        found = []
        for path, page in self.pages.items():
            for href in page.hrefs:
                target = self._target(path, href)
                if target is None:
                    continue
                file, fragment = target
                if file not in self.files or (
                    fragment and file in self.pages and fragment not in self.pages[file].ids
                ):
                    found.append(DeadLink(path, href))
        return found

    def orphans(self, unlisted: Collection[str]) -> list[str]:
        """Find pages that no other page leads to; ``unlisted`` names those kept for old links.

        Links between languages do not count: a page and its translation could otherwise hold each other up.
        Nor do the site map's, which lists every page: nobody begins there.
        """
        reached = {"index.html"}
        for path, page in self.pages.items():
            if path.endswith(f"{SITE_MAP}index.html"):
                continue
            for href in page.hrefs:
                target = None if href in page.translations else self._target(path, href)
                if target is not None and target[0] != path:
                    reached.add(target[0])
        kept = tuple(f"{page}index.html" for page in unlisted)
        pages = [path for path in self.pages if path.rpartition("/")[2] == "index.html"]
        return [path for path in pages if path not in reached and not path.endswith(kept)]

    def _target(self, page: str, href: str) -> tuple[str, str] | None:
        """Return the file and heading that a link means, or None for a link that is not ours to check."""
        if href.startswith("/") and "%" not in href and "?" not in href and not href.startswith("//"):
            path, _, fragment = href.partition("#")  # as nearly all are
        else:
            parts = urlsplit(href)
            if parts.scheme.lower() not in FOLLOWED:
                return href, ""  # which no file is named: javascript: and the like are dead here
            if parts.scheme or parts.netloc:
                return None
            path, fragment = unquote(parts.path), unquote(parts.fragment)
        if path.startswith(self.answered):
            return None
        if not path:
            return page, fragment
        if not path.startswith("/"):
            path = os.path.normpath(f"{page.rpartition('/')[0]}/{path}") + ("/" if path.endswith("/") else "")
        file = path.strip("/")
        if path.endswith("/") or file not in self.files:
            file = f"{file}/index.html" if file else "index.html"
        return file, fragment


def anchors_of(folder: Path) -> dict[str, Anchors]:
    """Read every page in a folder, by its place there."""
    pages = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.html")}
    return {page: anchors(pages[page].read_text(encoding="utf-8")) for page in sorted(pages)}


def linked(site: Path, pages: dict[str, Anchors], forms: Iterable[str] = ()) -> Linked:
    """Put the pages that were read together with the files that a built site has, and where forms answer."""
    files = frozenset(
        Path(folder, name).relative_to(site).as_posix()
        for folder, _, names in os.walk(site)
        for name in names
    )
    return Linked(files, {page: pages[page] for page in sorted(pages)}, (*ANSWERED, *forms))


def anchors(html: str) -> Anchors:
    """Read the links and ids of a page that a template or Markdown has written."""
    hrefs: dict[str, None] = {}
    translations: set[str] = set()
    ids: set[str] = set()
    for tag in TAG.findall(html):
        found = _attributes(tag)
        if not found:
            continue
        for name in ("href", "src"):
            if value := found.get(name):
                hrefs[value] = None
        if "hreflang" in found and found.get("href"):
            translations.add(found["href"])
        if value := found.get("id"):
            ids.add(value)
    return Anchors(tuple(hrefs), frozenset(translations), frozenset(ids))


@lru_cache(50_000)
def _attributes(tag: str) -> dict[str, str]:
    """Return a tag's attributes that matter here; most tags stand on every page."""
    return {name.lower(): unescape(one or other or bare) for name, one, other, bare in NAMED.findall(tag)}
