"""Words that a form repeats from the content are all there, by the same names and in the same order."""

from typing import get_args

import pytest

from hemval.content.profile_fields import FIELDS
from hemval.content.provider import Speciality
from hemval.pages.provider_facts import SPECIALITIES
from hemval.words import words_in
from tests.forms.samples import shipped_forms

PROVIDER = shipped_forms()["provider"]
OPTIONS = {option.id: option.label for option in PROVIDER.page("specialities").options}


def test_the_provider_s_form_has_every_speciality_that_a_profile_can_hold():
    assert tuple(OPTIONS) == get_args(Speciality)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_speciality_has_the_same_words_in_the_form_as_on_the_pages(language):
    say = words_in(language).say
    asked = {name: label.in_(language).casefold() for name, label in OPTIONS.items()}
    assert asked == {name: say(told).casefold() for name, told in SPECIALITIES.items()}


def test_the_form_asks_for_every_field_that_a_provider_states_itself_and_for_no_other():
    assert {page.id for page in PROVIDER.pages if page.profile} == set(FIELDS)
