"""A choice of one among alternatives: what the types that are drawn as radio buttons share."""

from collections.abc import Callable, Sequence

from wtforms import Field, Form, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than the stubs
from wtforms.validators import StopValidation

from hemval.forms.question import Choice


def radio_field(choices: Sequence[Choice], missing: str) -> Field:
    """Make a field that takes one of the choices that can be taken, and says ``missing`` otherwise."""
    open_values = {choice.value for choice in choices if not choice.hindrance}
    return RadioField(
        choices=[SelectChoice(choice.value, choice.label.text) for choice in choices],
        validate_choice=False,
        validators=[_one_of(open_values, missing)],
    )


def _one_of(values: set[str], message: str) -> Callable[[Form, Field], None]:
    def check(form: Form, field: Field) -> None:  # noqa: ARG001 - WTForms calls it with both
        if field.data not in values:
            raise StopValidation(message)

    return check
