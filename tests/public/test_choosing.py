"""The choice form through HTTP, with both municipalities."""

import re

import pytest

from hemval.queue.desk import Desk
from hemval.settings import Settings
from tests.municipalities import NOW
from tests.public.client import Citizen, citizen_of
from tests.public.journeys import PERSON, go

CHOSEN = {"lindvik": "bjorkens-hemtjanst", "botkyrka": "utforare-b"}


def test_a_choice_is_received(citizen: Citizen, municipality: str) -> None:
    go(citizen, kind="first", provider=CHOSEN[municipality])
    citizen.send()
    assert citizen.question == "kvitto"
    assert "Vi har tagit emot dina svar" in citizen.heading
    assert "Det här är inte ett beslut" in citizen.words
    assert "19380412-****" in citizen.words
    assert "9819" not in citizen.words


def test_no_choice_needs_no_provider(citizen: Citizen) -> None:
    go(citizen, kind="no-choice").send()
    assert "Utan eget val gäller kommunens regel." in citizen.words


def test_call_me(citizen: Citizen) -> None:
    go(citizen, kind="call-me").send()
    assert "En biståndshandläggare ringer." in citizen.words


@pytest.mark.parametrize("answer", ["no", "unknown"])
def test_without_a_decision_the_form_stops_and_says_what_to_do(citizen: Citizen, answer: str) -> None:
    go(citizen, until="apply-first", granted=answer)
    assert "Ansök om hemtjänst först" in citizen.heading
    assert not [b for b in citizen.page.iter("button") if b.get("id") == "go-on"]


def test_the_page_says_what_to_do_and_keeps_what_was_typed(citizen: Citizen) -> None:
    go(citizen, until="identity-number")
    citizen.answer("380412-9818")
    assert citizen.response.status_code == 400
    assert "Någon siffra blev fel" in citizen.words
    typed = next(e for e in citizen.page.iter("input") if e.get("name") == "identity-number")
    assert typed.get("value") == "380412-9818"
    assert typed.get("aria-invalid") == "true"


def test_going_back_shows_what_was_typed_as_it_was_typed(citizen: Citizen) -> None:
    go(citizen, until="phone", **{"identity-number": "380412 9819"})
    citizen.get(citizen.path.replace("phone", "identity-number"))
    typed = next(e for e in citizen.page.iter("input") if e.get("name") == "identity-number")
    assert typed.get("value") == "380412 9819"


def test_an_answer_is_changed_from_the_check_page(citizen: Citizen) -> None:
    go(citizen, kind="call-me")
    citizen.get(citizen.path.replace("kontrollera", "name")).answer("Berta Berg")
    assert citizen.question == "kontrollera"
    assert "Berta Berg" in citizen.words


def test_a_page_cannot_be_jumped_to(citizen: Citizen) -> None:
    citizen.get("/valj/").get(citizen.path.replace("who", "phone"))
    assert citizen.question == "who"


def test_an_old_token_shows_the_page_again_with_the_answer(citizen: Citizen) -> None:
    go(citizen, until="name")
    citizen.post(citizen.path, {"name": "Åsa Öberg", "csrf_token": "old"})
    assert citizen.question == "name"
    assert "Tryck på Fortsätt en gång till" in citizen.words
    assert next(e for e in citizen.page.iter("input") if e.get("name") == "name").get("value") == "Åsa Öberg"
    citizen.answer("Åsa Öberg")
    assert citizen.question != "name"


def test_a_lost_cookie_is_explained(citizen: Citizen) -> None:
    go(citizen, until="name")
    path = citizen.path
    citizen.client = citizen.app.test_client()
    citizen.get(path)
    assert "finns inte kvar" in citizen.heading


def test_two_tabs_do_not_disturb_each_other(citizen: Citizen) -> None:
    go(citizen, until="phone", name="Första Fliken")
    first = citizen.path
    citizen.get("/valj/")
    go(citizen, until="phone", name="Andra Fliken")
    citizen.get(first)
    citizen.answer("070-174 06 05")
    citizen.answer("call-me").answer("")
    assert "Första Fliken" in citizen.words
    assert "Andra Fliken" not in citizen.words


def test_another_language_carries_the_answers_over(citizen: Citizen) -> None:
    go(citizen, until="phone")
    link = next(a.get("href", "") for a in citizen.page.iter("a") if a.get("hreflang") == "en")
    citizen.get(link)
    assert citizen.path.startswith("/en/valj/")
    assert citizen.page.get("lang") == "en"
    citizen.answer("070-174 06 05").answer("call-me").answer("")
    assert "Åsa Öberg" in citizen.words
    citizen.send()
    assert "We have received your answers" in citizen.heading


def test_a_change_after_a_lost_answer_is_received_too(citizen: Citizen, settings: Settings) -> None:
    """The first choice is on disk, but its receipt never reached the browser."""
    go(citizen, kind="call-me")
    unaware = citizen_of(settings)
    for cookie in list(citizen.client._cookies.values()):
        unaware.client._cookies[
            cookie.storage_key if hasattr(cookie, "storage_key") else cookie._storage_key
        ] = cookie
    citizen.send()
    reference = citizen.words.split("Din referens")[1][:12]
    unaware.get(citizen.path.replace("kvitto", "kind")).answer("no-choice").send()
    assert unaware.words.split("Din referens")[1][:12] == reference
    desk = Desk.open(settings.places)
    assert desk.take_in(NOW) == 2
    kinds = [desk.open_one(header.id, "anna", NOW).submission.answers["kind"] for header in desk.list()]
    desk.close()
    assert sorted(str(kind) for kind in kinds) == ["call-me", "no-choice"]


def test_a_page_that_only_shows_something_writes_no_cookie(citizen: Citizen) -> None:
    """It could arrive after the receipt and bring the sent draft back."""
    go(citizen, until="phone")
    response = citizen.client.get(citizen.path)
    assert "Set-Cookie" not in response.headers


def test_what_is_left_in_another_language_is_erased_too(citizen: Citizen) -> None:
    go(citizen, until="phone")
    draft = citizen.path.split("/")[2]
    citizen.get(f"/valj/{draft}/sprak/en/phone/")
    citizen.client.delete_cookie("utkast", path=f"/valj/{draft}/")
    citizen.post(f"/valj/{draft}/radera/", {})
    assert "not here" in citizen.get(f"/en/valj/{draft}/phone/").heading


@pytest.mark.parametrize(("prefix", "one", "of"), [("", "Fråga", "av"), ("en/", "Question", "of")])
def test_no_number_of_questions_is_promised_before_it_is_settled(
    citizen: Citizen, municipality: str, prefix: str, one: str, of: str
) -> None:
    answers = {**PERSON, "kind": "first", "provider": CHOSEN[municipality]}
    told: list[tuple[int, str | None]] = []
    citizen.get(f"/{prefix}valj/")
    while citizen.question != "kontrollera":
        step = re.search(rf"{one} (\d+)(?: {of} (\d+))?", citizen.words)
        assert step is not None
        told.append((int(step[1]), step[2]))
        citizen.answer(answers[citizen.question])
    assert [number for number, _ in told] == list(range(1, len(told) + 1))
    assert {total for _, total in told} == {None, str(len(told))}, "and it is the right one"
    assert {"": "Sista steget", "en/": "Last step"}[prefix] in citizen.words
    kind = citizen.path.replace("kontrollera", "kind")
    assert not re.search(rf"{one} \d+ {of}", citizen.get(kind).words), "another answer would change it"
    assert re.search(rf"{one} 2(?! {of})", citizen.get(kind.replace("kind", "granted")).words)


def test_who_has_only_an_alarm_chooses_where_the_rules_say_so(citizen: Citizen, municipality: str) -> None:
    go(citizen, until="granted")
    values = [e.get("value") for e in citizen.page.iter("input") if e.get("type") == "radio"]
    assert ("alarm" in values) == (municipality == "botkyrka")
    citizen.answer("alarm")
    assert citizen.question == ("protected" if municipality == "botkyrka" else "granted")


def test_the_receipt_keeps_the_language_it_was_given_in(citizen: Citizen) -> None:
    go(citizen, kind="call-me").send()
    link = next(a.get("href", "") for a in citizen.page.iter("a") if a.get("hreflang") == "en")
    citizen.get(link)
    assert citizen.page.get("lang") == "en"
    assert [e.tag for e in citizen.page.iter() if e.get("lang") == "sv" and e.tag in ("div", "dl")] == [
        "div",
        "dl",
    ]


def test_a_redirect_never_names_the_host_that_was_asked(citizen: Citizen) -> None:
    response = citizen.client.get("/valj", headers={"Host": "evil.example"})
    assert response.headers["Location"] == "/valj/"
    assert "no-store" in response.headers["Cache-Control"]


def test_head_is_no_bad_post(citizen: Citizen) -> None:
    go(citizen, until="phone")
    assert citizen.client.head(citizen.path).status_code == 200


def test_a_refused_choice_is_told_to_those_who_run_the_server(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    citizen = citizen_of(settings)
    go(citizen, kind="call-me")
    inbox = settings.places.inbox / "inbox.sqlite"
    inbox.rename(inbox.with_suffix(".moved"))
    citizen.send()
    citizen.get(citizen.path).send()
    told = [record.getMessage() for record in caplog.records if "refused" in record.getMessage()]
    assert len(told) == 1
    assert "inbox.sqlite" in told[0]
    assert "Öberg" not in caplog.text


def test_answers_are_erased_in_every_language(citizen: Citizen) -> None:
    go(citizen, until="phone")
    draft = citizen.path.split("/")[2]
    citizen.get(f"/valj/{draft}/sprak/en/phone/").get(f"/valj/{draft}/phone/")
    citizen.post(f"/valj/{draft}/radera/", {"csrf_token": citizen.token})
    assert "borttagna" in citizen.heading
    assert "finns inte kvar" in citizen.get(f"/valj/{draft}/phone/").heading
    assert "not here" in citizen.get(f"/en/valj/{draft}/phone/").heading


def test_what_was_sent_in_one_language_cannot_be_changed_in_the_other(citizen: Citizen) -> None:
    go(citizen, kind="call-me")
    draft = citizen.path.split("/")[2]
    citizen.get(f"/valj/{draft}/sprak/en/kontrollera/").get(f"/valj/{draft}/kontrollera/").send()
    citizen.get(f"/en/valj/{draft}/name/")
    assert citizen.question == "kvitto"


def test_an_answer_changed_in_another_tab_is_shown_before_it_is_sent(citizen: Citizen) -> None:
    go(citizen, kind="call-me")
    check, page = citizen.path, citizen.page
    citizen.get(check.replace("kontrollera", "name")).answer("Örjan Ek")
    citizen.path, citizen.page = check, page
    citizen.send()
    assert (citizen.response.status_code, citizen.question) == (400, "kontrollera")
    assert "Dina svar är inte desamma som förut." in citizen.words
    assert "Örjan Ek" in citizen.words
    assert citizen.send().question == "kvitto"


def test_an_old_token_does_not_keep_answers_from_being_erased(citizen: Citizen) -> None:
    go(citizen, until="phone")
    draft = citizen.path.split("/")[2]
    citizen.post(f"/valj/{draft}/radera/", {"csrf_token": "old"})
    assert "finns inte kvar" in citizen.get(f"/valj/{draft}/phone/").heading


def test_a_post_from_another_site_is_refused(citizen: Citizen) -> None:
    go(citizen, until="name")
    path = citizen.path
    for header in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        citizen.post(path, {"name": "X Y", "csrf_token": "x"}, headers=header)
        assert citizen.response.status_code == 403
    assert citizen.get(path).question == "name"


def test_nothing_is_received_means_nothing_is_said_to_be(settings: Settings) -> None:
    citizen = citizen_of(settings)
    go(citizen, kind="call-me")
    inbox = settings.places.inbox / "inbox.sqlite"
    inbox.rename(inbox.with_suffix(".moved"))
    citizen.send()
    assert citizen.response.status_code == 503
    assert "inte skickade" in citizen.heading
    inbox.with_suffix(".moved").rename(inbox)
    citizen.get(citizen.path).send()
    assert citizen.question == "kvitto"


def test_the_provider_that_one_comes_from_is_filled_in(citizen: Citizen, municipality: str) -> None:
    citizen.get(f"/valj/?u={CHOSEN[municipality]}")
    go(citizen, until="provider", kind="first")
    chosen = [e.get("value") for e in citizen.page.iter("input") if e.get("checked") is not None]
    assert chosen == [CHOSEN[municipality]]


@pytest.mark.parametrize("municipality", ["lindvik"], indirect=True)
@pytest.mark.parametrize(
    ("provider", "area", "told"),
    [
        ("strandlyckans-hemservice", "norra", "hemservice går inte att välja nu. Arbetar inte i området."),
        ("lyktans-hemtjanst", "norra", "Lyktans hemtjänst går inte att välja nu. Börjar 1 februari 2027."),
        ("strandlyckans-hemservice", "sodra", ""),
    ],
)
def test_the_provider_that_one_comes_from_is_not_lost_in_silence(
    citizen: Citizen, provider: str, area: str, told: str
) -> None:
    citizen.get(f"/valj/?u={provider}")
    go(citizen, until="provider", kind="first", area=area)
    checked = [e.get("value") for e in citizen.page.iter("input") if e.get("checked") is not None]
    assert checked == ([] if told else [provider])
    assert ("Välj en annan här." in citizen.words) == bool(told)
    assert told in citizen.words
    citizen.answer("")
    assert told in citizen.words, "not even by a mistake"


@pytest.mark.parametrize("municipality", ["lindvik"], indirect=True)
@pytest.mark.parametrize(
    ("answer", "told"), [("wait", "Fjordens omsorg har kö."), ("not-wait", "valet är att inte vänta")]
)
def test_the_receipt_of_a_queue_says_what_was_chosen_and_promises_no_day(
    citizen: Citizen, answer: str, told: str
) -> None:
    go(citizen, kind="first", provider="fjordens-omsorg", queue=answer).send()
    assert told in citizen.words
    assert "tidigast" not in citizen.words
    assert "kan du stå i kö" not in citizen.words
    assert ("Under tiden kommer hjälpen från Kommunens hemtjänst." in citizen.words) is (answer == "wait")


@pytest.mark.parametrize("municipality", ["lindvik"], indirect=True)
def test_nobody_has_help_today_from_a_provider_that_has_not_begun(citizen: Citizen) -> None:
    go(citizen, until="today", kind="switch")
    values = [e.get("value") for e in citizen.page.iter("input") if e.get("type") == "radio"]
    assert "lyktans-hemtjanst" not in values
    assert "bjorkens-hemtjanst" in values


@pytest.mark.parametrize("municipality", ["botkyrka"], indirect=True)
def test_who_would_rather_not_write_the_identity_number_is_called(
    citizen: Citizen, settings: Settings
) -> None:
    go(citizen, until="identity-number")
    citizen.answer({"identity-number": "19380412-9819", "identity-number_declined": "_declined"})
    assert "Gör bara det ena." in citizen.words
    ticked = next(e for e in citizen.page.iter("input") if e.get("name") == "identity-number_declined")
    assert ticked.get("checked") is not None
    citizen.answer({"identity-number": "", "identity-number_declined": "_declined"})
    assert citizen.question == "support"
    go(citizen, kind="no-choice").send()
    assert "Vill inte skriva det här. Ring." in citizen.words
    desk = Desk.open(settings.places)
    desk.take_in(NOW)
    (header,) = desk.list()
    sent = desk.open_one(header.id, "anna", NOW).submission
    desk.close()
    assert sent.answers["identity-number"] == "_declined"
    assert "declined" in sent.review
