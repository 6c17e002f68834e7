"""Links of the built site that lead nowhere, and pages that no link leads to."""

from collections.abc import Collection
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from hemval.pages.address import DYNAMIC, address
from hemval.words import LANGUAGES

ANSWERED = tuple(address(language, path) for language in LANGUAGES for path in DYNAMIC)
"""Addresses that the application answers, not a file."""


@dataclass(frozen=True)
class DeadLink:
    """A link on a page whose target is not there."""

    page: str
    href: str


@dataclass
class _Anchors(HTMLParser):
    hrefs: list[str] = field(default_factory=list)
    translations: set[str] = field(default_factory=set)
    """Links to the same page in another language."""
    ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if href := dict(attrs).get("hreflang") and dict(attrs).get("href"):
            self.translations.add(href)
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.hrefs.append(value)
            if name == "id" and value:
                self.ids.add(value)


def dead_links(site: Path) -> list[DeadLink]:
    """Find links within the site to pages, files or headings that it does not have."""
    pages = {path: _read(path) for path in sorted(site.rglob("*.html"))}
    found = []
    for path, anchors in pages.items():
        for href in anchors.hrefs:
            target = _target(site, path, href)
            if target is None:
                continue
            file, fragment = target
            missing = not file.is_file()
            if not missing and fragment and file in pages:
                missing = fragment not in pages[file].ids
            if missing:
                found.append(DeadLink(path.relative_to(site).as_posix(), href))
    return found


def orphans(site: Path, unlisted: Collection[str]) -> list[str]:
    """Find pages that no other page leads to; ``unlisted`` names those kept for old links.

    Links between languages do not count: a page and its translation could otherwise hold each other up.
    """
    pages = {path: _read(path) for path in sorted(site.rglob("index.html"))}
    reached = {site / "index.html"}
    for path, anchors in pages.items():
        for href in anchors.hrefs:
            target = None if href in anchors.translations else _target(site, path, href)
            if target is not None and target[0] != path:
                reached.add(target[0])
    names = [path.relative_to(site).as_posix() for path in pages if path not in reached]
    return [name for name in names if not name.endswith(tuple(f"{page}index.html" for page in unlisted))]


def _read(path: Path) -> _Anchors:
    anchors = _Anchors()
    anchors.feed(path.read_text(encoding="utf-8"))
    return anchors


def _target(site: Path, page: Path, href: str) -> tuple[Path, str] | None:
    """Return the file and heading that a link means, or None for a link that is not ours to check."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or parts.path.startswith(ANSWERED):
        return None
    base = site if parts.path.startswith("/") else page.parent
    file = (base / unquote(parts.path).lstrip("/")) if parts.path else page
    return (file / "index.html" if file.is_dir() else file), parts.fragment
