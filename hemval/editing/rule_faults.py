"""Rules in force or to come, held against areas, agreements and days: only what is certainly wrong.

It stops the build, so that nobody is promised what no agreement holds.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from hemval.content.binding import finding_at
from hemval.content.findings import Finding
from hemval.content.folder import Folder
from hemval.content.no_choice import NoChoice, Ordered, named_in
from hemval.content.reader import read
from hemval.content.rule_checks import NO_CHOICE_RULES
from hemval.content.services import gives
from hemval.content.unknown_names import unknown_area
from hemval.content.whole import Content
from hemval.editing.no_choice_gaps import Gap, gaps
from hemval.editing.rules_ahead import Held, held_from
from hemval.words import words_in

SETTINGS = "municipality.yml"

FARTHEST = timedelta(days=5 * 366)
"""Rules are decided for a few years at most; a day farther off is a slip of the finger."""

say = words_in("sv").say


def rule_fault_findings(folder: Folder, content: Content, today: date) -> Iterator[Finding]:
    """Find what is wrong with the rules that hold today or later.

    A day before the site's own review is no judge: a preview of a day gone by, or a clock that is wrong.
    """
    if today < content.municipality.site.reviewed:
        return
    found = [
        (("rules", held.index, *fault.place), fault)
        for held in held_from(content.municipality, today)
        for fault in _faults(held, content, today)
    ]
    path = folder.own / SETTINGS
    node = read(path, SETTINGS)[0] if found else None
    if node is None:
        return
    source = path.read_text(encoding="utf-8-sig")
    for place, fault in found:
        yield finding_at(node, place, SETTINGS, source, fault.message, fault.advice, at_key=fault.at_key)


def _faults(held: Held, content: Content, today: date) -> Iterator[Gap]:
    if held.rules.valid_from > today + FARTHEST:
        yield Gap(
            ("valid_from",), say("The rules begin more than five years from now."), say("Check the year.")
        )
    for key in NO_CHOICE_RULES:
        rule: NoChoice | None = getattr(held.rules, key)
        if rule is not None:
            for fault in (*_in_order(rule, held, content), *gaps(rule, held, content)):
                yield replace(fault, place=(key, *fault.place))
    yield from _by_one_alone(held, content)
    yield from _nobody_gives(held, content)


def _in_order(rule: NoChoice, held: Held, content: Content) -> Iterator[Gap]:
    """Find names that can never be anybody's turn, and areas that are not there."""
    areas = content.municipality.areas
    if isinstance(rule, Ordered):
        for area in rule.areas:
            if area not in areas:
                yield Gap(("areas", area), *unknown_area(area, areas), at_key=True)
    for place, identity in named_in(rule):
        provider = content.providers[identity]
        last_day = provider.agreement.last_day
        if provider.agreement.status(held.first) == "applied":
            message = say("The provider %(id)s is not approved yet.", id=identity)
            yield Gap(place, message, say("Take it out of the rule until it is approved."))
        elif len(place) > 1 and last_day is not None and last_day < held.rules.valid_from:
            message = say("The provider %(id)s had stopped before these rules began.", id=identity)
            yield Gap(place, message, say("Take the provider out of the rule."))
        elif place[0] == "areas" and place[1] in areas and place[1] not in provider.agreement.areas:
            message = say(
                "The provider %(id)s does not work in the area %(area)s.", id=identity, area=place[1]
            )
            yield Gap(place, message, say("Take the provider out of that area's order."))


def _by_one_alone(held: Held, content: Content) -> Iterator[Gap]:
    if held.rules.law != "own":
        return
    for provider in content.providers.values():
        if provider.identity.operating_form != "municipal" and held.with_agreement(provider):
            message = say(
                "By the rules the municipality gives all help itself, but %(name)s has an agreement.",
                name=provider.name,
            )
            yield Gap(("law",), message, say("Write law: LOV or LOU, or the provider's last_day: and end:."))


def _nobody_gives(held: Held, content: Content) -> Iterator[Gap]:
    """Find help that the rules let people choose and that no agreement covers."""
    approved = [one.agreement.approved_for for one in content.providers.values() if held.with_agreement(one)]
    advice = say("Take it out of the rules, or add it to approved_for: of those who give it.")
    if held.rules.alarm_in_choice and not any(gives(each, "alarm") for each in approved):
        message = say("The alarm is part of the choice, but no provider is approved for alarm.")
        yield Gap(("alarm_in_choice",), message, advice)
    for number, one in enumerate(held.rules.not_chosen):
        provider = content.providers[one.provider]
        if not held.with_agreement(provider) or not gives(provider.agreement.approved_for, one.service):
            message = say(
                "%(name)s has no agreement about %(service)s.", name=provider.name, service=one.service
            )
            yield Gap(("not_chosen", number, "provider"), message, advice)
    for number, group in enumerate(held.rules.chosen_apart):
        for place, service in enumerate(group.services):
            if not any(gives(each, service) for each in approved):
                message = say("No provider is approved for %(service)s.", service=service)
                yield Gap(("chosen_apart", number, "services", place), message, advice)
