"""Which services a choice is about, and which are chosen together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.content.services import HOUSEHOLD
from hemval.rules.service_groups import chosen_together, services_in_choice
from tests.rules.cases import checked
from tests.rules.samples import rule_set

APART = {
    "each": [["cleaning"], ["laundry"], ["shopping"], ["personal-care"]],
    "two": [["service"], ["personal-care", "night"]],
    "cleaning": [["cleaning"]],
    "none": [],
}


def rules(apart: str, alarm: bool = False):
    groups = [{"name": f"Grupp {number}", "services": names} for number, names in enumerate(APART[apart])]
    return rule_set(chosen_apart=groups, alarm_in_choice=alarm)


@pytest.mark.parametrize(
    ("apart", "granted", "expected"),
    [
        # One provider for everything.
        ("none", ["service", "personal-care"], [(None, "service personal-care")]),
        ("none", [], []),
        # The household and personal care apart; parts of the household go with it.
        ("two", ["personal-care", "service"], [("Grupp 0", "service"), ("Grupp 1", "personal-care")]),
        ("two", ["laundry", "cleaning"], [("Grupp 0", "laundry cleaning")]),
        ("two", ["night", "escort"], [("Grupp 1", "night"), (None, "escort")]),
        # Cleaning, laundry and shopping apart: who is granted the household chooses each.
        (
            "each",
            ["service", "escort"],
            [("Grupp 0", "cleaning"), ("Grupp 1", "laundry"), ("Grupp 2", "shopping"), (None, "escort")],
        ),
        (
            "each",
            ["service", "cleaning"],
            [("Grupp 0", "cleaning"), ("Grupp 1", "laundry"), ("Grupp 2", "shopping")],
        ),
        (
            "cleaning",
            ["service", "personal-care"],
            [("Grupp 0", "cleaning"), (None, "laundry shopping personal-care")],
        ),
    ],
)
def test_what_is_chosen_together(apart, granted, expected):
    found = chosen_together(granted, rules(apart))
    assert [(g.name.root["sv"] if g.name else None, " ".join(g.services)) for g in found] == expected


@pytest.mark.parametrize(("in_choice", "expected"), [(True, ("service", "alarm")), (False, ("service",))])
def test_an_alarm_is_in_the_choice_where_the_rules_say_so(in_choice, expected):
    assert services_in_choice(["service", "alarm"], rule_set(alarm_in_choice=in_choice)) == expected


SERVICES = ["service", *HOUSEHOLD, "personal-care", "alarm", "escort", "respite", "night"]


@checked
@given(st.sampled_from(sorted(APART)), st.booleans(), st.lists(st.sampled_from(SERVICES)))
def test_nothing_that_is_granted_is_lost_or_chosen_twice(apart, alarm, granted):
    ruled = rules(apart, alarm)
    chosen = [service for group in chosen_together(granted, ruled) for service in group.services]
    assert len(chosen) == len(set(chosen))
    whole = (
        {"service"} if not set(HOUSEHOLD) & {s for names in APART[apart] for s in names} else set(HOUSEHOLD)
    )
    expected = {part for one in granted for part in (whole if one == "service" else {one})}
    assert set(chosen) == expected - (set() if alarm else {"alarm"})


def test_help_that_one_provider_always_gives_is_outside_the_choice():
    always = rule_set(not_chosen=[{"service": "night", "provider": "kommunen", "hours": "klockan 22–7"}])
    assert services_in_choice(["service", "night"], always) == ("service",)
    assert [group.services for group in chosen_together(["night", "service"], always)] == [("service",)]
