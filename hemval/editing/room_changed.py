"""Room at one provider, changed in ``room.yml``: its lines alone, and only what the check lets through."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hemval.content.binding import bind
from hemval.content.findings import ContentError, Finding
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.node import Node
from hemval.content.reader import read_text
from hemval.content.room import Room, RoomHere, Rooms
from hemval.editing.line_changes import changes_between, plain_value
from hemval.editing.new_faults import new_faults, path_at
from hemval.editing.rewritten import Path, Value, rewritten
from hemval.editing.room_days import ROOMS, room_day_findings

HERE = ("state", "granted_hours", "ceilings")
WHOLE = ("state", "as_of", "waiting", "granted_hours", "ceilings", "areas")
"""The order in which the file has them; a test holds it against the model."""


class NotWhatWasMeant(Exception):
    """The file would not say what was meant: nothing is to be written."""


class RoomRefused(Exception):
    """The check would not pass: what is wrong, each with the keys that lead to it below the provider."""

    def __init__(self, faults: list[tuple[Path, Finding]]) -> None:
        super().__init__([finding.message for _, finding in faults])
        self.faults = faults


@dataclass(frozen=True)
class RoomFile:
    """What ``room.yml`` says and how it is written."""

    text: str
    node: Node
    rooms: Rooms

    def seen(self, provider: str) -> str:
        """Return the mark of what is said of a provider: another as soon as anything in it is."""
        room = self.rooms.root.get(provider)
        return hashlib.sha256(room.model_dump_json().encode() if room else b"").hexdigest()


def read_room_file(text: str) -> RoomFile:
    """Read the text of ``room.yml``; raise ``ContentError`` for one that is wrong already."""
    node, findings = read_text(text, ROOMS)
    if node is None or findings:
        raise ContentError(findings)
    rooms, findings = bind(node, Rooms, ROOMS, text)
    if rooms is None:
        raise ContentError(findings)
    return RoomFile(text, node, rooms)


def plain_room(room: RoomHere) -> dict[str, Value]:
    """Return room as files have it: all text, and nothing for what says nothing."""
    return _written(room.model_dump(mode="json"))


def _written(plain: Mapping[str, object]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for key, value in plain.items():
        if isinstance(value, Mapping):
            found[key] = _written(value)
        elif isinstance(value, list | tuple):
            found[key] = [_written(item) for item in value]
        elif value is not None:
            found[key] = str(value)
    return {key: value for key, value in found.items() if value}


def room_changed(
    file: RoomFile, provider: str, wanted: Mapping[str, Value], folder: Folder, today: date
) -> str:
    """Return the file's text with another statement of a provider's room, typed as it was.

    Raises ``RoomRefused`` where ``hemval check`` would find something new in the file, and
    ``NotWhatWasMeant`` where the new text says anything else of anybody.
    """
    held = file.node.child(provider)
    order: dict[Path, Sequence[str]] = {(provider,): WHOLE}
    order |= {(provider, "areas", area): HERE for area in _keys(wanted.get("areas"))}
    new = rewritten(file.text, changes_between((provider,), plain_value(held), wanted), order)
    node, findings = read_text(new, ROOMS)
    if node is None or findings:
        raise NotWhatWasMeant(ROOMS)
    if faults := new_faults(ROOMS, new, folder, lambda tried: room_faults(tried, today)):
        raise RoomRefused([(path_at(node.child(provider), fault), fault) for fault in faults])
    rooms, _ = bind(node, Rooms, ROOMS, new)
    meant = {**file.rooms.root, provider: Room.model_validate(wanted)}
    if rooms is None or rooms.root != meant:
        raise NotWhatWasMeant(ROOMS)
    return new


def room_faults(folder: Folder, today: date) -> list[Finding]:
    """Find in ``room.yml`` what the check of the whole folder finds in it, in a tenth of its time."""
    content, findings = load(folder)
    if content is not None:
        findings += room_day_findings(folder, content, today)
    return sorted(one for one in findings if one.file == ROOMS)


def _keys(value: Value | None) -> Iterator[str]:
    return iter(value if isinstance(value, Mapping) else ())
