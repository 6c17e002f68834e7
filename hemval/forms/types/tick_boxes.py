"""A field of tick boxes: what the types that are drawn as such share."""

from collections.abc import Callable, Collection

from wtforms import Field, Form, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than the stubs
from wtforms.validators import StopValidation

Fault = Callable[[Collection[str]], str | None]
"""Says what is wrong with the boxes that were ticked, or nothing."""


def tick_boxes(values: Collection[str], fault: Fault) -> Field:
    """Make a field that takes any of the values; what is none of them counts as not ticked."""

    def check(form: Form, field: Field) -> None:  # noqa: ARG001 - WTForms calls it with both
        wrong = fault([value for value in values if value in (field.data or ())])
        if wrong is not None:
            raise StopValidation(wrong)

    return SelectMultipleField(
        choices=[SelectChoice(value) for value in values], validate_choice=False, validators=[check]
    )
