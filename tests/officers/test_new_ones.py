"""How many are new is said by the tab, the download, the notice and the command line: the same cases."""

import csv
import json
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

from click.testing import CliRunner

from hemval.cli.queue import queue
from hemval.forms.sent.reference import grouped
from hemval.settings import Settings
from tests.officers.samples import choice
from tests.officers.test_batches import select
from tests.officers.test_chains import ASA, BO
from tests.officers.test_download import CSV, MAKE, csv_rows


def of(n: int, person: str | None = None, **other: object):
    answers = {"identity-number": person} if person else {}
    return choice(n, answers=choice().answers | answers, **other)


REPLACED, AWAITING, NEW, PROTECTED, OTHER = of(0, ASA), of(1, ASA), of(2, ASA), of(3, BO), of(4)
WAITS = of(5)


def sent(send, desk, now):
    """Two are new; the others are replaced (one of them waits for an answer), protected, or wait."""
    send(REPLACED, AWAITING, NEW, PROTECTED, OTHER, WAITS)
    desk.take_in(now)
    desk.step(AWAITING.id, 1, "awaiting", "bo", now)
    desk.step(WAITS.id, 1, "awaiting", "bo", now)
    desk.protect(PROTECTED.id, 1, "bo", now, on=True)


def references(rows) -> list[str]:
    return [row[0] for row in rows[1:]]


def test_the_tab_the_download_and_the_notice_say_the_same(anna, send, desk, clock, log):
    sent(send, desk, clock.now)
    anna.get("/arenden/")
    assert "Nya (2)" in anna.page.words("main")
    assert "Ersatta (2)" in anna.page.words("main")
    anna.get("/arenden/hamta/")
    assert "2 nya. 1 till finns inte i någon omgång: det väntar på svar eller plats." in anna.last.text
    anna.press(MAKE)
    assert references(csv_rows(anna.press(CSV))) == [grouped(one.reference) for one in (NEW, OTHER, WAITS)]
    assert json.loads(log("batch")[-1].rows) == ["batch:1", NEW.id, OTHER.id, WAITS.id]


def test_so_does_the_notice(send, desk, clock, noticed):
    sent(send, desk, clock.now)
    (told,) = noticed(clock.now)
    mail = message_from_bytes(told.encode(), policy=default)
    assert mail["Subject"] == "2 nya ärenden"
    assert "Val: 2 nya." in mail.get_content()


def test_a_selection_by_state_counts_as_the_tab_does(anna, send, desk, clock):
    sent(send, desk, clock.now)
    for state, told in (("new", "2 ärenden"), ("awaiting", "1 ärende")):
        select(anna, lage=state)
        assert told in anna.page.words("main")
    select(anna, fran="2026-12-02")
    assert "5 ärenden" in anna.page.words("main"), "all there are but the protected"


def test_what_is_replaced_while_the_page_stands_open_makes_no_batch(anna, send, desk, clock):
    send(NEW, OTHER)
    anna.get("/arenden/hamta/")
    send(of(9, ASA, received_at=NEW.received_at + timedelta(hours=1)))
    desk.take_in(clock.now)
    anna.press(MAKE)
    assert "Ingen omgång gjordes." in anna.last.text
    assert "2 nya." in anna.last.text


def test_the_command_line_writes_the_same_and_says_what_its_count_holds(places, send, desk, tmp_path):
    sent(send, desk, datetime.now(UTC))
    settings, out = Settings(content=places.content), tmp_path / "val.csv"
    status = CliRunner().invoke(queue, ["status"], obj=settings).output
    assert "4 nya\n" in status
    assert "också ersatta och skyddade räknas i sitt läge." in status
    done = CliRunner().invoke(queue, ["export", "--out", str(out)], obj=settings)
    assert done.output.startswith("3 val skrevs.")
    rows = list(csv.reader(out.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert references(rows) == [grouped(one.reference) for one in (NEW, OTHER, WAITS)]
