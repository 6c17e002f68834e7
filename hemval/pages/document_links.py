"""Links to documents say what opens and how large it is: "Krav på utförare (pdf, 34 kB)"."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import unquote, urlsplit

from hemval.content.document import DOCUMENTS, ENDINGS, document_sizes
from hemval.content.document_checks import unknown_document
from hemval.content.folder import Folder
from hemval.pages.address import DOCUMENT, PAPER
from hemval.pages.asked_facts import Fault
from hemval.pages.generated import GeneratedFile
from hemval.words import Words, words_in
from hemval.words.dates import decimal_told

HERE = f"/{DOCUMENT}"
LINK = re.compile(
    rf'(<a [^>]*href="((?:{HERE}|/(?:[a-z]+/)?{PAPER})[^"#?/]+)[^"]*"[^>]*>)(.*?)(</a>)', re.DOTALL
)
IN_MARKDOWN = re.compile(r"\[([^\[\]]+)\]\(\s*<?([^\s()<>]+)>?[^()]*\)")
TOLD = re.compile(rf"\(({'|'.join(ENDINGS)}|doc|xls|ppt|pptx|zip)\b[^()]*\)", re.IGNORECASE)
"""A kind of file in brackets in a link's own words."""

OUTSIDE = (*ENDINGS, "doc", "xls", "ppt", "pptx", "zip")
"""Kinds of file that open in another program than the browser, or look as if they did."""


def document_address(name: str) -> str:
    """Return where a document answers, the same in every language."""
    return f"{HERE}{name}"


def document_files(folder: Folder) -> list[GeneratedFile]:
    """List the municipality's documents as files of the site."""
    return [
        GeneratedFile(f"{DOCUMENT}{name}", (folder.own / DOCUMENTS / name).read_bytes())
        for name in sorted(document_sizes(folder))
    ]


def size_told(size: int, words: Words) -> str:
    """Write a size in bytes as a person compares it: 34 kB, 1,2 MB."""
    if size < 1_000_000:
        return f"{decimal_told(max(1, round(size / 1000)), words)}\N{NO-BREAK SPACE}kB"
    return f"{decimal_told(round(size / 1_000_000, 1), words)}\N{NO-BREAK SPACE}MB"


def with_kind_and_size(html: str, sizes: Mapping[str, int], words: Words) -> str:
    """Put kind and size last in the words of each link to a document; a link to what is not there stays.

    The municipality's documents are known by their names, other files by their addresses.
    """
    if HERE not in html and f"/{PAPER}" not in html:
        return html

    def told(link: re.Match[str]) -> str:
        name = unquote(unescape(link[2])).removeprefix(HERE)
        if name not in sizes:
            return link[0]
        return f"{link[1]}{link[3]} ({name.rpartition('.')[2]}, {size_told(sizes[name], words)}){link[4]}"

    return LINK.sub(told, html)


def document_faults(markdown: str, known: Mapping[str, int]) -> Iterator[Fault]:
    """Find links to documents that are not there, and to others' documents that do not say what they are."""
    say = words_in("sv").say
    for link in IN_MARKDOWN.finditer(markdown):
        words, target = link[1], link[2]
        line = markdown.count("\n", 0, link.start()) + 1
        column = link.start() - markdown.rfind("\n", 0, link.start())
        if target.startswith(HERE):
            name = unquote(urlsplit(target).path).removeprefix(HERE)
            if name not in known:
                yield Fault(line, column, *unknown_document(name, known))
        elif _is_outside_document(target) and not TOLD.search(words):
            yield Fault(
                line,
                column,
                say("The link leads to a document on another website and does not say so."),
                say("Write kind and size last in the link's words, for example (pdf, 120 kB)."),
            )


def _is_outside_document(target: str) -> bool:
    parts = urlsplit(target)
    return parts.scheme in ("http", "https") and parts.path.lower().endswith(
        tuple(f".{ending}" for ending in OUTSIDE)
    )
