"""A choice of one among alternatives: what the types that are drawn as radio buttons share."""

from collections.abc import Callable, Collection

from wtforms import Field, Form, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than the stubs
from wtforms.validators import StopValidation

from hemval.content.kinds.identity import ID_LIMIT, ID_SHAPE
from hemval.forms.question import JsonObject


def radio_field(values: Collection[str], missing: str) -> Field:
    """Make a field that takes one of the values, and says ``missing`` otherwise."""
    return RadioField(
        choices=[SelectChoice(value) for value in values],
        validate_choice=False,
        validators=[_one_of(values, missing)],
    )


def one_of_ids(others: Collection[str]) -> JsonObject:
    """Return the JSON Schema of an id whose values are not the form's own, or of one of the other answers."""
    known = "|".join([ID_SHAPE, *others])
    return {"type": "string", "pattern": f"^({known})$", "maxLength": ID_LIMIT}


def _one_of(values: Collection[str], message: str) -> Callable[[Form, Field], None]:
    def check(form: Form, field: Field) -> None:  # noqa: ARG001 - WTForms calls it with both
        if field.data not in values:
            raise StopValidation(message)

    return check
