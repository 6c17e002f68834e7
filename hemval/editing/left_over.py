"""What is left of an example: addresses and numbers that can be nobody's, on a site with a real address."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from hemval.content.findings import Finding
from hemval.content.folder import Folder
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

FILES = ("municipality.yml", "provider_profiles/**/*.yml", "site_src/*/**/*.md", "forms/*.yml")


def left_over(folder: Folder, content: Content) -> Iterator[Finding]:
    """Find what came along from an example; on an example itself there is nothing to find."""
    host = urlsplit(content.municipality.site.address).hostname or ""
    if host.endswith(RESERVED):
        return
    for pattern in FILES:
        for path in folder.own_files(pattern):
            text = path.read_text(encoding="utf-8-sig", errors="replace")
            for number, line in enumerate(text.split("\n"), start=1):
                for found in (*ADDRESS.finditer(line), *PHONE.finditer(line)):
                    message = say("%(text)s is invented and comes from an example.", text=found[0])
                    advice = say("Write your own, or take the line away.")
                    yield Finding(folder.shown(path), number, found.start() + 1, message, line, advice)
