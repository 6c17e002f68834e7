"""A case whose person has a protected one is in no batch until an officer has looked, and never lost."""

import pytest
from click.testing import CliRunner

from hemval.cli.queue import queue
from hemval.settings import Settings
from tests.officers.samples import choice
from tests.officers.test_batches import select
from tests.officers.test_download import CSV, MAKE
from tests.officers.test_protected import FULL, HIDDEN, NUMBER, PHONE, SEEN, SHY, WISHED, of

HERE = "/arenden/hamta/"
AGAIN = of(9, SHY, NUMBER, PHONE, WISHED)
TOLD = "1 ärende är inte med: personen har ett skyddat ärende. Titta på det först:"


@pytest.fixture
def again(send, desk, clock, anna):
    """One who is protected, and who has sent once more since."""
    send(HIDDEN, SEEN)
    desk.take_in(clock.now)
    desk.protect(HIDDEN.id, 1, "bo", clock.now, on=True)
    send(AGAIN)
    anna.get(HERE)
    return anna


def is_told(browser) -> bool:
    linked = browser.page.links().get(f"Ärende {AGAIN.id[:4]}") == f"/arenden/{AGAIN.id}/"
    return TOLD in browser.page.words("main") and linked


def test_it_is_in_no_batch_and_counted_and_told_of(again, desk):
    assert "2 nya." in again.last.text
    assert is_told(again)
    again.press(MAKE)
    assert is_told(again)
    assert [row.id for row in desk.batches.rows(1)] == [SEEN.id]
    assert SHY not in again.press(CSV).text
    again.get(HERE)
    assert "1 nytt sedan omgång 1" in again.last.text
    assert is_told(again)
    assert MAKE not in again.page.buttons()
    assert "Nya (1)" not in again.get("/arenden/").text, "both are new until they are handled"
    assert "Nya (2)" in again.last.text


def test_nor_is_it_in_a_selection_whatever_its_state(again, desk, clock):
    desk.step(AGAIN.id, 1, "closed", "bo", clock.now)
    select(again, fran="2026-01-01")
    assert is_told(again)
    again.press(MAKE)
    assert is_told(again)
    assert [row.id for row in desk.batches.rows(1)] == [SEEN.id]


def test_an_officer_lets_it_go_by_marking_it_or_by_taking_the_other_mark_away(again, desk, clock):
    desk.protect(AGAIN.id, 1, "anna", clock.now, on=True)
    assert "1 ärende är inte med" not in again.get(HERE).text
    desk.protect(AGAIN.id, 2, "anna", clock.now, on=False)
    desk.protect(HIDDEN.id, 2, "anna", clock.now, on=False)
    again.get(HERE)
    assert "1 ärende är inte med" not in again.last.text
    again.press(MAKE)
    assert {row.id for row in desk.batches.rows(1)} >= {SEEN.id, AGAIN.id}


def test_nor_does_the_command_line_write_it(again, desk, places, tmp_path):
    out = tmp_path / "val.csv"
    arguments = ["export", "--out", str(out)]
    told = CliRunner().invoke(queue, arguments, obj=Settings(content=places.content), catch_exceptions=False)
    assert TOLD in told.output
    assert f"/arenden/{AGAIN.id}/" in told.output
    assert "1 val skrevs." in told.output
    assert SHY not in out.read_text()
    told = CliRunner().invoke(
        queue, [*arguments[:-1], str(tmp_path / "2.csv")], obj=Settings(content=places.content)
    )
    assert TOLD in told.output
    assert "Det finns inget nytt att skriva." in told.output


def test_without_a_number_the_reference_holds_it_back(send, desk, clock, anna):
    """Two kinds of help chosen apart are two cases with one reference."""
    first = of(10, SHY, None, PHONE, FULL)
    second = first.model_copy(update={"id": "ab" * 16})
    send(first, second, choice(1))
    desk.take_in(clock.now)
    desk.protect(first.id, 1, "bo", clock.now, on=True)
    anna.get(HERE)
    assert "1 ärende är inte med" in anna.last.text
    anna.press(MAKE)
    assert [row.id for row in desk.batches.rows(1)] == [choice(1).id]
