"""The JSON Schema of a form's answers as they are stored, so that other systems know what they are given."""

from pydantic import JsonValue

from hemval.forms.definition import FormDefinition
from hemval.forms.question import JsonObject
from hemval.words.text import MAIN_LANGUAGE

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def form_schema(form: FormDefinition) -> JsonObject:
    """Return the schema of the answers to one version of a form.

    Only what everybody is asked is required; whoever is asked something more, has that too.
    """
    asked = [page for page in form.pages if page.puts_a_question]
    properties: JsonObject = {}
    for page in asked:
        properties[page.id] = {"title": page.label(MAIN_LANGUAGE), **page.stored_schema()}
    required: list[JsonValue] = [page.id for page in asked if not page.when]
    return {
        "$schema": DIALECT,
        "title": f"{form.title.in_(MAIN_LANGUAGE)} ({form.id}, version {form.version})",
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
