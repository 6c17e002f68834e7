"""The logotype's file: a picture and nothing else. An SVG can hold programs, which would run as ours."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from hemval.content.findings import Finding, line_of
from hemval.words import words_in

say = words_in("sv").say

LARGEST = 16 * 1024
"""Bytes: every reader fetches it with the first page."""

PNG = b"\x89PNG\r\n\x1a\n"

SVG = "http://www.w3.org/2000/svg"
DRAWN = re.compile(
    "svg|g|defs|title|desc|symbol|use|path|rect|circle|ellipse|line|polyline|polygon|text|tspan|"
    "linearGradient|radialGradient|stop|clipPath|mask|pattern"
)
"""The elements that only draw. Script, foreignObject, image, a, set and the like are not among them."""

OUTWARDS = re.compile(r"url\(\s*['\"]?(?!\s*#)[^)]*\)|image-set\(|\\", re.IGNORECASE)
"""A reference to something that is not in the same picture, or a sign that could spell one."""


def logo_findings(path: Path, name: str) -> list[Finding]:
    """Find what keeps a file from being the logotype; ``name`` is what findings call it."""
    content = path.read_bytes()[: LARGEST + 1]
    if len(content) > LARGEST:
        message = say("The logotype is larger than %(limit)s kB.", limit=LARGEST // 1024)
        return [Finding(name, 1, 1, message, "", say("Save it as optimised SVG, or as a smaller PNG."))]
    if path.suffix == ".png":
        return [] if content.startswith(PNG) else [Finding(name, 1, 1, say("This is not a PNG picture."))]
    return _Reading(name, content).findings()


@dataclass
class _Reading:
    """One reading of an SVG: expat says where each thing stands, and follows no reference."""

    name: str
    content: bytes
    found: list[Finding] = field(default_factory=list)

    def findings(self) -> list[Finding]:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._element
        self.parser.StartDoctypeDeclHandler = lambda *_: self._refuse("<!DOCTYPE")
        self.parser.ProcessingInstructionHandler = lambda target, _: self._refuse(f"<?{target}")
        try:
            self.parser.Parse(self.content, True)
        except expat.ExpatError as error:
            self._find(error.lineno, error.offset, say("This is not an SVG picture."))
        except _Enough:
            pass
        return self.found

    def _element(self, tag: str, attributes: Mapping[str, str]) -> None:
        namespace, _, element = tag.rpartition(" ")
        if namespace != SVG or not DRAWN.fullmatch(element):
            self._refuse(element or tag)
        for key, value in attributes.items():
            attribute = key.rpartition(" ")[2]
            if attribute.lower().startswith("on") or attribute == "style":
                self._refuse(attribute)
            elif (attribute == "href" and not value.startswith("#")) or OUTWARDS.search(value):
                self._refuse(f'{attribute}="{value[:40]}"')

    def _refuse(self, what: str) -> None:
        message = say("The logotype holds something else than a picture: ”%(what)s”.", what=what)
        self._find(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber, message)
        # A doctype may define what makes the rest endless, so nothing more is read.
        if what == "<!DOCTYPE":
            raise _Enough

    def _find(self, line: int, column: int, message: str) -> None:
        advice = say(
            "Save it as plain, optimised SVG with presentation attributes: without programs, styles, "
            "embedded pictures and links."
        )
        shown = line_of(self.content.decode("utf-8", "replace"), line)
        self.found.append(Finding(self.name, line, column + 1, message, shown, advice))


class _Enough(Exception):
    """Nothing more of the file is to be read."""
