"""Read back what we print: the words in the order of the tags, and what is drawn, in millimetres.

Reads only files as Typst 0.15 writes them: no object streams, one content stream a page.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

MM = 72 / 25.4
OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
STREAM = re.compile(rb"/Length (\d+).*?stream\r?\n", re.DOTALL)
DRAWN = re.compile(r"q 1 0 0 -1 (\S+) (\S+) cm(.*?)\nQ", re.DOTALL)
MARKED = re.compile(r"/(\w+)<<(.*?)>>BDC(.*?)EMC", re.DOTALL)
SHOWN = re.compile(r"/(f\d+) \S+ Tf.*?([\[(].*?)T[jJ]\nET", re.DOTALL)
ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


@dataclass(frozen=True)
class Stroke:
    """A line, or a box of which width and height are more than nothing."""

    page: int
    left: float
    top: float
    width: float
    height: float


class Pdf:
    def __init__(self, data: bytes) -> None:
        self.objects = {int(found[1]): found[2] for found in OBJECT.finditer(data)}

    @cached_property
    def pages(self) -> list[int]:
        kids = next(body for body in self.objects.values() if b"/Type/Pages" in body)
        return [int(number) for number in re.findall(rb"(\d+) 0 R", kids[kids.index(b"/Kids") :])]

    def text(self) -> str:
        """Return all words in the order that a screen reader takes them."""
        root = next(body for body in self.objects.values() if b"/Type/StructTreeRoot" in body)
        return "\n".join(self._told(int(re.search(rb"/K\[(\d+) 0 R", root)[1])))

    def tags(self) -> list[str]:
        return [
            kind[1].decode()
            for body in self.objects.values()
            if (kind := re.match(rb"<</Type/StructElem/S/(\w+)", body))
        ]

    def alternatives(self) -> list[str]:
        """Return what is said in place of what is drawn, in the order that a screen reader takes it."""
        found = (
            (int(number), re.search(rb"/Alt(\(.*?(?<!\\)\)|<[0-9A-F]+>)", body, re.DOTALL))
            for number, body in self.objects.items()
        )
        told = {number: _one_string(alt[1]) for number, alt in found if alt}
        return [told[number] for number in self._in_order() if number in told]

    def _in_order(self) -> Iterator[int]:
        root = next(body for body in self.objects.values() if b"/Type/StructTreeRoot" in body)
        waiting = [int(re.search(rb"/K\[(\d+) 0 R", root)[1])]
        while waiting:
            yield (number := waiting.pop(0))
            kids = re.search(rb"/K\[(.*)\]", self.objects[number], re.DOTALL)
            inside = re.sub(rb"<<.*?>>", b"", kids[1]) if kids else b""
            waiting[:0] = [int(kid) for kid in re.findall(rb"(\d+) 0 R", inside)]

    def strokes(self) -> list[Stroke]:
        """Return lines and boxes as they are drawn, with what a page's foot has."""
        return [stroke for page in range(len(self.pages)) for stroke in self._strokes(page)]

    def places(self, page: int) -> list[tuple[float, float]]:
        """Return how far from the left and from the top of the page each piece of text stands."""
        return [
            (float(x) / MM, (841.8898 - float(y)) / MM)
            for x, y, body in DRAWN.findall(self._content(page))
            if "\nBT " in body
        ]

    def baselines(self, page: int) -> list[float]:
        return [top for _, top in self.places(page)]

    def foot(self, page: int) -> str:
        """Return what stands at the foot of a page, which is no part of the text."""
        marked = MARKED.findall(self._content(page))
        return " ".join(
            "".join(self._shown(body, self.pages[page]))
            for _, properties, body in marked
            if "/Footer" in properties
        )

    def _strokes(self, page: int) -> Iterator[Stroke]:
        for x, y, body in DRAWN.findall(self._content(page)):
            if " w " not in body or "BT" in body:
                continue
            points = [(float(a), float(b)) for a, b in re.findall(r"(-?[\d.]+) (-?[\d.]+) [ml]\b", body)]
            lefts, tops = zip(*points, strict=True)
            yield Stroke(
                page,
                (float(x) + min(lefts)) / MM,
                (841.8898 - float(y) + min(tops)) / MM,
                (max(lefts) - min(lefts)) / MM,
                (max(tops) - min(tops)) / MM,
            )

    def _told(self, element: int) -> Iterator[str]:
        body = self.objects[element].decode("latin-1")
        kids = re.search(r"/K\[(.*)\]", body, re.DOTALL)
        # The element's own page, for what stands on another says so itself.
        page = re.search(r"/Pg (\d+) 0 R", body[kids.end() :] if kids else "")
        words = ""
        for kid in re.finditer(
            r"<</Type/MCR/MCID (\d+)/Pg (\d+) 0 R>>|(\d+) 0 R|(\d+)", kids[1] if kids else ""
        ):
            if kid[3]:
                if words:
                    yield words
                    words = ""
                yield from self._told(int(kid[3]))
            elif kid[1]:
                words += self._marked[int(kid[2]), int(kid[1])]
            else:
                words += self._marked[int(page[1]), int(kid[4])]
        if words:
            yield words

    @cached_property
    def _marked(self) -> dict[tuple[int, int], str]:
        found: dict[tuple[int, int], str] = {}
        for page, number in enumerate(self.pages):
            for _, properties, body in MARKED.findall(self._content(page)):
                if marked := re.search(r"/MCID (\d+)", properties):
                    found[number, int(marked[1])] = "".join(self._shown(body, number))
        return found

    def _shown(self, body: str, page: int) -> Iterator[str]:
        for font, strings in SHOWN.findall(body):
            for raw in _strings(strings):
                for at in range(0, len(raw), 2):
                    yield self._signs[page, font][int.from_bytes(raw[at : at + 2])]

    @cached_property
    def _signs(self) -> dict[tuple[int, str], dict[int, str]]:
        """Which sign each glyph is, by page and font."""
        signs = {}
        for page in self.pages:
            resources = int(re.search(rb"/Resources (\d+)", self.objects[page])[1])
            for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", self.objects[resources]):
                table = int(re.search(rb"/ToUnicode (\d+)", self.objects[int(number)])[1])
                pairs = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>", self._stream(table))
                signs[page, name.decode()] = {
                    int(glyph, 16): bytes.fromhex(sign).decode("utf-16-be") for glyph, sign in pairs
                }
        return signs

    def _content(self, page: int) -> str:
        body = self.objects[self.pages[page]]
        return self._stream(int(re.search(rb"/Contents (\d+)", body)[1]))

    def _stream(self, number: int) -> str:
        body = self.objects[number]
        head = STREAM.search(body)
        return zlib.decompress(body[head.end() : head.end() + int(head[1])]).decode("latin-1")


def _strings(source: str) -> Iterator[bytes]:
    """Read strings in brackets, which may hold brackets in pairs, and signs written with a backslash."""
    depth, string = 0, ""
    for part in re.finditer(r"\\([0-7]{3}|.)|(.)", source, re.DOTALL):
        escaped, plain = part[1], part[2]
        if escaped:
            string += chr(int(escaped, 8)) if escaped.isdigit() else ESCAPED.get(escaped, escaped)
            continue
        depth += {"(": 1, ")": -1}.get(plain, 0)
        if depth == 0:
            if plain == ")":
                yield string.encode("latin-1")
            string = ""
        elif not (plain == "(" and depth == 1):
            string += plain


def _one_string(source: bytes) -> str:
    if source.startswith(b"<"):
        return bytes.fromhex(source[1:-1].decode()).decode("utf-16")
    return b"".join(_strings(source.decode("latin-1"))).decode("latin-1")
