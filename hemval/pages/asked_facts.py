"""What a page asks for between ``{{ }}`` and ``{% %}``, held against the facts that there are.

The page is read, not run: a name in a branch that this municipality skips is another one's fault tomorrow.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from jinja2 import nodes
from jinja2.meta import find_undeclared_variables

from hemval.pages.fact_kinds import Part
from hemval.words import words_in

ASKED = re.compile(r"\{\{\s*([a-z_.]+)\s*\}\}")


@dataclass(frozen=True, order=True)
class Fault:
    """Something in a page that cannot be printed, at a line and column counted from one."""

    line: int
    column: int
    message: str
    advice: str


def unreadable(text: str, line: int) -> Fault:
    """Say that an expression cannot be read or worked out."""
    say = words_in("sv").say
    message = say("What stands between {{ }} or {% %} cannot be read.")
    advice = say("Compare with the same thing on another page. Every {% if %} needs an {% endif %}.")
    source = text.split("\n")[line - 1] if 0 < line <= text.count("\n") + 1 else ""
    opened = [at for at in (source.find("{{"), source.find("{%")) if at >= 0]
    return Fault(line, min(opened, default=0) + 1, message, advice)


def unknown_facts(tree: nodes.Template, text: str, facts: Mapping[str, Any]) -> list[Fault]:
    """Find every name that no fact has, in the page's order."""
    free = find_undeclared_variables(tree)
    lines = text.split("\n")
    found = set()
    for name, line in _asked(tree):
        parts = name.split(".")
        if parts[0] not in free:
            continue
        wrong = _first_unknown(parts, facts)
        if wrong is not None:
            column = lines[line - 1].find(wrong[0]) + 1 if line <= len(lines) else 1
            found.add(_unknown(*wrong, line, max(column, 1)))
    return sorted(found)


def not_alone(text: str, facts: Mapping[str, Any]) -> list[Fault]:
    """Find pieces drawn from data that share their line with other text: they are paragraphs of their own."""
    say = words_in("sv").say
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        for asked in ASKED.finditer(line):
            if isinstance(_fact(asked[1].split("."), facts), Part) and line.strip() != asked[0]:
                message = say("%(name)s needs a line of its own.", name=asked[0])
                advice = say("Put an empty line before it and after it.")
                found.append(Fault(number, asked.start() + 1, message, advice))
    return found


def _fact(parts: list[str], facts: Mapping[str, Any]) -> object:
    known: Any = facts
    for part in parts:
        known = known.get(part) if isinstance(known, Mapping) else None
    return known


def _asked(tree: nodes.Node) -> Iterator[tuple[str, int]]:
    """List the dotted names in a page, each once with its whole path."""
    for node in tree.iter_child_nodes():
        path, inner = [], node
        while isinstance(inner, nodes.Getattr):
            path.append(inner.attr)
            inner = inner.node
        if isinstance(inner, nodes.Name) and inner.ctx == "load":
            yield ".".join([inner.name, *reversed(path)]), inner.lineno
        else:
            yield from _asked(node)


def _first_unknown(parts: list[str], facts: Mapping[str, Any]) -> tuple[str, list[str]] | None:
    """Return the name as far as it is wrong, and those that could stand there."""
    known: Any = facts
    for number, part in enumerate(parts):
        if not isinstance(known, Mapping):
            return None
        if part not in known:
            before = ".".join(parts[:number])
            return ".".join(parts[: number + 1]), [f"{before}.{key}" if before else key for key in known]
        known = known[part]
    return None


def _unknown(name: str, known: list[str], line: int, column: int) -> Fault:
    say = words_in("sv").say
    near = get_close_matches(name, known, n=1)
    advice = (
        say("Did you mean ”%(name)s”?", name=near[0])
        if near
        else say("These facts can stand here: %(names)s.", names=", ".join(known))
    )
    return Fault(line, column, say("There is no fact %(name)s.", name=name), advice)
