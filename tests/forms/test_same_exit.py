"""Who stops together with today's provider is no way out, although perhaps some weeks later."""

from datetime import date

import pytest

from hemval.content.exit import Exits
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.whole import Content
from hemval.settings import PROJECT
from tests.forms.samples import asking_of


@pytest.fixture(scope="module")
def town() -> Content:
    """Örebro, where B stops half a year after A, in the same exit. None of them takes new people."""
    content, findings = load(Folder(PROJECT / "examples" / "orebro", PROJECT))
    assert content is not None, findings
    later = content.providers["utforare-b"]
    agreement = later.agreement.model_copy(update={"last_day": date(2027, 6, 30)})
    providers = {**content.providers, later.id: later.model_copy(update={"agreement": agreement})}
    one = {"providers": ["utforare-a", "utforare-b"], "letters": "2026-11-16", "deadline": "2027-01-11"}
    exits = Exits.model_validate({"avslut": one})
    return content.model_copy(update={"providers": providers, "exits": exits})


@pytest.mark.parametrize(
    ("answers", "hindrance"),
    [
        ({"today": "utforare-a"}, "stops"),
        ({"today_2": "utforare-a"}, "stops"),
        ({"today": "utforare-b"}, "takes-nobody"),
        ({"today": "utforare-d"}, "takes-nobody"),
        ({}, "takes-nobody"),
    ],
)
def test_who_stops_with_todays_provider_cannot_be_chosen(town: Content, answers, hindrance):
    verdict = asking_of(town, on=date(2026, 12, 1), **answers).verdict(town.providers["utforare-b"])
    assert verdict.hindrance == hindrance
