"""A choice of one among alternatives that the form's author wrote."""

from collections.abc import Mapping
from typing import ClassVar, Literal, Self

from pydantic import Field as Limits
from pydantic import JsonValue, model_validator
from wtforms import Field

from hemval.content.kinds import Id, Line, Model, wrong
from hemval.content.kinds.identity import free_id
from hemval.forms.asked.asking import Asking
from hemval.forms.asked.when import When
from hemval.forms.columns.column import Identifies
from hemval.forms.question import Choice, Face, JsonObject, Question
from hemval.forms.rule_sentence import check_rule, rule_told
from hemval.forms.types.radio import radio_field
from hemval.words import Text, sentence

Flag = Literal["tie", "no-authority"]
"""Reasons to look twice that an answer can give; ``hemval.handover.told`` says what to do about each."""


class Option(Model):
    """One alternative."""

    keys_told: ClassVar[Mapping[str, str]] = {
        "id": sentence("The name of the answer, which never changes"),
        "label": sentence("The answer's words"),
        "short": sentence("The answer in short, for the officers' list"),
        "hint": sentence("Help below"),
        "rule": sentence("A sentence that the rules make, by its name"),
        "when": sentence("When it is there"),
        "flag": sentence("Why an officer is to look twice at who answers so"),
    }

    id: Id
    label: Text
    short: Text | None = None
    """Its words in the officers' list, where the whole is too long."""
    hint: Text | None = None
    rule: Line | None = None
    """A sentence of the rules by its name in ``hemval.rules.told.rule_sentences``, after the hint if any."""
    when: When = {}
    """The alternative is there only where this holds."""
    flag: Flag | None = None
    """Why an officer looks twice at a choice with this answer."""

    @model_validator(mode="after")
    def _rule_is_known(self) -> "Option":
        if self.rule is not None:
            check_rule(self.rule)
        return self

    def explained(self, asking: Asking) -> str:
        """Say what stands below the alternative: the author's hint, what the rules say, both or nothing."""
        told = [self.hint.in_(asking.words.language)] if self.hint else []
        if self.rule:
            told.append(rule_told(self.rule, asking))
        return " ".join(told)


class OptionQuestion(Question):
    """What a choice of one and a choice of several share: the alternatives."""

    stores: ClassVar[str] = sentence("One of the answers: its words in tables, its value in JSON")
    identifies: ClassVar[Identifies] = "no"

    keys_told: ClassVar[Mapping[str, str]] = {
        "options": sentence("The answers"),
    }

    options: tuple[Option, ...] = Limits(min_length=2)

    @model_validator(mode="after")
    def _options_differ(self) -> Self:
        ids = [option.id for option in self.options]
        for number, identity in enumerate(ids):
            if identity in ids[:number]:
                raise wrong(
                    "Two options have the id %(id)s.",
                    advice="Give this answer another id, for example %(next)s.",
                    at=["options", number, "id"],
                    id=identity,
                    next=free_id(identity, ids),
                )
        return self

    def flags(self, answer: JsonValue, asking: Asking) -> tuple[str, ...]:  # noqa: ARG002 - as it was taken
        """Return the flags of the alternatives that were taken."""
        taken = answer if isinstance(answer, list) else [answer]
        return tuple(option.flag for option in self.options if option.flag and option.id in taken)

    def choices(self, asking: Asking) -> tuple[Choice, ...]:
        """Return the alternatives that this person has, as they are shown."""
        seen = self.seen(asking)
        return tuple(
            Choice(option.id, option.label.phrase(asking.words.language), option.explained(seen))
            for option in self.open_to(asking)
        )

    def value_words(self) -> Mapping[str, Text]:
        """Return the alternatives with their words."""
        return {option.id: option.label for option in self.options}

    def open_to(self, asking: Asking) -> list[Option]:
        """List the alternatives that this person has."""
        return [option for option in self.options if asking.holds(option.when)]


class ChoiceOfOne(OptionQuestion):
    """Radio buttons, one answer."""

    type: Literal["choice-of-one"]

    def face(self, asking: Asking) -> Face:
        """Draw the alternatives as whole rows to press."""
        return Face("choices", self.choices(asking))

    def make_field(self, asking: Asking) -> Field:
        """Take one of the alternatives."""
        return radio_field([option.id for option in self.open_to(asking)], self.error("missing", asking))

    def largest_answers(self, asking: Asking) -> list[str]:  # noqa: ARG002 - the same for everybody
        """List the alternatives."""
        return self.values_known_to_author()

    def answer_schema(self) -> JsonObject:
        """Return the alternatives."""
        return {"enum": list(self.value_words())}

    def told(self, answer: JsonValue, asking: Asking) -> str:
        """Write the alternative's words."""
        labels = {option.id: option.label.in_(asking.words.language) for option in self.options}
        return labels.get(str(answer), str(answer))

    def objection(self, answer: JsonValue, asking: Asking) -> str | None:
        """Ask again where the person no longer has the alternative."""
        known = [option.id for option in self.open_to(asking)]
        return None if answer in known else self.error("missing", asking)

    def values_known_to_author(self) -> list[str]:
        """List the alternatives."""
        return [option.id for option in self.options]
