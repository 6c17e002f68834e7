"""One provider: chosen now, chosen second, or today's."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar, Literal

from pydantic import JsonValue
from wtforms import Field

from hemval.content.kinds import Id
from hemval.content.provider import Provider
from hemval.forms.asked.asking import CODE_ASKED, DO_NOT_KNOW, Asking
from hemval.forms.columns.column import Identifies
from hemval.forms.paper.face import Boxes, Lines, PaperPart
from hemval.forms.question import Choice, Face, JsonObject, Question, paper_option
from hemval.forms.rule_sentence import exit_told
from hemval.forms.types.radio import one_of_ids, radio_field
from hemval.rules.choosable import Verdict
from hemval.rules.told.provider import provider_summary
from hemval.rules.told.status import hindrance_told
from hemval.words import Phrase, Text, sentence
from hemval.words.text import MAIN_LANGUAGE

MOST_ON_PAPER = 40
"""Providers that paper lists; beyond that nobody finds one among them, and the name is written."""

AREA_UNKNOWN = "area-unknown"
"""The flag on a choice of a provider that works in some areas only, by a person whose area is not known."""

NONE = "_none"
"""The answer of a person who names no further provider; no id begins so."""


ONLY_STOPPING = sentence(
    "Only providers that stop are shown here: the code is for those who have one of them. "
    "Does another one help today? Take the code away."
)
NOT_STOPPING = sentence(
    "The code is for those who have a provider that stops. %(provider)s is not one of them. "
    "Take the code away, or change who helps today."
)


class ProviderChoice(Question):
    """All contracted providers in the neutral order; who cannot be chosen is named with the reason."""

    stores: ClassVar[str] = sentence("A provider: its name in tables, its id in JSON")
    identifies: ClassVar[Identifies] = "no"

    keys_told: ClassVar[Mapping[str, str]] = {
        "among": sentence("choosable are those that can be chosen, all also today's"),
        "differs_from": sentence("Earlier questions whose answers cannot be given again"),
        "none": sentence("The answer of who names no provider"),
    }

    type: Literal["provider"]
    among: Literal["choosable", "all", "answering"] = "choosable"
    """``all`` asks which provider the person has today: nothing hinders, and one may not know.

    ``answering`` asks which provider it is that fills the form in, or that is told of: one that has not begun
    too, and who answers knows which.
    """
    differs_from: tuple[Id, ...] = ()
    """Questions whose answers cannot be given again."""
    none: Text | None = None
    """Words for naming no provider here, where that is an answer."""

    def face(self, asking: Asking) -> Face:
        """Draw the providers as rows with the facts that a choice turns on."""
        choices, say = self._choices(asking), asking.words.say
        if self._by_code(asking):
            back = (CODE_ASKED, say("To the question about the code"))
            return Face("choices", choices, told=(say(ONLY_STOPPING),), leads_back=back)
        first = self.among == "choosable" and self.none is None
        return Face("choices", choices, told=exit_told(self.seen(asking)) if first else ())

    def paper(self, asking: Asking) -> tuple[PaperPart, ...]:
        """Leave a box for each; the facts stand where providers are asked for first, not each time.

        Of very many nobody can tick one: then there is a line to write the name on.
        """
        if len(self._asked_for(asking)) > MOST_ON_PAPER:
            apart = [paper_option(choice) for choice in self._choices(asking) if choice.apart]
            return (Lines(), *([Boxes(tuple(apart))] if apart else []))
        choices = self._choices(asking)
        if self.among != "choosable" or self.none is not None:
            free = (one for one in choices if not one.hindrance)
            return (Boxes(tuple(replace(paper_option(one), hint="") for one in free)),)
        return (Boxes(tuple(replace(paper_option(one), dated=not one.apart) for one in choices)),)

    def make_field(self, asking: Asking) -> Field:
        """Take a provider that can be chosen."""
        open_to_all = [provider.id for provider, verdict in self._candidates(asking) if verdict.choosable]
        return radio_field([*open_to_all, *self._apart(asking)], self.error("missing", asking))

    def largest_answers(self, asking: Asking) -> list[str]:
        """List every provider, whether this person can choose it or not."""
        return [*(provider.id for provider in asking.providers), *self._apart(asking)]

    def answer_schema(self) -> JsonObject:
        """Return the shape of a provider's id: providers come and go, and what was stored stays."""
        return one_of_ids([*([NONE] if self.none else []), *([DO_NOT_KNOW] if self.among == "all" else [])])

    def value_words(self) -> Mapping[str, Text]:
        """Return the words for naming nobody."""
        return {NONE: self.none} if self.none else {}

    def flags(self, answer: JsonValue, asking: Asking) -> tuple[str, ...]:
        """Have the officer find out the area, where nobody could see whether the provider works there."""
        provider = asking.content.providers.get(str(answer))
        if self.among != "choosable" or provider is None or asking.area is not None:
            return ()
        return () if asking.content.works_everywhere(provider) else (AREA_UNKNOWN,)

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
        if answer in self._apart(asking):
            return None
        provider = next((one for one in self._known(asking) if one.id == answer), None)
        if provider is None:
            return self.error("missing", asking)
        if not self._goes_with_code(provider, asking):
            return asking.words.say(NOT_STOPPING, provider=provider.name)
        if provider.id in self._taken(asking):
            return asking.words.say("You have already named %(provider)s.", provider=provider.name)
        verdict = self._verdict(provider, self.seen(asking))
        if verdict.choosable:
            return None
        return asking.words.say(
            "%(provider)s cannot be chosen now. %(reason)s",
            provider=provider.name,
            reason=hindrance_told(verdict, asking.words),
        )

    def _candidates(self, asking: Asking) -> list[tuple[Provider, Verdict]]:
        """List who may be asked for, with what stands in the way."""
        seen = self.seen(asking)
        return [(provider, self._verdict(provider, seen)) for provider in self._asked_for(asking)]

    def _asked_for(self, asking: Asking) -> list[Provider]:
        """List the providers that have not been answered with already."""
        taken = self._taken(asking)
        return [
            provider
            for provider in self._contracted(asking)
            if provider.id not in taken and self._goes_with_code(provider, asking)
        ]

    def _contracted(self, asking: Asking) -> list[Provider]:
        """List the providers that may be meant: today's has begun."""
        return [one for one in asking.providers if self.among != "all" or _has_begun(one, asking)]

    def _by_code(self, asking: Asking) -> frozenset[str]:
        """Return the only providers that can help today, to whom the code was sent; empty where any can."""
        return asking.helped_by if self.among == "all" else frozenset()

    def _goes_with_code(self, provider: Provider, asking: Asking) -> bool:
        stopping = self._by_code(asking)
        return not stopping or provider.id in stopping

    def _taken(self, asking: Asking) -> set[JsonValue]:
        """Return the answers that cannot be given again."""
        return {asking.answers.get(question) for question in self.differs_from}

    def _known(self, asking: Asking) -> list[Provider]:
        """List the providers that an answer given earlier may name: of a choice also who has ended since."""
        if self.among != "choosable":
            return self._contracted(asking)
        return [*asking.providers, *asking.content.ended(asking.today)]

    def _verdict(self, provider: Provider, asking: Asking) -> Verdict:
        """Say what stands in the way of a provider; nothing does where none is chosen."""
        if self.among != "choosable":
            return Verdict()
        return asking.verdict(provider, self.group.services if self.group else ())

    def _apart(self, asking: Asking) -> dict[str, Phrase]:
        """List the answers that are no provider, with their words."""
        language = asking.words.language
        apart = {NONE: self.none.phrase(language)} if self.none is not None else {}
        if self.among == "all":
            apart[DO_NOT_KNOW] = Phrase(asking.words.say("I do not know"), language)
        return apart

    def _choices(self, asking: Asking) -> tuple[Choice, ...]:
        providers = (
            Choice(
                provider.id,
                Phrase(provider.name, MAIN_LANGUAGE),
                hint=_summary(provider, asking) if self.among == "choosable" else "",
                hindrance=hindrance_told(verdict, asking.words),
            )
            for provider, verdict in self._candidates(asking)
        )
        apart = (Choice(value, told, apart=True) for value, told in self._apart(asking).items())
        return (*providers, *apart)


def _summary(provider: Provider, asking: Asking) -> str:
    return provider_summary(provider, asking.content, asking.today, asking.words, asking.area)


def _has_begun(provider: Provider, asking: Asking) -> bool:
    """Say whether somebody can have the provider's help today."""
    return provider.agreement.status(asking.today) not in ("approved", "coming")
