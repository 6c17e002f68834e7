"""Help that is chosen apart: a paper becomes several cases, and each leads to the others."""

import json
from datetime import date, datetime

import pytest

from hemval.content.folder import Folder
from hemval.forms.reading.loading import load_forms
from hemval.pages.published import write_published
from hemval.settings import PROJECT
from hemval.words.dates import SWEDEN
from tests.forms.samples import apart
from tests.officers.page import told
from tests.officers.samples import COMPLETE, choice

FORM = "/arenden/ny/choice/"
CLEANING, CARE = "Städning – Björkens hemtjänst", "Personlig omvårdnad – Kommunens hemtjänst"
BOTH = COMPLETE | {
    "services": ["cleaning", "personal-care"],
    "provider-2": "kommunens-hemtjanst",
    "second-2": "_none",
}


@pytest.fixture(autouse=True)
def published(places):
    content = apart(date(2026, 12, 1))
    write_published(places.published, content, load_forms(Folder(PROJECT, PROJECT))[0])


@pytest.fixture
def key_in(anna):
    def press(fields, **more):
        anna.get(FORM)
        for box in ({}, {"_anyway": "1"}):
            _, page = anna.page.form("Registrera")
            hidden = {name: page[name] for name in ("csrf_token", "_draft", "_told")}
            if anna.post(FORM, data=hidden | fields | more | box).status_code == 303:
                return anna.get(anna.last.location)
        raise AssertionError(anna.page.words("main"))

    return press


def stored(desk):
    rows = [header.id for header in desk.list()]
    return [one.submission for one in desk.open_all(rows, "t", "list", datetime.now(SWEDEN)).opened]


def test_the_receipt_shows_every_row(anna, key_in, desk):
    key_in(BOTH)
    ids = {one.id for one in stored(desk)}
    assert len(ids) == 2
    assert "Det blev 2 ärenden" in anna.page.words("main")
    links = anna.page.links()
    assert {links[CLEANING], links[CARE]} == {f"/arenden/{one}/" for one in ids}


def test_the_list_names_the_help_and_a_case_leads_to_the_others(anna, key_in, desk, send, log):
    send(choice(1), choice(2))
    key_in(BOTH)
    anna.get("/arenden/")
    heads = [told(head) for head in anna.page.all("thead")[0].iter("th")]
    cells = [[told(cell) for cell in row.iter("td")] for row in anna.page.all("tbody")[0].iter("tr")]
    help_told = [row[heads.index("Hjälp") - 1] for row in cells]
    assert sorted(help_told) == ["", "", "Personlig omvårdnad", "Städning"]
    for one in stored(desk)[2:]:
        anna.get(f"/arenden/{one.id}/")
        words = anna.page.words("main")
        assert "De här har samma referens:" in words
        (other,) = [row for row in stored(desk)[2:] if row.id != one.id]
        assert f"/arenden/{other.id}/" in anna.page.links().values()
        assert json.loads(log("find")[-1].rows) == [one.id, other.id]
    anna.get(f"/arenden/{choice(1).id}/")
    assert "samma referens" not in anna.page.words("main")


def test_a_paper_without_the_help_says_so_and_no_rule_judges_it(anna, key_in, desk):
    """Which of the two providers was wished for which help nobody knows before the person is asked."""
    key_in({name: said for name, said in BOTH.items() if name != "services"})
    (one,) = stored(desk)
    assert one.review[:2] == ("help-missing", "incomplete")
    assert one.outcome is None
    anna.follow("Till ärendet")
    words = anna.page.words("main")
    assert "Vilken hjälp det gäller saknas" in words
    told_of = {asked.question: asked.answer for asked in one.asked}
    assert told_of["Utförare, personlig omvårdnad"] == "Kommunens hemtjänst"
    anna.press("Markera som övertagen")
    anna.get(f"/arenden/{one.id}/")
    assert "Reglerna avgör inte det här valet" in anna.page.words("main")
    assert "är inte sparat" not in anna.page.words("main")
