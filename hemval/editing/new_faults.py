"""What the check would find in a file of content if it said something else, and where in it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from hemval.content.findings import Finding
from hemval.content.folder import Folder
from hemval.content.node import Node
from hemval.editing.put_in import as_it_would_be
from hemval.editing.rewritten import Path


def new_faults(
    name: str, text: str, folder: Folder, found_in: Callable[[Folder], list[Finding]]
) -> list[Finding]:
    """List what is wrong with a new text and was not before: another's fault keeps nobody from saving."""
    before = Counter((one.message, one.source_line) for one in found_in(folder))
    with as_it_would_be(folder.own, name, text) as tried:
        found = found_in(Folder(tried, folder.fallback))
    left = []
    for one in found:
        if before[one.message, one.source_line]:
            before[one.message, one.source_line] -= 1
        else:
            left.append(one)
    return left


def path_at(node: Node | None, fault: Finding) -> Path:
    """Return the keys that lead to what a finding is about; none where that is not one value."""
    found = [path for path, place in _places(node) if place == (fault.line, fault.column)] if node else []
    return found[-1] if found else ()


def _places(node: Node, path: Path = ()) -> Iterator[tuple[Path, tuple[int, int]]]:
    yield path, node.place
    if isinstance(node.value, tuple):
        for number, item in enumerate(node.value):
            yield from _places(item, (*path, str(number)))
    elif isinstance(node.value, Mapping):
        for key, value in node.value.items():
            yield from _places(value, (*path, key))
