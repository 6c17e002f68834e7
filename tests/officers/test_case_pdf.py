"""A case as a PDF for the case system: whole, in order, logged, on no disk, and never of a protected one."""

import json
import sys

import pytest
from page import validate_pdf_bytes

from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.forms.reading.loading import load_forms
from hemval.forms.sent.reference import grouped
from hemval.pages.published import write_published
from hemval.paper import printing
from hemval.settings import PROJECT
from tests.officers.page import told
from tests.officers.samples import NUMBER, choice
from tests.paper.pdf import Pdf
from tests.queue.samples import counted

MARKER = "Qxzplanted"
LONG = "Åsa behöver hjälp på morgonen och på kvällen. " * 90
UNBROKEN = "https://" + "x" * 400
FOREIGN = "Лариса Ωμέγα ليلى"

ASKED = [asked.model_dump() for asked in choice(name=f"{MARKER} {FOREIGN}").asked] + [
    {"id": "more", "question": "Vad vill du berätta?", "answer": f"Rad ett.\nRad två #panic()\n{LONG}"},
    {"id": "link", "question": "Var står det?", "answer": UNBROKEN},
]
ONE = choice(review=("quick", "tie"), asked=ASKED)
ADDRESS = f"/arenden/{ONE.id}/"
BUTTON = "PDF för ärendet"


@pytest.fixture(autouse=True)
def one_new(send, anna):
    send(ONE)
    anna.get("/arenden/")


@pytest.fixture
def rooms(tmp_path_factory, monkeypatch):
    """Send everything that looks for a folder to write in to an empty one."""
    room = tmp_path_factory.mktemp("room")
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(room))
    return room


def in_order(text: str, *expected: str) -> None:
    text, at = " ".join(text.split()), 0
    for words in expected:
        found = text.find(" ".join(words.split()), at)
        assert found >= 0, f"missing or out of order: {words}"
        at = found + 1


def test_the_whole_case_in_order_and_nothing_of_it_on_disk(anna, log, rooms, places):
    anna.get(ADDRESS)
    opened = log("open")
    answer = anna.press(BUTTON)
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={ONE.reference}.pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    report = validate_pdf_bytes(answer.data, profile="ua1")
    assert report.is_compliant, [str(failure.message) for failure in report.failures]
    pdf = Pdf(answer.data)
    in_order(
        pdf.text(),
        "Lindviks kommun",
        f"Val {grouped(ONE.reference)}",
        "Läge: Ny",
        "inte bekräftat med e-legitimation",
        "Några tecken går inte att skriva ut och står som □.",
        "Titta extra på",
        "Skickades ovanligt fort",
        "Ring och fråga",
        "Företrädaren har koppling",
        "Svar",
        "Namn",
        f"{MARKER} Лариса Ωμέγα □□□□",
        "Personnummer",
        NUMBER,
        "Utförare",
        "Solgården",
        "Rad ett. Rad två #panic()",
        LONG.strip(),
        "Vad reglerna säger",
        "Så kom det in",
        "2 december 2026 klockan 09.05",
        "Webben",
        "engelska",
        "Blankettens version",
        "0012e4567890",
    )
    assert UNBROKEN in pdf.text(), "copied as it was written"
    assert {"H1", "H2", "L", "LBody", "P"} <= set(pdf.tags())
    assert len(pdf.pages) > 1
    for page in range(len(pdf.pages)):
        foot = pdf.foot(page)
        assert "Utskrivet 2 december 2026 klockan 10.30 av anna" in foot
        assert f"Sida {page + 1} av {len(pdf.pages)}" in foot
        assert max(left for left, _ in pdf.places(page)) < 210 - 19
    (entry,) = log("case_pdf")
    assert (entry.who, json.loads(entry.rows)) == ("anna", [ONE.id])
    assert log("open") == opened, "an act of its own"
    assert not list(rooms.iterdir())
    written = [path for path in places.content.rglob("*") if path.is_file()]
    assert written
    assert not [path for path in written if MARKER.encode() in path.read_bytes()]


def test_in_botkyrka_what_the_rules_say_is_in_it(anna, places, desk, clock, send):
    """A choice that a newer one replaces, among five providers."""
    botkyrka = Folder(PROJECT / "examples" / "botkyrka", PROJECT)
    content, findings = load(botkyrka)
    assert content is not None, findings
    write_published(places.published, content, load_forms(botkyrka)[0])
    said = {"kind": "first", "provider": "utforare-b", "second": "_none", "identity-number": "193804129819"}
    send(choice(5, answers=said), choice(6, answers=said))
    anna.get("/arenden/")
    row = f"/arenden/{choice(5).id}/"
    anna.get(row)
    steps = [told(one) for ol in anna.page.all("ol") for one in ol.iter("li")]
    assert len(steps) > 1
    answer = anna.press(BUTTON)
    assert validate_pdf_bytes(answer.data, profile="ua1").is_compliant
    in_order(
        Pdf(answer.data).text(),
        "Botkyrka kommun",
        "Ersatt av ett nyare val",
        "Läs det nyare",
        "Vad reglerna säger",
        *steps,
        "Så kom det in",
    )


def test_a_protected_case_is_refused_unopened(anna, log, desk, clock):
    anna.get(ADDRESS)
    seen = anna.last
    anna.press("Markera som skyddat")
    assert BUTTON not in anna.page.buttons()
    before = log("open"), log("case_pdf")
    anna.last = seen
    anna.press(BUTTON)
    assert anna.last.status_code == 409
    assert anna.page.words("h1") == "Ett skyddat ärende får ingen PDF"
    assert "per telefon" in anna.last.text
    assert MARKER not in anna.last.text
    assert (log("open"), log("case_pdf")) == before


def test_a_press_that_fails_says_so_and_the_case_is_as_it_was(anna, desk, monkeypatch, capfd, caplog):
    speaks = "import sys; sys.stderr.write(sys.stdin.read()); sys.exit(1)"
    monkeypatch.setattr(printing, "PRESS", (sys.executable, "-c", speaks))
    anna.get(ADDRESS)
    anna.press(BUTTON)
    assert (anna.last.status_code, anna.last.headers["Retry-After"]) == (503, "30")
    assert anna.page.words("h1") == "Det går inte att göra en PDF just nu"
    assert MARKER not in "".join(capfd.readouterr()) + caplog.text
    assert desk.count() == counted(new=1)


def test_without_the_log_there_is_no_pdf(anna, desk):
    anna.get(ADDRESS)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER no BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    assert anna.press(BUTTON).status_code == 503
    assert anna.last.mimetype == "text/html"


@pytest.mark.parametrize("role", ["coordinator", "auditor", "admin"])
def test_who_reads_no_case_gets_no_pdf(anna, desk, clock, log, role):
    anna.get(ADDRESS)
    desk.accounts.set_roles("anna", [role], "test", clock.now)
    anna.press(BUTTON)
    assert anna.last.status_code == 403
    assert not log("case_pdf")


def test_a_registrar_does(anna, desk, clock, log):
    anna.get(ADDRESS)
    desk.accounts.set_roles("anna", ["registrar"], "test", clock.now)
    assert anna.press(BUTTON).mimetype == "application/pdf"
    assert len(log("case_pdf")) == 1
