"""What pages of an exit tell of a choice: what it says to who reads cases, to others that it came."""

import shutil

import pytest

from hemval.forms.sent.reference import grouped
from hemval.settings import PROJECT, Places
from tests.officers.browser import NAME
from tests.officers.exit_pages import HERE
from tests.officers.exits import EXITS, helper, sent, take_in
from tests.officers.page import told

EXIT = EXITS["lindvik"]


@pytest.fixture
def places(places: Places) -> Places:
    shutil.copy(PROJECT / "exits.yml", places.content)
    return places


@pytest.fixture
def cases(desk, content, clock):
    return take_in(desk, content, EXIT, clock.now)


def at(case) -> str:
    return f"{HERE}b/{case.id}/"


def cards(browser) -> str:
    cards = [one for one in browser.page.all("div") if "exit-choice" in (one.get("class") or "")]
    return " ".join(told(card) for card in cards)


def elsewhere(row):
    """Make a choice say that its person has a provider that stays."""
    object.__setattr__(row, "answers", {**row.answers, "today": "bjorkens-hemtjanst"})
    return row


def test_a_coordinator_sees_of_a_choice_that_it_came_and_whether_it_counts(kim, cases, send, content):
    send(sent(1, cases[0], helper(content, cases[0])))
    kim.get(at(cases[0]))
    assert "Det här valet räknas" in cards(kim)
    assert "Vill ha" not in cards(kim)
    assert "Webben" not in cards(kim)
    assert content.providers[helper(content, cases[0])].name not in cards(kim)
    assert not kim.page.all("ol"), "the steps say what the person wished for"


def test_an_officer_sees_what_a_choice_says_and_the_log_of_its_case_has_it(anna, cases, send, content, log):
    row = sent(1, cases[0], helper(content, cases[0]))
    send(row)
    anna.get(at(cases[0]))
    assert content.providers[helper(content, cases[0])].name in cards(anna)
    assert anna.page.all("ol")
    assert [one.who for one in log("exit_seen") if row.id in one.rows] == [NAME]


def test_whose_choice_is_told_when_another_is_to_be_tied_is_logged_too(anna, cases, send, content, log):
    row = sent(1, cases[0], helper(content, cases[0]))
    loose = sent(2, cases[1], helper(content, cases[1]), code=False, person=1)
    send(row, loose)
    anna.get(HERE)
    anna.get(f"{HERE}val/{loose.id}/")
    anna.press("Fortsätt", sokt=cases[0].reference)
    assert row.id in log("exit_seen")[-1].rows


def test_a_coordinator_does_not_see_that_somebody_is_protected(kim, cases, send, content, desk, clock):
    row = sent(1, cases[0], helper(content, cases[0]), code=False)
    send(row)
    kim.get(f"{HERE}val/")
    desk.protect(row.id, 1, NAME, clock.now, on=True)
    for address in (f"{HERE}val/", f"{HERE}val/{row.id}/"):
        kim.get(address)
        assert "Skyddade personuppgifter" not in kim.page.words("main"), address
        assert "Du ser inga ärenden" in kim.page.words("main"), address


@pytest.mark.parametrize("is_elsewhere", [True, False])
def test_a_coordinator_finds_only_choices_of_whom_the_exit_touches(
    kim, cases, send, content, log, is_elsewhere
):
    row = sent(1, cases[0], helper(content, cases[0]), code=False)
    send(elsewhere(row) if is_elsewhere else row)
    kim.get(f"{HERE}val/")
    assert (grouped(row.reference) in kim.page.words("main")) is not is_elsewhere, (
        "what an officer is asked by"
    )
    assert (row.id in "".join(one.rows for one in log("exit_seen"))) is not is_elsewhere
    kim.press("Hitta", sokt=grouped(row.reference))
    assert kim.last.status_code == (400 if is_elsewhere else 200)
    assert kim.get(f"{HERE}val/{row.id}/").status_code == (404 if is_elsewhere else 200)


def test_where_choice_and_list_differ_an_officer_is_told_and_a_coordinator_is_not(
    anna, cases, send, content, desk, clock
):
    areas = content.municipality.areas
    other = next(area for area in areas if area != cases[0].affected.area)
    row = sent(1, cases[0], helper(content, cases[0]), code=False)
    today = helper(content, cases[0])
    object.__setattr__(row, "answers", {**row.answers, "area": other, "today": today})
    send(row)
    names = (content.providers[one].name for one in (today, cases[0].affected.provider))
    says = (
        f"I valet står {areas[other].in_('sv')}, i listan {areas[cases[0].affected.area].in_('sv')}.",
        "I valet står {}, i listan {}.".format(*names),
    )
    anna.get(HERE)
    anna.get(f"{HERE}val/{row.id}/")
    anna.press("Fortsätt", sokt=cases[0].reference)
    assert {one in anna.page.words("main") for one in says} == {True}
    anna.press("Ja, koppla ihop dem")
    assert {one in anna.page.words("main") for one in says} == {True}
    desk.accounts.set_roles(NAME, ["coordinator"], "test", clock.now)
    anna.get(at(cases[0]))
    assert anna.last.status_code == 200
    assert "Inte samma" not in anna.page.words("main")


def test_an_officer_finds_any_choice_by_its_reference(anna, cases, send, content):
    row = elsewhere(sent(1, cases[0], helper(content, cases[0]), code=False))
    send(row)
    anna.get(f"{HERE}val/")
    anna.press("Hitta", sokt=grouped(row.reference))
    assert anna.is_at(f"{HERE}val/{row.id}/")


def test_a_coordinator_ties_nothing_else_by_a_page_of_her_own_making(kim, cases, send, content, desk):
    row = elsewhere(sent(1, cases[0], helper(content, cases[0]), code=False))
    send(row)
    kim.get(HERE)
    kim.get(at(cases[0]))
    fields = {one.get("name"): one.get("value") for one in kim.page.all("input")}
    data = {"csrf_token": fields["csrf_token"], "seen": fields["seen"], "affected": cases[0].id}
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert kim.post(f"{HERE}val/{row.id}/", data=data, headers=headers).status_code == 404
    assert desk.exits.read(EXIT)[0].choices == ()
