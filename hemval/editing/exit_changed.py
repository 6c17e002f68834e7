"""One exit changed in ``exits.yml``: its lines alone, and only what the check lets through."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

from hemval.content.binding import bind
from hemval.content.exit import Exit, Exits
from hemval.content.findings import ContentError, Finding
from hemval.content.folder import Folder
from hemval.content.loading import EXITS, load
from hemval.content.node import Node
from hemval.content.reader import read_text
from hemval.editing.line_changes import changes_between, plain_value
from hemval.editing.new_faults import new_faults, path_at
from hemval.editing.rewritten import Path, Value, rewritten

ORDER = ("providers", "letters", "reminders", "deadline", "no_choice")
"""The order in which the file has the keys of an exit; a test holds it against the model."""


class ExitNotMeant(Exception):
    """The file would not say what was meant: nothing is to be written."""


class ExitRefused(Exception):
    """The check would not pass: what is wrong, each with the keys that lead to it below the exit."""

    def __init__(self, faults: list[tuple[Path, Finding]]) -> None:
        super().__init__([finding.message for _, finding in faults])
        self.faults = faults


@dataclass(frozen=True)
class ExitFile:
    """What ``exits.yml`` says and how it is written; as empty where there is none yet."""

    text: str
    node: Node | None
    exits: Exits

    def seen(self, exit_id: str) -> str:
        """Return the mark of what is said of an exit: another as soon as anything in it is."""
        one = self.exits.root.get(exit_id)
        return hashlib.sha256(one.model_dump_json().encode() if one else b"").hexdigest()

    def written(self, exit_id: str) -> dict[str, Value]:
        """Return an exit as it is written: all text; nothing of one that is not there."""
        held = plain_value(self.node.child(exit_id)) if self.node else None
        return dict(held) if isinstance(held, Mapping) else {}


def read_exit_file(text: str) -> ExitFile:
    """Read the text of ``exits.yml``; raise ``ContentError`` for one that is wrong already."""
    if _says_nothing(text):
        return ExitFile(text, None, Exits({}))
    node, findings = read_text(text, EXITS)
    if node is None or findings:
        raise ContentError(findings)
    exits, findings = bind(node, Exits, EXITS, text)
    if exits is None:
        raise ContentError(findings)
    return ExitFile(text, node, exits)


def exit_changed(file: ExitFile, exit_id: str, wanted: Mapping[str, Value], folder: Folder) -> str:
    """Return the file's text with an exit planned otherwise, typed as it was.

    Raises ``ExitRefused`` where ``hemval check`` would find something new in the file, and
    ``ExitNotMeant`` where the new text says anything else of anybody.
    """
    try:
        new = _with_exit(file, exit_id, wanted)
    except yaml.YAMLError as error:
        # A sign that no file of YAML can hold.
        raise ExitNotMeant(EXITS) from error
    node, findings = read_text(new, EXITS)
    if node is None or findings:
        raise ExitNotMeant(EXITS)
    if faults := new_faults(EXITS, new, folder, exit_faults):
        raise ExitRefused([(path_at(node.child(exit_id), fault), fault) for fault in faults])
    exits, _ = bind(node, Exits, EXITS, new)
    if exits is None or exits.root != {**file.exits.root, exit_id: Exit.model_validate(wanted)}:
        raise ExitNotMeant(EXITS)
    return new


def _with_exit(file: ExitFile, exit_id: str, wanted: Mapping[str, Value]) -> str:
    order: dict[Path, Sequence[str]] = {(exit_id,): ORDER}
    if file.node is not None:
        before = file.written(exit_id) or None
        return rewritten(file.text, changes_between((exit_id,), before, wanted), order)
    # A file that says nothing keeps its comments.
    start = f"{file.text}{'' if not file.text or file.text.endswith(chr(10)) else chr(10)}"
    return start + rewritten(f"{exit_id}:\n  x: x\n", {(exit_id,): wanted}, order)


def exit_faults(folder: Folder) -> list[Finding]:
    """Find in ``exits.yml`` what the check of the whole folder finds in it."""
    _, findings = load(folder)
    return sorted(one for one in findings if one.file == EXITS)


def _says_nothing(text: str) -> bool:
    lines = (line.strip("\ufeff \t") for line in text.splitlines())
    return all(not line or line.startswith("#") for line in lines)
