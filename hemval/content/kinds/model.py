"""What all models of content have in common."""

from collections.abc import Mapping
from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A mapping in a file: no key beyond those declared, not changed once read, texts stripped."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    keys_told: ClassVar[Mapping[str, str]] = {}
    """What each key is, for those who write the file: shown by their editor, and over the texts of a form.

    A model says it of the keys it adds.
    """


def key_told(model: type[BaseModel], key: str) -> str:
    """Return what a key is; empty where nobody has said."""
    for one in model.__mro__:
        told: Mapping[str, str] = vars(one).get("keys_told", {})
        if key in told:
            return told[key]
    return ""
