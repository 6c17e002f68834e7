"""A press on an old page of an exit: it moves nothing that another has seen to, and is not told as done."""

import shutil

import pytest

from hemval.settings import PROJECT, Places
from tests.officers.browser import PASSWORD, Browser
from tests.officers.exit_pages import HERE, SAME_SITE, press_yes
from tests.officers.exits import EXITS, helper, sent, take_in

EXIT = EXITS["lindvik"]
TIE = "Ja, koppla ihop dem"


@pytest.fixture
def places(places: Places) -> Places:
    shutil.copy(PROJECT / "exits.yml", places.content)
    return places


@pytest.fixture
def bo(app, desk, clock) -> Browser:
    desk.accounts.add("bo", PASSWORD, "test", clock.now)
    browser = app.test_client()
    browser.sign_in("bo")
    return browser


@pytest.fixture
def cases(desk, content, clock):
    return take_in(desk, content, EXIT, clock.now)


def at(case) -> str:
    return f"{HERE}b/{case.id}/"


def post(browser, where, **data):
    names = ("csrf_token", "seen")
    shown = {one.get("name"): one.get("value") for one in browser.page.all("input")}
    fields = {name: shown[name] for name in names} | data
    return browser.post(where, data=fields, headers=SAME_SITE, follow_redirects=True)


def test_appointing_another_from_an_old_page_is_not_told_as_done(anna, cases, desk):
    anna.get(at(cases[0]))
    old = anna.last
    able = [one.get("value") for one in anna.page.all("input") if one.get("name") == "provider"]
    for provider, status in ((able[0], 200), (able[1], 409), (able[0], 200)):
        anna.last = old
        anna.press("Utse", provider=provider)
        press_yes(anna)
        assert anna.last.status_code == status, "only the same press once more is told as done"
    (settled,) = desk.exits.read(EXIT)[0].settled
    assert settled.provider == able[0]


def test_tying_another_choice_from_an_old_page_is_not_told_as_done(anna, cases, send, content, desk):
    rows = [sent(n, cases[2], helper(content, cases[2]), code=False, person=n - 1) for n in (1, 2)]
    send(*rows)
    anna.get(f"{HERE}val/")
    pages = []
    for row in rows:
        anna.get(f"{HERE}val/{row.id}/")
        anna.press("Fortsätt", sokt=cases[2].reference)
        pages.append(anna.last)
    for page, status in ((pages[0], 200), (pages[1], 409), (pages[0], 200)):
        anna.last = page
        anna.press(TIE)
        assert anna.last.status_code == status
    assert [one.submission for one in desk.exits.read(EXIT)[2].choices] == [rows[0].id]


def test_a_choice_that_a_colleague_has_tied_is_not_moved_from_an_old_page(
    anna, bo, cases, send, content, desk
):
    row = sent(1, cases[1], helper(content, cases[1]), code=False)
    send(row)
    anna.get(f"{HERE}val/")
    for browser, case in ((anna, cases[1]), (bo, cases[2])):
        browser.get(f"{HERE}val/{row.id}/")
        browser.press("Fortsätt", sokt=case.reference)
    anna.press(TIE)
    bo.press(TIE)
    assert bo.last.status_code == 409
    assert [len(one.choices) for one in desk.exits.read(EXIT)] == [0, 1, 0, 0]


@pytest.mark.parametrize("act", ["lossa", "knyt"])
def test_a_choice_is_neither_untied_nor_moved_from_anothers_page(anna, cases, send, content, desk, act):
    row = sent(1, cases[1], helper(content, cases[1]))
    send(row)
    anna.get(at(cases[1]))
    anna.get(at(cases[0]))
    post(anna, f"{at(cases[0])}{act}/", choice=row.id)
    assert anna.last.status_code == 409
    assert [len(one.choices) for one in desk.exits.read(EXIT)] == [0, 1, 0, 0]


def test_a_choice_that_nobody_has_is_not_tied_from_a_persons_page(kim, cases, send, content, desk):
    row = sent(1, cases[0], helper(content, cases[0]), code=False)
    send(row)
    kim.get(HERE)
    kim.get(at(cases[0]))
    post(kim, f"{at(cases[0])}knyt/", choice=row.id)
    assert kim.last.status_code == 409
    assert desk.exits.read(EXIT)[0].choices == ()
