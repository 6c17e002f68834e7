"""What is left of the example that a municipality began from: nothing invented may be told as its own."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from hemval.content.findings import Finding
from hemval.content.folder import Folder
from hemval.content.municipality import Municipality
from hemval.content.whole import Content
from hemval.words import words_in

say = words_in("sv").say

RESERVED = ".example"
"""The ending that is kept for examples (RFC 2606): no real site can have it."""

ADDRESS = re.compile(r"(?:[\w.+-]+@)?[\w-]+(?:\.[\w-]+)*\.example\b")
PHONE = re.compile(
    r"(?<!\d)(?:031-390 06 \d\d|040-628 04 \d\d|08-465 004 \d\d|0980-31 92 \d\d|"
    r"070-174 06 (?:0[5-9]|[1-9]\d))(?!\d)"
)
"""Numbers that PTS keeps for fiction, written as the example has them."""

EXAMPLE = re.compile(r"\bLindvik\w*")
"""The municipality that does not exist and whose files all others begin from."""

TEXTS = ("municipality.yml", "provider_profiles/results/*.yml")
"""Where its name is looked for. A provider or a page may well be about somebody who is called so."""

WHOLE = ("provider_profiles/results/*.yml", "documents/*")
"""What is not read by lines, or is another's by its figures alone: the same file is the example's."""

FILES = ("municipality.yml", "provider_profiles/**/*.yml", "site_src/*/**/*.md", "forms/*.yml")


def left_over(folder: Folder, content: Content) -> Iterator[Finding]:
    """Find what came along from an example; on an example itself there is nothing to find."""
    if _is_example(content.municipality):
        return
    advice = say("Write your own, or take the line away.")
    for path in _own_files(folder, FILES):
        source = path.read_text(encoding="utf-8-sig", errors="replace")
        name = folder.shown(path)
        for number, line in enumerate(source.split("\n"), start=1):
            for found in _invented(line, named=any(path.match(pattern) for pattern in TEXTS)):
                message = say("%(text)s is invented and comes from an example.", text=found[0])
                yield Finding(name, number, found.start() + 1, message, line, advice)
    for path in _own_files(folder, WHOLE):
        name = folder.shown(path)
        theirs = folder.fallback / name
        if theirs != path and theirs.is_file() and theirs.read_bytes() == path.read_bytes():
            message = say("The file is the example's, unchanged: what it says is invented.")
            yield Finding(name, 1, 1, message, "", say("Put your own file in its place, or take it away."))


def _is_example(municipality: Municipality) -> bool:
    """Say whether all may be invented: an example says so of itself, and its address can be nobody's."""
    host = urlsplit(municipality.site.address).hostname or ""
    named = EXAMPLE.match(municipality.name) or EXAMPLE.match(municipality.short_name)
    of_itself = municipality.example_of is not None or named is not None
    return of_itself and host.endswith(RESERVED)


def _own_files(folder: Folder, patterns: tuple[str, ...]) -> Iterator[Path]:
    for pattern in patterns:
        yield from folder.own_files(pattern)


def _invented(line: str, *, named: bool) -> Iterator[re.Match[str]]:
    """Find what is invented on a line; the example's name only in what is published, not in a comment."""
    yield from ADDRESS.finditer(line)
    yield from PHONE.finditer(line)
    if named and not line.lstrip().startswith("#"):
        yield from EXAMPLE.finditer(line)
