"""Did this help? A press of a button is counted for the page, and nothing else is."""

import sqlite3
from xml.etree.ElementTree import Element

from hemval.queue.inbox import inbox_path
from hemval.settings import Settings
from tests.page_invariants import check_page
from tests.pages.reading import pages_of
from tests.public.client import Citizen

FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
FROM_ELSEWHERE = {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}


def press(citizen: Citizen, page: str, helped: str = "yes", **more: object) -> Citizen:
    where = "/en/synpunkt/" if page.startswith("/en/") else "/synpunkt/"
    return citizen.post(where, {"page": page, "helped": helped}, **{"headers": FROM_HERE, **more})


def counts(settings: Settings) -> list[tuple[str, str, str, int, int]]:
    connection = sqlite3.connect(inbox_path(settings.places))
    try:
        return connection.execute("SELECT * FROM feedback ORDER BY 2, 3, 4").fetchall()
    finally:
        connection.close()


def question(tree: Element) -> Element | None:
    return next((form for form in tree.iter("form") if form.get("class") == "feedback"), None)


def test_every_page_asks_in_its_own_language_and_names_itself(settings: Settings) -> None:
    for path, html in pages_of(settings).items():
        form = question(check_page(html))
        if not path.endswith("index.html"):  # an error's page
            assert form is None, path
            continue
        assert form is not None, path
        here = "/" + path.removesuffix("index.html")
        assert form.get("action") == ("/en/synpunkt/" if here.startswith("/en/") else "/synpunkt/")
        hidden, yes, no = [*form.iter("input"), *form.iter("button")]
        assert (hidden.get("value"), yes.get("value"), no.get("value")) == (here, "yes", "no")


def test_what_is_asked_for_is_a_page_too_and_names_itself_without_the_question(citizen: Citizen) -> None:
    for path, query in (("/urval/", "?sprak=fi"), ("/jamfor/urval/", "?u=a"), ("/en/sok/", "?q=pris")):
        form = question(citizen.get(path + query).page)
        assert form is not None, path
        assert next(form.iter("input")).get("value") == path


def test_each_page_can_be_counted_and_is_found_again(settings: Settings, citizen: Citizen) -> None:
    pages = [
        "/" + path.removesuffix("index.html") for path in pages_of(settings) if path.endswith("index.html")
    ]
    for page in pages:
        press(citizen, page)
        assert page in [link.get("href") for link in next(citizen.page.iter("main")).iter("a")]
    counted = {
        f"/{path}" if language == "sv" else f"/en/{path}" for _, language, path, _, _ in counts(settings)
    }
    assert counted == set(pages)


def test_answers_add_up_for_the_day(settings: Settings, citizen: Citizen) -> None:
    for helped in ("yes", "no", "no"):
        press(citizen, "/utforare/", helped)
    press(citizen, "/en/utforare/")
    press(citizen, "/jamfor/urval/")
    assert counts(settings) == [
        ("2026-11-23", "en", "utforare/", 1, 1),
        ("2026-11-23", "sv", "jamfor/urval/", 1, 1),
        ("2026-11-23", "sv", "utforare/", 0, 2),
        ("2026-11-23", "sv", "utforare/", 1, 1),
    ]


def test_no_cookie_is_set_and_the_answer_is_not_sent_again_by_a_reload(citizen: Citizen) -> None:
    answer = citizen.client.post("/synpunkt/", data={"page": "/", "helped": "yes"}, headers=FROM_HERE)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/synpunkt/tack/?sida=/")
    assert "Set-Cookie" not in answer.headers
    assert "Set-Cookie" not in citizen.get(answer.headers["Location"]).response.headers


def test_who_says_no_is_told_how_to_say_more(citizen: Citizen, municipality: str) -> None:
    assert "Vad saknade du?" not in press(citizen, "/fragor/").words
    press(citizen, "/fragor/", "no")
    assert citizen.heading == "Tack för ditt svar"
    assert "Vad saknade du?" in citizen.words
    links = [link.get("href", "") for link in next(citizen.page.iter("main")).iter("a")]
    assert "/kontakt/#synpunkter" in links
    assert any(link.startswith("tel:") for link in links) == (municipality == "lindvik")
    assert "What did you miss?" in press(citizen, "/en/fragor/", "no").words


def test_the_thanks_do_not_ask_again(citizen: Citizen) -> None:
    assert question(press(citizen, "/").page) is None
    assert question(citizen.get("/valj/").page) is None


NO_PAGES = (
    "", "/finns-inte/", "/valj/", "/synpunkt/", "/synpunkt/tack/", "/de/", "/404.html", "/assets/", "/fel/",
    "//elsewhere.example/", "https://elsewhere.example/", "/../municipality.yml", "/utforare", "/UTFORARE/",
    "/utforare/?u=1", "/utforare/\n/", "/" + "a/" * 400, "/" + "a" * 10_000 + "/", "/%2e%2e/", "javascript:x",
)  # fmt: skip


def test_what_is_no_page_is_let_go_kindly(settings: Settings, citizen: Citizen) -> None:
    for page in NO_PAGES:
        press(citizen, page)
        assert (citizen.response.status_code, citizen.path) == (200, "/synpunkt/tack/"), page
        assert [link.get("href") for link in next(citizen.page.iter("main")).iter("a")] == ["/"], page
    assert counts(settings) == []


def test_what_is_no_answer_is_not_counted(settings: Settings, citizen: Citizen) -> None:
    for helped in ("", "maybe", "YES", "1"):
        assert press(citizen, "/", helped).response.status_code == 200
    assert counts(settings) == []


def test_another_site_cannot_answer_for_the_reader(settings: Settings, citizen: Citizen) -> None:
    assert press(citizen, "/", headers=FROM_ELSEWHERE).response.status_code == 403
    assert press(citizen, "/", headers={"Origin": "https://elsewhere.example"}).response.status_code == 403
    assert counts(settings) == []


def test_a_program_that_fills_in_every_form_is_thanked_and_not_counted(
    settings: Settings, citizen: Citizen
) -> None:
    assert press(citizen, "/", headers={}).response.status_code == 200
    assert counts(settings) == []
    press(citizen, "/", headers={"Origin": "null"})
    assert len(counts(settings)) == 1


def test_an_inbox_out_of_use_thanks_all_the_same(settings: Settings, citizen: Citizen) -> None:
    inbox_path(settings.places).rename(settings.content / "elsewhere")
    assert press(citizen, "/").response.status_code == 200
    assert citizen.heading == "Tack för ditt svar"


def test_the_address_to_answer_at_shows_nothing_by_itself(citizen: Citizen) -> None:
    assert citizen.get("/synpunkt/").response.status_code in (404, 405)
    assert citizen.get("/synpunkt/tack/").response.status_code == 200
