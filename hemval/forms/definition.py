"""A form as its author wrote it: ``forms/<id>.yml``."""

from pydantic import Field, model_validator

from hemval.content.kinds import Id, Line, Model, Whole, wrong
from hemval.forms.asking import RULE_FACTS
from hemval.forms.types import AnyQuestion
from hemval.words import Text


class Paragraph(Model):
    """A paragraph of the receipt, shown where its condition holds."""

    when: dict[Line, tuple[Line, ...]] = {}
    heading: Text | None = None
    text: Text | None = None
    rule: Line | None = None
    """A sentence that the municipality's rules make (see ``hemval.rules.told``), in place of a text."""


class FormFile(Model):
    """What stands in a form's file."""

    version: Whole
    """Raised by its author when questions change; stored with every answer."""
    title: Text
    sent: Text
    """The heading of the receipt."""
    not_a_decision: Text
    pages: tuple[AnyQuestion, ...] = Field(min_length=1)
    receipt: tuple[Paragraph, ...] = ()

    @model_validator(mode="after")
    def _ids_and_conditions(self) -> "FormFile":
        seen: list[str] = []
        for page in self.pages:
            if page.id in seen:
                raise wrong("Two pages have the id %(id)s.", id=page.id)
            for name in page.when:
                _check_condition(page.id, name, seen)
            for kind in page.errors:
                if kind not in page.error_kinds:
                    raise wrong(
                        "The page %(page)s has no error called %(kind)s; it may have %(kinds)s.",
                        page=page.id,
                        kind=kind,
                        kinds=", ".join(page.error_kinds),
                    )
            seen.append(page.id)
        return self


class FormDefinition(FormFile):
    """A form whole, with its id, which is the file's name."""

    id: Id

    def page(self, identity: str) -> AnyQuestion | None:
        """Return the page of an id."""
        return next((page for page in self.pages if page.id == identity), None)


def _check_condition(page: str, name: str, earlier: list[str]) -> None:
    """A condition may look at an earlier answer, at a rule, or at the room of an earlier answer."""
    kind, dot, rest = name.partition(".")
    known = (
        (kind == "rules" and rest in RULE_FACTS)
        or (kind == "room" and rest in earlier)
        or (not dot and name in earlier)
    )
    if not known:
        raise wrong(
            "The page %(page)s depends on %(name)s, which is neither an earlier page nor a rule.",
            page=page,
            name=name,
        )
