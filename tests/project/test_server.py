"""server.py starts two processes, keeps them apart, and takes them down together and gently."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from hemval.cli.demonstration import open_recovery_key
from hemval.queue.inbox import RECIPIENTS
from hemval.queue.key_file import write_numbered
from hemval.settings import Places
from tests.project.running import PROJECT, fetch, free_port, wait_until_open


@pytest.fixture
def folder(tmp_path):
    """A copy of Hemval with stand-in applications, and a municipality that is initialised and built."""
    shutil.copytree(PROJECT / "hemval", tmp_path / "hemval", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "server.py", tmp_path)
    for name in ("public", "officers"):
        shutil.rmtree(tmp_path / "hemval" / name, ignore_errors=True)
        (tmp_path / "hemval" / name).mkdir()
        (tmp_path / "hemval" / name / "__init__.py").touch()
        shutil.copy(Path(__file__).with_name("stand_in.py"), tmp_path / "hemval" / name / "application.py")
    for made in ("public", "inbox", "officers", "published"):
        (tmp_path / "var" / made).mkdir(parents=True)
    (tmp_path / "var/published/content.json").write_text("{}")
    (tmp_path / "site").mkdir()
    return tmp_path


def start(folder: Path, *arguments: str, **settings: object) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HEMVAL_")}
    environment |= {name: str(value) for name, value in settings.items()}
    return subprocess.Popen(
        [sys.executable, str(folder / "server.py"), *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def both(folder: Path, **settings: object):
    public, officers = free_port(), free_port()
    settings = {"HEMVAL_PUBLIC_PORT": public, "HEMVAL_OFFICERS_PORT": officers, **settings}
    process = start(folder, **settings)
    try:
        wait_until_open(public, process)
        wait_until_open(officers, process)
        yield process, public, officers
    finally:
        if process.poll() is None:
            process.terminate()
            process.communicate(timeout=20)


def told(port: int) -> dict:
    return json.loads(fetch(port, "/told"))


def refused(folder: Path, *arguments: str, **settings: object) -> str:
    """Run where it must not start; return what it said."""
    process = start(folder, *arguments, **settings)
    out, said = process.communicate(timeout=30)
    assert (process.returncode, out) == (1, ""), said
    assert "Traceback" not in said
    return said


def make_a_demonstration(folder: Path) -> None:
    """Let the keys in use be those that lie in the open."""
    places = Places(folder)
    (places.public / RECIPIENTS).write_bytes(write_numbered({1: [open_recovery_key(places)]}))


def gone(pid: int) -> bool:
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
            return True
        time.sleep(0.05)
    return False


def test_both_answer_and_finish_what_is_under_way(folder):
    make_a_demonstration(folder)
    (folder / "var/demonstration/login.txt").write_text("login: eva.handlaggare\n")
    with both(folder) as (process, public, officers), ThreadPoolExecutor(2) as pool:
        assert told(public)["pid"] != told(officers)["pid"] != process.pid
        assert told(public)["secure_cookies"] is False
        assert told(public)["zone"] == "Europe/Stockholm"
        notes = folder / "var" / f"rounds-{told(officers)['pid']}"
        assert notes.read_text() == "begun", "what goes on beside the requests"
        slow = [pool.submit(fetch, port, "/slow") for port in (public, officers)]
        time.sleep(0.4)
        process.send_signal(signal.SIGTERM)
        assert [answer.result() for answer in slow] == ["answered", "answered"]
        out, said = process.communicate(timeout=20)
        assert process.returncode == 0, said
    assert notes.read_text() == "ended"
    assert f"http://127.0.0.1:{public}/" in out
    assert f"http://localhost:{officers}/" in out
    assert "login: eva.handlaggare" in out


def test_the_public_process_is_told_nothing_of_the_officers(folder):
    stray = {"DATABASE_PASSWORD": "planted-secret", "HEMVAL_OFFICERS_HOST": "127.0.0.1"}
    stray["HEMVAL_AUDIT_HEAD"] = str(folder.parent / "heads")
    with both(folder, **stray) as (process, public, officers):
        seen, other = told(public), told(officers)
        given = Path(f"/proc/{seen['pid']}/environ").read_text()
        # The check can fail: what is looked for does stand in the environment of the process that started it.
        started_with = Path(f"/proc/{process.pid}/environ").read_text()
        assert "planted-secret" in started_with
        assert "OFFICERS" in started_with
    assert "planted-secret" not in given
    assert "OFFICERS" not in given
    assert "AUDIT" not in given
    assert "HEMVAL_AUDIT_HEAD" in other["environment"]
    assert seen["secure_cookies"] is True
    assert "HEMVAL_OFFICERS_PORT" in other["environment"]
    assert "HEMVAL_PUBLIC_PORT" not in other["environment"]


@pytest.mark.parametrize("dies", ["public", "officers"])
def test_when_one_dies_the_other_is_stopped(folder, dies):
    with both(folder) as (process, public, officers):
        pids = {"public": told(public)["pid"], "officers": told(officers)["pid"]}
        os.kill(pids[dies], signal.SIGKILL)
        _, said = process.communicate(timeout=20)
        assert process.returncode == 1
        assert {"public": "Invånarnas sidor", "officers": "Handläggarnas sidor"}[dies] in said
        assert "signal SIGKILL" in said, "nothing stands above: whatever it was stopped it from outside"
        assert all(gone(pid) for pid in pids.values())


def test_a_killed_parent_leaves_nothing_running(folder):
    with both(folder) as (process, public, officers):
        pids = [told(port)["pid"] for port in (public, officers)]
        process.kill()
        process.communicate()
        assert all(gone(pid) for pid in pids)


def test_one_alone_needs_only_its_own_folders(folder):
    shutil.rmtree(folder / "var/officers")
    port = free_port()
    process = start(folder, "public", HEMVAL_PUBLIC_PORT=port)
    wait_until_open(port, process)
    process.terminate()
    process.communicate(timeout=20)
    assert process.returncode == 0
    assert "hemval init" in refused(folder, "officers")


def test_a_taken_port_is_named_with_its_setting(folder):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused(folder, HEMVAL_PUBLIC_PORT=free_port(), HEMVAL_OFFICERS_PORT=port)
    assert f"Port {port} är upptagen" in said
    assert "HEMVAL_OFFICERS_PORT=" in said


def test_two_applications_cannot_share_a_port(folder):
    assert "HEMVAL_PUBLIC_PORT=8000" in refused(folder, HEMVAL_OFFICERS_PORT=8000)


def test_an_address_of_another_machine(folder):
    said = refused(folder, "public", HEMVAL_PUBLIC_HOST="192.0.2.1", HEMVAL_PUBLIC_PORT=free_port())
    assert "HEMVAL_PUBLIC_HOST=127.0.0.1" in said


def test_nothing_initialised_or_built(folder):
    shutil.rmtree(folder / "site")
    assert "hemval build" in refused(folder)
    shutil.rmtree(folder / "var")
    assert "hemval init" in refused(folder)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "hemval.example"])
def test_a_demonstration_stays_on_this_machine(folder, host):
    make_a_demonstration(folder)
    assert "HEMVAL_PUBLIC_HOST" in refused(folder, HEMVAL_PUBLIC_HOST=host)


@pytest.mark.parametrize("name", [(), ("public",), ("officers",)])
def test_a_demonstration_stands_behind_no_proxy(folder, name):
    make_a_demonstration(folder)
    said = refused(folder, *name, HEMVAL_PROXY_HOPS=1)
    assert "svarar bara på den här datorn" in said
    assert "HEMVAL_PROXY_HOPS" in said


def test_a_misspelt_setting_is_named_with_the_right_one(folder):
    said = refused(folder, HEMVAL_PUBLIC_PROT=8080)
    assert "HEMVAL_PUBLIC_PROT" in said
    assert "Menade du HEMVAL_PUBLIC_PORT?" in said
