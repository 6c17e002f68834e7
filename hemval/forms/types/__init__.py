"""The types of question, one module each, and the union of them that a form's file is read into.

A module that is put here is a type: nothing else has to name it.
"""

from collections.abc import Iterator
from functools import reduce
from importlib import import_module
from operator import or_
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Annotated, Literal, get_origin

from pydantic import Field

from hemval.forms.question import Question


def _types() -> Iterator[type[Question]]:
    """List the models that say their ``type``, by their modules' names."""
    for module in sorted(found.name for found in iter_modules(__path__)):
        for model in vars(import_module(f"{__name__}.{module}")).values():
            if isinstance(model, type) and issubclass(model, Question):
                own = model.__module__ == f"{__name__}.{module}"
                if own and get_origin(model.model_fields["type"].annotation) is Literal:
                    yield model


if TYPE_CHECKING:
    AnyQuestion = Question
else:
    AnyQuestion = Annotated[reduce(or_, _types()), Field(discriminator="type")]

__all__ = ["AnyQuestion"]
