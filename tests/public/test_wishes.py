"""What a person may wish beside the provider: how to be reached, a language, a day."""

import pytest

from hemval.queue.desk import Desk
from hemval.settings import Settings
from tests.municipalities import NOW
from tests.public.client import Citizen
from tests.public.journeys import go

pytestmark = pytest.mark.parametrize("municipality", ["lindvik"], indirect=True)

OPEN = {"kind": "first", "provider": "bjorkens-hemtjanst"}


def values(citizen: Citizen) -> list[str]:
    return [e.get("value", "") for e in citizen.page.iter("input") if e.get("type") in ("radio", "checkbox")]


def test_who_wants_a_letter_is_asked_for_no_number_and_offered_no_call(citizen: Citizen) -> None:
    go(citizen, until="kind", contact="letter")
    assert "call-me" not in values(citizen)
    citizen.answer("no-choice").answer("").send()
    assert citizen.question == "kvitto"
    assert "ringer" not in citizen.words


def test_a_day_before_the_earliest_start_is_explained_and_kept_as_written(citizen: Citizen) -> None:
    go(citizen, until="start", **OPEN)
    assert "tidigast måndag 30 november 2026" in citizen.words
    citizen.answer({"start-day": "24", "start-month": "november", "start-year": "2026"})
    assert citizen.response.status_code == 400
    links = [a.get("href") for a in citizen.page.iter("a") if (a.get("href") or "").startswith("#start")]
    assert links == ["#start-day"]
    typed = [e.get("value") for e in citizen.page.iter("input") if (e.get("name") or "").startswith("start-")]
    assert typed == ["24", "november", "2026"]
    citizen.answer({"start-day": "1", "start-month": "12", "start-year": "2026"})
    assert "1 december 2026" in citizen.words


def test_a_day_left_empty_is_as_soon_as_possible(citizen: Citizen) -> None:
    go(citizen, **OPEN)
    assert "Så snart som möjligt" in citizen.words


def test_nobody_in_a_queue_is_asked_for_a_day(citizen: Citizen) -> None:
    go(citizen, until="queue", kind="first", provider="fjordens-omsorg").answer("wait")
    assert citizen.question == "kontrollera"


def test_language_and_reason_reach_the_officer_in_words(citizen: Citizen, settings: Settings) -> None:
    go(citizen, until="support", kind="switch").answer({"support": ["sami", "interpreter"]})
    go(citizen, until="reason", kind="switch", today="solgardens-hemtjanst", provider="bjorkens-hemtjanst")
    assert "valfritt" in citizen.heading
    citizen.answer({"reason": ["times", "many-people"]}).send()
    desk = Desk.open(settings.places)
    desk.take_in(NOW)
    (header,) = desk.list()
    sent = desk.open_one(header.id, "anna", NOW).submission
    desk.close()
    told = {asked.id: asked.answer for asked in sent.asked}
    assert told["support"] == "Tolk; Samiska"
    assert told["interpreter-language"] == "Persiska"
    assert told["reason"] == "Det kommer för många olika personer; Tiderna passar inte"
    assert sent.answers["support"] == ["interpreter", "sami"]


def test_the_address_is_asked_for_only_by_who_does_not_know_the_area(citizen: Citizen) -> None:
    go(citizen, until="address", kind="first", area="_unknown")
    assert "bara för att se vilket område" in citizen.words
    citizen.answer({"address-street": "Storgatan 1", "address-postal-code": "1234", "address-town": ""})
    assert citizen.response.status_code == 400
    hrefs = [a.get("href") for a in citizen.page.iter("a") if (a.get("href") or "").startswith("#address")]
    assert hrefs == ["#address-postal-code", "#address-town"]
    typed = [
        e.get("value") for e in citizen.page.iter("input") if (e.get("name") or "").startswith("address")
    ]
    assert typed == ["Storgatan 1", "1234", ""]
    citizen.get(citizen.path.replace("address", "area")).answer("norra")
    assert citizen.question == "provider"
