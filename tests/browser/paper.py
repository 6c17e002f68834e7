"""What a page becomes on paper: the sheets of its PDF, and the size of each letter on them in points."""

import re
import zlib
from collections.abc import Iterator

from tests.browser.watched import Watched

PAGE = re.compile(rb"/Type\s*/Page\b(?!s).*?/Contents\s+(\d+)\s+0\s+R", re.DOTALL)
TOKEN = re.compile(rb"<[0-9A-Fa-f\s]*>|\((?:\\.|[^\\()])*\)|\[|\]|[^\s\[\]()<>]+", re.DOTALL)

Matrix = tuple[float, float, float, float]
"""The part of a transformation that changes size; where things stand is of no interest here."""


def printed(watched: Watched) -> bytes:
    """Print the page as it stands, on the paper that its styles ask for."""
    watched.unchecked.clear()
    pdf: bytes = watched.page.pdf(format="A4", prefer_css_page_size=True)
    return pdf


def sheets(pdf: bytes) -> int:
    """Count the pages of a PDF."""
    return len(PAGE.findall(pdf))


def letter_sizes(pdf: bytes) -> set[float]:
    """Return the sizes in points that text is drawn at, rounded to a tenth."""
    return {round(size, 1) for number in PAGE.findall(pdf) for size in _drawn(_stream(pdf, int(number)))}


def _stream(pdf: bytes, number: int) -> bytes:
    start = re.search(rb"(?:^|\n)%d 0 obj.*?stream\r?\n" % number, pdf, re.DOTALL)
    assert start is not None, "the browser writes its PDF in another way: mend this reader"
    return zlib.decompress(pdf[start.end() : pdf.index(b"endstream", start.end())])


def _drawn(stream: bytes) -> Iterator[float]:
    """Follow what changes the size of letters: transformations, their stack, font and text matrix."""
    now: Matrix = (1, 0, 0, 1)
    kept: list[Matrix] = []
    text: Matrix = (1, 0, 0, 1)
    size = 0.0
    operands: list[bytes] = []
    for token in TOKEN.findall(stream):
        if token == b"q":
            kept.append(now)
        elif token == b"Q":
            now = kept.pop()
        elif token == b"cm":
            now = _times(_matrix(operands), now)
        elif token == b"BT":
            text = (1, 0, 0, 1)
        elif token == b"Tm":
            text = _matrix(operands)
        elif token == b"Tf":
            size = float(operands[-1])
        elif token in (b"Tj", b"TJ"):
            _, _, c, d = _times(text, now)
            yield size * (c * c + d * d) ** 0.5
        else:
            operands.append(token)
            continue
        operands = []


def _matrix(operands: list[bytes]) -> Matrix:
    a, b, c, d = (float(number) for number in operands[-6:-2])
    return a, b, c, d


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d = first
    e, f, g, h = then
    return a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h
