"""Find every message id that the code and the templates use."""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract

IDS_OF = {"say": 1, "wrong": 1, "sentence": 1, "count": 1}
"""Functions that take message ids, and how many of their first arguments are keys in a catalogue."""
NAMED = {"wrong": ("advice",)}
"""Arguments by name that are ids too."""


def in_python(source: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(source)):
        # An error that knows its own sentence: ``sentence = "…"`` in its class.
        if isinstance(node, ast.Assign) and [getattr(target, "id", "") for target in node.targets] == [
            "sentence"
        ]:
            yield from ((node.lineno, text) for text in texts(node.value))
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in IDS_OF or (name == "count" and not any(texts(node.args[1]) if node.args[1:] else ())):
            continue
        arguments = node.args[: IDS_OF[name]]
        arguments += [given.value for given in node.keywords if given.arg in NAMED.get(name, ())]
        for argument in arguments:
            yield from ((node.lineno, text) for text in texts(argument))


def texts(node: ast.expr) -> Iterator[str]:
    """Yield the strings an argument can be; ``"abc".count("b")`` and other calls by value yield none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def in_template(path: Path) -> Iterator[tuple[int, str]]:
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2), "say": None, "count": (1, 2)}
    with path.open("rb") as file:
        for line, found, _, _ in extract(
            "jinja2.ext:babel_extract", file, keywords, options={"encoding": "utf-8"}
        ):
            if text := found if isinstance(found, str) else found[0]:
                yield line, text
