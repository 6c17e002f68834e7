"""From what a file says to what it is to say: the values that differ, for ``rewritten``."""

from collections.abc import Mapping

from hemval.content.node import Node
from hemval.editing.rewritten import Path, Value


def changes_between(path: Path, before: Value | None, after: Value | None) -> dict[Path, Value | None]:
    """List what is to be written: of a mapping only the keys that differ."""
    if before == after:
        return {}
    if isinstance(before, str) and isinstance(after, Mapping) and list(after) == ["sv"]:
        return changes_between(path, before, after["sv"])
    if isinstance(before, Mapping) and isinstance(after, Mapping) and after:
        found: dict[Path, Value | None] = {}
        # What is new comes first: a mapping is never left empty on the way.
        for key in sorted({**before, **after}, key=lambda key: key not in after):
            found |= changes_between((*path, key), before.get(key), after.get(key))
        return found
    return {path: after}


def plain_value(node: Node | None) -> Value | None:
    """Return what stands at a node as text, lists and mappings, as it is written."""
    if node is None:
        return None
    if isinstance(node.value, str):
        return node.value
    if isinstance(node.value, tuple):
        return [value for item in node.value if (value := plain_value(item)) is not None]
    return {key: value for key, item in node.value.items() if (value := plain_value(item)) is not None}
