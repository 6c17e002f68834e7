"""What is known of all cases at once."""

import pytest

from hemval.content.folder import Folder
from hemval.forms.reading.loading import load_forms
from hemval.officers.across.overview import Overview
from hemval.settings import PROJECT
from tests.officers.samples import choice

FORMS = load_forms(Folder(PROJECT, PROJECT))[0]


@pytest.fixture
def overview(desk, send, clock) -> Overview:
    send(choice(0), choice(1, "Bo Ek"))
    desk.take_in(clock.now)
    return Overview(desk)


def damage(desk, row_id: str) -> None:
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("UPDATE submission SET sealed = x'00' WHERE id = ?", (row_id,))


def names(overview, forms=FORMS) -> list[tuple[str, ...] | None]:
    return [known.gist and known.gist.names for known in overview.look(forms)]


def test_each_row_is_opened_once_and_nothing_is_logged(overview, desk, log):
    before = len(log())
    assert names(overview) == [("asa ost",), ("bo ek",)]
    damage(desk, choice(0).id)
    assert names(overview) == [("asa ost",), ("bo ek",)], "it is not opened again"
    assert len(log()) == before


def test_a_damaged_row_is_known_to_be_there(overview, desk):
    damage(desk, choice(0).id)
    assert names(overview) == [None, ("bo ek",)]


def test_nothing_is_kept_of_a_row_that_is_gone(overview, desk):
    names(overview)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("DELETE FROM submission WHERE id = ?", (choice(0).id,))
    assert names(overview) == [("bo ek",)]
    assert list(overview._kept) == [choice(1).id]


def test_a_form_that_asks_for_other_things_is_read_anew(overview):
    assert names(overview, {}) == [(), ()]
    assert names(overview) == [("asa ost",), ("bo ek",)]


def test_what_an_officer_does_shows_at_once(overview, desk, clock):
    names(overview)
    desk.step(choice(0).id, 1, "closed", "bo", clock.now)
    desk.protect(choice(1).id, 1, "bo", clock.now, on=True)
    assert [(one.header.state, one.header.protected) for one in overview.look(FORMS)] == [
        ("closed", False),
        ("new", True),
    ]
