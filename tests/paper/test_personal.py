"""What a person wrote is printed without a trace, by a few printers that nobody can keep busy for ever."""

import contextlib
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hemval.paper import personal, printing
from hemval.paper.personal import AT_ONCE, NotPrinted, Printers, PrintersBusy
from hemval.paper.sheet import Lines
from hemval.settings import PROJECT
from tests.forms.samples import TODAY
from tests.paper.pdf import Pdf
from tests.paper.test_printing import sheet

MARKER = "Qxzplanted"

SPEAKS = (sys.executable, "-c", "import sys; sys.stderr.write(sys.stdin.read()); sys.exit(1)")
SLEEPS = (sys.executable, "-c", "import time; time.sleep(60)")
HEARD = b"hemval.paper.press"


class Onlooker(threading.Thread):
    """Reads arguments and environment of this process' children, as anybody on the machine could."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seen = b""
        self.done = threading.Event()

    def run(self) -> None:
        while not self.done.wait(0.005):
            for children in Path("/proc/self/task").glob("*/children"):
                for part in ("cmdline", "environ"):
                    # A process may end while it is looked at.
                    with contextlib.suppress(OSError):
                        self.seen += b"".join(
                            Path(f"/proc/{pid}/{part}").read_bytes() for pid in children.read_text().split()
                        )


@contextlib.contextmanager
def looked_at() -> Iterator[Onlooker]:
    onlooker = Onlooker()
    onlooker.start()
    try:
        yield onlooker
    finally:
        onlooker.done.set()
        onlooker.join()


@pytest.fixture
def rooms(tmp_path, monkeypatch) -> Path:
    """Send everything that looks for a folder to write in to an empty one."""
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def left_in(folder: Path) -> bytes:
    return b"".join(path.name.encode() + path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_what_was_written_leaves_no_trace(rooms, capfd):
    with looked_at() as onlooker:
        pdf = Printers().pdf_of(sheet(Lines("Namn", 1, answer=(MARKER,))), TODAY)
    assert MARKER in Pdf(pdf).text()
    assert HEARD in onlooker.seen
    assert MARKER.encode() not in onlooker.seen
    assert left_in(rooms) == b""
    assert MARKER not in "".join(capfd.readouterr())


def test_each_trace_would_have_been_found(rooms, capfd, monkeypatch):
    writes = f"open('left', 'w').write('{MARKER}')"
    monkeypatch.setattr(printing, "PRESS", (sys.executable, "-c", f"import time; time.sleep(0.2); {writes}"))
    with looked_at() as onlooker, pytest.raises(ValueError, match="Expecting value"):
        printing.pdfs_of([sheet()], TODAY)
    assert MARKER.encode() in onlooker.seen
    assert MARKER.encode() in left_in(rooms)
    monkeypatch.setenv("PLANTED", MARKER[::-1])
    monkeypatch.setattr(printing, "PRESS", SLEEPS)
    monkeypatch.setattr(personal, "SECONDS", 0.3)
    with looked_at() as onlooker, pytest.raises(NotPrinted):
        Printers().pdf_of(sheet(), TODAY)
    assert MARKER[::-1].encode() in onlooker.seen


def test_the_press_can_write_in_no_file(rooms, monkeypatch):
    """Not even in one that is gone before anybody looks."""
    writes = "import hemval.paper.press as press; press.pdfs = lambda *_: [open('left', 'w').write('Q')]"
    monkeypatch.setenv("PYTHONPATH", str(PROJECT))
    monkeypatch.setattr(printing, "PRESS", (sys.executable, "-c", f"{writes}; press.main()"))
    with pytest.raises(NotPrinted):
        Printers().pdf_of(sheet(), TODAY)
    assert (rooms / "left").read_bytes() == b""


def test_a_press_that_fails_is_not_heard(capfd, monkeypatch):
    monkeypatch.setattr(printing, "PRESS", SPEAKS)
    with pytest.raises(NotPrinted) as failed:
        Printers().pdf_of(sheet(Lines("Namn", 1, answer=(MARKER,))), TODAY)
    assert MARKER not in "".join(capfd.readouterr()) + repr(failed.value)
    with pytest.raises(Exception, match="exit status 1"):
        printing.pdfs_of([sheet(Lines("Namn", 1, answer=(MARKER,)))], TODAY)
    assert MARKER in capfd.readouterr().err


def test_more_than_a_few_at_once_are_turned_away_and_the_next_is_not(monkeypatch):
    monkeypatch.setattr(printing, "PRESS", SLEEPS)
    monkeypatch.setattr(personal, "SECONDS", 0.8)
    printers = Printers()

    def outcome(_number: int) -> str:
        try:
            printers.pdf_of(sheet(), TODAY)
        except (PrintersBusy, NotPrinted) as refused:
            return type(refused).__name__
        return "printed"

    with ThreadPoolExecutor(AT_ONCE + 3) as people:
        outcomes = sorted(people.map(outcome, range(AT_ONCE + 3)))
    assert outcomes == ["NotPrinted"] * AT_ONCE + ["PrintersBusy"] * 3
    monkeypatch.undo()
    assert printers.pdf_of(sheet(), TODAY).startswith(b"%PDF")


def test_a_printer_that_is_held_is_nobody_elses_between_two_sheets():
    printers = Printers(at_once=1)
    with printers.taken(), pytest.raises(PrintersBusy):
        printers.pdf_of(sheet(), TODAY)
    with printers.taken():
        pass
