"""What is known of all cases at once."""

import pytest

from hemval.content.folder import Folder
from hemval.forms.reading.loading import load_forms
from hemval.officers.across.overview import Overview
from hemval.queue.desk.retention import Retention
from hemval.settings import PROJECT
from tests.officers.samples import choice

FORMS = load_forms(Folder(PROJECT, PROJECT))[0]


class Looking:
    """Somebody who looks time and again."""

    def __init__(self, desk) -> None:
        self.desk = desk
        self.seen = Overview()
        self.changed: frozenset[str] = frozenset()

    def look(self, forms=FORMS) -> Overview:
        self.seen, self.changed = self.seen.newer(self.desk, forms)
        return self.seen

    def names(self, forms=FORMS) -> list[tuple[str, ...] | None]:
        rows = self.look(forms).rows.values()
        known = sorted(rows, key=lambda one: (one.header.received_at, one.header.id))
        return [one.gist and one.gist.names for one in known]


@pytest.fixture
def looking(desk, send, clock) -> Looking:
    send(choice(0), choice(1, "Bo Ek"))
    desk.take_in(clock.now)
    return Looking(desk)


def damage(desk, row_id: str) -> None:
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("UPDATE submission SET sealed = x'00' WHERE id = ?", (row_id,))


def test_each_row_is_opened_once_and_nothing_is_logged(looking, desk, log, clock):
    before = len(log())
    assert looking.names() == [("asa ost",), ("bo ek",)]
    damage(desk, choice(0).id)
    desk.protect(choice(0).id, 1, "bo", clock.now, on=True)
    assert looking.names() == [("asa ost",), ("bo ek",)], "it is not opened again"
    assert len(log()) == before + 1


def test_a_damaged_row_is_known_to_be_there(looking, desk):
    damage(desk, choice(0).id)
    assert looking.names() == [None, ("bo ek",)]


def test_nothing_is_kept_of_a_row_that_is_purged(looking, desk, clock):
    looking.names()
    desk.step(choice(0).id, 1, "closed", "bo", clock.now)
    clock.move(days=30)
    desk.purge(Retention(30, "Beslut"), "hemval", clock.now)
    assert looking.names() == [("bo ek",)]
    assert looking.changed == {choice(0).id}


def test_a_form_that_asks_for_other_things_is_read_anew(looking):
    assert looking.names({}) == [(), ()]
    assert looking.names() == [("asa ost",), ("bo ek",)]
    assert looking.changed == {choice(0).id, choice(1).id}
    assert (looking.names(), looking.changed) == ([("asa ost",), ("bo ek",)], frozenset())


def test_what_an_officer_does_shows_at_once(looking, desk, clock):
    looking.look()
    desk.step(choice(0).id, 1, "closed", "bo", clock.now)
    desk.protect(choice(1).id, 1, "bo", clock.now, on=True)
    rows = looking.look().rows
    assert rows[choice(0).id].header.state == "closed"
    assert rows[choice(1).id].header.protected
    assert looking.changed == {choice(0).id, choice(1).id}


def test_who_only_looks_changes_nothing(looking, desk, clock):
    before = looking.look()
    desk.open_all([choice(0).id], "bo", "list", clock.now)
    assert looking.look().rows is before.rows
    assert looking.changed == frozenset()


def test_with_another_log_everything_is_opened_anew(looking, desk):
    looking.look()
    damage(desk, choice(0).id)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("UPDATE audit SET mac = 'another'")
    assert looking.names() == [None, ("bo ek",)]
