"""A field of one line that keeps what was typed and stores what it means."""

from collections.abc import Callable, Sequence

from wtforms import Field, Form, StringField
from wtforms.validators import StopValidation

from hemval.forms.typed.cleaning import without_broken


class Unclear(ValueError):
    """What was typed cannot be read; the argument is the kind of error."""

    def __init__(self, kind: str, more: str = "") -> None:
        super().__init__(kind)
        self.more = more
        """A sentence of ours after the words for the kind: how much too long it is."""


def line_field(
    read: Callable[[str], str],
    worded: Callable[[str], str],
    optional: bool,
    kind: type[StringField] = StringField,
    before: Sequence[Callable[[Form, Field], None]] = (),
) -> Field:
    """Make a field whose text ``read`` must understand; ``worded`` words the kind of error it raises.

    ``before`` is asked first, and may stop there.
    """

    def check(form: Form, field: Field) -> None:  # noqa: ARG001 - WTForms calls it with both
        typed = field.data or ""
        if not typed.strip():
            if optional:
                raise StopValidation
            raise StopValidation(worded("missing"))
        try:
            read(typed)
        except Unclear as unclear:
            raise StopValidation(f"{worded(str(unclear))} {unclear.more}".strip()) from unclear

    return kind(filters=[lambda typed: without_broken(typed or "")], validators=[*before, check])
