"""Who is granted an alarm alone chooses who comes when it goes: only one approved for that can be had."""

from dataclasses import replace
from datetime import datetime

import pytest

from hemval.content.whole import Content
from hemval.forms.sent.judging import judged_by_all, judged_when_sent
from hemval.forms.types.provider import ProviderChoice
from hemval.words.dates import SWEDEN
from tests.forms.samples import asking, choice_form, content_of

NOW = datetime(2026, 11, 23, 10, tzinfo=SWEDEN)
WITHOUT = "utforare-c"
PROVIDER = next(page for page in choice_form().pages if page.id == "provider")


@pytest.fixture(scope="module")
def content() -> Content:
    """Botkyrka, where the alarm is part of the choice, with one provider that does not answer alarms."""
    whole = content_of("botkyrka")
    one = whole.providers[WITHOUT]
    agreement = one.agreement.model_copy(update={"approved_for": ("service", "personal-care")})
    providers = {**whole.providers, WITHOUT: one.model_copy(update={"agreement": agreement})}
    return whole.model_copy(update={"providers": providers})


def test_the_form_says_who_does_not_answer_alarms(content: Content) -> None:
    assert isinstance(PROVIDER, ProviderChoice)
    for granted, told in (("alarm", "Ger inte all hjälp som står i beslutet."), ("yes", "")):
        given = replace(asking("botkyrka", granted=granted, kind="first"), content=content)
        choices = PROVIDER.face(given).choices
        assert {one.value: one.hindrance for one in choices}[WITHOUT] == told
        assert (PROVIDER.objection(WITHOUT, given) is None) is (granted == "yes")


def test_the_rules_judge_the_choice_by_it(content: Content) -> None:
    for granted, result in (("alarm", None), ("yes", WITHOUT)):
        answers = {"granted": granted, "kind": "first", "provider": WITHOUT}
        outcome = judged_when_sent(content, "choice", answers, NOW, "seed")
        assert outcome is not None
        assert outcome.result.provider == result


def test_the_no_choice_rule_gives_one_that_answers_alarms(content: Content) -> None:
    outcome = judged_by_all(content, "choice", {"granted": "alarm", "kind": "no-choice"}, NOW, "seed", {})
    assert outcome is not None
    out = {one.values["provider"]: one.values["why"] for one in outcome.result.reasons if "why" in one.values}
    assert out[WITHOUT] == "other-service"
    assert outcome.result.provider not in (None, WITHOUT)
