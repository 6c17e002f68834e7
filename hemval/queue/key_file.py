"""Files of numbered age keys: ``# key 1`` and then its keys, a line each, as age's own tools read them."""

import re
from pathlib import Path

from hemval.queue.errors import KeysMissing

NUMBER = re.compile(r"# key ([1-9][0-9]{0,5})")


def read_numbered(path: Path) -> dict[int, list[str]]:
    """Return the keys by number; raise ``KeysMissing`` for a file that is absent or holds none."""
    try:
        lines = path.read_text("ascii").splitlines()
    except (OSError, ValueError) as error:
        raise KeysMissing(path=path) from error
    numbered: dict[int, list[str]] = {}
    keys: list[str] | None = None
    for line in lines:
        if found := NUMBER.fullmatch(line):
            keys = numbered.setdefault(int(found[1]), [])
        elif line and not line.startswith("#"):
            if keys is None:
                raise KeysMissing(path=path)
            keys.append(line)
    if not numbered:
        raise KeysMissing(path=path)
    return numbered


def write_numbered(keys: dict[int, list[str]]) -> bytes:
    """Return the text of such a file."""
    lines = [line for number in keys for line in (f"# key {number}", *keys[number])]
    return "".join(f"{line}\n" for line in lines).encode()
