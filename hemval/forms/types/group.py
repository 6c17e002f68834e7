"""A question answered in several fields: what an address and a date share."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from pydantic import JsonValue
from wtforms import Field, Form, StringField
from wtforms.validators import StopValidation

from hemval.forms.asked.asking import Asking
from hemval.forms.question import Face, Part, Question
from hemval.forms.typed.cleaning import without_broken
from hemval.forms.types.line_field import Unclear

Written = Mapping[str, str]
"""What stands in each part, as it was typed."""


class GroupQuestion(Question):
    """Fields called ``<question>-<part>``; every part can be wrong by itself, and keeps what was typed."""

    can_be_optional: ClassVar[bool] = True
    part_names: ClassVar[tuple[str, ...]] = ()
    refusals: ClassVar[tuple[str, ...]] = ()
    """The errors of what can be read, but that this person cannot answer now: a day that is too early."""

    @abstractmethod
    def parts(self, asking: Asking) -> tuple[Part, ...]:
        """Return the fields as they are drawn."""

    @abstractmethod
    def faults(self, written: Written, asking: Asking) -> Mapping[str, str]:
        """Return the kind of error of each part that is wrong; something is written, or must be."""

    @abstractmethod
    def read(self, written: Written, asking: Asking) -> JsonValue:
        """Return the answer that the parts make, which have no faults but those of ``refusals``."""

    def face(self, asking: Asking) -> Face:
        """Draw the parts under each other."""
        return Face("group", parts=self.parts(asking))

    def field_names(self) -> tuple[str, ...]:
        """List the parts' fields."""
        return tuple(f"{self.id}-{part}" for part in self.part_names)

    def make_fields(self, asking: Asking) -> dict[str, Field]:
        """Take each part in."""
        filters = [lambda typed: without_broken(typed or "")]
        return {
            name: StringField(filters=filters, validators=[self._right(part, asking)])
            for name, part in zip(self.field_names(), self.part_names, strict=True)
        }

    def answer(self, data: Mapping[str, Any], asking: Asking) -> JsonValue:
        """Return the answer, empty where nothing was written; raise ``Unclear`` where the parts make none."""
        written = self._written(data)
        if any(part.strip() for part in written.values()):
            for kind in self.faults(written, asking).values():
                if kind not in self.refusals:
                    raise Unclear(kind)
        return self.read(written, asking) if any(part.strip() for part in written.values()) else ""

    def _right(self, part: str, asking: Asking) -> Callable[[Form, Field], None]:
        def check(form: Form, field: Field) -> None:  # noqa: ARG001 - WTForms calls it with both
            written = self._written(form.data)
            if self.optional and not any(typed.strip() for typed in written.values()):
                return
            if (kind := self.faults(written, asking).get(part)) is not None:
                raise StopValidation(self.fault_told(kind, written[part], asking))

        return check

    def fault_told(self, kind: str, written: str, asking: Asking) -> str:  # noqa: ARG002 - the types need it
        """Say what is wrong with what was written in a part."""
        return self.error(kind, asking)

    def _written(self, data: Mapping[str, Any]) -> Written:
        names = zip(self.field_names(), self.part_names, strict=True)
        return {part: str(data.get(name) or "") for name, part in names}
