"""One provider: chosen now, chosen second, or today's."""

from typing import Literal

from pydantic import JsonValue
from wtforms import Field

from hemval.content.kinds import Id
from hemval.forms.asking import DO_NOT_KNOW, Asking
from hemval.forms.question import Choice, Face, Question
from hemval.forms.types.radio import radio_field
from hemval.rules.told import hindrance_told, provider_summary
from hemval.words import Phrase, Text

NONE = "none"
"""The answer of a person who names no further provider."""


class ProviderChoice(Question):
    """All contracted providers in the neutral order; who cannot be chosen is named with the reason."""

    type: Literal["provider"]
    among: Literal["choosable", "all"] = "choosable"
    """``all`` asks which provider the person has today: nothing hinders, and one may not know."""
    differs_from: tuple[Id, ...] = ()
    """Questions whose answers cannot be given again."""
    none: Text | None = None
    """Words for naming no provider here, where that is an answer."""

    def face(self, asking: Asking) -> Face:
        """Draw the providers as rows with the facts that a choice turns on."""
        return Face("radios", self._choices(asking))

    def make_field(self, asking: Asking) -> Field:
        """Take a provider that can be chosen."""
        return radio_field(self._choices(asking), self.error("missing", asking))

    def told(self, answer: JsonValue, asking: Asking) -> str:
        """Write the provider's name."""
        provider = asking.content.providers.get(str(answer))
        if provider is not None:
            return provider.name
        if answer == DO_NOT_KNOW:
            return asking.words.say("I do not know")
        return self.none.in_(asking.words.language) if self.none else str(answer)

    def objection(self, answer: JsonValue, asking: Asking) -> str | None:
        """Say why the provider can no longer be chosen; the day, the area or the room may have changed."""
        for choice in self._choices(asking):
            if choice.value == answer:
                if not choice.hindrance:
                    return None
                return asking.words.say(
                    "You cannot choose %(provider)s now. %(reason)s",
                    provider=choice.label.text,
                    reason=choice.hindrance,
                )
        return self.error("missing", asking)

    def _choices(self, asking: Asking) -> tuple[Choice, ...]:
        language = asking.words.language
        taken = {asking.answers.get(question) for question in self.differs_from}
        choices = []
        for provider in asking.providers():
            if provider.id in taken:
                continue
            verdict = asking.verdict(provider)
            hindered = self.among == "choosable" and not verdict.choosable
            choices.append(
                Choice(
                    provider.id,
                    Phrase(provider.name, "sv"),
                    hint=""
                    if self.among == "all"
                    else provider_summary(provider, asking.content, asking.words),
                    hindrance=hindrance_told(verdict, asking.words) if hindered else "",
                )
            )
        if self.none is not None:
            choices.append(Choice(NONE, self.none.phrase(language), apart=True))
        if self.among == "all":
            choices.append(
                Choice(DO_NOT_KNOW, Phrase(asking.words.say("I do not know"), language), apart=True)
            )
        return tuple(choices)
