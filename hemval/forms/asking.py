"""What a question may look at when it is put to a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property

from pydantic import JsonValue

from hemval.content.municipality import VOLUNTARY
from hemval.content.provider import Provider
from hemval.content.room import Room
from hemval.content.rule_set import RuleSet
from hemval.content.services import Service
from hemval.content.whole import Content
from hemval.forms.when import Required, When, alternatives
from hemval.rules.choosable import Verdict, can_be_chosen
from hemval.rules.lead_time import EarliestStart, earliest_start
from hemval.rules.neutral_order import in_neutral_order
from hemval.rules.service_groups import services_in_choice
from hemval.words import Words

DO_NOT_KNOW = "_unknown"
"""The answer of a person who does not know. No id of ours begins so: it can be no area and no provider."""


def services_granted(answers: Mapping[str, JsonValue]) -> tuple[Service, ...]:
    """Return the services that answers say are granted: known only where it is a safety alarm alone."""
    return ("alarm",) if answers.get("granted") == "alarm" else ()


@dataclass(frozen=True)
class Asking:
    """One person's questions at one moment: the content, the time, and the answers so far."""

    content: Content
    words: Words
    today: date
    answers: Mapping[str, JsonValue]
    clock: time | None = None
    """The Swedish time of day; None counts as early in the day."""
    mail: bool = False
    """Whether we can say by e-mail that a form has come: on the web, where a mail server is set."""

    @cached_property
    def rules(self) -> RuleSet:
        """Return the rules in force today."""
        return self.content.municipality.rules_on(self.today)

    @cached_property
    def start(self) -> EarliestStart:
        """Return the earliest start of a choice that arrives now."""
        return earliest_start(self.rules, self.today, self.clock)

    @cached_property
    def providers(self) -> list[Provider]:
        """List the contracted providers in the neutral order."""
        return in_neutral_order(self.content.contracted(self.today))

    def room(self, provider_id: str) -> Room | None:
        """Return what is known of room at a provider."""
        return self.content.room(provider_id)

    @property
    def area(self) -> str | None:
        """Return the area that the person lives in; None where that was not asked or is not known."""
        area = self.answers.get("area")
        return area if isinstance(area, str) and area != DO_NOT_KNOW else None

    @property
    def may_decline_identity_number(self) -> bool:
        """Say whether the municipality takes a choice in without an identity number, and calls."""
        return self.content.municipality.personal_data.identity_number == VOLUNTARY

    def verdict(self, provider: Provider) -> Verdict:
        """Say whether this person can choose the provider today."""
        services = services_in_choice(services_granted(self.answers), self.rules)
        room = self.room(provider.id)
        return can_be_chosen(provider, room, self.today, self.start.day, self.area, services)

    def holds(self, when: When) -> bool:
        """Say whether a condition holds: all that one of its alternatives requires."""
        return any(self.fulfils(required) for required in alternatives(when))

    def fulfils(self, required: Required) -> bool:
        """Say whether everything that is named has one of the values."""
        return all(any(fact in values for fact in self._facts(name)) for name, values in required.items())

    def _facts(self, name: str) -> tuple[str, ...]:
        """Return what a condition compares: every alternative that was ticked, or the one fact there is."""
        answer = self.answers.get(name)
        return tuple(map(str, answer)) if isinstance(answer, list) else (self.fact(name),)

    def fact(self, name: str) -> str:
        """Return the value that a ``when`` condition compares: an answer, a rule, or a provider's room.

        ``rules.identity_number`` is yes or no, as is ``rules.identity_number_declined``: whether one may
        ask for a call in its place. ``rules.areas`` one or several, ``rules.ranked`` a digit,
        ``room.<question>`` the room at the provider that answers the question.
        """
        kind, _, rest = name.partition(".")
        if kind == "rules":
            return self._rule_fact(rest)
        if kind == "room":
            provider = self.content.providers.get(str(self.answers.get(rest, "")))
            return (provider and self.content.room_state(provider, self.today, self.area)) or ""
        answer = self.answers.get(name)
        return answer if isinstance(answer, str) else ""

    def _rule_fact(self, name: str) -> str:
        municipality = self.content.municipality
        facts = {
            "identity_number": "yes" if municipality.personal_data.identity_number else "no",
            "identity_number_declined": "yes" if self.may_decline_identity_number else "no",
            "areas": "several" if len(municipality.areas) > 1 else "one",
            "ranked": str(self.rules.ranked_choices),
            "alarm": "yes" if self.rules.alarm_in_choice else "no",
            "extras": self.rules.extras,
            "when_full": self.rules.when_full,
        }
        return facts[name]


RULE_FACTS = {
    "identity_number": ("yes", "no"),
    "identity_number_declined": ("yes", "no"),
    "areas": ("several", "one"),
    "ranked": ("1", "2", "3"),
    "alarm": ("yes", "no"),
    "extras": ("allowed", "banned"),
    "when_full": ("queue-and-stay", "queue-and-elsewhere", "next-choice"),
}
"""The names that may follow ``rules.`` in a condition, each with what it can be."""
