"""The JSON Schema of a form's file, by which an editor helps its writer: keys, values and what they are.

It is made from the models that read the file. What no schema can say, such as that a condition names an
earlier page, ``hemval check`` says.
"""

import json
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from hemval.content.kinds.model import key_told
from hemval.forms.columns.schema import DIALECT
from hemval.forms.definition import FormFile
from hemval.forms.question import Question
from hemval.words import words_in
from hemval.words.text import MAIN_LANGUAGE

say = words_in(MAIN_LANGUAGE).say

FILE = "docs/schemas/form.json"
"""Where it lies in the project; each form's first line leads there."""


def editor_schema() -> str:
    """Return the file."""
    made = FormFile.model_json_schema()
    models = {model.__name__: model for model in _models(FormFile, set())}
    for name, definition in made["$defs"].items():
        if name in models:
            _explain(definition, models[name])
    _explain(made, FormFile)
    whole = {"$schema": DIALECT, **made, "title": say("A form in forms/"), "$defs": made["$defs"]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _explain(definition: dict[str, Any], model: type[BaseModel]) -> None:
    """Put what the writer is told in the place of what our code is told."""
    definition.pop("title", None)
    definition.pop("description", None)
    for key, value in definition.get("properties", {}).items():
        value.pop("title", None)
        if told := key_told(model, key):
            value["description"] = say(told)
    if issubclass(model, Question):
        definition["properties"]["errors"]["propertyNames"] = {"enum": list(model.error_kinds)}


def _models(at: object, seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    """List a model and all that it holds."""
    if isinstance(at, type) and issubclass(at, BaseModel) and at not in seen:
        seen.add(at)
        yield at
        for field in at.model_fields.values():
            yield from _models(field.annotation, seen)
    for inner in get_args(at):
        yield from _models(inner, seen)
