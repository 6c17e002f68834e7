"""What the rules look at when they judge: a case and the providers, and nothing that names a person."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict

from hemval.content.no_choice import InTurn, OneProvider, Rotation
from hemval.content.provider import Provider
from hemval.content.room import Room, State
from hemval.content.rule_set import RuleSet
from hemval.content.services import Service
from hemval.content.whole import Content
from hemval.words.dates import SWEDEN

Kind = Literal["first", "switch", "no-choice", "exit"]

Moment = Annotated[AwareDatetime, AfterValidator(lambda moment: moment.astimezone(UTC))]
"""In UTC: what is read back must be equal, also in the hour when Swedish clocks are put back."""


class Input(BaseModel):
    """A part of what is judged by; stored, so nothing is added or left out silently."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Situation(Input):
    """A case as the rules see it: for one group of services, where each is chosen apart."""

    received: Moment
    kind: Kind
    wishes: tuple[str, ...] = ()
    """Providers' ids, the dearest first."""
    today: str | None = None
    """The provider that helps today."""
    leaving: tuple[str, ...] = ()
    """At an exit, where nobody knows which helps today: those it is one of, all with the same last day."""
    area: str | None = None
    services: tuple[Service, ...] = ()
    """What the decision grants; empty where it is not known."""
    seed: str = ""
    """What a draw by lot is made from: the same case draws the same, and nobody can choose it."""

    @property
    def moment(self) -> datetime:
        """Return when it was received, in Swedish time."""
        return self.received.astimezone(SWEDEN)


class Standing(Input):
    """What is known of a provider when a case is judged, as far as the rules look at it."""

    id: str
    name: str
    """For telling afterwards; no rule looks at it."""
    applied: bool = False
    """Has asked to be approved, and is not yet."""
    begins: date | None
    last_day: date | None
    approved_for: tuple[Service, ...]
    areas: tuple[str, ...]
    warned: bool
    """Under a warning that takes it out of the no-choice rule."""
    room: State | None
    """In the case's area, with its ceiling taken into account."""
    room_as_of: date | None
    free_hours: int | None


class Inputs(Input):
    """Everything that a judgement is made from."""

    situation: Situation
    rules: RuleSet
    """The set in force on the day of receipt; for an exit with the no-choice rule of exits."""
    content_version: str
    providers: tuple[Standing, ...]
    """In the order of their ids."""
    all_providers: bool
    """Whether those are all: a choice sent in takes along only the ones that it names."""
    last_given: str | None = None
    """The provider that the rule gave last, where it gives in turn."""

    def standing(self, identity: str | None) -> Standing | None:
        """Return what is known of a provider."""
        return next((one for one in self.providers if one.id == identity), None)


StandingOf = Callable[[Provider, Content, Situation], Standing]
"""How what is known of a provider is gathered, where many cases are judged one after another."""


def inputs_of(
    content: Content,
    situation: Situation,
    *,
    last_given: str | None = None,
    standing_of: StandingOf | None = None,
) -> Inputs:
    """Gather what a case is judged by: all contracted providers, and any other that it or the rules name."""
    day = situation.moment.date()
    rules = _rules(content, situation)
    named = {*situation.wishes, situation.today, *situation.leaving, *_named(rules, situation.area)}
    return Inputs(
        situation=situation,
        rules=rules,
        content_version=content.version,
        providers=tuple(
            (standing_of or standing_by_content)(provider, content, situation)
            for _, provider in sorted(content.providers.items())
            if provider.agreement.status(day) not in ("applied", "ended") or provider.id in named
        ),
        all_providers=True,
        last_given=last_given,
    )


def narrowed(inputs: Inputs) -> Inputs:
    """Keep only the providers that the case or the rules name: a choice sent in carries no register."""
    named = _kept(inputs.rules, inputs.situation)
    kept = tuple(one for one in inputs.providers if one.id in named)
    return inputs.model_copy(update={"providers": kept, "all_providers": False})


def inputs_of_named(content: Content, situation: Situation) -> Inputs:
    """Gather what ``narrowed`` would keep, without looking at the others: a citizen waits meanwhile."""
    named = _kept(_rules(content, situation), situation)
    providers = {name: one for name, one in content.providers.items() if name in named}
    few = content.model_copy(update={"providers": providers})
    return inputs_of(few, situation).model_copy(update={"all_providers": False})


def _kept(rules: RuleSet, situation: Situation) -> set[str | None]:
    by_rule = getattr(rules.no_choice, "provider", None)
    return {*situation.wishes, situation.today, *situation.leaving, by_rule}


def _rules(content: Content, situation: Situation) -> RuleSet:
    day = situation.moment.date()
    if situation.kind == "exit":
        return content.rules_at_exits(situation.leaving or (situation.today,), day)
    return content.municipality.rules_on(day)


def _named(rules: RuleSet, area: str | None) -> tuple[str, ...]:
    """Return the providers that the no-choice rule names: the reasons tell what has become of each."""
    rule = rules.no_choice
    if isinstance(rule, OneProvider):
        return (rule.provider,)
    return rule.order_in(area) if isinstance(rule, InTurn | Rotation) else ()


def standing_by_content(provider: Provider, content: Content, situation: Situation) -> Standing:
    """Gather what is known of a provider on the day of a case, in its area."""
    day = situation.moment.date()
    notice = content.municipality.rules_on(day).ceiling_notice
    room: Room | None = content.room(provider.id)
    agreement = provider.agreement
    return Standing(
        id=provider.id,
        name=provider.name,
        applied=agreement.status(day) == "applied",
        begins=agreement.begins,
        last_day=agreement.last_day,
        approved_for=agreement.approved_for,
        areas=agreement.areas,
        warned=provider.warned_on(day),
        room=content.room_state(provider, day, situation.area),
        room_as_of=room.as_of if room else None,
        free_hours=room.free_in(situation.area, day, notice) if room else None,
    )
