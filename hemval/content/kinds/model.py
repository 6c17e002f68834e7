"""What all models of content have in common."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A mapping in a file: no key beyond those declared, not changed once read, texts stripped."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)
