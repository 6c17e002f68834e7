"""Who helps a person who does not choose, in sentences for citizens (LOV 9:2)."""

from datetime import date, datetime, time

from hemval.content.no_choice import FreeCapacity, InTurn, OneProvider, Random, Rotation
from hemval.content.rule_set import RuleSet
from hemval.content.whole import Content
from hemval.rules.lead_time import earliest_start
from hemval.rules.no_choice import given_by_rule
from hemval.rules.situation import Situation, inputs_of
from hemval.words import Words, sentence
from hemval.words.dates import SWEDEN, joined

PERIODS = {
    "week": sentence("They take turns, one week at a time."),
    "month": sentence("They take turns, one month at a time."),
    "quarter": sentence("They take turns, three months at a time."),
}


TO_READER = {
    "one-provider": sentence("If you do not choose, you get help from %(provider)s."),
    "free-capacity": sentence("If you do not choose, you get help from the provider that has most room."),
    "rotation": sentence("If you do not choose, you get help from the provider whose turn it is."),
    "in-turn": sentence(
        "If you do not choose, you get help from the provider that is next in turn. "
        "The next person who does not choose gets the one after."
    ),
    "random": sentence(
        "If you do not choose, the municipality draws lots among the providers that have room for you."
    ),
    "appointed": sentence("If you do not choose, the municipality decides who helps you."),
}
OF_ANYBODY = {
    "one-provider": sentence("Whoever does not choose gets help from %(provider)s."),
    "free-capacity": sentence("Whoever does not choose gets help from the provider that has most room."),
    "rotation": sentence("Whoever does not choose gets help from the provider whose turn it is."),
    "in-turn": sentence(
        "Whoever does not choose gets help from the provider that is next in turn. "
        "The next person who does not choose gets the one after."
    ),
    "random": sentence("For whoever does not choose, lots are drawn among the providers that have room."),
    "appointed": sentence("The municipality decides who helps whoever does not choose."),
}
"""The same in a form, where who reads may be choosing for another."""


def no_choice_told(
    rules: RuleSet, content: Content, words: Words, today: date | None = None, *, to_reader: bool = True
) -> str:
    """Say who helps a person who does not choose; where turns go by the calendar also whose it is today."""
    rule = rules.no_choice
    told = TO_READER if to_reader else OF_ANYBODY
    kind = rule.kind if rule else "appointed"
    if isinstance(rule, OneProvider):
        return words.say(told[kind], provider=content.providers[rule.provider].name)
    if isinstance(rule, Rotation):
        turn = _turn_told(rules, content, today, words) if today else ""
        return " ".join(
            part for part in (words.say(told[kind]), words.say(PERIODS[rule.period]), turn) if part
        )
    return words.say(told[kind])


def no_choice_details(rules: RuleSet, content: Content, words: Words) -> str:
    """Say in which order turns are taken and who is left out; empty where there is nothing of that to say."""
    rule = rules.no_choice
    told = []
    if isinstance(rule, Rotation | InTurn):
        told.append(words.say("The order is %(providers)s.", providers=_named(rule.order, content, words)))
        told += [
            words.say(
                "In this area the order is another: %(area)s. There it is %(providers)s.",
                area=content.municipality.areas[area].in_(words.language),
                providers=_named(order, content, words),
            )
            for area, order in rule.areas.items()
            if order != rule.order and area in content.municipality.areas
        ]
    if isinstance(rule, Random) and rule.excluded:
        excluded = _named(rule.excluded, content, words)
        told.append(words.say("Never drawn: %(providers)s.", providers=excluded))
    if isinstance(rule, Rotation | InTurn | Random | FreeCapacity):
        told.append(words.say("A provider that has a queue, or a warning from us, is passed over."))
    return " ".join(told)


def _turn_told(rules: RuleSet, content: Content, today: date, words: Words) -> str:
    """Say whose turn it is on a day, area by area where that differs."""
    if today < rules.valid_from:
        return ""
    areas = content.municipality.areas
    turns: dict[str, list[str]] = {}
    for area, told in areas.items():
        if whose := _turn(rules, content, today, area):
            turns.setdefault(content.providers[whose].name, []).append(told.in_(words.language))
    if not turns:
        return ""
    if len(turns) == 1:
        return words.say("A person who does not choose today gets %(provider)s.", provider=next(iter(turns)))
    each = [f"{name} ({joined(where, words)})" for name, where in turns.items()]
    return words.say("A person who does not choose today gets %(provider)s.", provider=joined(each, words))


def _turn(rules: RuleSet, content: Content, today: date, area: str | None) -> str | None:
    """Ask the rule itself, so that what is told is what happens."""
    moment = datetime.combine(today, time(12), SWEDEN)
    inputs = inputs_of(content, Situation(received=moment, kind="no-choice", area=area))
    start = earliest_start(rules, today).day or today
    return given_by_rule(inputs.model_copy(update={"rules": rules}), start).provider


def _named(providers: tuple[str, ...], content: Content, words: Words) -> str:
    return joined([content.providers[one].name for one in providers if one in content.providers], words)
