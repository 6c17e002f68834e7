"""Any form of the municipality through HTTP: a small one that it has written itself, beside the choice."""

import pytest

from hemval.content.folder import Folder
from hemval.forms.reading.loading import load_forms
from hemval.pages.published import read_published, with_version, write_published
from hemval.public.draft_session import COOKIE
from hemval.queue.desk import Desk
from hemval.queue.submission import Submission
from hemval.settings import PROJECT, Settings
from tests.municipalities import NOW
from tests.page_invariants import text_of
from tests.public.client import Citizen, citizen_of
from tests.public.journeys import go

OPINION = """\
version: 1
address: tyck-till
about: kontakt.md
title: {sv: Tyck till, en: Tell us}
sent: {sv: Tack för att du skrev, en: Thank you for writing}
pages:
  - id: provider
    type: provider
    among: all
    question: {sv: Vem gäller det?, en: Who is it about?}
  - id: view
    type: text
    at_most: 200
    question: {sv: Vad vill du säga?, en: What do you want to say?}
    short: {sv: Synpunkt, en: Opinion}
receipt:
  - text: {sv: Vi läser allt., en: We read everything.}
"""

AT = "/formular/tyck-till/"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Return a municipality that has published a form of its own beside the shared ones."""
    publish(settings)
    return settings


def to_check(citizen: Citizen, view: str = "Allt är bra.", at: str = AT) -> Citizen:
    """Answer the small form up to its check page."""
    return citizen.get(at).answer("_unknown").answer(view)


def received(settings: Settings) -> list[Submission]:
    """Return what has come in."""
    desk = Desk.open(settings.places)
    desk.take_in(NOW)
    found = [desk.open_one(header.id, "anna", NOW).submission for header in desk.list()]
    desk.close()
    return found


def publish(settings: Settings, text: str = OPINION) -> None:
    """Publish the small form as it is now written, as a build does."""
    folder = settings.content / "forms"
    folder.mkdir(exist_ok=True)
    (folder / "opinion-here.yml").write_text(text, encoding="utf-8")
    forms, findings = load_forms(Folder(settings.content, PROJECT))
    assert findings == []
    content = with_version(read_published(settings.places.published).content, forms)
    write_published(settings.places.published, content, forms)


def twin_of(citizen: Citizen, settings: Settings, path: str = "") -> Citizen:
    """Return another browser that has the same draft, put at ``path`` where that is given."""
    twin = citizen_of(settings)
    folder = citizen.path.removesuffix(f"{citizen.question}/")
    cookie = citizen.client.get_cookie(COOKIE, path=folder)
    assert cookie is not None
    twin.client.set_cookie(COOKIE, cookie.value, path=path or folder)
    return twin


def title_of(citizen: Citizen) -> str:
    return text_of(next(citizen.page.iter("title")))


def back_of(citizen: Citizen) -> str | None:
    paragraph = next(p for p in citizen.page.iter("p") if p.get("class") == "back")
    return next(paragraph.iter("a")).get("href")


@pytest.mark.parametrize(
    ("prefix", "title", "sent"),
    [("", "Tyck till", "Tack för att du skrev"), ("/en", "Tell us", "Thank you for writing")],
)
def test_a_form_of_its_own_is_answered_and_received(
    settings: Settings, prefix: str, title: str, sent: str
) -> None:
    citizen = citizen_of(settings).get(f"{prefix}{AT}")
    assert citizen.path.startswith(f"{prefix}{AT}")
    assert citizen.question == "provider"
    assert f" – {title} – " in title_of(citizen)
    assert back_of(citizen) == f"{prefix}/kontakt/"
    assert not [nav for nav in citizen.page.iter("nav") if "trail" in nav.get("class", "")], "as the choice"
    citizen.answer("_unknown").answer("Allt är bra.").send()
    assert citizen.heading == sent
    assert "beslut" not in citizen.words
    (one,) = received(settings)
    assert (one.form, one.form_version, one.outcome) == ("opinion-here", 1, None)
    assert one.answers == {"provider": "_unknown", "view": "Allt är bra."}


def test_a_form_that_is_not_there_is_answered_with_the_sites_own_page(settings: Settings) -> None:
    citizen = citizen_of(settings)
    not_here = citizen.get("/finns-inte/").heading
    draft = "A" * 22
    for path in (
        "/formular/",
        "/formular/finns-inte/",
        "/formular/valj/",
        f"/formular/finns-inte/{draft}/a/",
    ):
        assert citizen.get(path).response.status_code == 404, path
        assert citizen.heading == not_here
    assert citizen.get(f"/en/formular/finns-inte/{draft}/").page.get("lang") == "en"


def test_a_form_is_there_after_the_next_build_and_no_restart(settings: Settings) -> None:
    citizen = citizen_of(settings)
    assert citizen.get("/formular/nytt/").response.status_code == 404
    publish(settings, OPINION.replace("address: tyck-till", "address: nytt"))
    assert citizen.get("/formular/nytt/").question == "provider"
    assert citizen.get(AT).response.status_code == 404


def test_the_version_stored_is_that_of_sending(settings: Settings) -> None:
    citizen = to_check(citizen_of(settings))
    before = read_published(settings.places.published).content.version
    publish(settings, OPINION.replace("version: 1", "version: 2").replace("Synpunkt", "Åsikt"))
    citizen.get(citizen.path)
    assert "Åsikt" in citizen.words
    citizen.send()
    (one,) = received(settings)
    assert (one.form_version, one.asked[1].question) == (2, "Åsikt")
    assert one.content_version != before


def test_a_question_that_was_added_meanwhile_is_put_before_sending(settings: Settings) -> None:
    citizen = to_check(citizen_of(settings))
    more = "  - {id: name, type: name, question: {sv: Vad heter du?, en: What is your name?}}\n"
    publish(settings, OPINION.replace("receipt:", f"{more}receipt:").replace("version: 1", "version: 2"))
    assert citizen.send().question == "name"
    assert "Allt är bra." in citizen.answer("Åsa Öberg").words
    citizen.send()
    assert received(settings)[0].answers["view"] == "Allt är bra."


def test_back_and_refresh_lose_nothing(settings: Settings) -> None:
    citizen = to_check(citizen_of(settings), "Rad ett\nRad två")
    citizen.get(back_of(citizen) or "")
    assert citizen.question == "view"
    assert "Rad ett\nRad två" in "".join(area.text or "" for area in citizen.page.iter("textarea"))
    citizen.get(back_of(citizen) or "")
    assert [e.get("value") for e in citizen.page.iter("input") if e.get("checked") is not None] == [
        "_unknown"
    ]
    for _ in range(2):
        assert citizen.get(citizen.path).question == "provider"
    sent = citizen.answer("_unknown").send().words
    assert citizen.get(citizen.path).words == sent
    back = citizen.get(citizen.path.replace("kvitto", "view"))
    assert back.question == "kvitto", "Back after the receipt"
    assert len(received(settings)) == 1


def test_a_double_click_sends_once(settings: Settings) -> None:
    citizen = to_check(citizen_of(settings))
    twin = twin_of(citizen, settings).get(citizen.path)
    assert citizen.send().words == twin.send().words
    assert len(received(settings)) == 1


def test_two_forms_in_two_tabs_do_not_disturb_each_other(settings: Settings) -> None:
    citizen = go(citizen_of(settings), until="name")
    choosing = citizen.path
    to_check(citizen)
    opinion = citizen.path
    citizen.get(choosing).answer("Åsa Öberg")
    citizen.get(opinion).send()
    assert citizen.heading == "Tack för att du skrev"
    path = choosing.replace("name", "phone")
    go(citizen.get(path), until="kontrollera", kind="call-me").send()
    assert {one.form for one in received(settings)} == {"opinion-here", "choice"}


def test_a_draft_lies_at_its_own_address_and_is_no_draft_of_another_form(settings: Settings) -> None:
    citizen = to_check(citizen_of(settings))
    (cookie,) = citizen.client._cookies.values()
    draft = citizen.path.removeprefix(AT).split("/")[0]
    assert (cookie.path, cookie.http_only, cookie.same_site) == (f"{AT}{draft}/", True, "Lax")
    assert twin_of(citizen, settings).get(citizen.path).question == "kontrollera"
    elsewhere = twin_of(citizen, settings, f"/valj/{draft}/").get(f"/valj/{draft}/kontrollera/")
    assert "finns inte kvar" in elsewhere.heading


def test_an_old_token_and_a_mistake_show_the_page_again_with_the_answer(settings: Settings) -> None:
    citizen = citizen_of(settings).get(AT).answer("_unknown")
    for typed, token in (("Kort", "old"), ("x" * 201, citizen.token)):
        citizen.post(citizen.path, {"view": typed, "csrf_token": token})
        assert (citizen.response.status_code, citizen.question) == (400, "view")
        assert title_of(citizen).startswith("Fel: ")
        assert typed in "".join(area.text or "" for area in citizen.page.iter("textarea"))
    citizen.answer("Kort")
    citizen.post(citizen.path, {"csrf_token": "old"})
    assert "Tryck på Skicka en gång till" in citizen.words
    assert citizen.send().question == "kvitto"


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_who_blocks_cookies_is_told_so_and_has_other_ways(settings: Settings, prefix: str) -> None:
    citizen = citizen_of(settings)
    for form, paper in ((AT, "tyck-till"), ("/valj/", "valj")):
        citizen.client = citizen.app.test_client(use_cookies=False)
        citizen.get(f"{prefix}{form}")
        assert citizen.response.status_code == 400
        assert citizen.heading == (
            "Your browser blocks cookies" if prefix else "Din webbläsare stoppar kakor"
        )
        assert ways(citizen, settings) == {f"{prefix}{form}", f"{prefix}/blanketter/{paper}.pdf"}
    assert (settings.places.site / f"{prefix}/blanketter/valj.pdf".removeprefix("/")).is_file()


def ways(citizen: Citizen, settings: Settings) -> set[str]:
    """Return what a page that could go no further leads to; the phone too, where there is one."""
    main = next(citizen.page.iter("main"))
    found = {a.get("href", "") for a in main.iter("a")}
    phone = {href for href in found if href.startswith("tel:")}
    assert bool(phone) == bool(read_published(settings.places.published).content.municipality.help.phone)
    return found - phone


def test_lost_answers_lead_to_the_same_form_and_to_other_ways(settings: Settings) -> None:
    citizen = citizen_of(settings).get(AT)
    path = citizen.path
    citizen.client = citizen.app.test_client()
    citizen.get(path)
    assert "finns inte kvar" in citizen.heading
    assert ways(citizen, settings) == {AT, "/blanketter/tyck-till.pdf"}


def test_what_could_not_be_sent_is_kept_and_can_go_another_way(settings: Settings) -> None:
    citizen = to_check(citizen_of(settings))
    check = citizen.path
    inbox = settings.places.inbox / "inbox.sqlite"
    inbox.rename(inbox.with_suffix(".moved"))
    citizen.send()
    assert (citizen.response.status_code, citizen.heading) == (503, "Dina svar är inte skickade")
    assert ways(citizen, settings) == {check, "/blanketter/tyck-till.pdf"}
    inbox.with_suffix(".moved").rename(inbox)
    assert citizen.get(check).send().question == "kvitto"


def test_answers_are_erased_in_every_language(settings: Settings) -> None:
    citizen = to_check(citizen_of(settings))
    path = citizen.path
    other = next(a.get("href", "") for a in citizen.page.iter("a") if a.get("hreflang") == "en")
    assert "Allt är bra." in citizen.get(other).words
    english = citizen.path
    erase = next(form for form in citizen.page.iter("form") if form.get("class") == "erase").get("action", "")
    citizen.post(erase, {"csrf_token": citizen.token})
    assert citizen.path == f"/en{AT}raderat/"
    for left in (path, english):
        assert citizen.get(left).response.status_code == 400


def test_the_provider_that_one_comes_from_is_filled_in_where_the_form_first_asks(settings: Settings) -> None:
    one = next(iter(read_published(settings.places.published).content.providers))
    for given, checked in ((one, [one]), ("finns-inte", [])):
        citizen = citizen_of(settings).get(f"{AT}?u={given}")
        found = [e.get("value") for e in citizen.page.iter("input") if e.get("checked") is not None]
        assert found == checked
    citizen = go(citizen_of(settings).get(f"/valj/?u={one}"), until="today", kind="switch")
    assert not [e for e in citizen.page.iter("input") if e.get("checked") is not None], "not who helps today"


def test_nothing_of_who_sent_it_is_kept_but_what_was_written(settings: Settings) -> None:
    citizen = to_check(citizen_of(settings))
    who = {"User-Agent": "Mosaic/0.9", "X-Forwarded-For": "198.51.100.7", "Referer": "/hemligt/"}
    token = {"csrf_token": citizen.token}
    citizen.post(citizen.path, token, headers=who, environ_overrides={"REMOTE_ADDR": "203.0.113.9"})
    assert citizen.question == "kvitto"
    (one,) = received(settings)
    kept = one.model_dump_json()
    assert not [told for told in ("Mosaic", "198.51.100", "203.0.113", "hemligt") if told in kept]
    assert one.answers == {"provider": "_unknown", "view": "Allt är bra."}
