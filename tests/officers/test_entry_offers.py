"""Keying in offers all that the web's pages do, of every form and every type, and stores the same."""

from datetime import datetime

import pytest

from hemval.content.folder import Folder
from hemval.forms.asked.asking import Asking
from hemval.forms.reading.loading import load_forms
from hemval.forms.typed.entry import on_paper
from hemval.pages.published import write_published
from hemval.settings import PROJECT
from hemval.words import words_in
from hemval.words.dates import SWEDEN
from tests.forms.samples import apart, content_of, form_of
from tests.forms.test_every_face import EXAMPLES, OF_OTHERS, through_the_web
from tests.officers.conftest import START
from tests.public.test_every_type import GOOD

SHIPPED = load_forms(Folder(PROJECT, PROJECT))[0]
EVERY_TYPE = form_of(
    *({key: said for key, said in page.items() if key not in OF_OTHERS} for page in EXAMPLES)
).model_copy(update={"id": "every"})
FORMS = SHIPPED | {"every": EVERY_TYPE}
CONTENTS = {"lindvik": content_of("lindvik"), "botkyrka": content_of("botkyrka"), "apart": apart()}


def offered(anna) -> dict[str, set[str]]:
    """Return each field of the page, with what can be chosen in it; a line has nothing to choose."""
    fields: dict[str, set[str]] = {}
    for field in [*anna.page.all("input"), *anna.page.all("textarea"), *anna.page.all("select")]:
        values = fields.setdefault(field.get("name"), set())
        if field.tag == "select":
            values |= {option.get("value") for option in field.iter("option")} - {""}
        elif field.get("type") == "checkbox":
            values.add(field.get("value"))
    return fields


@pytest.mark.parametrize("where", sorted(CONTENTS))
def test_every_field_and_every_alternative_is_there(anna, places, where):
    content = CONTENTS[where]
    write_published(places.published, content, FORMS)
    blank = Asking(content, words_in("sv"), START.date(), {})
    for form in FORMS.values():
        assert anna.get(f"/arenden/ny/{form.id}/").status_code == 200
        fields = offered(anna)
        paper = on_paper(form, blank)
        asked = [page for page in paper.pages if page.puts_a_question]
        for page in asked:
            face = page.face(paper.asking)
            values = {choice.value for choice in face.choices}
            there = page.make_fields(paper.asking)
            assert set(there) <= set(fields), (form.id, page.id)
            assert values == set().union(*(fields[name] for name in there)), (form.id, page.id)
    if where == "botkyrka":
        anna.get("/arenden/ny/choice/")
        assert offered(anna)["identity-number_declined"] == {"_declined"}


WRITTEN = {name: said for fields in GOOD.values() for name, said in fields.items()} | {
    "start-day": "21",
    "services": ["personal-care", "escort"],
    "helps": "bjorkens-hemtjanst",
}


def of_provider() -> dict[str, str | list[str]]:
    """Return what somebody at a provider writes who wants to change all."""
    changed = SHIPPED["provider"].page("changed")
    every = [option.id for option in changed.options if option.id not in ("_none", "nothing", "none")]
    return {
        "provider": "bjorkens-hemtjanst", "name": "Örjan Ö", "role": "owner", "call": "0431-55 01 00",
        "changed": every, "presentation-sv": "Vi är få.\nVi är här.", "presentation-en": "We are few.",
        "hours-sv": "7–22", "hours-en": "7–22", "specialities": ["dementia", "culture"],
        "languages-always": "svenska, finska", "languages-often": "arabiska", "extras": "Utflykt, 345\nFika",
        "staff-number": "24", "phone": "0431-55 01 01", "email": "post@foretag.example",
        "web": "www.foretag.example", "trained-share": "85", "continuity-people": "9",
        "continuity-year": "2026", "phone-hours-sv": "8–16", "attest": "yes",
        "visit-sv": "Storgatan 1", "visit-en": "1 High Street",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["every", "provider"])
def test_what_is_keyed_in_is_stored_as_by_the_web(anna, places, desk, name):
    write_published(places.published, content_of("lindvik"), FORMS)
    written = WRITTEN if name == "every" else of_provider()
    anna.get(f"/arenden/ny/{name}/")
    known = offered(anna)
    for box in ({}, {"_anyway": "1"}):
        _, page = anna.page.form("Registrera")
        hidden = {field: page[field] for field in ("csrf_token", "_draft", "_told")}
        sent = {field: said for field, said in written.items() if field in known}
        answer = anna.post(f"/arenden/ny/{name}/", data=hidden | sent | box)
        if answer.status_code == 303:
            break
    assert answer.status_code == 303, anna.page.words("main")
    seen = desk.open_all([header.id for header in desk.list()], "t", "list", datetime.now(SWEDEN))
    (one,) = [opened.submission for opened in seen.opened]
    sent_by_web = through_the_web(FORMS[name], written).answers
    assert one.answers == sent_by_web
    assert set(one.answers) == {asked.id for asked in one.asked}
