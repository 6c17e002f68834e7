"""A provider changes its own facts through the form, and what it said reaches the file's fields."""

import pytest

from hemval.editing.proposal import proposal_of
from hemval.pages.published import read_published
from hemval.queue.desk import Desk
from hemval.settings import Settings
from tests.conftest import MadeBy
from tests.municipalities import NOW
from tests.public.client import Citizen, citizen_of

WHO = {"about": "", "name": "Eva Ek", "role": "manager", "call": "070-174 06 05", "attest": "yes"}


def answer(citizen: Citizen, **answers: object) -> Citizen:
    """Answer page after page until all is answered."""
    given = {**WHO, **answers}
    citizen.get("/formular/utforarens-uppgifter/")
    for _ in range(30):
        page = citizen.question
        if page == "kontrollera":
            return citizen
        value = given[page]
        citizen.answer(
            value if isinstance(value, str) else {page: value} if isinstance(value, list) else value
        )
        assert citizen.question != page, citizen.words
    raise AssertionError("never came to the check")


@pytest.mark.parametrize(("town", "provider"), [("lindvik", "fjordens-omsorg"), ("botkyrka", "utforare-b")])
def test_a_provider_sees_what_stands_today_changes_it_and_attests(made: MadeBy, tmp_path, town, provider):
    settings: Settings = made(town).copy(tmp_path / "content")
    citizen = citizen_of(settings)
    texts = {"presentation-sv": "Vi är få – och 'nära': du känner oss.", "presentation-en": "We are few."}
    answer(
        citizen,
        provider=provider,
        changed=["presentation", "languages", "phone"],
        presentation=texts,
        languages={"languages-always": "svenska", "languages-often": "finska, svenskt teckenspråk"},
        phone="031-390 06 99",
        **{"phone-hours": {"phone-hours-sv": "", "phone-hours-en": ""}},
    )
    assert "Ofta: finska, svenskt teckenspråk" in citizen.words
    citizen.send()
    assert citizen.question == "kvitto"
    assert "Vi ringer upp er på det nummer som vi redan har." in citizen.words
    desk = Desk.open(settings.places)
    desk.take_in(NOW)
    (one,) = [desk.open_one(header.id, "anna", NOW).submission for header in desk.list()]
    desk.close()
    content = read_published(settings.places.published).content
    proposal, refused = proposal_of(one.answers, content.providers[provider], NOW.date(), one.reference)
    after = {change.field: change.after for change in proposal.changes}
    assert refused == ()
    assert after["presentation"] == {"sv": texts["presentation-sv"], "en": "We are few."}
    assert after["languages"] == {"sv": "always", "fi": "often", "swl": "often"}
    assert after["phone"] == "031-390 06 99"
    assert set(after) <= {"presentation", "languages", "phone", "phone-hours"}


def test_the_page_shows_what_is_published_until_it_is_answered(made: MadeBy, tmp_path):
    citizen = citizen_of(made("lindvik").copy(tmp_path / "content"))
    citizen.get("/formular/utforarens-uppgifter/")
    for page, value in (*WHO.items(),)[:1]:
        assert citizen.question == page
        citizen.answer(value)
    citizen.answer("fjordens-omsorg").answer("Eva Ek").answer("owner").answer("070-174 06 05")
    citizen.answer({"changed": ["presentation", "phone"]})
    texts = {e.get("name"): e.text for e in citizen.page.iter("textarea")}
    assert texts["presentation-sv"].strip().startswith("Vi är ett kooperativ:")
    assert texts["presentation-en"].strip().startswith("We are a co-operative:")
    citizen.answer({"presentation-sv": "x" * 401, "presentation-en": "Few."})
    assert citizen.response.status_code == 400
    assert "Du har skrivit 401 tecken. Skriv högst 400 tecken." in citizen.words
    citizen.answer({"presentation-sv": "Vi är få.", "presentation-en": "Few."})
    assert (
        next(e.get("value") for e in citizen.page.iter("input") if e.get("name") == "phone")
        == "031-390 06 42"
    )


def test_who_only_attests_is_asked_nothing_more(made: MadeBy, tmp_path):
    citizen = citizen_of(made("lindvik").copy(tmp_path / "content"))
    answer(citizen, provider="fjordens-omsorg", changed=["_none"]).send()
    assert citizen.question == "kvitto"
