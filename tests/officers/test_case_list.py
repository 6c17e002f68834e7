"""The list."""

import json

import pytest
from pydantic import ValidationError

from hemval.content.folder import Folder
from hemval.forms.definition import FormDefinition
from hemval.forms.reading.loading import load_forms
from hemval.forms.sent.reference import grouped
from hemval.pages.published import write_published
from hemval.queue.inbox import inbox_path
from hemval.settings import PROJECT
from tests.forms.samples import asking, shipped_forms
from tests.officers.page import told
from tests.officers.samples import NUMBER, choice

OPTIONS = [{"id": "view", "label": "En synpunkt"}, {"id": "tip", "label": "Ett tips"}]


def rows(browser) -> list[list[str]]:
    """Return the lines' words without how long each has waited."""
    (body,) = browser.page.all("tbody")
    return [[told(cell) for place, cell in enumerate(row) if place != 2] for row in body.iter("tr")]


def test_an_empty_list_says_so_and_logs_nothing(anna, log):
    assert anna.page.words("h1") == "Val: Nya (0)"
    assert "Inget nytt just nu." in anna.last.text
    assert log("list") == []
    anna.get("/arenden/?visa=overtagna")
    assert "Här finns inget." in anna.last.text


def test_what_has_come_is_taken_in_and_shown_oldest_first(anna, send):
    others = choice(1, "Bo Ek", "070-174 06 06", answers={"name": "Bo Ek", "kind": "switch"})
    send(others, choice(0, answers={"kind": "switch"}, review=("quick",)))
    anna.get("/arenden/")
    assert anna.page.words("h1") == "Val: Nya (2)"
    assert anna.page.words("title").startswith("Val: Nya (2)")
    at = "2026-12-02 09:05"
    assert rows(anna) == [
        [grouped(choice(0).reference), at, "Åsa Öst", "Byte", "Solgården", "Skickades ovanligt fort", "Ny"],
        [grouped(choice(1).reference), at, "Bo Ek", "Byte", "Solgården", "", "Ny"],
    ]


def test_the_cards_say_the_same_as_the_table(anna, send):
    send(choice(0, review=("trap",)))
    anna.get("/arenden/")
    (card,) = [item for item in anna.page.all("li") if item.get("class") == "card"]
    assert all(cell in told(card) for cell in rows(anna)[0])


def test_the_list_shows_no_identity_number_and_no_telephone(anna, send):
    send(choice(0))
    anna.get("/arenden/")
    assert NUMBER not in anna.last.text
    assert "070-174" not in anna.last.text


def test_seeing_the_list_is_logged_with_the_rows_of_this_page_alone(anna, send, log):
    send(*[choice(n) for n in range(30)])
    anna.get("/arenden/?sida=2")
    (entry,) = log("list")
    assert entry.who == "anna"
    assert json.loads(entry.rows) == [choice(n).id for n in range(25, 30)]


def test_long_lists_come_in_pages_of_25(anna, send):
    send(*[choice(n) for n in range(51)])
    anna.get("/arenden/")
    assert "Visar 1–25 av 51" in anna.last.text
    assert len(rows(anna)) == 25
    assert "Tidigare" not in anna.page.links()
    anna.follow("Senare")
    anna.follow("Senare")
    assert "Visar 51–51 av 51" in anna.last.text
    assert [row[0] for row in rows(anna)] == [grouped(choice(50).reference)]
    assert "Senare" not in anna.page.links()
    anna.follow("Tidigare")
    assert "Visar 26–50 av 51" in anna.last.text


@pytest.mark.parametrize(
    "query", ["sida=0", "sida=-1", "sida=x", "sida=٣", "sida=999999999999", "visa=x", "sida="]
)
def test_a_query_that_means_nothing_is_no_error(anna, send, query):
    send(choice())
    assert anna.get(f"/arenden/?{query}").status_code == 200
    assert "Visar 1–1 av 1" in anna.last.text


def test_tabs_tell_how_many_there_are_and_which_is_open(anna, send, desk, clock):
    send(choice(0), choice(1))
    desk.take_in(clock.now)
    desk.take_over(choice(0).id, 1, "bo", clock.now)
    anna.get("/arenden/")
    assert anna.page.links()["Nya (1)"] == "/arenden/?visa=nya&blankett=choice"
    anna.follow("Övertagna (1)")
    assert anna.page.words("h1") == "Val: Övertagna (1)"
    current = [told(link) for link in anna.page.all("a") if link.get("aria-current")]
    assert current == ["Ärenden", "Val (1)", "Övertagna (1)"]
    assert rows(anna)[0][-1] == "Övertagen av bo Raderas här 2027-01-01"


@pytest.mark.parametrize(
    ("to", "tab"),
    [
        ("awaiting", "Väntar på svar"),
        ("queued", "I kö"),
        ("withdrawn", "Återtagna"),
        ("closed", "Avslutade"),
    ],
)
def test_each_state_has_a_tab_while_it_holds_something(anna, send, desk, clock, to, tab):
    send(choice(0), choice(1))
    anna.get("/arenden/")
    assert not any(link.startswith(tab) for link in anna.page.links())
    desk.step(choice(0).id, 1, to, "bo", clock.now, "solgarden")
    anna.get("/arenden/")
    anna.follow(f"{tab} (1)")
    assert anna.page.words("h1") == f"Val: {tab} (1)"
    assert rows(anna)[0][0] == grouped(choice(0).reference)
    assert "(bo)" in rows(anna)[0][-1] or "av bo" in rows(anna)[0][-1]


def test_a_protected_case_is_counted_and_nothing_of_it_is_told(anna, send, desk, clock, log):
    send(choice(0), choice(1))
    desk.take_in(clock.now)
    desk.protect(choice(0).id, 1, "bo", clock.now, on=True)
    anna.get("/arenden/")
    assert [row[0] for row in rows(anna)] == [grouped(choice(1).reference)]
    looks = len(log("list"))
    anna.follow("Skyddade (1)")
    (row,) = rows(anna)
    assert row[0] == f"Ärende {choice(0).id[:4]}"
    assert "Skyddade personuppgifter" in row
    for secret in (grouped(choice(0).reference), *choice(0).answers.values()):
        assert str(secret) not in anna.last.text
    assert len(log("list")) == looks, "nothing was opened"


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "=cmd|'/C calc'!A0", '"><img src=x onerror=y>', "{{ 7*7 }}"]
)
def test_a_hostile_name_is_text(anna, send, name):
    send(choice(0, name))
    anna.get("/arenden/")
    assert rows(anna)[0][2] == name
    anna.get(f"/arenden/{choice(0).id}/")
    assert name in told(anna.page.one("main"))
    assert name not in anna.page.words("title")


def test_a_damaged_row_stops_nothing(anna, send, desk, clock):
    send(choice(0), choice(1), choice(2))
    desk.take_in(clock.now)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("UPDATE submission SET sealed = x'00' WHERE id = ?", (choice(1).id,))
    anna.get("/arenden/")
    assert [row[0] for row in rows(anna)][::2] == [grouped(choice(n).reference) for n in (0, 2)]
    damaged = rows(anna)[1]
    assert "Skadat, går inte att öppna" in damaged
    anna.follow(damaged[0])
    assert anna.last.status_code == 200
    assert choice(1).id in anna.last.text
    assert "Anmäl det genast" in anna.last.text


def test_an_inbox_out_of_reach_does_not_hide_the_queue(anna, send, desk, clock, places):
    send(choice(0))
    anna.get("/arenden/")
    inbox_path(places).rename(places.inbox / "moved")
    for name in ("-wal", "-shm"):
        inbox_path(places).with_name(inbox_path(places).name + name).unlink(missing_ok=True)
    (places.inbox / "inbox.sqlite").mkdir()
    anna.get("/arenden/")
    assert anna.last.status_code == 200
    assert len(rows(anna)) == 1


def test_a_wish_is_told_in_short_words_or_in_the_forms_own(anna, send):
    kinds = ["first", "switch", "no-choice", "call-me", "something new", 7]
    send(*[choice(n, answers={"kind": kind}) for n, kind in enumerate(kinds)])
    anna.get("/arenden/")
    own = "Byta till en annan utförare"
    assert [row[3] for row in rows(anna)] == [
        "Första valet",
        "Byte",
        "Väljer inte",
        "Vill bli uppringd",
        own,
        own,
    ]


OPINION = {
    "form": "opinion",
    "answers": {"view": "x"},
    "asked": ({"id": "view", "question": "Synpunkt", "answer": "x" * 90},),
}


SHIPPED = {
    "opinion": (
        {
            "kind": "praise",
            "provider": "_none",
            "view": "Tack! " + "De kommer i tid. " * 5,
            "contact": "phone",
        },
        ["Vad det gäller", "Utförare", "Synpunkten", "Svar"],
        ["Beröm", "", "Tack! " + "De kommer i tid. " * 4 + "De …", "Ring"],
    ),
    "accessibility": (
        {"kind": "fault", "place": "", "what": "Knappen syns inte.", "contact": "anonymous"},
        ["Vad det gäller", "Sida", "Beskrivning", "Svar"],
        ["Fungerar inte", "", "Knappen syns inte.", "Anonym"],
    ),
    "withdraw": (
        {"name": "Bo Ek", "kind": "withdraw", "contact": "letter"},
        ["Namn", "Vad du vill", "Kontakt"],
        ["Bo Ek", "Ta tillbaka", "Brev"],
    ),
    "provider": (
        {"provider": "bjorkens-hemtjanst", "name": "Bo Ek"},
        ["Utförare", "Intygas av"],
        ["Björkens hemtjänst", "Bo Ek"],
    ),
}
"""The other forms: answers, what stands above them in the list, and what stands there."""


@pytest.mark.parametrize("form", SHIPPED)
def test_the_other_forms_have_columns_of_their_own_and_a_case_leads_back_to_its_list(anna, send, form):
    answers, headings, cells = SHIPPED[form]
    at = asking(**answers)
    asked = [
        {"id": page.id, "question": page.label("sv"), "answer": page.told(answers[page.id], at)}
        for page in shipped_forms()[form].pages
        if page.id in answers
    ]
    one = choice(1, form=form, answers=answers, asked=tuple(asked))
    send(one)
    anna.get(f"/arenden/?blankett={form}")
    heads = [told(head) for head in anna.page.all("thead")[0].iter("th")]
    assert heads == ["Referens", "Kom in", "Väntat", *headings, "Titta extra på", "Läge"]
    assert rows(anna)[0][2:-2] == cells
    anna.follow(grouped(one.reference))
    anna.follow("Till listan")
    assert anna.page.words("h1").endswith(": Nya (1)")
    assert not anna.page.words("h1").startswith("Val")


@pytest.fixture
def two_forms(places, content):
    """Publish a form of the municipality's own beside the choice."""
    forms = load_forms(Folder(PROJECT, PROJECT))[0]
    pages = [
        {
            "id": "about",
            "type": "choice-of-one",
            "question": "Vad gäller det?",
            "short": "Gäller",
            "options": OPTIONS,
        },
        {"id": "view", "type": "text", "at_most": 150, "question": "Vad vill du säga?", "short": "Synpunkt"},
    ]
    said = {
        "address": "synpunkter-x",
        "title": "Säg vad du tycker",
        "called": "Synpunkter",
        "line": ["about", "view"],
    }
    own = {"id": "opinion", "version": 1, "sent": "Mottaget", "pages": pages, **said}
    write_published(
        places.published, content, {"choice": forms["choice"], "opinion": FormDefinition.model_validate(own)}
    )


def test_each_form_has_a_list_with_its_own_columns_and_choices_come_first(anna, send, two_forms, log):
    send(choice(0), choice(1, **OPINION), choice(2, **OPINION), choice(3, form="gone"))
    anna.get("/arenden/")
    assert anna.page.words("h1") == "Val: Nya (1)"
    links = anna.page.links()
    assert {"Val (1)", "Synpunkter (2)", "gone (1)"} <= set(links)
    assert json.loads(log("list")[-1].rows) == [choice(0).id], "who looks at choices has not seen the rest"
    anna.follow("Synpunkter (2)")
    assert anna.page.words("h1") == "Synpunkter: Nya (2)"
    heads = [told(head) for head in anna.page.all("thead")[0].iter("th")]
    expected = ["Referens", "Kom in", "Väntat", "Synpunkt", "Titta extra på", "Läge"]
    assert heads == expected, "nobody was asked the other"
    assert rows(anna)[0][2] == "x" * 80 + " …"
    anna.get("/arenden/?visa=overtagna&blankett=opinion")
    assert anna.page.words("h1") == "Synpunkter: Övertagna (0)"
    anna.follow("gone (1)")
    assert [row[0] for row in rows(anna)] == [grouped(choice(3).reference)]


def test_a_form_has_its_authors_words_on_its_cases_and_in_its_files(anna, send, two_forms):
    opinion = choice(1, **OPINION)
    send(opinion)
    anna.get("/arenden/?blankett=opinion")
    anna.follow(grouped(opinion.reference))
    assert anna.page.words("h1") == f"Synpunkter {grouped(opinion.reference)}"
    assert "Val av" not in anna.last.text
    file = anna.fetch("Hämta som CSV").text
    assert ';"Synpunkter";' in file


@pytest.mark.parametrize("name", ["identity-number", "phone", "email", "protected", "nothing"])
def test_a_line_never_shows_what_identifies_but_the_name(name):
    form = load_forms(Folder(PROJECT, PROJECT))[0]["choice"]
    with pytest.raises(ValidationError):
        FormDefinition.model_validate(form.model_dump(mode="json") | {"line": ["name", name]})
