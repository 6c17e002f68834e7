"""Who helps a person who does not choose."""

import pytest

from hemval.rules.no_choice import given_by_rule
from hemval.rules.situation import Situation, inputs_of
from tests.rules.samples import content_of


@pytest.mark.parametrize("municipality", ["lindvik", "botkyrka"])
def test_the_municipalities_give_one_that_takes_people(municipality):
    content = content_of(municipality)
    case = Situation.model_validate({"received": "2026-11-23T09:00:00Z", "kind": "no-choice", "seed": "1"})
    given = given_by_rule(inputs_of(content, case), None)
    assert given.provider is not None
    assert content.room(given.provider).state == "open"
