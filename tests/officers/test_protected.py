"""Of a protected case nothing is met but that it is there: on no page, in no file, by no question.

Its own page alone tells it, whose address has a random number and whose every look is logged.
"""

import io
import json
import zipfile
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner

from hemval.cli.queue import queue
from hemval.content.folder import Folder
from hemval.forms.reading.loading import load_forms
from hemval.forms.sent.reference import grouped
from hemval.officers.lists.board import TABS
from hemval.officers.lists.narrowing import ORDERS
from hemval.pages.published import write_published
from hemval.queue.desk.batch import NET_NEW
from hemval.queue.desk.roles import Role
from hemval.queue.submission import Asked
from hemval.settings import PROJECT, Settings
from tests.officers.browser import NAME as WHO
from tests.officers.page import told
from tests.officers.routes import ROUTES, ROW
from tests.officers.samples import choice

SHY, OTHER = "Märta Mörkdal", "Bo Berg"
NUMBER, PHONE = "194612319873", "070-174 06 99"
FULL, WISHED = "fjordens-omsorg", "bjorkens-hemtjanst"
QUEUE = f"/arenden/ko/{FULL}/"


WALKED: tuple[Role, ...] = ("auditor", "coordinator", "officer")
"""Between them they reach all that is told of cases."""


def of(n: int, name: str, number: str | None, phone: str, provider: str, **other: object):
    answers = {"name": name, "phone": phone, "provider": provider, "second": "_none", "queue": "wait"}
    answers |= {"identity-number": number} if number else {}
    told = {**answers, "identity-number": f"{number[:8]}-{number[8:]}"} if number else answers
    asked = tuple(Asked(id=id_, question=id_, answer=str(answer)) for id_, answer in told.items())
    return choice(n, name, answers={**answers, "kind": "first", "area": "centrum"}, asked=asked, **other)


HIDDEN = of(7, SHY, NUMBER, PHONE, WISHED)
SEEN = of(0, OTHER, "193109239842", "070-174 06 05", FULL)
QUEUED = of(8, SHY, None, PHONE, FULL)
MARKS = (
    SHY,
    "Mörkdal",
    NUMBER,
    f"{NUMBER[:8]}-{NUMBER[8:]}",
    PHONE,
    HIDDEN.reference,
    grouped(HIDDEN.reference),
)


@pytest.fixture
def walked(send, anna, desk, clock, places, content):
    """One that was protected after it stood in a batch whose file is kept, and one of somebody else."""
    write_published(places.published, content, load_forms(Folder(PROJECT, PROJECT))[0])
    send(HIDDEN, SEEN)
    desk.take_in(clock.now)
    desk.batches.make("choice", NET_NEW, None, "bo", clock.now)
    anna.get("/arenden/hamta/1/")
    assert SHY in anna.press("Hämta som CSV").text
    desk.protect(HIDDEN.id, 1, "bo", clock.now, on=True)
    return anna


def pages():
    """Every address that the routes and the lists' own questions give."""
    for endpoint, method, address in ROUTES:
        if ROW not in address and endpoint not in ("logout", "login"):
            yield method, address
    for tab in TABS:
        for order in ORDERS:
            yield "GET", "/arenden/?" + urlencode({"visa": tab, "ordning": order})


def in_file(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return "".join(file.read(name).decode() for name in file.namelist())


def test_no_page_tells_of_it_to_anybody(walked, desk, clock, log):
    before = len(log())
    for role in WALKED:
        desk.accounts.set_roles(WHO, [role], "test", clock.now)
        for method, address in pages():
            text = walked.open(address, method=method).data.decode(errors="replace")  # one is a PDF
            assert not [mark for mark in MARKS if mark in text], (role, address)
    assert walked.last.status_code == 200
    assert not [entry for entry in log()[before:] if HIDDEN.id in entry.rows], "no page opened it"


def test_no_file_and_no_command_has_it(walked, desk, places, tmp_path, clock):
    for format_ in ("csv", "xlsx", "json"):
        walked.get("/arenden/hamta/1/")
        fields = walked.page.form("Hämta som CSV")[1] | {"format": format_}
        got = in_file(walked.post("/arenden/hamta/1/", data=fields).data)
        assert OTHER in got
        assert not [mark for mark in MARKS if mark in got], format_
    out = tmp_path / "new.csv"
    send_more = of(9, OTHER, None, "070-174 06 05", FULL)
    desk.register([send_more], "anna", clock.now)
    for command in (
        ["status"], ["verify"], ["purge", "--dry-run"], ["export", "--form", "choice", "--out", str(out)],
        ["backup", str(tmp_path / "backup")],
    ):  # fmt: skip
        done = CliRunner().invoke(queue, command, obj=Settings(content=places.content))
        assert done.exit_code == 0, done.output
        assert not [mark for mark in (*MARKS, WISHED) if mark in done.output], command
    assert not [mark for mark in MARKS if mark in out.read_text("utf-8-sig")]


def test_no_question_to_the_list_tells_whom_it_names(walked):
    """Sabotage found this: a list that shrinks with the right provider tells it."""
    asked = [{"utforare": WISHED}, {"utforare": FULL}, {"granska": "ja"}, {"vantat": "9"}]
    whole = told(walked.open("/arenden/?visa=skyddade") and walked.page.one("main"))
    for more in asked:
        walked.get("/arenden/?" + urlencode({"visa": "skyddade", **more}))
        assert told(walked.page.one("main")) == whole, more


def test_no_search_finds_it(walked):
    for typed in (SHY, NUMBER, PHONE, HIDDEN.reference, "Mörk 1946"):
        walked.get("/arenden/sok/")
        walked.press("Sök ärenden", sok=typed)
        assert "Inget ärende har det." in walked.last.text, typed
        assert f"/arenden/{HIDDEN.id}/" not in walked.page.links().values()


def test_why_it_was_moved_in_a_queue_is_not_told(send, anna, desk, clock):
    send(SEEN, QUEUED)
    desk.take_in(clock.now)
    for one in (SEEN, QUEUED):
        desk.step(one.id, 1, "queued", "anna", clock.now, FULL)
    places = {one.header.id: one for one in desk.queued()}
    desk.move_ahead(QUEUED.id, places[QUEUED.id].seen, SEEN.id, f"{SHY} kommer hem", "bo", clock.now)
    anna.get(QUEUE)
    assert f"Flyttad framåt av bo 2 december 2026: {SHY} kommer hem" in anna.last.text
    header = next(one for one in desk.list() if one.id == QUEUED.id)
    desk.protect(QUEUED.id, header.version, "bo", clock.now, on=True)
    anna.get(QUEUE)
    assert "Flyttad framåt av bo 2 december 2026." in anna.last.text
    assert not [mark for mark in (SHY, "kommer hem", grouped(QUEUED.reference)) if mark in anna.last.text]
    assert "1 som kom senare har flyttats före." in anna.last.text


def test_one_sent_in_the_same_go_is_hidden_too_where_no_number_was_given(anna, send, desk, clock, log):
    """Two kinds of help chosen apart are two cases with one reference."""
    first = of(10, SHY, None, PHONE, FULL)
    second = first.model_copy(update={"id": "ab" * 16})
    send(first, second, SEEN)
    desk.take_in(clock.now)
    desk.protect(first.id, 1, "bo", clock.now, on=True)
    anna.get("/arenden/")
    assert anna.last.text.count("Personen har ett skyddat ärende") == 2, "one line, wide and narrow"
    anna.get(f"/arenden/{first.id}/")
    anna.press("Markera också det som skyddat")
    assert [header.id for header in desk.list()] == [SEEN.id]
    assert [json.loads(entry.rows) for entry in log("protect")] == [[first.id], [second.id]]


def test_a_withdrawal_that_names_it_is_flagged_and_not_told_that_nothing_is_there(walked, send):
    naming = choice(11, SHY, form="withdraw", answers={"name": SHY, "reference": HIDDEN.reference})
    send(naming)
    walked.get("/arenden/?blankett=withdraw")
    assert "Personen har ett skyddat ärende" in walked.last.text
    walked.get(f"/arenden/{naming.id}/")
    assert "Inget ärende här har den" not in walked.page.words("main")
    assert "Ett skyddat ärende, kom in" in walked.page.words("main")


def test_the_receipt_of_what_was_keyed_in_masks_the_number_too(walked):
    """Its address is there for every case: it must not be a way around what the log says."""
    text = walked.get(f"/arenden/{SEEN.id}/registrerad/").text
    assert OTHER in text
    assert "9842" not in text
