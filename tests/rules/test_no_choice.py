"""Who helps a person who does not choose."""

import pytest

from hemval.rules.no_choice import no_choice_outcome
from hemval.rules.told import no_choice_told
from hemval.words import words_in
from tests.rules.samples import content_of, day, rule_set


def test_the_named_provider():
    content = content_of("lindvik")
    rules = rule_set(
        valid_from="2026-03-01", no_choice={"kind": "one-provider", "provider": "fjordens-omsorg"}
    )
    outcome = no_choice_outcome(rules, content)
    assert outcome.provider is content.providers["fjordens-omsorg"]
    assert outcome.rules_valid_from == day("2026-03-01")


def test_whoever_has_room_is_nobody_in_particular():
    assert (
        no_choice_outcome(rule_set(no_choice={"kind": "free-capacity"}), content_of("lindvik")).provider is None
    )


@pytest.mark.parametrize(("municipality", "name"), [("lindvik", "Kommunens hemtjänst"), ("botkyrka", None)])
def test_the_municipalities(municipality, name):
    content = content_of(municipality)
    provider = no_choice_outcome(content.municipality.rules_on(day("2026-11-23")), content).provider
    assert (provider and provider.name) == name


def test_the_rule_at_an_exit_is_the_ordinary_one_unless_another_is_told():
    content = content_of("lindvik")
    ordinary = rule_set(no_choice={"kind": "one-provider", "provider": "fjordens-omsorg"})
    assert no_choice_outcome(ordinary.at_exit(), content).provider is content.providers["fjordens-omsorg"]
    other = rule_set(no_choice={"kind": "free-capacity"}, exit_no_choice={"kind": "appointed"})
    assert no_choice_told(other, content, words_in("sv")).startswith("Om du inte väljer ger kommunen dig")
    assert no_choice_told(other.at_exit(), content, words_in("sv")) == (
        "Om du inte väljer bestämmer kommunen vem som hjälper dig."
    )
