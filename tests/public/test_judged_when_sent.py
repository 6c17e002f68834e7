"""A choice carries what the rules said of it when it was sent, and nothing there names a person."""

from collections.abc import Callable

import pytest

from hemval.forms.sent import judging
from hemval.forms.sent.judging import judged_when_sent
from hemval.pages.published import read_published
from hemval.queue.desk import Desk
from hemval.queue.submission import Submission
from hemval.rules.outcome import Outcome
from hemval.rules.situation import inputs_of, narrowed
from hemval.settings import Settings
from tests.municipalities import NOW
from tests.public.client import Citizen
from tests.public.journeys import PERSON, go

pytestmark = pytest.mark.parametrize("municipality", ["lindvik"], indirect=True)

Sent = Callable[..., Submission]


@pytest.fixture
def sent(citizen: Citizen, settings: Settings) -> Sent:
    """Go through the form, send, and open what came."""

    def send(**answers: str) -> Submission:
        go(citizen, **answers).send()
        assert citizen.question == "kvitto"
        desk = Desk.open(settings.places)
        desk.take_in(NOW)
        (header,) = desk.list()
        one = desk.open_one(header.id, "anna", NOW).submission
        desk.close()
        return one

    return send


def test_a_switch_carries_what_the_rules_said(sent: Sent) -> None:
    one = sent(kind="switch", today="fjordens-omsorg", area="norra", provider="bjorkens-hemtjanst")
    assert one.schema_version == 2
    assert isinstance(one.outcome, Outcome)
    case, result = one.outcome.inputs.situation, one.outcome.result
    assert (case.kind, case.wishes, case.today, case.area) == (
        "switch", ("bjorkens-hemtjanst",), "fjordens-omsorg", "norra"
    )  # fmt: skip
    assert (case.received, case.seed) == (one.received_at, one.id)
    assert (result.provider, str(result.start)) == ("bjorkens-hemtjanst", "2026-11-30")
    assert one.outcome.inputs.content_version == one.content_version
    named = {standing.id for standing in one.outcome.inputs.providers}
    assert named == {"bjorkens-hemtjanst", "fjordens-omsorg", "kommunens-hemtjanst"}
    assert not one.outcome.inputs.all_providers
    assert one.outcome.replayed == one.outcome


def test_nothing_in_it_names_a_person(sent: Sent) -> None:
    one = sent(kind="switch", today="fjordens-omsorg", provider="bjorkens-hemtjanst")
    assert one.outcome is not None
    told = one.outcome.model_dump_json()
    planted = [str(one.answers[id_]) for id_ in ("name", "identity-number", "phone")]
    planted += [PERSON["name"], PERSON["identity-number"], PERSON["phone"], one.reference]
    assert [text for text in planted if text in told] == []
    assert all(text in one.model_dump_json() for text in planted[:3]), "sabotage: they are in the choice"


def test_who_does_not_choose_or_wants_a_call(sent: Sent) -> None:
    outcome = sent(kind="no-choice").outcome
    assert isinstance(outcome, Outcome)
    assert (outcome.inputs.situation.kind, outcome.result.provider) == ("no-choice", "kommunens-hemtjanst")


@pytest.mark.parametrize(
    "answers",
    [{"kind": "call-me"}, {"kind": "first", "provider": "fjordens-omsorg", "queue": "not-wait"}],
)
def test_where_a_call_settles_it_no_rule_does(sent: Sent, answers: dict[str, str]) -> None:
    assert sent(**answers).outcome is None


def test_rules_that_fail_never_refuse_a_citizen(
    sent: Sent, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: object) -> Outcome:
        raise ValueError(PERSON["name"])

    monkeypatch.setattr(judging, "judged", broken)
    assert sent(kind="no-choice").outcome is None
    assert "ValueError" in caplog.text
    assert PERSON["name"] not in caplog.text


def test_what_is_named_is_what_narrowing_would_keep(settings: Settings) -> None:
    """The quick way gives what the plain one does, for every choice of two."""
    content = read_published(settings.places.published).content
    for first in content.providers:
        for today in (None, *content.providers):
            answers = {"kind": "switch", "provider": first, "today": today}
            outcome = judged_when_sent(content, "choice", answers, NOW, "seed")
            assert outcome is not None
            assert outcome.inputs == narrowed(inputs_of(content, outcome.inputs.situation))
