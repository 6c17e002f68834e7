"""Bind a tree to a model: every refusal becomes a finding at the place in the file that caused it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from hemval.content.findings import Finding, line_of
from hemval.content.levels import Choice, Level, Loc, fields_of, level, shape
from hemval.content.node import Node, Path, place_of
from hemval.content.refusals import Refusal, nearest, refusal
from hemval.words import words_in

M = TypeVar("M", bound=BaseModel)

say = words_in("sv").say

COMMENT = re.compile(r":\s+#\S")
"""A value that begins with # and so is none: ``colour: #0b4a42``. A comment has a space after it."""


def bind(node: Node, model: type[M], name: str, source: str) -> tuple[M | None, list[Finding]]:
    """Make a model of a tree, or find everything in it that the model does not allow.

    ``name`` is what findings call the file and ``source`` its whole text, for the line shown with each.
    A model comes only without findings.
    """
    empty = list(_marked(node, "empty"))
    findings = [_empty_value(node, path, name, source) for path in empty]
    unusable = {*empty, *_marked(node, "refused")}
    try:
        bound = model.model_validate(_plain(node))
    except ValidationError as error:
        for path, told in _told(error, model, node, unusable):
            findings.append(_finding(node, path, name, source, told))
    else:
        if not unusable:
            return bound, []
    return None, sorted(set(findings))


def finding_at(
    node: Node, path: Path, name: str, source: str, message: str, advice: str = "", *, at_key: bool = False
) -> Finding:
    """Make a finding at the value of a path, at its key, or at the nearest thing above that exists."""
    line, column = place_of(node, path, at_key=at_key)
    return Finding(name, line, column, message, line_of(source, line), advice)


def _finding(node: Node, path: Path, name: str, source: str, told: Refusal) -> Finding:
    return finding_at(node, path, name, source, told.message, told.advice, at_key=told.at_key)


def _empty_value(node: Node, path: Loc, name: str, source: str) -> Finding:
    line, _ = place_of(node, path, at_key=True)
    hidden = COMMENT.search(line_of(source, line))
    advice = say("Put the value in quotation marks: what stands after # is a comment.") if hidden else ""
    message, advice = say("The value is missing."), advice or say("Write a value, or take the line away.")
    return finding_at(node, path, name, source, message, advice, at_key=True)


def _plain(node: Node) -> Any:  # noqa: ANN401 (whatever a file may hold)
    """Return text, lists and dicts; keys without a usable value are left out, items keep their number."""
    if isinstance(node.value, str):
        return node.value
    if isinstance(node.value, tuple):
        return [_plain(item) for item in node.value]
    return {key: _plain(value) for key, value in node.value.items() if not (value.empty or value.refused)}


def _told(
    error: ValidationError, model: type[BaseModel], node: Node, unusable: set[Loc]
) -> Iterator[tuple[Loc, Refusal]]:
    """Put each error worth telling into words, with its path in the file."""
    errors = [(found, level(model, found["loc"])) for found in error.errors(include_url=False)]
    errors = [(found, at) for found, at in errors if _is_of_the_meant_member(at, node, errors)]
    misspelt = {
        (*at.path[:-1], nearest(str(at.path[-1]), list(fields_of(at.parent))))
        for found, at in errors
        if found["type"] == "extra_forbidden"
    }
    failed = Counter(at.path[:end] for _, at in errors for end in range(len(at.path)))
    for found, at in errors:
        told = refusal(found, at, _node_at(node, at.path))
        whole = (*at.path, *told.below)
        if any(whole[:end] in unusable for end in range(len(whole) + 1)):
            continue
        if found["type"] == "missing" and at.path in misspelt:
            continue
        if (
            found["type"] == "union_tag_not_found"
            and (*at.path, found["ctx"]["discriminator"].strip("'")) in unusable
        ):
            continue
        # Items that failed are not counted by pydantic: the list is only too short if they all are good.
        if found["type"] == "too_short" and failed[at.path]:
            continue
        yield whole, Refusal(told.message, told.advice, at_key=told.at_key or at.at_key)


def _is_of_the_meant_member(at: Level, node: Node, errors: list[tuple[Any, Level]]) -> bool:
    """Say whether an error belongs to the member of each union that the writer most likely meant.

    That is the member written in the shape the value has and, of several, the one with the fewest errors.
    """
    for number, choice in enumerate(at.chosen):
        rivals = Counter(
            other.chosen[number]
            for _, other in errors
            if len(other.chosen) > number and other.chosen[number].path == choice.path
        )
        value = _node_at(node, choice.path)
        if choice != min(rivals, key=lambda rival: (_misfits(rival, value), rivals[rival])):
            return False
    return True


def _misfits(choice: Choice, value: Node | None) -> bool:
    """Say whether a union's member is written in another shape than the value is."""
    if value is None:
        return True
    written = dict if isinstance(value.value, Mapping) else type(value.value)
    return shape(choice.member) is not written


def _node_at(node: Node, path: Path) -> Node | None:
    found: Node | None = node
    for part in path:
        found = found.child(part) if found is not None else None
    return found


def _marked(node: Node, mark: str, path: Loc = ()) -> Iterator[Loc]:
    if getattr(node, mark):
        yield path
    if isinstance(node.value, str):
        return
    if isinstance(node.value, tuple):
        for number, item in enumerate(node.value):
            yield from _marked(item, mark, (*path, number))
    elif isinstance(node.value, Mapping):
        for key, value in node.value.items():
            yield from _marked(value, mark, (*path, key))
