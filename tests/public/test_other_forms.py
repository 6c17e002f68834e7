"""The forms beside the choice through HTTP, with both municipalities and in both languages."""

import re
from collections.abc import Mapping

import pytest

from hemval.queue.desk import Desk
from hemval.queue.submission import Submission
from hemval.settings import Settings
from tests.municipalities import NOW
from tests.public.client import Citizen
from tests.public.journeys import go

OPINION = "/formular/synpunkter/"
ACCESSIBILITY = "/formular/tillganglighet/"
WITHDRAW = "/formular/andra-eller-ta-tillbaka/"

ANSWERS = {
    "provider": "_none",
    "view": "Städningen blir aldrig gjord.\nDet är trist.",
    "place": "",
    "what": "Knappen går inte att trycka på.",
    "uses": "",
    "protected": "",
    "name": "Åsa Öberg",
    "helper": "Bo Öberg",
    "identity-number": "19380412-9819",
    "phone": "070-174 06 05",
    "email": "asa@example.se",
    "address-street": "Storgatan 1",
    "address-postal-code": "12345",
    "address-town": "Lindvik",
    "who": "myself",
    "authority": "guardian",
    "wants": "yes",
    "tie": "no",
    "reference": "7k2w-xdpm",
    "sent": "unknown",
    "change": "start",
    "contact": "phone",
}
IN_LINDVIK = pytest.mark.parametrize("municipality", ["lindvik"], indirect=True)

PERSON = re.compile("Öberg|193804129819|070|example|Storgatan|12345")


def fill_in(citizen: Citizen, form: str, until: str = "kontrollera", **answers: str) -> Citizen:
    """Begin a form and answer page after page until one is reached."""
    citizen.get(form)
    given: Mapping[str, str] = {**ANSWERS, **{name.replace("_", "-"): one for name, one in answers.items()}}
    for _ in range(25):
        page = citizen.question
        if page == until:
            return citizen
        fields = {name: value for name, value in given.items() if name == page or name.startswith(f"{page}-")}
        citizen.answer(fields)
        assert citizen.question != page, citizen.words
    raise AssertionError(f"never came to {until}")


def opened(settings: Settings) -> list[Submission]:
    desk = Desk.open(settings.places)
    desk.take_in(NOW)
    found = [desk.open_one(header.id, "anna", NOW).submission for header in desk.list()]
    desk.close()
    return found


def input_of(citizen: Citizen, name: str) -> str:
    field = next(one for one in citizen.page.iter() if one.get("name") == name)
    return field.get("value", "") or field.text or ""


@pytest.mark.parametrize(
    ("form", "kind", "contact", "heading"),
    [
        (OPINION, "complaint", "anonymous", "Vi har tagit emot det du skrev"),
        (OPINION, "praise", "letter", "Vi har tagit emot det du skrev"),
        ("/en" + OPINION, "marketing", "email", "We have received what you wrote"),
        (ACCESSIBILITY, "fault", "anonymous", "Vi har tagit emot det du skrev"),
        ("/en" + ACCESSIBILITY, "other-form", "letter", "We have received what you wrote"),
        (WITHDRAW, "withdraw", "phone", "Vi har tagit emot det du vill ändra"),
        ("/en" + WITHDRAW, "change", "letter", "We have received what you want to change"),
    ],
)
def test_a_form_is_sent_and_received(
    citizen: Citizen, form: str, kind: str, contact: str, heading: str
) -> None:
    fill_in(citizen, form, kind=kind, contact=contact).send()
    assert citizen.question == "kvitto"
    assert heading in citizen.heading
    assert re.search(r"[A-Z0-9]{4} [A-Z0-9]{4}", citizen.words)


@pytest.mark.parametrize(
    ("form", "answers", "stop", "told"),
    [
        (OPINION, {"kind": "urgent"}, "call-now", "Ring 112 om någon är i fara"),
        ("/en" + OPINION, {"kind": "urgent"}, "call-now", "Call 112 if someone is in danger"),
        (OPINION, {"kind": "decision"}, "ask-about-decision", "vad du kan göra om du tycker"),
        (WITHDRAW, {"kind": "new-provider"}, "choose-again", "Då gäller det nya"),
        (WITHDRAW, {"kind": "withdraw", "who": "represent", "wants": "no"}, "call-instead", "personens eget"),
    ],
)
def test_a_form_stops_with_what_to_do(
    citizen: Citizen, form: str, answers: dict[str, str], stop: str, told: str
) -> None:
    fill_in(citizen, form, until=stop, **answers)
    assert told in citizen.words
    assert not [one for one in citizen.page.iter("button") if one.get("id") == "go-on"]


def test_who_wants_another_provider_is_led_to_the_choice(citizen: Citizen) -> None:
    fill_in(citizen, WITHDRAW, until="choose-again", kind="new-provider")
    link = next(one for one in citizen.page.iter("a") if one.get("class") == "button")
    assert (link.get("href"), link.text) == ("/valj/", "Gör ditt val")
    assert citizen.get("/valj/").question == "who"


def test_the_receipt_of_a_choice_leads_to_changing_it(citizen: Citizen) -> None:
    go(citizen, kind="no-choice").send()
    links = {one.get("href"): one.text for one in citizen.page.iter("a")}
    assert links[WITHDRAW] == "Ändra eller ta tillbaka ditt val"


def test_an_anonymous_opinion_holds_nothing_of_a_person(citizen: Citizen, settings: Settings) -> None:
    """Also where the person first meant to say who they are, and then turned back."""
    fill_in(citizen, OPINION, kind="complaint", contact="phone")
    citizen.get(citizen.path.replace("kontrollera", "contact")).answer("anonymous")
    assert citizen.question == "kontrollera"
    assert not PERSON.search(citizen.words)
    citizen.send()
    assert "Du är anonym" in citizen.words
    (one,) = opened(settings)
    assert one.form == "opinion"
    assert set(one.answers) == {"kind", "provider", "view", "contact"}
    assert not PERSON.search(one.model_dump_json(exclude={"id", "reference", "content_version"}))
    assert one.review == ("quick",)
    assert one.outcome is None


@IN_LINDVIK
def test_who_wants_an_answer_is_known_by_what_was_needed(citizen: Citizen, settings: Settings) -> None:
    fill_in(citizen, OPINION, kind="praise", contact="letter").send()
    (one,) = opened(settings)
    assert set(one.answers) == {"kind", "provider", "view", "contact", "name", "address"}
    told = {asked.id: asked.answer for asked in one.asked}
    assert told["view"] == ANSWERS["view"]
    assert told["address"] == "Storgatan 1, 123 45 Lindvik"


def test_the_provider_one_comes_from_is_already_chosen(citizen: Citizen, settings: Settings) -> None:
    provider = {"lindvik": "bjorkens-hemtjanst", "botkyrka": "utforare-b"}[settings.content.name]
    citizen.get(f"{OPINION}?u={provider}")
    citizen.answer("complaint")
    assert citizen.question == "provider"
    ticked = [one.get("value") for one in citizen.page.iter("input") if one.get("checked") is not None]
    assert ticked == [provider]


@IN_LINDVIK
@pytest.mark.parametrize("typed", ["7K2W XDPM", "7k2wxdpm", " 7k2w–xdpm ", "7KZW XDPM"])
def test_a_reference_is_taken_as_it_is_written(citizen: Citizen, settings: Settings, typed: str) -> None:
    fill_in(citizen, WITHDRAW, kind="withdraw", reference=typed)
    assert "7K2W XDPM" in citizen.words
    citizen.get(citizen.path.replace("kontrollera", "reference"))
    assert input_of(citizen, "reference") == typed
    citizen.get(citizen.path.replace("reference", "kontrollera")).send()
    (one,) = opened(settings)
    assert one.answers["reference"] == "7K2WXDPM"


@IN_LINDVIK
def test_who_has_no_reference_is_asked_what_helps_to_find_the_choice(
    citizen: Citizen, settings: Settings
) -> None:
    fill_in(citizen, WITHDRAW, kind="withdraw", reference="").send()
    (one,) = opened(settings)
    told = {asked.id: asked.answer for asked in one.asked}
    assert told["reference"] == "Jag har den inte"
    assert told["sent"] == "Jag vet inte"
    assert told["provider"] == "Ingen av dem, eller jag hoppar över frågan"


@IN_LINDVIK
@pytest.mark.parametrize(
    ("typed", "swedish", "english"),
    [
        ("7K2W", "Skriv alla åtta tecken", "Write all eight letters and digits"),
        ("7K2W XDPO", "aldrig någon vokal", "never has a vowel"),
        ("7K2W XDPN", "Något tecken är fel", "A letter or digit is wrong"),
        ("<script>", "aldrig någon vokal", "never has a vowel"),
    ],
)
def test_a_reference_that_cannot_be_is_told_without_saying_which_there_are(
    citizen: Citizen, typed: str, swedish: str, english: str
) -> None:
    for language, told in (("", swedish), ("/en", english)):
        fill_in(citizen, language + WITHDRAW, until="reference", kind="withdraw")
        citizen.answer(typed)
        assert citizen.response.status_code == 400
        assert told in citizen.words
        assert input_of(citizen, "reference") == typed


@IN_LINDVIK
def test_an_unknown_reference_is_taken_like_a_known_one(citizen: Citizen) -> None:
    """Sent or not sent, the page is the same: whether there is a choice is for officers alone."""
    fill_in(citizen, OPINION, kind="praise", contact="anonymous").send()
    known = re.search(r"[A-Z0-9]{4} [A-Z0-9]{4}", citizen.words)
    assert known is not None
    pages = []
    for reference in (known[0], "7K2W XDPM"):
        fill_in(citizen, WITHDRAW, until="kontrollera", kind="withdraw", reference=reference)
        pages.append(citizen.words.replace(reference, "REF"))
    assert pages[0] == pages[1]


@IN_LINDVIK
@pytest.mark.parametrize(
    ("form", "page", "typed", "swedish", "english"),
    [
        (OPINION, "kind", "", "Välj vad du vill berätta om", "Choose what you want to tell us about"),
        (OPINION, "provider", "", "Välj en utförare", "Choose a provider"),
        (OPINION, "view", " ", "Skriv det du vill berätta", "Write what you want to tell us"),
        (OPINION, "view", "å" * 401, "Det blev för långt", "That is too long"),
        (OPINION, "contact", "", "Välj om du vill ha svar", "Choose whether you want an answer"),
        (ACCESSIBILITY, "kind", "", "Välj vad du behöver", "Choose what you need"),
        (ACCESSIBILITY, "place", "x" * 81, "Det blev för långt", "That is too long"),
        (ACCESSIBILITY, "what", "", "Skriv vad som hände", "Write what happened"),
        (WITHDRAW, "kind", "", "Välj vad du vill göra", "Choose what you want to do"),
        (WITHDRAW, "who", "", "Välj vem som fyller i", "Choose who is filling this in"),
    ],
)
def test_an_answer_that_is_missing_or_too_long_is_told(
    citizen: Citizen, form: str, page: str, typed: str, swedish: str, english: str
) -> None:
    kind = {OPINION: "complaint", ACCESSIBILITY: "fault", WITHDRAW: "withdraw"}[form]
    for language, told in (("", swedish), ("/en", english)):
        fill_in(citizen, language + form, until=page, kind=kind)
        citizen.answer({page: typed})
        assert citizen.response.status_code == 400
        assert told in citizen.words
