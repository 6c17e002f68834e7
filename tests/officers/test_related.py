"""A withdrawal leads to the choice whose reference it names, and back."""

import json

import pytest

from hemval.content.folder import Folder
from hemval.forms.definition import FormDefinition
from hemval.forms.reading.loading import load_forms
from hemval.forms.sent.reference import grouped
from hemval.pages.published import write_published
from hemval.settings import PROJECT
from tests.officers.samples import choice


def withdrawal(n: int, reference: str):
    asked = ({"id": "which", "question": "Referens", "answer": grouped(reference)},)
    return choice(n, form="back", answers={"which": reference}, asked=asked)


@pytest.fixture(autouse=True)
def published(places, content):
    """Publish a form that asks for a reference beside the choice."""
    page = {"id": "which", "type": "reference", "question": "Vilken referens?"}
    said = {"id": "back", "version": 1, "address": "ta-tillbaka-x", "sent": "Mottaget"}
    back = FormDefinition.model_validate(said | {"title": "Ta tillbaka", "pages": [page]})
    forms = load_forms(Folder(PROJECT, PROJECT))[0]
    write_published(places.published, content, {"choice": forms["choice"], "back": back})


def test_the_case_that_has_the_reference_is_linked_and_logged(anna, send, log):
    send(choice(0, answers={}), choice(1), withdrawal(2, choice(1).reference))
    anna.get("/arenden/")
    anna.get(f"/arenden/{choice(2).id}/")
    words = anna.page.words("main")
    assert f"Det gäller referens {grouped(choice(1).reference)}." in words
    links = [href for href in anna.page.links().values() if href.startswith("/arenden/")]
    assert f"/arenden/{choice(1).id}/" in links
    assert f"/arenden/{choice(0).id}/" not in links
    assert json.loads(log("find")[-1].rows) == [choice(2).id, choice(1).id]
    assert "Vad reglerna säger" not in words, "no rule settles it"
    anna.get(f"/arenden/{choice(1).id}/")
    assert "Någon har skrivit om det här ärendet" in anna.page.words("main")
    assert f"/arenden/{choice(2).id}/" in anna.page.links().values()
    assert json.loads(log("find")[-1].rows) == [choice(1).id, choice(2).id]
    anna.get(f"/arenden/{choice(0).id}/")
    assert "Någon har skrivit" not in anna.page.words("main")


def test_a_reference_that_nothing_has_is_told(anna, send, desk, clock):
    send(choice(0), withdrawal(2, choice(1).reference))
    desk.take_in(clock.now)
    anna.get(f"/arenden/{choice(2).id}/")
    assert "Inget ärende här har den. Fråga personen." in anna.page.words("main")


def test_a_damaged_row_is_passed_by(anna, send, desk, clock):
    send(choice(0), choice(1), withdrawal(2, choice(1).reference))
    desk.take_in(clock.now)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("UPDATE submission SET sealed = x'00' WHERE id = ?", (choice(0).id,))
    assert anna.get(f"/arenden/{choice(2).id}/").status_code == 200
    assert f"/arenden/{choice(1).id}/" in anna.page.links().values()


def test_who_has_no_reference_names_none(anna, send):
    send(withdrawal(2, "_none"))
    anna.get("/arenden/")
    anna.get(f"/arenden/{choice(2).id}/")
    assert "Det gäller referens" not in anna.page.words("main")
