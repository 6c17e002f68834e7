"""The board is brought up to date at each look: nothing old is shown, and nothing that is gone is kept."""

import gc
import subprocess
import sys
from datetime import timedelta

import pytest

from hemval.content.folder import Folder
from hemval.forms.reading.loading import load_forms
from hemval.officers.across.gist import Gist
from hemval.officers.lists.board_keeper import BoardKeeper
from hemval.officers.lists.lines import lines_of
from hemval.queue.desk.retention import Retention
from hemval.settings import PROJECT
from tests.officers.samples import choice
from tests.project.running import PROJECT as TOP

FORMS = load_forms(Folder(PROJECT, PROJECT))[0]
MARK = "Planterad Märkvärdig"

ELSEWHERE = """
import sys
from datetime import datetime
from pathlib import Path
from hemval.queue.desk import Desk
from hemval.settings import Places
desk = Desk.open(Places(Path(sys.argv[1])))
desk.protect(sys.argv[2], 1, "bo", datetime.fromisoformat(sys.argv[3]), on=True)
desk.close()
"""


@pytest.fixture
def look(desk, content, clock):
    keeper = BoardKeeper(desk)
    return lambda forms=FORMS: keeper.look(forms, content, clock.now.date(), 30)


@pytest.fixture
def received(send, desk, clock):
    send(choice(0), choice(1, "Bo Ek"))
    desk.take_in(clock.now)


def test_where_nothing_changed_it_is_the_same(received, look):
    assert look() is look()


def test_what_another_process_does_is_in_the_next_list(received, anna, places, clock):
    """Sabotaged by a board that is not looked after: the name stands there still."""
    anna.get("/arenden/")
    assert "Bo Ek" in anna.last.text
    protect = [sys.executable, "-c", ELSEWHERE, places.content, choice(1).id, clock.now.isoformat()]
    subprocess.run(protect, check=True, cwd=TOP)
    anna.get("/arenden/")
    assert "Bo Ek" not in anna.last.text
    assert "Skyddade (1)" in anna.page.links()


def test_what_is_protected_after_the_board_was_made_is_told_nothing_of(received, look, desk, clock):
    board = look()
    desk.protect(choice(1).id, 1, "bo", clock.now, on=True)
    seen = desk.open_all([choice(0).id, choice(1).id], "anna", "list", clock.now)
    headers = [board.rows[choice(n).id].header for n in range(2)]
    shown, hidden = lines_of(headers, seen, board, lambda opened: (opened.submission.answers["name"],))
    assert shown.cells == ("Åsa Öst",)
    assert (hidden.cells, hidden.reference, hidden.flags) == ((), "", ())
    assert hidden.closed == "Skyddade personuppgifter"


def in_memory(word: str) -> list[Gist | str]:
    """Return what the process holds a word in, but for code."""
    gc.collect()
    held = [text for one in gc.get_objects() for text in gc.get_referents(one) if type(text) is str]
    gists = [one for one in gc.get_objects() if isinstance(one, Gist) and word in one.name]
    return [*gists, *(text for text in held if text == word)]


def test_a_purged_row_leaves_memory(send, look, desk, clock):
    folded = " ".join(("planterad", "markvardig"))
    send(choice(0, MARK), choice(1, "Bo Ek"))
    desk.take_in(clock.now)
    assert look().rows[choice(0).id].gist.name == folded
    assert len(in_memory(folded)) > 1, "it would be found"
    desk.step(choice(0).id, 1, "closed", "bo", clock.now)
    clock.move(days=30)
    desk.purge(Retention(30, "Beslut"), "hemval", clock.now)
    assert list(look().rows) == [choice(1).id]
    assert in_memory(folded) == [folded], "but for the test's own"


def test_a_look_that_failed_keeps_nothing(received, look, desk, clock):
    class Unreadable(dict):
        def get(self, *_: object) -> None:
            raise OSError

    look()
    desk.step(choice(0).id, 1, "closed", "bo", clock.now)
    with pytest.raises(OSError):  # noqa: PT011 - ours, a line above
        look(Unreadable())
    assert look().count("choice", "avslutade") == 1


def test_a_new_day_has_everything_looked_at_anew(send, look, desk, clock):
    answers = {"name": "Åsa Öst", "identity-number": "193804129819"}
    send(choice(0, answers=answers), choice(1, answers=answers))
    desk.take_in(clock.now)
    desk.take_over(choice(0).id, 1, "bo", clock.now)
    later = choice(1).id
    assert "taken-over-lately" in look().across[later]
    clock.now += timedelta(days=30)
    assert later not in look().across
