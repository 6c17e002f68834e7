"""``hemval serve``: what is saved is shown, and what is wrong is told beside the pages that stood."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from hemval.cli.how_far import CLEAR, HowFar
from hemval.cli.side_by_side import Ended, side_by_side
from hemval.cli.watching import Watch
from hemval.queue.desk.keys import new_recovery_key
from hemval.queue.desk.prepare import prepare
from tests.municipalities import copy_of
from tests.project.running import PROJECT, free_port

PATIENCE = 120
"""Seconds, on a machine that does much else."""


@contextmanager
def writing(content: Path) -> Iterator[Callable[..., str]]:
    """Run ``hemval serve`` and give a function that waits until a page says something."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "hemval", "--content", str(content), "serve"],
        cwd=PROJECT,
        env={**os.environ, "HEMVAL_PUBLIC_PORT": str(port), "HEMVAL_SECURE_COOKIES": "false"},
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )

    def wait_for(path: str, said: str, without: str = "<!-- nothing -->") -> str:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and process.poll() is None:
            try:
                with urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
                    page = answer.read().decode()
                if said in page and without not in page:
                    return page
            except (URLError, OSError):
                pass
            time.sleep(0.05)
        raise AssertionError(f"{path} never said {said!r}; exit code {process.poll()}")

    try:
        yield wait_for
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    finally:
        process.kill()
        process.wait()


def test_what_is_saved_is_shown_and_a_fault_leaves_the_pages_as_they_were(tmp_path: Path) -> None:
    settings = copy_of("lindvik", tmp_path / "content")
    prepare(settings.places, new_recovery_key().public)
    room = settings.content / "room.yml"
    as_it_was = room.read_text("utf-8")
    with writing(settings.content) as wait_for:
        wait_for("/utforare/fjordens-omsorg/", "Kö")
        room.write_text(as_it_was.replace("state: queue", "state: full"), "utf-8")
        page = wait_for("/utforare/fjordens-omsorg/", "room.yml:9:10")
        assert "Kö" in page
        (settings.content / "site_src/sv").mkdir(parents=True)
        (settings.content / "site_src/sv/ny.md").write_text(
            "---\ntitle: En ny sida\npublished: 2026-11-03\nreviewed: 2026-11-12\n---\n\nHej.\n", "utf-8"
        )
        room.write_text(as_it_was, "utf-8")
        wait_for("/ny/", "En ny sida", without="build-findings")


def test_only_what_makes_pages_is_watched(tmp_path: Path) -> None:
    for name in ("site_src/sv/a.md", "room.yml", "site/index.html", "var/x", ".git/x", "site.old/x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    watch = Watch((tmp_path,))
    assert watch.changed() == set()
    for name in (
        "site/index.html",
        "var/x",
        ".git/x",
        "site.old/x",
        "site_src/sv/.a.md.swp",
        "site_src/sv/a.md~",
    ):
        (tmp_path / name).write_text("12")
    assert watch.changed() == set()
    (tmp_path / "site_src/sv/a.md").write_text("12")
    (tmp_path / "room.yml").unlink()
    (tmp_path / "site_src/sv/b.md").write_text("1")
    changed = {Path(path).name for path in watch.changed()}
    assert changed == {"a.md", "room.yml", "b.md"}
    assert watch.changed() == set()


def test_work_is_done_side_by_side_and_heard_of() -> None:
    heard = []
    results = side_by_side(
        {name: lambda tell, name=name: [tell(1, 2), tell(2, 2), name][2] for name in ("a", "b")},
        lambda *told: heard.append(told),
    )
    assert results == ["a", "b"]
    assert sorted(heard) == [("a", 1, 2), ("a", 2, 2), ("b", 1, 2), ("b", 2, 2)]


def test_a_process_that_dies_is_told_of() -> None:
    with pytest.raises(Ended, match="b"):
        side_by_side({"a": lambda tell: "", "b": lambda tell: os._exit(3)}, lambda *told: None)


def test_how_far_a_build_has_come_is_one_line_a_language_where_nobody_looks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with HowFar() as tell:
        for told in (("sv", 20, 40), ("en", 20, 40), ("sv", 40, 40), ("en", 40, 40)):
            tell(*told)
    assert capsys.readouterr() == (
        "",
        "Bygger sidorna: svenska 40 av 40\nBygger sidorna: engelska 40 av 40\n",
    )


def test_how_far_a_build_has_come_is_one_line_that_changes_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with HowFar() as tell:
        tell("sv", 20, 40)
        tell("en", 40, 40)
    told = capsys.readouterr().err
    assert "\n" not in told
    assert [line.removeprefix(CLEAR[1:]) for line in told.split("\r") if line] == [
        "Bygger sidorna: svenska 20 av 40",
        "Bygger sidorna: svenska 20 av 40, engelska 40 av 40",
        "",
    ]


@pytest.mark.parametrize("open_to_others", [{"HEMVAL_PUBLIC_HOST": "0.0.0.0"}, {"HEMVAL_PROXY_HOPS": "1"}])
def test_what_is_not_published_is_shown_to_nobody_else(tmp_path, open_to_others):
    settings = copy_of("lindvik", tmp_path / "content")
    process = subprocess.run(
        [sys.executable, "-m", "hemval", "--content", str(settings.content), "serve"],
        cwd=PROJECT,
        env={**os.environ, **open_to_others},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert process.returncode == 1
    assert "bara på den här datorn" in process.stderr
    assert next(iter(open_to_others)) in process.stderr
    assert not settings.places.site.exists(), "nothing is built first"
