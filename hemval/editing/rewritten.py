"""Other values in a file of content, and every line that is not about them byte for byte as it was.

Only the lines of the values are written anew: comments, order, quotation marks and line ends of the rest
are never read into anything that would have to be written out again.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import yaml

Value: TypeAlias = str | Sequence["Value"] | Mapping[str, "Value"]
Path: TypeAlias = tuple[str, ...]

WIDTH = 100
"""Characters of a line of prose in a file."""

PLAIN = re.compile(r"[A-Za-z0-9\xc0-\xff][\w\xc0-\xff .,/@()+–-]*[\w.)]|[\w\xc0-\xff]")
"""What no reader of YAML takes for anything but text; our own reader takes no text for a number or a no."""

WEB = re.compile(r"https?://[\w./-]+")

Order = Mapping[Path, Sequence[str]]
"""The names of a mapping in the order that files have them, by the mapping's path."""


@dataclass(frozen=True)
class Edit:
    """Lines ``first`` up to ``end``, from zero, that are replaced."""

    first: int
    end: int
    lines: tuple[str, ...]


def rewritten(text: str, changes: Mapping[Path, Value | None], order: Order) -> str:
    """Return the text of a file with the value of each path changed, put in, or taken away (None).

    The file is one that our reader reads: a mapping without references, tags and directives.
    """
    for path, value in changes.items():
        text = _changed(text, path, value, order)
    return text


def _changed(text: str, path: Path, value: Value | None, order: Order) -> str:
    start = "\ufeff" if text.startswith("\ufeff") else ""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text[len(start) :].replace("\r\n", "\n").split("\n")
    top = yaml.compose("\n".join(lines), Loader=yaml.SafeLoader)
    if not isinstance(top, yaml.MappingNode):
        raise TypeError("the file has no keys")
    edit = _edit(lines, top, path, (), value, order)
    lines[edit.first : edit.end] = edit.lines
    return start + newline.join(lines)


def _edit(
    lines: Sequence[str], at: yaml.Node, path: Path, above: Path, value: Value | None, order: Order
) -> Edit:
    """Find the lines that a change is about: of the deepest mapping on its way that has a line a key."""
    name, *rest = path
    entries = _entries(at)
    indent = at.start_mark.column
    if name not in entries:
        if value is None:
            return Edit(0, 0, ())
        whole = _nested(rest, value)
        place = _place(entries, name, order.get(above, ()), at.start_mark.line, lines)
        return Edit(place, place, tuple(_entry(name, whole, indent)))
    key, held = entries[name]
    end = _end(held, lines)
    if value is None and _is_all_of(held, rest):
        return Edit(key.start_mark.line, end, ())
    if rest and _has_a_line_a_key(held, key):
        return _edit(lines, held, tuple(rest), (*above, name), value, order)
    whole = _nested(rest, value, _plain(held)) if rest else value
    comment = _comment(lines, key, held, end)
    return Edit(key.start_mark.line, end, tuple(_entry(name, whole, indent, comment)))


def _is_all_of(held: yaml.Node, path: Sequence[str]) -> bool:
    """Say whether what stands at a path is all that a value holds: its key goes away with it."""
    if not path:
        return True
    if not isinstance(held, yaml.MappingNode):
        return False
    entries = _entries(held)
    return list(entries) == [path[0]] and _is_all_of(entries[path[0]][1], path[1:])


def _entries(node: yaml.Node) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    return {key.value: (key, value) for key, value in node.value}


def _has_a_line_a_key(node: yaml.Node, key: yaml.Node) -> bool:
    return (
        isinstance(node, yaml.MappingNode)
        and not node.flow_style
        and node.start_mark.line > key.start_mark.line
    )


def _plain(node: yaml.Node) -> Value:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return str(node.value)


def _nested(path: Sequence[str], value: Value | None, held: Value | None = None) -> Value | None:
    """Return a value with another one at a path inside it."""
    if not path:
        return value
    name, *rest = path
    # A text without languages is Swedish.
    inside = dict(held) if isinstance(held, Mapping) else {"sv": held} if isinstance(held, str) else {}
    changed = _nested(rest, value, inside.get(name))
    return {key: one for key, one in {**inside, name: changed}.items() if one is not None}


def _place(
    entries: Mapping[str, tuple[yaml.Node, yaml.Node]],
    name: str,
    names: Sequence[str],
    first: int,
    lines: Sequence[str],
) -> int:
    """Return the line that a new key is put at: after the keys that go before it, else after all."""
    before = names[: names.index(name)] if name in names else ()
    known = [held for key, (_, held) in entries.items() if key in before]
    if name in names and not known:
        return first
    return max(_end(held, lines) for held in known or [held for _, held in entries.values()])


def _end(node: yaml.Node, lines: Sequence[str]) -> int:
    """Return the line after a value's last: a comment or a blank line below it is not the value's."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last, lines)
    end = node.end_mark.line + (1 if node.end_mark.column else 0)
    end = max(end, node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        indent = len(lines[node.start_mark.line]) - len(lines[node.start_mark.line].lstrip())
        end = min(end, len(lines))
        while end > node.start_mark.line + 1 and not _is_of_block(lines[end - 1], indent):
            end -= 1
    return end


def _is_of_block(line: str, indent: int) -> bool:
    return bool(line.strip()) and len(line) - len(line.lstrip()) > indent


def _comment(lines: Sequence[str], key: yaml.Node, held: yaml.Node, end: int) -> str:
    """Return the comment beside a value that stands on its key's line, or beside the key alone."""
    first = key.end_mark.line
    if held.start_mark.line > first or getattr(held, "style", "") in ("|", ">"):
        place = key.end_mark.column + 1
    elif end == first + 1:
        place = held.end_mark.column
    else:
        return ""
    match = re.search(r"\s+#.*$", lines[first][place:])
    return match[0] if match else ""


def _entry(name: str, value: Value | None, indent: int, comment: str = "") -> Iterable[str]:
    """Write a key with its value, as the writers of Hemval's own files do."""
    if isinstance(value, str):
        yield from _text(f"{' ' * indent}{name}:", value, indent + 2, comment)
    elif isinstance(value, Mapping):
        yield f"{' ' * indent}{name}:{comment}"
        for key, one in value.items():
            yield from _entry(key, one, indent + 2)
    elif not value or all(isinstance(one, str) for one in value):
        items = ", ".join(f'"{one}"' if "," in str(one) else _quoted(str(one)) for one in value or ())
        yield f"{' ' * indent}{name}: [{items}]{comment}"
    else:
        yield f"{' ' * indent}{name}:{comment}"
        for one in value:
            yield from _item(one, indent + 2)


def _item(value: Value, indent: int) -> Iterable[str]:
    if not isinstance(value, Mapping):
        raise TypeError("a list holds texts, or mappings")
    entries = [line for key, one in value.items() for line in _entry(key, one, indent + 2)]
    yield f"{' ' * indent}- {entries[0].lstrip()}"
    yield from entries[1:]


def _text(start: str, text: str, indent: int, comment: str) -> Iterable[str]:
    whole = f"{start} {_quoted(text)}{comment}"
    words = text.split(" ")
    if len(whole) <= WIDTH or "\n" in text or "" in words or any(ord(sign) < 32 for sign in text):
        yield whole
        return
    yield f"{start} >-{comment}"
    line = ""
    for word in words:
        if line and indent + len(line) + 1 + len(word) > WIDTH:
            yield " " * indent + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield " " * indent + line


def _quoted(text: str) -> str:
    """Return text as it can stand on a line, in quotation marks where it must."""
    if WEB.fullmatch(text) or PLAIN.fullmatch(text):
        return text
    if "'" not in text and "\n" not in text and ('"' in text or "\\" in text):
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
