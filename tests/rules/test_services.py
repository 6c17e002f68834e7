"""Which services are told: those that turn on the choice."""

import pytest

from hemval.rules.services import services_told
from tests.rules.samples import provider, rule_set


@pytest.mark.parametrize(
    ("in_choice", "expected"),
    [(True, ("service", "alarm", "night")), (False, ("service", "night"))],
)
def test_the_alarm_is_told_where_it_is_part_of_the_choice(in_choice: bool, expected: tuple[str, ...]) -> None:
    one = provider(approved_for=["service", "alarm", "night"])
    assert services_told(one, rule_set(alarm_in_choice=in_choice)) == expected


def test_who_only_answers_alarms_has_nothing_to_tell() -> None:
    assert services_told(provider(approved_for=["alarm"]), rule_set(alarm_in_choice=False)) == ()
