"""What an editor is told of a value in YAML: a schema for readers that make numbers of text.

Our own reader makes nothing of anything: ``0701234567`` and ``no`` are text until a key says otherwise.
"""

from pydantic import JsonValue, WithJsonSchema

SCALAR: list[JsonValue] = ["string", "number", "boolean"]
"""What an editor can take a value without quotation marks for. A pattern looks at text alone."""


def written(pattern: str = "", longest: int | None = None) -> WithJsonSchema:
    """Return the schema of one value that is written without regard to quotation marks."""
    schema: dict[str, JsonValue] = {"type": SCALAR}
    if pattern:
        schema["pattern"] = f"^({pattern})$"
    if longest:
        schema["maxLength"] = longest
    # What we write ourselves is exact: only what we read may be written in several ways.
    return WithJsonSchema(schema, mode="validation")
