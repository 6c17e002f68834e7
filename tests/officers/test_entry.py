"""Officers key in what came on paper: nothing is lost, nothing is stored unseen."""

import io
import json
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from werkzeug.datastructures import MultiDict

from hemval.content.folder import Folder
from hemval.forms.reading.loading import load_forms
from hemval.forms.typed.entry import keyed, on_paper
from hemval.handover.told import REASONS
from hemval.officers.entry.page import REASONS as WHY
from hemval.pages.published import write_published
from hemval.queue.desk.sessions import IDLE
from hemval.settings import PROJECT
from hemval.words import words_in
from hemval.words.dates import SWEDEN
from tests.forms.samples import apart, asking, choice_form
from tests.officers.samples import COMPLETE

FORM = "/arenden/ny/choice/"
NOT_TAKEN = {"_channel": "phone", "_day": "2026-12-01", "_language": "en"}


def hidden(anna):
    """Return the fields of the last page that no person fills in."""
    fields = anna.page.form("Registrera")[1]
    return {name: fields[name] for name in ("csrf_token", "_draft", "_told")}


@pytest.fixture
def key_in(anna):
    """Press Register on a page with these fields, and whatever the page itself sends."""
    anna.get(FORM)

    def press(fields, **more):
        return anna.post(FORM, data=hidden(anna) | fields | more, follow_redirects=True)

    return press


def stored(desk):
    opened = desk.open_all([header.id for header in desk.list()], "test", "list", datetime.now(SWEDEN))
    assert not opened.broken
    return [one.submission for one in opened.opened]


def test_a_complete_choice_is_stored_as_the_webs_is(anna, key_in, desk, log, clock):
    key_in(COMPLETE)
    assert anna.page.words("h1") == "Registrerat"
    (one,) = stored(desk)
    assert (one.channel, one.language, one.received_at) == ("paper", "sv", clock.now)
    assert one.review == ()
    assert one.answers["identity-number"] == "193804129819"
    assert one.answers["support"] == ["_none"]
    assert one.answers["start"] == "", "an optional question left empty is answered so"
    assert "today" not in one.answers
    assert one.outcome is not None
    assert {asked.id: asked.answer for asked in one.asked}["provider"] == "Björkens hemtjänst"
    assert [json.loads(entry.rows) for entry in log("register")] == [[one.id]]
    assert log("register")[0].who == "anna"


def test_the_receipt_has_the_reference_and_leads_on(anna, key_in, desk):
    key_in(COMPLETE | NOT_TAKEN)
    (one,) = stored(desk)
    words = anna.page.words("main")
    assert one.reference[:4] in words
    assert "Säg den så här:" in words
    links = anna.page.links()
    assert links["Till ärendet"] == f"/arenden/{one.id}/"
    assert links["Registrera en till"] == f"{FORM}?kanal=phone&sprak=en&dag=2026-12-01"
    anna.follow("Registrera en till")
    assert anna.last.status_code == 200


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        ("2026-12-02", datetime(2026, 12, 2, 10, 30, tzinfo=SWEDEN)),
        ("2026-12-01", datetime(2026, 12, 1, 12, 0, tzinfo=SWEDEN)),
        ("1 december 2026", datetime(2026, 12, 1, 12, 0, tzinfo=SWEDEN)),
        ("2025-12-01", datetime(2025, 12, 1, 12, 0, tzinfo=SWEDEN)),
        ("2026-12-03", None),
        ("2025-11-30", None),
        ("i går", None),
        ("", None),
    ],
)
def test_the_day_it_came(anna, key_in, desk, day, moment):
    answer = key_in(COMPLETE, _day=day, _anyway="1")
    if moment is None:
        assert answer.status_code == 400
        assert "Skriv dagen då det kom" in anna.page.words("main")
        assert stored(desk) == []
    else:
        told = answer.status_code == 400  # what could not be chosen that day is told, then kept
        if told:
            key_in(COMPLETE, _day=day, _anyway="1")
        (one,) = stored(desk)
        assert one.received_at == moment


def test_double_click_and_back_make_one_row(anna, key_in, desk, log):
    page = hidden(anna)
    for _ in range(3):
        assert anna.post(FORM, data=page | COMPLETE).status_code == 303
    assert len(stored(desk)) == 1
    assert len(log("register")) == 1
    for other in ({"_channel": "phone"}, {"_day": "2026-12-01"}, {"name": "Örjan"}, {"_language": "en"}):
        anna.post(FORM, data=page | COMPLETE | other)
    assert len(stored(desk)) == 5, "who goes back and corrects something registers the corrected one"
    assert len({one.reference for one in stored(desk)}) == 1


WRONG = [
    ({"phone": ""}, "missing", "14 Telefon: Skriv ett telefonnummer"),
    ({"support": ""}, "missing", "10 Språk och tolk:"),
    ({"today": "fjordens-omsorg"}, "beside", "18 Utförare i dag: Frågan är besvarad, fast"),
    ({"provider": "solgardens-hemtjanst"}, "refused", "19 Utförare: Solgårdens hemtjänst går inte"),
    ({"second": "bjorkens-hemtjanst"}, "refused", "20 Andrahandsval: Du har redan valt"),
    ({"contact": "letter", "phone": "", "kind": "call-me"}, "refused", "går inte ihop med de andra svaren"),
    ({"granted": "no"}, "stop", "Här slutar formuläret"),
    ({"start-day": "2026-12-03"}, "refused", "22 Önskad start:"),
]


@pytest.mark.parametrize(("change", "kind", "told"), WRONG, ids=[str(change) for change, *_ in WRONG])
def test_what_is_wrong_is_told_then_kept_and_marked(anna, key_in, desk, change, kind, told):
    assert key_in(COMPLETE | change).status_code == 400
    assert told in anna.page.words("main")
    assert stored(desk) == []
    for name, value in (COMPLETE | change).items():
        assert value in anna.last.text, f"{name} is kept"
    assert key_in(COMPLETE | change).status_code == 400, "without the box it is told once more"
    assert key_in(COMPLETE | change, _anyway="1").status_code == 200
    (one,) = stored(desk)
    assert WHY[kind] in one.review
    assert WHY[kind] in REASONS
    told_of = {asked.id: asked.answer for asked in one.asked}
    for name, value in change.items():
        page = name.removesuffix("-day")
        if not value:
            assert told_of.get(page, "Inget svar") == "Inget svar"
            assert page not in one.answers
        elif kind == "beside":
            assert "(frågan gällde inte personen)" in told_of[page]
            assert page not in one.answers, "the rules must not judge by it"
        else:
            assert page in told_of


def test_what_was_answered_beside_the_way_is_in_every_file(anna, key_in, desk):
    """It is no answer that the rules may judge by, but nobody's words are dropped on the way out."""
    fields = COMPLETE | {"today": "fjordens-omsorg", "support": "_none"}
    key_in(fields)
    key_in(fields, _anyway="1")
    (one,) = stored(desk)
    assert "today" not in one.answers
    told = "Fjordens omsorg (frågan gällde inte personen)"
    assert told in anna.fetch("Hämta som CSV").data.decode("utf-8-sig")
    anna.get("/arenden/hamta/1/")
    sheet = load_workbook(io.BytesIO(anna.press("Hämta till Excel (XLSX)").data)).worksheets[0]
    head, row = sheet.iter_rows(values_only=True)
    assert row[head.index("Utförare i dag (today)")] == told
    anna.get("/arenden/hamta/1/")
    (sent,) = json.loads(anna.press("Hämta som JSON").data)["submissions"]
    assert {asked["id"]: asked["answer"] for asked in sent["asked"]}["today"] == told
    assert "today" not in sent["answers"]


UNREADABLE = [
    {"identity-number": "193804129818"},
    {"start-day": "32"},
    {"support": ["_none", "finnish"]},
    {"provider": "finns-inte"},
    {"who": "<script>"},
    {"area": "_unknown", "address-street": "Storgatan 1"},
    {"name": "x" * 101},
    {"phone": "ring efter två"},
]


@pytest.mark.parametrize("change", UNREADABLE, ids=map(str, UNREADABLE))
def test_what_cannot_be_read_is_never_stored(anna, key_in, desk, change):
    for _ in range(3):
        assert key_in(COMPLETE | change, _anyway="1").status_code == 400
    assert stored(desk) == []
    emptied = COMPLETE | dict.fromkeys(change, "")
    if key_in(emptied).status_code == 400:
        key_in(emptied, _anyway="1")
    assert len(stored(desk)) == 1


def test_a_box_ticked_before_something_was_told_keeps_nothing(key_in, desk):
    key_in(COMPLETE | {"phone": ""})
    assert key_in(COMPLETE | {"phone": "", "today": "fjordens-omsorg"}, _anyway="1").status_code == 400
    assert stored(desk) == [], "the second fault has not been told yet"


def test_an_answer_is_kept_while_what_it_turns_on_is_not_known(key_in, desk):
    """A paper without the cross at question 13 still says which provider."""
    fields = COMPLETE | {"kind": ""}
    key_in(fields)
    key_in(fields, _anyway="1")
    (one,) = stored(desk)
    assert one.answers["provider"] == "bjorkens-hemtjanst"
    assert one.review == ("incomplete",)


def test_a_session_that_ran_out_keeps_what_was_keyed(anna, key_in, desk, clock):
    clock.move(seconds=IDLE.total_seconds() + 1)
    key_in(COMPLETE)
    assert "det finns kvar" in anna.page.words("main")
    assert COMPLETE["name"] not in anna.last.text, "sealed: the screen is unwatched"
    assert "193804129819" not in anna.last.text
    anna.press("Logga in", name="anna", password="fel lösenord helt och hållet")
    assert anna.last.status_code == 400
    anna.press("Logga in", name="anna", password="en lång mening som lösenord")
    assert "Allt du skrev står kvar här" in anna.page.words("main")
    assert stored(desk) == []
    for value in COMPLETE.values():
        assert value in anna.last.text
    key_in(COMPLETE)
    assert len(stored(desk)) == 1


def test_a_login_in_another_tab_wears_the_token_out_and_loses_nothing(anna, key_in, desk):
    page = hidden(anna)
    assert anna.post(FORM, data=page | COMPLETE | {"csrf_token": "old"}).status_code == 400
    assert "Tryck på Registrera en gång till" in anna.page.words("main")
    assert COMPLETE["name"] in anna.last.text
    key_in(COMPLETE)
    assert len(stored(desk)) == 1


APART = COMPLETE | {"services": ["cleaning", "personal-care"], "provider-2": "kommunens-hemtjanst"}


def test_another_day_with_other_questions_is_told_and_drops_nothing_in_silence(anna, places, desk, clock):
    """Yesterday's rules have one choice for all: the first kind's provider must not become that unseen."""
    write_published(places.published, apart(clock.now.date()), load_forms(Folder(PROJECT, PROJECT))[0])
    anna.get(FORM)
    asked = anna.page.form("Registrera")[1]["_asked"]
    sent = hidden(anna) | APART | {"_asked": asked, "_day": "2026-12-01"}
    assert anna.post(FORM, data=sent).status_code == 400
    words = anna.page.words("main")
    assert "Frågorna är andra den dagen" in words
    assert "Nu finns ingen fråga för det här svaret: ”kommunens-hemtjanst”" in words
    assert stored(desk) == []
    asked, before = anna.page.form("Registrera")[1]["_asked"], asked
    assert asked != before
    again = hidden(anna) | COMPLETE | {"services": ["cleaning"], "_asked": asked, "_day": "2026-12-01"}
    assert anna.post(FORM, data=again).status_code == 303
    assert [one.answers["provider"] for one in stored(desk)] == ["bjorkens-hemtjanst"]


def test_a_made_up_box_opens_to_nothing(browser):
    browser.get("/arenden/logga-in/")
    _, fields = browser.page.form("Logga in")
    for kept in ("", "x", "å", "gAAAAA=="):
        sent = fields | {"name": "anna", "password": "en lång mening som lösenord", "_kept": kept}
        assert browser.post("/arenden/logga-in/", data=sent).status_code in (303, 400)


def test_the_page_has_papers_questions_in_order(anna):
    anna.get(FORM)
    paper = on_paper(choice_form(), asking(on=datetime(2026, 12, 2, tzinfo=SWEDEN).date()))
    order = [anna.last.text.index(f'id="{page.id}"') for page in paper.pages if len(page.field_names()) == 1]
    assert order == sorted(order)
    words = anna.page.words("main")
    for page in paper.pages:
        assert page.label("sv") in words


def test_the_reasons_are_told_in_words(anna, key_in):
    key_in(COMPLETE | {"phone": ""})
    key_in(COMPLETE | {"phone": ""}, _anyway="1")
    anna.follow("Till ärendet")
    assert "Svar saknas" in anna.page.words("main")


def test_a_form_that_is_not_there(anna):
    assert anna.get("/arenden/ny/finns-inte/").status_code == 404


FIELDS = [name for page in choice_form().pages for name in page.field_names()]
HOSTILE = st.one_of(
    st.sampled_from([*COMPLETE.values(), "_none", "_unknown", "2", "mars", "<b>", "=1+1", "\x00", "٣٢٠"]),
    st.text(max_size=200),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    fields=st.dictionaries(
        st.sampled_from([*FIELDS, "_day", "_channel", "_language", "_draft", "_told"]), HOSTILE, max_size=14
    ),
    twice=st.booleans(),
)
def test_hostile_posts_store_nothing_that_the_form_does_not_allow(anna, desk, fields, twice):
    anna.get(FORM)
    sent = hidden(anna) | COMPLETE | fields
    answer = anna.post(FORM, data=sent)
    if twice and answer.status_code == 400 and "_told" not in fields:
        sent |= {"_told": hidden(anna)["_told"], "_anyway": "1"}
        answer = anna.post(FORM, data=sent)
    assert answer.status_code in (303, 400)
    for one in stored(desk):
        for name, given_answer in one.answers.items():
            page = choice_form().page(name)
            assert page is not None
            Draft202012Validator(page.stored_schema()).validate(given_answer)
        missing = [asked.id for asked in one.asked if asked.id not in one.answers]
        assert bool(missing) <= bool(one.review)


def test_every_reason_has_words():
    say = words_in("sv").say
    assert all(say(told) for reason in WHY.values() for told in REASONS[reason])


def test_a_number_that_the_person_would_rather_not_write():
    """Botkyrka takes a box in place of the number: either is read, and both are asked about."""
    here = asking("botkyrka")
    paper = on_paper(choice_form(), here)
    number = {"identity-number": "193804129819"}
    nothing = {"identity-number": ""}
    box = {"identity-number_declined": "_declined"}
    read = [keyed(paper, here, MultiDict(COMPLETE | nothing | more)) for more in (number, box)]
    assert [one.answers.get("identity-number") for one in read] == ["193804129819", "_declined"]
    both = keyed(paper, here, MultiDict(COMPLETE | number | box))
    assert not both.readable
