"""Read YAML so that it never surprises: every value stays the text that was written, with its place.

Nothing is constructed: the tree is made from PyYAML's events, so ``no``, ``8:00`` and ``0701234567`` survive,
and nothing in a file can name a class, repeat itself by reference or swell in memory.
"""

from functools import lru_cache
from pathlib import Path

import yaml

from hemval.content.findings import Finding
from hemval.content.node import Node
from hemval.content.source import bytes_of, text_from
from hemval.content.syntax import explain
from hemval.content.tree import Stop, Tree

__all__ = ["Node", "read", "read_text"]

FAST = getattr(yaml, "CSafeLoader", None)
"""The same parser in C, where PyYAML was built with it: eighteen times faster, poorer in words."""

FILES_KEPT = 256
"""A check reads the same files several times, and again for each day to come: as long as they say the same,
they are not parsed anew."""

PARSER_ERRORS = (yaml.YAMLError, ValueError, OverflowError, IndexError)
"""PyYAML also lets through what ``chr`` and ``int`` say of absurd codes and versions."""


def read(path: Path, name: str) -> tuple[Node | None, list[Finding]]:
    """Read a file; ``name`` is what findings call it. The tree may come with findings."""
    content, findings = bytes_of(path, name)
    if findings:
        return None, findings
    node, of_text = _read_once(content, name)
    return node, list(of_text)


@lru_cache(FILES_KEPT)
def _read_once(content: bytes, name: str) -> tuple[Node | None, tuple[Finding, ...]]:
    node, findings = read_text(content, name)
    return node, tuple(findings)


def read_text(text: str | bytes, name: str) -> tuple[Node | None, list[Finding]]:
    """Read a text as ``read`` does a file."""
    readable, findings = text_from(text, name)
    if readable is None:
        return None, sorted(findings)
    lines = readable.split("\n")
    if FAST is not None:
        tree = Tree(lines, name)
        try:
            node = tree.read(yaml.parse(readable, Loader=FAST))
        except Stop:
            return None, sorted({*findings, *tree.findings})
        except PARSER_ERRORS:
            pass
        else:
            return node, sorted({*findings, *tree.findings})
    return _read_slowly(readable, lines, name, findings)


def _read_slowly(
    text: str, lines: list[str], name: str, findings: list[Finding]
) -> tuple[Node | None, list[Finding]]:
    """Read by the parser in Python, which knows exactly where and why it stops."""
    tree = Tree(lines, name)
    node = None
    try:
        node = tree.read(yaml.parse(text, Loader=yaml.SafeLoader))
    except Stop:
        pass
    except PARSER_ERRORS as error:
        told = explain(error, lines, tree.last)
        tree.find(told.place, told.message, told.advice)
    return node, sorted({*findings, *tree.findings})
