"""A condition as its author writes it: what must hold, or a list of which one is enough."""

from collections.abc import Mapping
from typing import Annotated, TypeAlias

from pydantic import Field

from hemval.content.kinds import Line

Required: TypeAlias = Mapping[str, tuple[str, ...]]
"""What must hold, all of it: each fact with the values that it may have."""

_Written = dict[Line, tuple[Line, ...]]

When: TypeAlias = _Written | Annotated[tuple[_Written, ...], Field(min_length=1)]
"""Nothing required always holds."""


def alternatives(when: When) -> tuple[Required, ...]:
    """List what is enough, one by one."""
    return (when,) if isinstance(when, dict) else when


def names_in(when: When) -> set[str]:
    """Return every fact that a condition looks at."""
    return {name for required in alternatives(when) for name in required}
