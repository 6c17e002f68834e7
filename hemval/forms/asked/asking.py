"""What a question may look at when it is put to a person."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from typing import get_args

from pydantic import JsonValue

from hemval.content.municipality import VOLUNTARY
from hemval.content.provider import Provider
from hemval.content.room import Room
from hemval.content.rule_set import RuleSet
from hemval.content.services import Service, gives
from hemval.content.whole import Content
from hemval.forms.asked.when import Required, When, alternatives
from hemval.rules.choosable import Verdict, can_be_chosen
from hemval.rules.lead_time import EarliestStart, earliest_start, start_at_exit
from hemval.rules.neutral_order import in_neutral_order
from hemval.rules.on_offer import offered_together
from hemval.rules.service_groups import services_in_choice
from hemval.rules.turns_on import no_choice_turns_on
from hemval.words import Words

DO_NOT_KNOW = "_unknown"
"""The answer of a person who does not know. No id of ours begins so: it can be no area and no provider."""


SERVICES_ASKED = "services"
"""The question about which help a choice is about."""
AREA_ASKED = "area"
"""The question about where the person lives: who can be chosen, and the room there, turn on its answer."""

TODAY_ASKED = "today"
"""The question about who helps today; where each help is chosen apart, what begins so and a dash."""

GRANTED = "granted"
"""The question about what the municipality has decided on."""

CODE_ASKED = "code"
"""The question about the code in the letter to whom an exit touches."""

GIVEN = "_given"
"""What a condition may ask of an answer that is written: that something was, whatever it is."""


def is_given(answer: JsonValue) -> bool:
    """Say whether something was answered: no id of ours, and nothing that is written, begins as a refusal."""
    return isinstance(answer, str) and answer != "" and (answer == GIVEN or answer[0] != DO_NOT_KNOW[0])


def is_todays(question: str) -> bool:
    """Say whether a question is about who helps today."""
    return question == TODAY_ASKED or question.startswith(f"{TODAY_ASKED}-")


def services_granted(answers: Mapping[str, JsonValue]) -> tuple[Service, ...]:
    """Return the services that answers say are granted; nothing where that was not asked or is not known."""
    if answers.get(GRANTED) == "alarm":
        return ("alarm",)
    named = answers.get(SERVICES_ASKED)
    return tuple(one for one in get_args(Service) if isinstance(named, list) and one in named)


def stopping(content: Content, day: date) -> frozenset[str]:
    """Return the providers whose exit is told of on a day and whose last day has not passed."""
    return frozenset(
        provider
        for one in content.exits_under_way(day).values()
        for provider, last_day in content.last_days(one).items()
        if last_day >= day
    )


def followed_on(content: Content, answers: Mapping[str, JsonValue], day: date) -> tuple[Provider, ...]:
    """Return today's provider where it stops, and the person has written the code of the letter about it.

    Several are returned where it is one of them and nobody knows which: they all have the same last day.

    Whether the code is anybody's cannot be seen here: the register is the officers'. Without the code it is
    an ordinary switch, also from a provider that stops: one may want to leave before the last day. Where
    nobody has said who helps today, or paper names one that does not stop, it is one of those that stop: the
    exit counts the choice by its code. Where their last days differ nothing is known. Where each help is
    chosen apart, another may truly help with this one.
    """
    if not is_given(answers.get(CODE_ASKED)):
        return ()
    leaving, today = stopping(content, day), answers.get(TODAY_ASKED)
    if today in leaving:
        return (content.providers[str(today)],)
    if is_given(today) and content.municipality.rules_on(day).chosen_apart:
        return ()
    of_them = tuple(content.providers[one] for one in sorted(leaving))
    return of_them if len({one.agreement.last_day for one in of_them}) == 1 else ()


def may_be_of(
    providers: Collection[str], answers: Mapping[str, JsonValue], elsewhere: Collection[str] = ()
) -> bool:
    """Say whether a choice may be of somebody whom some of the providers leave.

    Also with a code alone, or beside a provider that does not stop: one of the two is wrong. ``elsewhere``
    are providers that stop in other exits: a choice that names one of them is of that exit.
    """
    today = answers.get(TODAY_ASKED)
    return today in providers or (is_given(answers.get(CODE_ASKED)) and today not in elsewhere)


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
        """Return the earliest start of a choice that arrives now, or at an exit the only one there is."""
        if self.followed_on and (last_day := self.followed_on[0].agreement.last_day) is not None:
            return start_at_exit(self.rules, last_day, self.today)
        return earliest_start(self.rules, self.today, self.clock)

    @cached_property
    def followed_on(self) -> tuple[Provider, ...]:
        """Return who stops, or those it is one of, where the new one begins on the day after the last."""
        return followed_on(self.content, self.answers, self.today)

    @cached_property
    def helped_by(self) -> frozenset[str]:
        """Return the only providers that can help today, by the code that is written; empty where any can.

        Where each help is chosen apart, another may truly help with some of it.
        """
        return self.stopping if self.by_code and not self.rules.chosen_apart else frozenset()

    @cached_property
    def stopping(self) -> frozenset[str]:
        """Return the providers that stop, and that citizens are told of."""
        return stopping(self.content, self.today)

    @property
    def by_code(self) -> bool:
        """Say whether the code of a letter is written while somebody stops."""
        return is_given(self.answers.get(CODE_ASKED)) and bool(self.stopping)

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
        area = self.answers.get(AREA_ASKED)
        return area if isinstance(area, str) and area != DO_NOT_KNOW else None

    @property
    def may_decline_identity_number(self) -> bool:
        """Say whether the municipality takes a choice in without an identity number, and calls."""
        return self.content.municipality.personal_data.identity_number == VOLUNTARY

    def verdict(self, provider: Provider, about: Sequence[Service] = ()) -> Verdict:
        """Say whether this person can choose the provider today.

        ``about`` is the help that the question is about, where it is about some. On paper nobody has said
        which of it is granted: that hinders only who gives none of it.
        """
        services = services_in_choice(services_granted(self.answers), self.rules)
        room = self.room(provider.id)
        if self._stops_with_todays(provider):
            return Verdict("stops", provider.agreement.last_day)
        verdict = can_be_chosen(provider, room, self.today, self.start.day, self.area, services)
        approved = provider.agreement.approved_for
        if verdict.choosable and about and not services and not any(gives(approved, one) for one in about):
            return Verdict("other-service")
        return verdict

    def _stops_with_todays(self, provider: Provider) -> bool:
        """Say whether it is in the same exit as the one that helps today: it is no way out, even if later."""
        found = self.content.exit_of(provider.id)
        if found is None:
            return False
        others = {one for one in found[1].providers if one != provider.id}
        return any(is_todays(name) and answer in others for name, answer in self.answers.items())

    def holds(self, when: When) -> bool:
        """Say whether a condition holds: all that one of its alternatives requires."""
        return not when or any(self.fulfils(required) for required in alternatives(when))

    def fulfils(self, required: Required) -> bool:
        """Say whether everything that is named has one of the values."""
        return all(any(fact in values for fact in self._facts(name)) for name, values in required.items())

    def _facts(self, name: str) -> tuple[str, ...]:
        """Return what a condition compares: every alternative that was ticked, or the one fact there is."""
        answer = self.answers.get(name)
        if name == SERVICES_ASKED and answer is None:
            # Who has an alarm alone has said so, and is not asked.
            return services_granted(self.answers)
        if isinstance(answer, list):
            return tuple(map(str, answer))
        return (self.fact(name), GIVEN) if is_given(answer) else (self.fact(name),)

    def fact(self, name: str) -> str:
        """Return the value that a ``when`` condition compares: an answer, a rule, or a provider's room.

        ``rules.identity_number_declined`` is whether one may ask for a call in the number's place,
        ``room.<question>`` is the room at the provider that answers the question.
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
        match name:
            case "areas":
                return "several" if len(municipality.areas) > 1 else "one"
            case "ranked":
                return str(self.rules.ranked_choices)
            case "when_full":
                return self.rules.when_full
            case "extras":
                return self.rules.extras
            case "identity_number":
                return _yes_or_no(holds=bool(municipality.personal_data.identity_number))
            case "identity_number_declined":
                return _yes_or_no(holds=self.may_decline_identity_number)
            case "alarm":
                return _yes_or_no(holds=self.rules.alarm_in_choice)
            case "apart":
                return _yes_or_no(holds=len(offered_together(self.content, self.today)) > 1)
            case "no_choice_by_area":
                return _yes_or_no(holds=no_choice_turns_on(self.content, self.today).area)
            case "exit":
                return "under-way" if self.content.exits_under_way(self.today) else "no"
            case "no_choice_by_help":
                return _yes_or_no(holds=no_choice_turns_on(self.content, self.today).services)
        raise KeyError(name)


def _yes_or_no(*, holds: bool) -> str:
    return "yes" if holds else "no"


RULE_FACTS = {
    "identity_number": ("yes", "no"),
    "identity_number_declined": ("yes", "no"),
    "areas": ("several", "one"),
    "ranked": ("1", "2", "3"),
    "alarm": ("yes", "no"),
    "extras": ("allowed", "banned"),
    "when_full": ("queue-and-stay", "queue-and-elsewhere", "next-choice"),
    "apart": ("yes", "no"),
    "exit": ("under-way", "no"),
    "no_choice_by_area": ("yes", "no"),
    "no_choice_by_help": ("yes", "no"),
}
"""The names that may follow ``rules.`` in a condition, each with what it can be."""
