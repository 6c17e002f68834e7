"""The tree that a file is read into: text, lists and mappings, each with its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Place: TypeAlias = tuple[int, int]
"""Line and column, both counted from one."""
Path: TypeAlias = Sequence[str | int]
"""Keys and list numbers (from zero) that lead from the top to a value."""


@dataclass(frozen=True)
class Node:
    """A value as it was written. ``keys`` gives the place of each key of a mapping.

    ``empty`` is a key with nothing after its colon, which is not the same as ``""``. ``refused`` is a value
    that cannot be used and that already has its finding.
    """

    value: "str | tuple[Node, ...] | Mapping[str, Node]"
    line: int
    column: int
    keys: Mapping[str, Place] = field(default_factory=dict)
    empty: bool = False
    refused: bool = False

    @property
    def place(self) -> Place:
        """Where the value begins."""
        return self.line, self.column

    def child(self, part: str | int) -> "Node | None":
        """Return the value of a key or the item of a number, where there is one."""
        if isinstance(self.value, Mapping):
            return self.value.get(str(part))
        if isinstance(self.value, tuple) and isinstance(part, int) and 0 <= part < len(self.value):
            return self.value[part]
        return None


def place_of(node: Node, path: Path, *, at_key: bool = False) -> Place:
    """Return where the value at a path stands, or its key; what is absent stands where its parent does.

    The parent of something absent is shown by its key, since that is the line a writer looks for.
    """
    key: Place | None = None
    for part in path:
        child = node.child(part)
        if child is None:
            return key or node.place
        key = node.keys.get(str(part))
        node = child
    return key if key and (at_key or node.empty) else node.place
