"""What a model expects at a place: found by walking its annotations along pydantic's ``loc``."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

Loc: TypeAlias = tuple[str | int, ...]
Expected: TypeAlias = Any
"""An annotation: a class, a ``Literal``, ``list[...]``; None where it cannot be followed."""


@dataclass(frozen=True)
class Choice:
    """The member of a union that pydantic tried: the union's path, the member's label and the member."""

    path: Loc
    label: str
    member: Expected


@dataclass(frozen=True)
class Level:
    """Where an error's ``loc`` leads: the path in the file and what is expected there.

    ``chosen`` lists each union on the way with the member that pydantic tried: a ``loc`` names those too,
    though they stand nowhere in the file.
    """

    path: Loc
    expected: Expected
    parent: Expected
    at_key: bool = False
    chosen: tuple["Choice", ...] = ()


def level(model: type[BaseModel], loc: Loc) -> Level:
    """Follow an error's ``loc`` from a model down."""
    path: list[str | int] = []
    chosen: list[Choice] = []
    expected, parent, at_key = bare(model), None, False
    for part in loc:
        if members := _members(expected):
            expected = _member(members, str(part))
            chosen.append(Choice(tuple(path), str(part), expected))
        elif part == "[key]":
            at_key = True
        else:
            path.append(part)
            parent, expected = expected, bare(_inside(expected, part))
    return Level(tuple(path), expected, parent, at_key, tuple(chosen))


def fields_of(expected: Expected) -> dict[str, FieldInfo]:
    """Return a model's fields by the names they have in files; nothing for what is no model."""
    if not (isinstance(expected, type) and issubclass(expected, BaseModel)):
        return {}
    return {field.alias or name: field for name, field in expected.model_fields.items()}


def allowed_values(expected: Expected) -> list[str]:
    """Return the values that may be chosen between, for a Literal or an Enum."""
    if _origin(expected) is Literal:
        return [str(value) for value in get_args(expected)]
    if isinstance(expected, type) and issubclass(expected, Enum):
        return [str(member.value) for member in expected]
    return []


def tags(expected: Expected, discriminator: str) -> list[str]:
    """Return the values that choose a member of a union of models."""
    return [tag for member in _members(expected) for tag in _tags(member, discriminator)]


def shape(expected: Expected) -> type:
    """Say how an expected value is written: ``dict``, ``tuple`` or ``str``."""
    origin = _origin(expected) or expected
    if not isinstance(origin, type):
        return str
    if issubclass(origin, BaseModel) or issubclass(origin, Mapping):
        return dict
    return tuple if issubclass(origin, list | tuple | set | frozenset) else str


def bare(annotation: Expected) -> Expected:
    """Take away what says nothing of a value's shape: Annotated, Optional, the box of a root model."""
    while True:
        if _origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif isinstance(annotation, type) and issubclass(annotation, RootModel):
            annotation = annotation.model_fields["root"].annotation
        elif len(members := _union(annotation)) == 1:
            annotation = members[0]
        else:
            return annotation


def _union(annotation: Expected) -> list[Expected]:
    """Return a union's members without None."""
    if _origin(annotation) not in {Union, UnionType}:
        return []
    return [member for member in get_args(annotation) if member is not NoneType]


def _members(expected: Expected) -> list[Expected]:
    return [bare(member) for member in _union(expected)]


def _member(members: list[Expected], label: str) -> Expected:
    for member in members:
        if any(label in _tags(member, name) for name in fields_of(member)):
            return member
    named = [(getattr(_origin(member) or member, "__name__", "?"), member) for member in members]
    for name, member in named:
        if label == name or label.startswith(f"{name}["):
            return member
    # Validators wrap the name they validate: "function-before[read(), Contact]".
    return next((member for name, member in named if name in label), None)


def _tags(member: Expected, discriminator: str) -> list[str]:
    field = fields_of(member).get(discriminator)
    return allowed_values(bare(field.annotation)) if field else []


def _inside(expected: Expected, part: str | int) -> Expected:
    """Return what is expected one step further in."""
    if fields := fields_of(expected):
        return fields[str(part)].annotation if str(part) in fields else None
    arguments = [argument for argument in get_args(expected) if argument is not Ellipsis]
    if not arguments or _origin(expected) is Literal:
        return None
    if shape(expected) is dict:
        return arguments[-1]
    if isinstance(part, int) and len(arguments) > 1:
        return arguments[part] if part < len(arguments) else None
    return arguments[0]


def _origin(annotation: Expected) -> Any:  # noqa: ANN401 (a class or a special form of typing)
    return get_origin(annotation)
